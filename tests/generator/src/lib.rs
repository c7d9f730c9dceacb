//! Helpers of the generator's tests: projects in temporary folders, artificial releases of
//! botocore, forms of errors, random inputs, the files of the repository, positions of JSON values,
//! the words of HTML and Markdown, and a printer of plans.

pub mod botocore;
pub mod elsewhere;
pub mod error_forms;
pub mod fuzz;
pub mod json_spans;
pub mod plan_text;
pub mod project;
pub mod sources;
pub mod words;

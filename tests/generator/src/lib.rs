//! What the tests of the generator share: projects in temporary folders, walks over sources, JSON whose
//! values have places, the words of HTML and Markdown, and a printer of plans.

pub mod botocore;
pub mod json_spans;
pub mod plain;
pub mod plan_text;
pub mod project;
pub mod sources;

//! Compares two revisions of models: what differs, what it means to callers, and pages that show
//! it.
//!
//! [`compare`] reads two sources and lists the changes by operation. What is sent and received is
//! compared by the models, Rust by the plans made from them.
//!
//! | module | contents |
//! |---|---|
//! | `comparison` | data: services, operations, changes, their order, the verdict |
//! | `step` | the version bump that changes require |
//! | `exceptions` | marks the changes that the manifest accepts |
//! | `revision` | one revision of a service: its files, read and planned |
//! | `diff` | finds changes: `service`, `operation`, `docs`, `plan_index` (Rust) |
//! | `endpoints` | compares endpoint rules by the endpoints that they lead to |
//! | [`classes`] | the kinds of changes and what each means |
//! | `by_trait` | maps traits to kinds |
//! | `calls` | an operation as its callers write it, with boto3 and in Rust |
//! | `rust_types` | Rust types of planned fields, as text |
//! | [`page`] | the comparison as text, Markdown, HTML, JSON or annotations of GitHub |

mod by_trait;
mod calls;
mod comparison;
mod diff;
#[doc(hidden)]
pub mod endpoints;
mod exceptions;
pub mod page;
mod revision;
mod rust_types;
mod step;

pub use crate::classes::{self, Class, Kind};
pub use calls::call::{Boto3Call, Parameter, RustCall};
pub use calls::rust::rust_call;
pub use calls::syntax::Syntax;
pub use comparison::{
    AppliedException, Change, Comparison, OperationChanges, Options, Scope, Segment,
    ServiceChanges, Status,
};
pub use diff::{compare, compare_revisions};
pub use exceptions::check_exceptions;
pub use revision::Revision;
pub use step::Step;

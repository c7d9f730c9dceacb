//! Service models as botocore ships them, with the names on the wire only.
//!
//! Nothing here knows Rust. Reading (`load`) is strict: each key of the format is read into a
//! field of these types or refused, so that no trait is lost silently. Each value keeps its
//! position in the file ([`Position`]), so that errors of later stages can show it.

mod characters;
mod docs;
pub mod endpoint_rules;
#[cfg(feature = "import")]
mod head;
mod json;
mod load;
mod names;
mod operation;
pub mod partitions;
#[cfg(feature = "import")]
mod raw;
mod service;
mod shape;
mod slice;

pub(crate) use characters::is_hidden;
#[cfg(feature = "import")]
pub(crate) use characters::is_invisible;
pub use docs::{Docs, FILE as DOCS_FILE, ShapeDocs};
pub use endpoint_rules::EndpointRules;
#[cfg(feature = "import")]
pub use head::Head;
pub use json::{Position, Source};
pub use load::{WITHOUT_EFFECT, load, parse};
pub use names::{MemberName, OperationName, ShapeName};
pub use operation::{
    EndpointParameter, EndpointPath, ErrorReference, Http, HttpChecksum, Operation, OperationAuth,
    OperationReference,
};
pub use partitions::Partitions;
#[cfg(feature = "import")]
pub use raw::Raw;
#[cfg(feature = "import")]
pub(crate) use raw::{About, Traits};
pub use service::{EndpointSetting, Metadata, Protocol, Service, sdk_id};
pub use shape::{
    ErrorTrait, EventStream, Location, Member, Shape, ShapeKind, Structure, StructureKind,
    TimestampFormat, XmlNamespace,
};
pub use slice::{kept, slice};

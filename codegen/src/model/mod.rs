//! What AWS wrote: a service model as botocore ships it, in wire names only.
//!
//! Nothing here knows Rust. Reading ([`load`]) is strict: each key of the format is read into a field
//! of these types or refused, so that no trait is lost silently. Each value keeps its place in the
//! file ([`Position`]), so that a later stage can still say where it found what it cannot do.

mod docs;
#[cfg(feature = "import")]
mod docs_update;
pub mod endpoint_rules;
mod load;
mod names;
mod operation;
pub mod partitions;
#[cfg(feature = "import")]
mod raw;
mod service;
mod shape;
mod slice;
mod text;
#[cfg(feature = "import")]
mod traits;

pub use docs::{Docs, FILE as DOCS_FILE, ShapeDocs};
pub use endpoint_rules::EndpointRules;
pub use load::{WITHOUT_EFFECT, load, parse};
pub use names::{MemberName, OperationName, ShapeName};
pub use operation::{
    EndpointParameter, EndpointPath, ErrorReference, Http, HttpChecksum, Operation, OperationAuth,
    OperationReference,
};
pub use partitions::Partitions;
#[cfg(feature = "import")]
pub use raw::{About, Raw};
pub use service::{EndpointSetting, Metadata, Protocol, Service};
pub use shape::{
    ErrorTrait, EventStream, Location, Member, Shape, ShapeKind, Structure, StructureKind,
    TimestampFormat, XmlNamespace,
};
pub use slice::{kept, slice};
#[cfg(feature = "import")]
pub(crate) use text::is_invisible;
pub use text::{Position, Source};
#[cfg(feature = "import")]
pub use traits::Traits;

//! Random models, companions, manifests, archives and documentation: each is refused with an
//! error, or gives Rust that parses. Nothing panics, hangs, or takes much memory.

mod archives;
mod changes;
mod files;
mod prose;

//! Building blocks of emitted code: files, imports, names, documentation and types.

pub(super) mod file;
pub(super) mod fragments;
pub(super) mod imports;
pub(super) mod prelude;

//! Emits types: structures with their builders, unions and enums.

mod builder;
pub(super) mod enumeration;
pub(super) mod error_enum;
mod field;
mod serde;
pub(super) mod setters;
pub(super) mod structure;
pub(super) mod union;

//! Bringing models: what is written, what stays, and what is refused.

mod bad_sources;
mod harness;
mod manifest;
mod names;
mod real;
mod sources;
mod texts;

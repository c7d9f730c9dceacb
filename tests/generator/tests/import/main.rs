//! Import of models: files that are written, files that stay, and sources that are refused.

mod aliases;
mod bad_sources;
mod concurrent;
mod damaged;
mod harness;
mod manifest;
mod names;
mod real;
mod several;
mod shared;
mod sources;
mod texts;

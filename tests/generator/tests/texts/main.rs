//! Texts from outside are escaped where they are printed: in errors, on pages, and by commands.

mod errors;
mod hostile;
mod markdown;
mod pages;

//! Texts from outside are escaped where they are printed: in errors, on pages, and by commands.

mod errors;
mod forms;
mod hostile;
mod markdown;
mod pages;
mod spans;

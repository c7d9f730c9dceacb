//! Comparing models, and the pages that tell of it.

mod cli;
mod html;
mod pages;

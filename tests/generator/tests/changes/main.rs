//! Comparing models, and the pages that tell of it.

mod browser;
mod cli;
mod html;
mod pages;
mod webdriver;

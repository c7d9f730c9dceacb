//! What changes between two states of models, what that means, and the pages that tell of it.

mod browser;
mod classes;
mod cli;
mod html;
mod models;
mod mutations;
mod pages;
mod real;
mod webdriver;

//! Comparison of two states of models: the changes, their classes, and the pages about them.

mod browser;
mod classes;
mod exceptions;
mod html;
mod machines;
mod models;
mod mutations;
mod pages;
mod quiet;
mod readable;
mod real;
mod webdriver;

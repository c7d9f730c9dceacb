//! Comparison of two states of models: the changes, their classes, and the pages about them.

mod browser;
mod classes;
mod html;
mod models;
mod mutations;
mod pages;
mod real;
mod webdriver;

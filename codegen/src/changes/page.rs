//! Pages that show a comparison: what changed, what it means, and one verdict.
//!
//! [`text`], [`markdown`] and [`html`] show the same to people, [`json()`] to machines, and
//! [`github`] what matters most. They share `summary` (counts and verdicts),
//! `wording` (changes in words), `member_tree`, and `printable`: models are not trusted, and texts
//! from them can neither control a terminal nor become markup.

mod github;
mod html;
mod json;
mod markdown;
mod markup;
mod member_tree;
mod printable;
mod summary;
mod text;
mod wording;

pub use github::github;
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use summary::Page;
pub use text::text;
pub use wording::short;

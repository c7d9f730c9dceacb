//! Pages that show a comparison: what changed, what it means, and one verdict.
//!
//! [`text`], [`markdown`] and [`html`] show the same. They share `summary` (counts and verdicts),
//! `wording` (changes in words), `member_tree`, and `printable`: models are not trusted, and texts
//! from them can neither control a terminal nor become markup.

mod html;
mod markdown;
mod markup;
mod member_tree;
mod printable;
mod summary;
mod text;
mod wording;

pub use html::html;
pub use markdown::markdown;
pub use summary::Page;
pub use text::text;
pub use wording::short;

//! Pages that show a comparison: what changed, what it means, and one verdict.
//!
//! [`text`], [`markdown`] and [`html`] show the same. They share `summary` (counts and verdicts),
//! `wording` (changes in words) and `member_tree`.

mod html;
mod markdown;
mod member_tree;
mod summary;
mod text;
mod wording;

pub use html::html;
pub use markdown::markdown;
pub use summary::Page;
pub use text::text;
pub use wording::short;

//! The page as HTML: one file, without anything from elsewhere.

use super::super::Comparison;
use super::{Page, text};

/// The page.
pub fn html(comparison: &Comparison, page: &Page) -> String {
    text(comparison, page)
}

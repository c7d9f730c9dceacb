//! Characters that must not occur in generated code, where nobody would see them.

use crate::shown;

/// Returns `true` if `c` must not occur in comments: it ends a line (U+2028), does not compile (a
/// lone carriage return), or makes source code look different from what it is (CVE-2021-42574).
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

/// Returns `true` if a reader of source code would not see `c`, although it makes a difference.
/// Spaces of other widths are seen.
pub(crate) fn is_hidden(c: char) -> bool {
    is_invisible(c) || (shown::is_hidden(c) && !c.is_whitespace())
}

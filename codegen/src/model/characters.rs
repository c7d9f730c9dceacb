//! Characters that must not occur in generated comments.

/// Returns `true` if `c` must not occur in comments: it ends a line (U+2028), does not compile (a
/// lone carriage return), or makes source code look different from what it is (CVE-2021-42574).
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

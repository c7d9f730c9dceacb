//! Texts from outside in Markdown, where they cannot become markup, links, mentions or references.

/// Writes text as a code span. Its fence is longer than any in the text.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    let fence = fence(text, 1);
    // One space on either side is not part of the span.
    let is_bare = !text.starts_with(['`', ' ']) && !text.ends_with(['`', ' ']);
    let space = if is_bare || text.chars().all(|it| it == ' ') {
        ""
    } else {
        " "
    };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Writes text as a code span in a cell of a table.
pub(super) fn code_in_cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// Writes a code block, with a fence longer than any in the text.
pub(super) fn fenced(language: &str, text: &str) -> String {
    let fence = fence(text, 3);
    format!("{fence}{language}\n{}\n{fence}", text.trim_end())
}

/// Writes text as it is if it is plain words, and otherwise as a code span.
pub(super) fn words(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else {
        code(text)
    }
}

/// Writes text for a line of HTML, as it is if it is plain words, and otherwise as code.
pub(super) fn words_in_html(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    format!("<code>{text}</code>")
}

/// Returns `true` for words that have no meaning in Markdown, at the start of a line neither.
fn is_plain(text: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '(' | ')' | '/' | '-');
    text.starts_with(char::is_alphabetic)
        && text.chars().all(is_plain)
        && !text.contains("  ")
        && !text.ends_with(' ')
}

fn fence(text: &str, least: usize) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(least.max(longest + 1))
}

//! Keeps text that looks like Markdown from being read as such; no more than that, since the source is
//! read too.

/// What surrounds a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// Something other than white space comes before.
    pub(super) glued_before: bool,
    /// Something other than white space follows.
    pub(super) glued_after: bool,
    pub(super) in_link: bool,
    pub(super) in_cell: bool,
}

impl Around {
    /// Between things that are not known.
    pub(super) fn glued(in_cell: bool, in_link: bool) -> Self {
        Self {
            glued_before: true,
            glued_after: true,
            in_link,
            in_cell,
        }
    }
}

/// Stands for a neighbour that is not known.
const SOMETHING: char = '\0';

/// A word of text, with its URLs made links.
pub(super) fn text(word: &str, around: Around) -> String {
    let mut out = String::with_capacity(word.len() + 8);
    let mut before = around.glued_before.then_some(SOMETHING);
    let mut position = 0;
    // Where a URL that is none ends.
    let mut no_url_before = 0;
    while let Some(c) = word[position..].chars().next() {
        let rest = &word[position..];
        let may_begin = !around.in_link && position >= no_url_before;
        if let Some(url) = url_at(rest).filter(|_| may_begin) {
            let token = &rest[..without_end(rest)];
            let is_free = !around.glued_before && !around.glued_after && !around.in_cell;
            if position == 0 && is_free && is_template(token) {
                // `https://{name}.example.com` leads nowhere.
                out.push_str(&code(token));
                position = token.len();
                before = Some(SOMETHING);
                continue;
            }
            let is_cut = rest[url.len()..].starts_with(['<', '`', '\\']);
            if !is_cut || has_dot(url) {
                out.push_str(&format!("<{url}>"));
                position += url.len();
                before = Some(SOMETHING);
                continue;
            }
            no_url_before = position + url.len();
        }
        let rest = &rest[c.len_utf8()..];
        let after = match rest.chars().next() {
            // There may be a `<`.
            Some(_) if begins_url(rest) => Some(SOMETHING),
            None if around.glued_after => Some(SOMETHING),
            after => after,
        };
        if needs_escape(c, before, after, rest, around) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
        position += c.len_utf8();
    }
    out
}

/// Whether `c` between `before` and `after` (none: white space) would be read as Markdown; `rest` is the
/// rest of the word.
fn needs_escape(
    c: char,
    before: Option<char>,
    after: Option<char>,
    rest: &str,
    around: Around,
) -> bool {
    match c {
        '`' | '[' => true,
        ']' => around.in_link,
        '|' => around.in_cell,
        // At the end of a line it would break the line.
        '\\' => after.is_none_or(|c| c.is_ascii_punctuation() || c == SOMETHING),
        '*' => before.is_some() || after.is_some(),
        '_' => {
            let is_inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            (before.is_some() || after.is_some()) && !(is_inner(before) && is_inner(after))
        }
        '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || "/!?\0".contains(c)),
        '!' => after == Some(SOMETHING),
        '&' => is_entity(rest, around.glued_after),
        // One that can only open strikes nothing through.
        '~' => before.is_some() || after.is_none_or(|c| c == '~' || c == SOMETHING),
        // Rustdoc would make a dash of the hyphens of `--option`.
        '-' => {
            let is_first = before.is_none_or(|c| c == SOMETHING);
            is_first && after == Some('-') && rest.chars().any(char::is_alphanumeric)
        }
        _ => false,
    }
}

/// Whether `rest` goes on as `&amp;` does, or may do so with what follows the word.
fn is_entity(rest: &str, glued_after: bool) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    // No name is longer.
    match rest.char_indices().take(40).find(|(_, c)| !is_name(*c)) {
        Some((length, c)) => length > 0 && c == ';',
        None => glued_after && rest.len() < 40,
    }
}

/// A code span.
pub(super) fn code(text: &str) -> String {
    let mut run = 0;
    let mut longest = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Escapes the first chunk of a line, if it would begin a block there.
pub(in crate::prose) fn at_line_start(chunk: &str) -> Option<String> {
    let is_all = |set: &str| chunk.chars().all(|c| set.contains(c));
    let digits = chunk.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && matches!(&chunk[digits..], "." | ")") {
        return Some(format!("{}\\{}", &chunk[..digits], &chunk[digits..]));
    }
    let begins = chunk.starts_with('>')
        || matches!(chunk, "+" | "*")
        || (chunk.len() <= 6 && is_all("#"))
        || is_all("-=_:|");
    (begins && !chunk.is_empty()).then(|| format!("\\{chunk}"))
}

const SCHEMES: [&str; 2] = ["https://", "http://"];

/// Whether something in the word will be written as a link, perhaps.
pub(super) fn has_url(word: &str) -> bool {
    SCHEMES.iter().any(|scheme| word.contains(scheme))
}

fn begins_url(text: &str) -> bool {
    SCHEMES.iter().any(|scheme| text.starts_with(scheme))
}

/// The URL that `text` begins with, without the punctuation that follows it.
fn url_at(text: &str) -> Option<&str> {
    let scheme = SCHEMES.iter().find(|scheme| text.starts_with(**scheme))?;
    let rest = &text[scheme.len()..];
    rest.chars()
        .next()
        .filter(|c| c.is_alphanumeric() || "-@:%._+~#={$[".contains(*c))?;
    let end = rest.find(|c: char| c.is_whitespace() || "<>\"`\\|".contains(c));
    let url = &text[..scheme.len() + end.unwrap_or(rest.len())];
    let length = without_end(url);
    (length > scheme.len()).then(|| &url[..length])
}

/// The length of `url` without the punctuation at its end, and without a bracket that it does not open.
fn without_end(url: &str) -> usize {
    let mut end = url;
    let count = |text: &str, c: char| text.matches(c).count();
    let mut closing = [(')', '('), (']', '['), ('}', '{')].map(|(close, open)| {
        let extra = count(end, close).saturating_sub(count(end, open));
        (close, extra)
    });
    loop {
        let Some(last) = end.chars().next_back() else {
            return 0;
        };
        let extra = closing.iter_mut().find(|(close, _)| *close == last);
        match extra {
            Some((_, 0)) => return end.len(),
            Some((_, extra)) => *extra -= 1,
            None if ".,;:!?'\"*_~”’".contains(last) => {}
            None => return end.len(),
        }
        end = &end[..end.len() - last.len_utf8()];
    }
}

/// Whether a part of the URL is to be replaced.
fn is_template(url: &str) -> bool {
    url.contains(['<', '>', '{', '}', '[', ']', '$', '*', '\\', '|'])
}

/// Whether the URL has a dot, as those have that rustdoc wants to be links.
fn has_dot(url: &str) -> bool {
    url.contains('.')
}

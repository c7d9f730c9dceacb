//! Escapes text that Markdown would take for markup, and nothing else, since people read the source
//! too.

/// Surroundings of a word.
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
    /// Surroundings that are not known: treated as if there was no white space.
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

/// Escapes a word, and turns its URLs into links.
pub(super) fn text(word: &str, around: Around) -> String {
    let mut out = String::with_capacity(word.len() + 8);
    let mut before = around.glued_before.then_some(SOMETHING);
    let mut position = 0;
    // End of a URL that was not turned into a link.
    let mut no_url_before = 0;
    while let Some(c) = word[position..].chars().next() {
        let rest = &word[position..];
        let may_begin = !around.in_link && position >= no_url_before;
        if let Some(url) = url_at(rest).filter(|_| may_begin) {
            let token = &rest[..without_end(rest)];
            let is_free = !around.glued_before && !around.glued_after && !around.in_cell;
            if position == 0 && is_free && is_template(token) {
                // A template such as `https://{name}.example.com` is not a link.
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
            // A URL may be written with a `<` before it.
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

/// Returns `true` if Markdown would take `c` for markup between `before` and `after` (`None` for
/// white space). `rest` is the rest of the word.
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
        // A backslash at the end of a line would break the line.
        '\\' => after.is_none_or(|c| c.is_ascii_punctuation() || c == SOMETHING),
        '*' => before.is_some() || after.is_some(),
        '_' => {
            let is_inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            (before.is_some() || after.is_some()) && !(is_inner(before) && is_inner(after))
        }
        '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || "/!?\0".contains(c)),
        '!' => after == Some(SOMETHING),
        '&' => is_entity(rest, around.glued_after),
        // A tilde that can only open does not strike anything through.
        '~' => before.is_some() || after.is_none_or(|c| c == '~' || c == SOMETHING),
        // Rustdoc would turn the hyphens of `--option` into a dash.
        '-' => {
            let is_first = before.is_none_or(|c| c == SOMETHING);
            is_first && after == Some('-') && rest.chars().any(char::is_alphanumeric)
        }
        _ => false,
    }
}

/// Returns `true` if `rest` continues like `&amp;`, perhaps together with the text after the word.
fn is_entity(rest: &str, glued_after: bool) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    // The longest entity is shorter.
    match rest.char_indices().take(40).find(|(_, c)| !is_name(*c)) {
        Some((length, c)) => length > 0 && c == ';',
        None => glued_after && rest.len() < 40,
    }
}

/// Writes a code span.
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
pub(crate) fn at_line_start(chunk: &str) -> Option<String> {
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

/// Returns `true` if a part of the word may become a link.
pub(super) fn has_url(word: &str) -> bool {
    SCHEMES.iter().any(|scheme| word.contains(scheme))
}

fn begins_url(text: &str) -> bool {
    SCHEMES.iter().any(|scheme| text.starts_with(scheme))
}

/// Returns the URL at the start of `text`, without the punctuation that follows it.
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

/// Returns the length of `url` without punctuation and unmatched closing brackets at its end.
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

/// Returns `true` if the URL has parts to fill in.
fn is_template(url: &str) -> bool {
    url.contains(['<', '>', '{', '}', '[', ']', '$', '*', '\\', '|'])
}

/// Returns `true` if the URL has a dot. Rustdoc warns about such URLs that are not links.
fn has_dot(url: &str) -> bool {
    url.contains('.')
}

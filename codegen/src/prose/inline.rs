//! Writes the contents of a paragraph: lines of chunks that must not be broken.

use super::block::{Kind, Leaf, Style, Weight};

mod escape;
pub(super) use escape::at_line_start;

/// Returns the chunks of each line. `in_cell` is set for text in a table's cell, between `|`.
pub(super) fn lines(leaves: &[Leaf], in_cell: bool) -> Vec<Vec<String>> {
    let mut leaves = trimmed(leaves);
    set_spaces(&mut leaves);
    drop_weights(&mut leaves);
    set_spaces(&mut leaves);
    let leaves = merged(leaves);
    let mut writer = Writer::default();
    for index in 0..leaves.len() {
        let (leaf, link) = (&leaves[index], &leaves[index].style.link);
        writer.turn_to(&leaf.style, autolink(&leaves, index).is_some());
        match &leaf.kind {
            Kind::Space => writer.end_chunk(),
            Kind::Break if in_cell => writer.end_chunk(),
            Kind::Break => writer.end_line(),
            // A `|` ends a cell even in code, and `[..]:` begins a link definition.
            Kind::Word(word) if leaf.style.code => {
                let ends = in_cell && word.contains('|') || link.is_some() && word.contains("]:");
                writer.push(&if ends {
                    escape::text(word, escape::Around::glued(in_cell, link.is_some()))
                } else {
                    escape::code(word)
                });
            }
            Kind::Word(word) => match autolink(&leaves, index) {
                Some(url) => writer.push(&format!("<{url}>")),
                None => {
                    let is_glued = |neighbour: Option<&Leaf>| {
                        neighbour.is_some_and(is_word) || touches_mark(leaf, neighbour)
                    };
                    let after = leaves.get(index + 1);
                    let breaks = |it: Option<&Leaf>| it.is_some_and(|it| it.kind == Kind::Break);
                    let around = escape::Around {
                        glued_before: is_glued(before(&leaves, index)),
                        // A line break is written as a backslash.
                        glued_after: is_glued(after) || breaks(after),
                        in_link: link.is_some(),
                        in_cell,
                    };
                    writer.push(&escape::text(word, around));
                }
            },
        }
    }
    writer.turn_to(&Style::default(), false);
    writer.end_line();
    writer.lines
}

fn before(leaves: &[Leaf], index: usize) -> Option<&Leaf> {
    leaves.get(index.checked_sub(1)?)
}

/// Returns `true` if a mark (asterisks or a bracket) stands between the leaf and its neighbour.
fn touches_mark(leaf: &Leaf, neighbour: Option<&Leaf>) -> bool {
    let (link, weight) = (&leaf.style.link, leaf.style.weight);
    let goes_on = |it: &Leaf| it.style.link == *link && it.style.weight == weight;
    (link.is_some() || weight != Weight::Plain) && !neighbour.is_some_and(goes_on)
}

fn is_word(leaf: &Leaf) -> bool {
    matches!(leaf.kind, Kind::Word(_))
}

/// Returns the URL if the leaf is the whole text of a link to it: `<https://example.com>` suffices
/// then.
fn autolink(leaves: &[Leaf], index: usize) -> Option<&str> {
    let Leaf {
        kind: Kind::Word(word),
        style,
    } = &leaves[index]
    else {
        return None;
    };
    let is_same = |it: Option<&Leaf>| it.is_some_and(|it| it.style.link == style.link);
    let alone = !is_same(before(leaves, index)) && !is_same(leaves.get(index + 1));
    let url = style.link.as_deref()?;
    (alone && style.weight == Weight::Plain && !style.code && url == word).then_some(url)
}

/// Drops white space at both ends, and repeated white space.
fn trimmed(leaves: &[Leaf]) -> Vec<Leaf> {
    let mut trimmed: Vec<Leaf> = Vec::with_capacity(leaves.len());
    for leaf in leaves {
        match (&leaf.kind, trimmed.last_mut()) {
            (Kind::Word(_), _) => trimmed.push(leaf.clone()),
            (_, None) => {}
            (Kind::Space, Some(last)) if !is_word(last) => {}
            (Kind::Break, Some(last)) if last.kind == Kind::Space => last.kind = Kind::Break,
            (_, Some(_)) => trimmed.push(leaf.clone()),
        }
    }
    while trimmed.pop_if(|it| !is_word(it)).is_some() {}
    trimmed
}

/// Gives a space the style that its neighbours share, and no style if theirs differ.
fn set_spaces(leaves: &mut [Leaf]) {
    for index in 1..leaves.len().saturating_sub(1) {
        if is_word(&leaves[index]) {
            continue;
        }
        let (before, after) = (&leaves[index - 1].style, &leaves[index + 1].style);
        let link = before.link.clone().filter(|_| before.link == after.link);
        let same = before.link == after.link && before.weight == after.weight;
        let is_space = leaves[index].kind == Kind::Space;
        let style = Style {
            code: leaves[index].style.code && before == after && before.code && is_space,
            weight: if same { before.weight } else { Weight::Plain },
            link,
        };
        leaves[index].style = style;
    }
}

/// Drops bold and italics where Markdown would not recognize the asterisks as marks: `**Note:**so`.
fn drop_weights(leaves: &mut [Leaf]) {
    let mut start = 0;
    let mut closed_before = false;
    while start < leaves.len() {
        let style = leaves[start].style.clone();
        let same = |it: &Leaf| it.style.link == style.link && it.style.weight == style.weight;
        let length = leaves[start..].iter().position(|it| !same(it));
        let end = length.map_or(leaves.len(), |length| start + length);
        let mut kept = false;
        if style.weight != Weight::Plain {
            let (first, last) = (&leaves[start], &leaves[end - 1]);
            let before = before(leaves, start);
            let opens =
                is_letter(edge(first, WordEdge::Start)) || parts(first, before, WordEdge::End);
            let closes = is_letter(edge(last, WordEdge::End))
                || parts(last, leaves.get(end), WordEdge::Start);
            kept = opens && closes && !closed_before;
            if !kept {
                for leaf in &mut leaves[start..end] {
                    leaf.style.weight = Weight::Plain;
                }
            }
        }
        closed_before = kept;
        start = end;
    }
}

#[derive(Clone, Copy)]
enum WordEdge {
    Start,
    End,
}

/// Returns the first or last character of a word, if it is written as it is.
fn edge(leaf: &Leaf, side: WordEdge) -> Option<char> {
    match &leaf.kind {
        Kind::Word(word) if !leaf.style.code && !escape::has_url(word) => match side {
            WordEdge::Start => word.chars().next(),
            WordEdge::End => word.chars().next_back(),
        },
        _ => None,
    }
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Returns `true` if the neighbour's near edge is white space or punctuation.
fn parts(leaf: &Leaf, neighbour: Option<&Leaf>, side: WordEdge) -> bool {
    neighbour.is_none_or(|it| {
        let is_mark = it.style.code || it.style.link != leaf.style.link;
        is_mark || !is_word(it) || edge(it, side).is_some_and(|c| c.is_ascii_punctuation())
    })
}

/// Merges words of the same style, and the words of code with the spaces between them.
fn merged(leaves: Vec<Leaf>) -> Vec<Leaf> {
    let mut merged: Vec<Leaf> = Vec::with_capacity(leaves.len());
    let mut in_code = false;
    for leaf in leaves {
        if leaf.kind == Kind::Space
            && leaf.style.code
            && let Some(Kind::Word(word)) = merged.last_mut().map(|it| &mut it.kind)
        {
            word.push(' ');
            in_code = true;
            continue;
        }
        match (&leaf.kind, merged.last_mut()) {
            (
                Kind::Word(more),
                Some(Leaf {
                    kind: Kind::Word(word),
                    style,
                }),
            ) if in_code || *style == leaf.style => {
                word.push_str(more);
            }
            _ => merged.push(leaf),
        }
        in_code = false;
    }
    merged
}

#[derive(Default)]
struct Writer {
    lines: Vec<Vec<String>>,
    line: Vec<String>,
    chunk: String,
    /// Style that is open at the end of the text so far.
    style: Style,
    is_autolink: bool,
}

impl Writer {
    fn push(&mut self, text: &str) {
        self.chunk.push_str(text);
    }

    fn end_chunk(&mut self) {
        if !self.chunk.is_empty() {
            self.line.push(std::mem::take(&mut self.chunk));
        }
    }

    fn end_line(&mut self) {
        self.end_chunk();
        self.lines.push(std::mem::take(&mut self.line));
    }

    /// Closes and opens marks. Bold and italics are nested in links.
    fn turn_to(&mut self, style: &Style, is_autolink: bool) {
        let other_link = self.style.link != style.link;
        if self.style.weight != style.weight || other_link {
            self.push(mark(self.style.weight));
            if other_link {
                if let Some(url) = self.style.link.take().filter(|_| !self.is_autolink) {
                    self.push(&format!("]({url})"));
                }
                if style.link.is_some() && !is_autolink {
                    self.push("[");
                }
                self.is_autolink = is_autolink;
            }
            self.push(mark(style.weight));
        }
        self.style = style.clone();
    }
}

fn mark(weight: Weight) -> &'static str {
    match weight {
        Weight::Plain => "",
        Weight::Emphasis => "*",
        Weight::Strong => "**",
    }
}

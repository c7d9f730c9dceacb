//! Parses HTML into blocks.
//!
//! The tokenizer is a browser's; the tree is simpler than a browser's. Open elements are kept on a
//! stack of limited height, so that no input takes long or overflows the call stack. A block ends
//! all inline elements that are still open, which repairs a forgotten `</code>` where a browser
//! would go on in code.

use std::collections::HashSet;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Span, StartTag, Token, Tokenizer};

use super::block::{Block, Kind, Leaf, Style, Weight, is_zero_width};
use crate::model::is_invisible;

mod inline_content;
mod tags;
use inline_content::{flatten, label_first, verbatim};
use tags::{Inline, Tag};

/// Maximum number of nested elements. Real texts have about six; deeper elements lose their tags
/// and keep their text.
const DEPTH: usize = 24;

/// Parses a text into blocks.
pub(super) fn blocks(html: &str) -> Vec<Block> {
    let emitter = DefaultEmitter::<usize>::new_with_span();
    let tokens: Vec<Token<usize>> = Tokenizer::new_with_emitter(html, emitter)
        .map(|token| match token {
            Ok(token) => token,
            Err(never) => match never {},
        })
        .collect();
    let closed = tokens.iter().filter_map(|token| match token {
        Token::EndTag(tag) => Some(&**tag.name),
        _ => None,
    });
    let closed: HashSet<&[u8]> = closed.collect();
    let mut reader = Reader::new();
    for token in &tokens {
        match token {
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text.value)),
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name);
                match tags::meaning(&name) {
                    Some(meaning) => reader.open(&name, meaning, tag),
                    None if closed.contains(&**tag.name) => {}
                    None => reader.text(&as_written(html, &name, tag.span)),
                }
            }
            Token::EndTag(tag) => reader.close(&String::from_utf8_lossy(&tag.name)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.finish()
}

/// Returns a tag as the text spells it, in upper and lower case.
fn as_written(html: &str, name: &str, span: Span<usize>) -> String {
    match html.get(span.start..span.end) {
        Some(tag) if tag.starts_with('<') && tag.ends_with('>') => tag.to_owned(),
        _ => format!("<{name}>"),
    }
}

/// An open element.
struct Element {
    name: String,
    tag: Tag,
    style: Style,
    /// Contents of an element that contains blocks.
    blocks: Vec<Block>,
    /// Contents of a list.
    items: Vec<Vec<Block>>,
    /// Contents of a table.
    rows: Vec<Vec<Vec<Leaf>>>,
}

impl Element {
    fn new(name: &str, tag: Tag, style: Style) -> Self {
        Self {
            name: name.to_owned(),
            tag,
            style,
            blocks: Vec::new(),
            items: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Returns `true` if the element can contain blocks.
    fn holds_blocks(&self) -> bool {
        use Tag::{Cell, Description, Item, List, Quote, Root, Table, Term};
        matches!(
            self.tag,
            Root | Item | Term | Description | Quote(_) | Cell | Table | List { .. }
        )
    }

    fn is_list(&self) -> bool {
        matches!(self.tag, Tag::List { .. })
    }

    fn is_item(&self) -> bool {
        matches!(self.tag, Tag::Item | Tag::Term | Tag::Description)
    }
}

struct Reader {
    /// Open elements. Never empty, since the root stays.
    stack: Vec<Element>,
    /// The current paragraph.
    leaves: Vec<Leaf>,
    /// The current preformatted text.
    verbatim: String,
    /// Number of open elements that are not on the stack, since it is full.
    beyond: usize,
}

impl Reader {
    fn new() -> Self {
        Self {
            stack: vec![Element::new("", Tag::Root, Style::default())],
            leaves: Vec::new(),
            verbatim: String::new(),
            beyond: 0,
        }
    }

    fn top(&self) -> &Element {
        self.stack.last().expect("the root stays")
    }

    fn text(&mut self, text: &str) {
        match self.top().tag {
            Tag::Hidden => {}
            Tag::Verbatim => {
                let text = text.replace('\t', "    ");
                self.verbatim.extend(text.chars().filter_map(verbatim));
            }
            _ => {
                let style = self.top().style.clone();
                for c in text.chars() {
                    self.character(c, &style);
                }
            }
        }
    }

    fn character(&mut self, c: char, style: &Style) {
        let last = self.leaves.last_mut();
        if c.is_whitespace() {
            if last.is_some_and(|last| matches!(last.kind, Kind::Word(_))) {
                self.leaf(Kind::Space, style.clone());
            }
        } else if !is_zero_width(c) && !is_invisible(c) {
            match last {
                Some(Leaf {
                    kind: Kind::Word(word),
                    style: same,
                }) if same == style => word.push(c),
                _ => self.leaf(Kind::Word(c.to_string()), style.clone()),
            }
        }
    }

    fn leaf(&mut self, kind: Kind, style: Style) {
        self.leaves.push(Leaf { kind, style });
    }

    fn open(&mut self, name: &str, tag: Tag, start: &StartTag<usize>) {
        match (&self.top().tag, &tag) {
            (Tag::Hidden, _) => return,
            (Tag::Verbatim, Tag::Break) => return self.verbatim.push('\n'),
            (Tag::Verbatim, _) => return,
            (_, Tag::Break) => return self.line_break(),
            (_, Tag::Nothing) => return,
            (_, Tag::Rule) => return self.end_inline(),
            _ => {}
        }
        let mut style = Style::default();
        if let Tag::Inline(inline) = &tag {
            style = styled(self.top().style.clone(), inline, start);
        } else {
            self.make_room(&tag);
        }
        if tag.is_strong() {
            style.weight = Weight::Strong;
        }
        if self.stack.len() > DEPTH {
            self.beyond += 1;
        } else {
            self.stack.push(Element::new(name, tag, style));
        }
    }

    /// Adds a line break. Two in a row end the paragraph.
    fn line_break(&mut self) {
        while self.leaves.pop_if(|it| it.kind == Kind::Space).is_some() {}
        match self.leaves.last() {
            None => {}
            Some(Leaf { kind, .. }) if *kind == Kind::Break => self.flush(),
            Some(_) => self.leaf(Kind::Break, Style::default()),
        }
    }

    /// Closes elements that cannot contain a block of this kind.
    fn make_room(&mut self, tag: &Tag) {
        self.end_inline();
        match tag {
            Tag::Item | Tag::Term | Tag::Description => {
                let ends =
                    |it: &Element| it.is_list() || matches!(it.tag, Tag::Quote(_) | Tag::Cell);
                self.close_within(ends, Element::is_item);
                if !self.top().is_list() {
                    // An item without a list begins one.
                    let list = Tag::List { ordered: false };
                    self.stack.push(Element::new("", list, Style::default()));
                }
            }
            Tag::Row => {
                self.close_within(|it| it.tag == Tag::Table, |it| it.tag == Tag::Row);
                if let Some(table) = self.stack.iter_mut().rfind(|it| it.tag == Tag::Table) {
                    table.rows.push(Vec::new());
                }
            }
            Tag::Cell => {
                let ends = |it: &Element| matches!(it.tag, Tag::Table | Tag::Row);
                self.close_within(ends, |it| it.tag == Tag::Cell);
            }
            // A list that was begun by its first item ends with its items.
            _ if self.top().is_list() && self.top().name.is_empty() => {
                self.close_to(self.stack.len() - 1);
            }
            _ => {}
        }
    }

    /// Closes the innermost sibling, or what is open within the parent, whichever is nearer.
    fn close_within(
        &mut self,
        is_parent: impl Fn(&Element) -> bool,
        is_sibling: impl Fn(&Element) -> bool,
    ) {
        let met = self
            .stack
            .iter()
            .rposition(|it| is_parent(it) || is_sibling(it));
        if let Some(index) = met {
            self.close_to(if is_sibling(&self.stack[index]) {
                index
            } else {
                index + 1
            });
        }
    }

    /// Ends the paragraph and the inline elements in it.
    fn end_inline(&mut self) {
        self.flush();
        let is_inline =
            |it: &Element| matches!(it.tag, Tag::Inline(_) | Tag::Paragraph | Tag::Heading);
        let keep = self.stack.iter().rposition(|it| !is_inline(it));
        self.stack.truncate(keep.map_or(1, |keep| keep + 1));
    }

    fn close(&mut self, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        if matches!(self.top().tag, Tag::Hidden | Tag::Verbatim) && self.top().name != name {
            return;
        }
        // A `</li>` in an inner list without an open item belongs to an item that was closed
        // already.
        let stops = |it: &Element| name == "li" && it.is_list();
        let found = self
            .stack
            .iter()
            .rposition(|it| it.name == name || stops(it));
        match found {
            Some(index) if index > 0 && self.stack[index].name == name => self.close_to(index),
            _ if name == "p" => self.flush(),
            _ => {}
        }
    }

    /// Closes the element at `index` and all elements within it.
    fn close_to(&mut self, index: usize) {
        while self.stack.len() > index.max(1) {
            if !matches!(self.top().tag, Tag::Inline(_)) {
                self.flush();
            }
            let element = self.stack.pop().expect("the root stays");
            self.put(element);
        }
    }

    /// Adds a closed element to the element that contains it.
    fn put(&mut self, mut element: Element) {
        match element.tag {
            Tag::Item | Tag::Term | Tag::Description => {
                let list = self.stack.last_mut().expect("the root stays");
                let items = &mut list.items;
                match items.last_mut().filter(|_| element.tag == Tag::Description) {
                    Some(item) => item.append(&mut element.blocks),
                    None if element.blocks.is_empty() => {}
                    None => items.push(element.blocks),
                }
            }
            Tag::List { ordered } if !element.items.is_empty() => self.block(Block::List {
                ordered,
                items: element.items,
            }),
            Tag::Quote(label) if !element.blocks.is_empty() => {
                label_first(label, &mut element.blocks);
                self.block(Block::Quote(element.blocks));
            }
            Tag::Table => {
                let mut rows = element.rows;
                rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
                if !rows.is_empty() {
                    self.block(Block::Table(rows));
                }
            }
            Tag::Row | Tag::Cell => {
                let is_cell = element.tag == Tag::Cell;
                let table = self.stack.iter_mut().rfind(|it| it.tag == Tag::Table);
                match table.map(|it| &mut it.rows) {
                    Some(rows) if is_cell => {
                        let mut leaves = Vec::new();
                        flatten(element.blocks, &mut leaves);
                        match rows.last_mut() {
                            Some(row) => row.push(leaves),
                            None => rows.push(vec![leaves]),
                        }
                    }
                    Some(_) => {}
                    None => element.blocks.into_iter().for_each(|it| self.block(it)),
                }
            }
            _ => {}
        }
    }

    /// Ends the paragraph or the preformatted text.
    fn flush(&mut self) {
        let mut leaves = std::mem::take(&mut self.leaves);
        let is_word = |it: &Leaf| matches!(it.kind, Kind::Word(_));
        while leaves.pop_if(|it| !is_word(it)).is_some() {}
        if !leaves.is_empty() {
            self.block(Block::Paragraph(leaves));
        }
        let verbatim = std::mem::take(&mut self.verbatim);
        if !verbatim.trim().is_empty() {
            self.block(Block::Verbatim(verbatim));
        }
    }

    /// Adds a block to the innermost element that can contain it.
    fn block(&mut self, block: Block) {
        let holder = self.stack.iter_mut().rfind(|it| it.holds_blocks());
        let holder = holder.expect("the root does");
        match (&holder.tag, holder.items.last_mut()) {
            (Tag::List { .. }, Some(item)) => item.push(block),
            (Tag::List { .. }, None) => holder.items.push(vec![block]),
            // Text between the cells becomes a row of its own, so that the order stays.
            (Tag::Table, _) => {
                let mut leaves = Vec::new();
                flatten(vec![block], &mut leaves);
                holder.rows.extend([vec![leaves], Vec::new()]);
            }
            _ => holder.blocks.push(block),
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.close_to(1);
        self.flush();
        self.stack.swap_remove(0).blocks
    }
}

/// Returns the style within an inline element.
fn styled(mut style: Style, inline: &Inline, start: &StartTag<usize>) -> Style {
    match inline {
        Inline::Plain => {}
        Inline::Code => style.code = true,
        // Italics within code are dropped.
        Inline::Weight(weight) if !style.code && style.weight == Weight::Plain => {
            style.weight = *weight;
        }
        Inline::Weight(_) => {}
        Inline::Link => {
            let href = [&b"href"[..], b"url"]
                .iter()
                .find_map(|name| start.attributes.get(*name));
            style.link = href.and_then(|href| tags::url(&String::from_utf8_lossy(&href.value)));
        }
    }
    style
}

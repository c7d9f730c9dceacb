//! Inline content of blocks: labels, cells in one line, preformatted characters.

use crate::model::is_invisible;
use crate::prose::block::{Block, Kind, Leaf, Style, Weight, is_zero_width};

/// Begins a note with its label.
pub(super) fn label_first(label: &str, blocks: &mut Vec<Block>) {
    let style = Style {
        weight: Weight::Strong,
        ..Style::default()
    };
    let mut leaves = vec![Leaf {
        kind: Kind::Word(format!("{label}:")),
        style,
    }];
    match blocks.first_mut() {
        Some(Block::Paragraph(first)) => {
            leaves.push(Leaf {
                kind: Kind::Space,
                style: Style::default(),
            });
            leaves.append(first);
            *first = leaves;
        }
        _ => blocks.insert(0, Block::Paragraph(leaves)),
    }
}

/// Joins the text of blocks in one line, for a cell of a table.
pub(super) fn flatten(blocks: Vec<Block>, leaves: &mut Vec<Leaf>) {
    let plain = |kind| Leaf {
        kind,
        style: Style::default(),
    };
    for block in blocks {
        if !leaves.is_empty() {
            leaves.push(plain(Kind::Space));
        }
        match block {
            Block::Paragraph(mut paragraph) => leaves.append(&mut paragraph),
            Block::Verbatim(text) => {
                for word in text.split_whitespace() {
                    let is_shown = |c: &char| !is_invisible(*c) && !is_zero_width(*c);
                    let word: String = word.chars().filter(is_shown).collect();
                    leaves.extend([plain(Kind::Word(word)), plain(Kind::Space)]);
                }
            }
            Block::List { items, .. } => flatten(items.into_iter().flatten().collect(), leaves),
            Block::Quote(blocks) => flatten(blocks, leaves),
            Block::Table(rows) => {
                let cells = rows.into_iter().flatten();
                flatten(cells.map(Block::Paragraph).collect(), leaves);
            }
        }
    }
}

/// Replaces a character of preformatted text.
pub(super) fn verbatim(c: char) -> Option<char> {
    match c {
        '\n' => Some(c),
        c if c.is_whitespace() => Some(' '),
        c => (!is_invisible(c) && !is_zero_width(c)).then_some(c),
    }
}

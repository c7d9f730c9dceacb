//! Writes blocks as lines of Markdown.

use super::block::{Block, Leaf};
use super::inline::{at_line_start, lines};

/// Maximum length of a line, unless a word or link is longer.
const WIDTH: usize = 100;

/// Minimum width that remains in nested blocks.
const NARROW: usize = 50;

/// Writes all blocks as Markdown.
pub(super) fn text(blocks: &[Block]) -> String {
    write(blocks, WIDTH).join("\n")
}

fn write(blocks: &[Block], width: usize) -> Vec<String> {
    let mut out = Vec::new();
    // Two lists in a row need different markers, or Markdown would merge them.
    let mut other_marker = false;
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            out.push(String::new());
        }
        match block {
            Block::Paragraph(leaves) => paragraph(leaves, width, &mut out),
            Block::Verbatim(text) => verbatim(text, &mut out),
            Block::Quote(blocks) => {
                let inner = write(blocks, narrower(width, 2));
                out.extend(
                    inner
                        .iter()
                        .map(|line| format!("> {line}").trim_end().to_owned()),
                );
            }
            Block::Table(rows) => table(rows, &mut out),
            Block::List { ordered, items } => {
                let follows = index.checked_sub(1).is_some_and(|before| {
                    matches!(&blocks[before], Block::List { ordered: it, .. } if it == ordered)
                });
                other_marker = follows && !other_marker;
                list(*ordered, other_marker, items, width, &mut out);
            }
        }
    }
    out
}

fn narrower(width: usize, by: usize) -> usize {
    width.saturating_sub(by).max(NARROW)
}

fn paragraph(leaves: &[Leaf], width: usize, out: &mut Vec<String>) {
    let hard_lines = lines(leaves, false);
    let last = hard_lines.len().saturating_sub(1);
    for (index, chunks) in hard_lines.into_iter().enumerate() {
        let mut line = String::new();
        let mut columns = 0;
        for chunk in chunks {
            let length = chunk.chars().count();
            if line.is_empty() {
                line = at_line_start(&chunk).unwrap_or(chunk);
                columns = length;
            } else if columns + 1 + length > width && at_line_start(&chunk).is_none() {
                out.push(std::mem::replace(&mut line, chunk));
                columns = length;
            } else {
                line.push(' ');
                line.push_str(&chunk);
                columns += 1 + length;
            }
        }
        if index < last {
            line.push('\\');
        }
        out.push(line);
    }
}

fn verbatim(text: &str, out: &mut Vec<String>) {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    out.push(format!("{fence}text"));
    let lines = text.lines().map(|line| line.trim_end().to_owned());
    let lines: Vec<String> = lines.skip_while(String::is_empty).collect();
    let end = lines.iter().rposition(|line| !line.is_empty());
    out.extend(lines.into_iter().take(end.map_or(0, |end| end + 1)));
    out.push(fence);
}

fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or(0)
}

/// Returns `true` if a list needs no empty lines: its items are single paragraphs, with such lists
/// below them.
fn is_tight(items: &[Vec<Block>]) -> bool {
    items.iter().all(|item| match item.as_slice() {
        [Block::Paragraph(_)] => true,
        [Block::Paragraph(_), Block::List { items, .. }] => is_tight(items),
        _ => false,
    })
}

fn list(
    ordered: bool,
    other_marker: bool,
    items: &[Vec<Block>],
    width: usize,
    out: &mut Vec<String>,
) {
    let tight = is_tight(items);
    for (index, item) in items.iter().enumerate() {
        let marker = match (ordered, other_marker) {
            (false, false) => "- ".to_owned(),
            (false, true) => "* ".to_owned(),
            (true, false) => format!("{}. ", index + 1),
            (true, true) => format!("{}) ", index + 1),
        };
        if index > 0 && !tight {
            out.push(String::new());
        }
        let indent = " ".repeat(marker.len());
        let inner = write(item, narrower(width, marker.len()));
        let inner = inner.iter().filter(|line| !tight || !line.is_empty());
        for (index, line) in inner.enumerate() {
            let start = if index == 0 { &marker } else { &indent };
            out.push(format!("{start}{line}").trim_end().to_owned());
        }
    }
}

fn table(rows: &[Vec<Vec<Leaf>>], out: &mut Vec<String>) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for (index, row) in rows.iter().enumerate() {
        // The header row needs a cell for each column; other rows may be shorter.
        let empty = columns.saturating_sub(row.len());
        let mut line = "|".to_owned();
        for cell in row {
            let chunks: Vec<String> = lines(cell, true).into_iter().flatten().collect();
            line.push_str(&format!(" {} |", chunks.join(" ")));
        }
        if index == 0 {
            line.push_str(&"  |".repeat(empty));
        }
        out.push(line);
        if index == 0 {
            out.push(format!("|{}", " --- |".repeat(columns)));
        }
    }
}

//! Makes texts that satisfy several conditions on a parameter at once: parts at certain positions,
//! or parts of an ARN.

use std::collections::BTreeMap;

use super::expression::{Atom, Expression, Expressions, Id};
use crate::plan::ir::rules::{Attribute, Span};

/// Lengths of texts to try.
const LENGTHS: std::ops::RangeInclusive<usize> = 1..=80;

/// Fillings of a text: a label, digits, several labels, and what cannot be in a host name.
const FILLERS: [&str; 4] = ["a", "1", "a.", "_"];

/// Beginnings of texts: URLs are compared by position too.
const BEGINNINGS: [&str; 3] = ["", "https://", "http://"];

/// Numbers of parts of an ARN's resource to try.
const RESOURCES: std::ops::RangeInclusive<usize> = 1..=6;

/// Looks for a text that `fits`, which is made for the conditions `facts` on the parameter `name`.
pub(super) fn text(
    expressions: &Expressions,
    name: &str,
    facts: &[(Atom, bool)],
    fits: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let wanted = Wanted::of(expressions, name, facts);
    let arns = RESOURCES.filter(|_| wanted.is_arn).map(|it| wanted.arn(it));
    let lengths = LENGTHS.flat_map(|length| {
        let kinds = FILLERS
            .into_iter()
            .flat_map(|filler| BEGINNINGS.map(|beginning| (beginning, filler)));
        kinds.map(move |(beginning, filler)| (length, beginning, filler))
    });
    let placed =
        lengths.filter_map(|(length, beginning, filler)| wanted.placed(length, beginning, filler));
    arns.chain(placed).find(|text| fits(text))
}

/// The literals that parts of a parameter have to equal.
#[derive(Default)]
struct Wanted<'a> {
    spans: Vec<(Span, &'a str)>,
    is_arn: bool,
    /// Parts of an ARN between colons, by their position.
    parts: BTreeMap<usize, &'a str>,
    /// Parts of the ARN's resource.
    resource: BTreeMap<usize, &'a str>,
}

impl<'a> Wanted<'a> {
    fn of(expressions: &'a Expressions, name: &str, facts: &[(Atom, bool)]) -> Self {
        let mut wanted = Self::default();
        for (atom, holds) in facts {
            let within = expressions.within(atom.expression());
            wanted.is_arn |= within
                .iter()
                .any(|it| matches!(expressions.get(*it), Expression::ParseArn(_)));
            if let (Atom::IsTrue(id), true) = (atom, *holds)
                && let Expression::StringEquals(part, text) = expressions.get(*id)
                && let Expression::Text(text) = expressions.get(*text)
            {
                wanted.add(expressions, name, *part, text);
            }
        }
        wanted
    }

    fn add(&mut self, expressions: &'a Expressions, name: &str, part: Id, text: &'a str) {
        match expressions.get(part) {
            Expression::Substring(of, span) if expressions.is_parameter(*of, name) => {
                self.spans.push((*span, text));
            }
            Expression::Attribute(_, Attribute::ResourceId(index)) => {
                self.resource.insert(usize::from(*index), text);
            }
            Expression::Attribute(_, part) => {
                let position = match part {
                    Attribute::ArnPartition => 1,
                    Attribute::Service => 2,
                    Attribute::Region => 3,
                    Attribute::AccountId => 4,
                    _ => return,
                };
                self.parts.insert(position, text);
            }
            _ => {}
        }
    }

    /// Makes an ARN whose resource has this number of parts.
    fn arn(&self, count: usize) -> String {
        let defaults = ["arn", "aws", "service", "us-west-2", "123456789012"];
        let parts = defaults.into_iter().enumerate();
        let parts =
            parts.map(|(index, default)| self.parts.get(&index).copied().unwrap_or(default));
        let resource = (0..count).map(|it| self.resource.get(&it).copied().unwrap_or("example"));
        parts.chain(resource).collect::<Vec<_>>().join(":")
    }

    /// Makes a text of this length with all literals in their places, if they fit.
    fn placed(&self, length: usize, beginning: &str, filler: &str) -> Option<String> {
        let rest = length.checked_sub(beginning.len())?;
        let filling = filler.bytes().cycle().take(rest);
        let mut text: Vec<u8> = beginning.bytes().chain(filling).collect();
        let mut is_placed = vec![false; length];
        for (span, literal) in &self.spans {
            let (start, stop) = (usize::from(span.start), usize::from(span.stop));
            let start = if span.from_end {
                length.checked_sub(stop)?
            } else {
                start
            };
            for (offset, byte) in literal.bytes().enumerate() {
                let position = start + offset;
                let place = text.get_mut(position)?;
                if is_placed[position] && *place != byte {
                    return None;
                }
                (*place, is_placed[position]) = (byte, true);
            }
        }
        String::from_utf8(text).ok()
    }
}

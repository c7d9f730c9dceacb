//! Texts with references in braces: `{Region}`, `{url#authority}`.

use crate::error::Result;
use crate::model::Position;

use super::calls::{self, Type, Typed};
use super::lower::Walk;
use super::{Call, Operand};

/// A text of the rules, as one operand.
pub(super) fn template(walk: &mut Walk<'_>, at: Position, text: &str) -> Result<Typed> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(position) = rest.find(['{', '}']) {
        plain += &rest[..position];
        let brace = &rest[position..=position];
        let inner = &rest[position + 1..];
        if inner.starts_with(brace) {
            // Twice is a brace that is meant.
            plain += brace;
            rest = &inner[1..];
            continue;
        }
        let Some((reference, behind)) = inner.split_once('}').filter(|_| brace == "{") else {
            return Err(walk
                .error(at, "a brace in this text has no counterpart")
                .hint("references stand in braces; a brace that is meant is written twice"));
        };
        if !plain.is_empty() {
            parts.push(literal(walk, &plain));
            plain.clear();
        }
        parts.push(self::reference(walk, at, reference)?);
        rest = behind;
    }
    plain += rest;
    if parts.is_empty() {
        return Ok(Typed {
            operand: literal(walk, &plain),
            ty: Type::Text,
            may_be_missing: false,
        });
    }
    if !plain.is_empty() {
        parts.push(literal(walk, &plain));
    }
    let run = walk.pools.parts(&parts);
    Ok(Typed {
        operand: Operand::Call(walk.pools.call(Call::Template(run))),
        ty: Type::Written,
        may_be_missing: false,
    })
}

fn literal(walk: &mut Walk<'_>, text: &str) -> Operand {
    Operand::Text(walk.pools.text(text))
}

/// What stands between braces.
fn reference(walk: &mut Walk<'_>, at: Position, reference: &str) -> Result<Operand> {
    let (name, part) = match reference.split_once('#') {
        Some((name, part)) => (name, Some(part)),
        None => (reference, None),
    };
    let mut typed = walk.look_up(at, name)?;
    let what = format!("`{}` in a text", reference.escape_debug());
    if let Some(part) = part {
        let records = [Type::Partition, Type::Url, Type::Arn, Type::Texts];
        calls::check(walk, at, typed, &records, &what)?;
        let (attribute, ty, may_be_missing) = calls::attribute(walk, at, typed.ty, part)?;
        typed = Typed {
            operand: Operand::Call(walk.pools.call(Call::Attribute(typed.operand, attribute))),
            ty,
            may_be_missing,
        };
    }
    calls::check(walk, at, typed, &[Type::Text, Type::Written], &what)?;
    Ok(typed.operand)
}

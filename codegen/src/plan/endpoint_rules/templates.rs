//! Templates: texts with references in braces: `{Region}`, `{url#authority}`.

use crate::error::Result;
use crate::model::Position;
use crate::plan::ir::rules::{Call, Operand};

use super::checks;
use super::scope::Scope;
use super::types::{Type, Typed};

/// Lowers a text of the rules to one operand.
pub(super) fn template(scope: &mut Scope<'_>, at: Position, text: &str) -> Result<Typed> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(position) = rest.find(['{', '}']) {
        plain += &rest[..position];
        let brace = &rest[position..=position];
        let inner = &rest[position + 1..];
        if inner.starts_with(brace) {
            // A doubled brace stands for itself.
            plain += brace;
            rest = &inner[1..];
            continue;
        }
        let Some((reference, behind)) = inner.split_once('}').filter(|_| brace == "{") else {
            return Err(scope
                .error(at, "unbalanced brace in a text")
                .hint("references stand in braces; write a literal brace twice"));
        };
        if !plain.is_empty() {
            parts.push(literal(scope, &plain));
            plain.clear();
        }
        parts.push(self::reference(scope, at, reference)?);
        rest = behind;
    }
    plain += rest;
    if parts.is_empty() {
        return Ok(Typed {
            operand: literal(scope, &plain),
            ty: Type::Text,
            may_be_missing: false,
        });
    }
    if !plain.is_empty() {
        parts.push(literal(scope, &plain));
    }
    let run = scope.pools.parts(&parts);
    Ok(Typed {
        operand: Operand::Call(scope.pools.call(Call::Template(run))),
        ty: Type::Template,
        may_be_missing: false,
    })
}

fn literal(scope: &mut Scope<'_>, text: &str) -> Operand {
    Operand::Text(scope.pools.text(text))
}

/// Lowers the text between braces: a name, perhaps with `#` and a part of its value.
fn reference(scope: &mut Scope<'_>, at: Position, reference: &str) -> Result<Operand> {
    let (name, part) = match reference.split_once('#') {
        Some((name, part)) => (name, Some(part)),
        None => (reference, None),
    };
    let mut typed = scope.look_up(at, name)?;
    let what = format!("`{}` in a text", reference.escape_debug());
    if let Some(part) = part {
        let records = [Type::Partition, Type::Url, Type::Arn, Type::Texts];
        checks::check(scope, at, typed, &records, &what)?;
        let (attribute, ty, may_be_missing) = checks::attribute(scope, at, typed.ty, part)?;
        typed = Typed {
            operand: Operand::Call(scope.pools.call(Call::Attribute(typed.operand, attribute))),
            ty,
            may_be_missing,
        };
    }
    checks::check(scope, at, typed, &[Type::Text, Type::Template], &what)?;
    Ok(typed.operand)
}

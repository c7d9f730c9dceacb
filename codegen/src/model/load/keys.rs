//! Reads keys that many objects of the format have, and drops those that no client needs.

use indexmap::IndexMap;

use super::without_effect::WITHOUT_EFFECT;
use crate::error::Result;
use crate::model::Position;
use crate::model::json::{Field, Node, Object};
use crate::model::names::is_name;

/// Reads an object whose keys are names.
pub(super) fn named<N: std::hash::Hash + Eq, T>(
    node: Node<'_>,
    what: &str,
    name: impl Fn(String) -> N,
    read: impl Fn(Node<'_>) -> Result<T>,
) -> Result<IndexMap<N, T>> {
    let object = node.object()?;
    let owner = object.node();
    let mut out = IndexMap::new();
    for Field { key, at, value } in object.into_fields() {
        if !is_name(&key) {
            let shown = key.escape_debug();
            return Err(owner
                .error_at(at, format!("`{shown}` cannot be the name of {what}"))
                .hint(
                    "names begin with a letter or `_` and continue with letters, digits, `_`, `-` or `.`",
                ));
        }
        out.insert(name(key.into_owned()), read(value)?);
    }
    Ok(out)
}

/// Reads `deprecated` and `deprecatedMessage` as one value.
pub(super) fn deprecated(object: &mut Object<'_>) -> Result<Option<String>> {
    let message = object.string("deprecatedMessage")?;
    Ok(object
        .flag("deprecated")?
        .then(|| message.unwrap_or_default()))
}

/// Drops the documentation in a model, which is HTML; `docs-2.json` provides it.
pub(super) fn drop_documentation(object: &mut Object<'_>) {
    object.take("documentation");
    object.take("documentationUrl");
}

/// Takes keys that are known but that no stage handles yet, each with its position: `plan` refuses
/// them by name.
pub(super) fn unsupported(
    object: &mut Object<'_>,
    keys: &[&'static str],
) -> Vec<(&'static str, Position)> {
    let found = keys
        .iter()
        .filter_map(|key| Some((*key, object.take(key)?.at())));
    found.collect()
}

/// Takes the keys of [`WITHOUT_EFFECT`] that `owner` may have.
pub(super) fn drop_keys(object: &mut Object<'_>, owner: &str) {
    for (_, key, _) in WITHOUT_EFFECT.iter().filter(|(it, _, _)| *it == owner) {
        object.take(key);
    }
}

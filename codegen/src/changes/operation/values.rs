//! Values on both sides: their types and traits, and what is within.

use crate::model::{Member, ShapeKind, ShapeName, Traits};

use super::super::Segment;
use super::super::classes::Kind;
use super::super::keys::{self, Difference};
use super::super::rust::Owner;
use super::super::state::State;
use super::{At, Delta, MOST_PLACES, Side, Walker, overlaid};

impl<'a> Walker<'a> {
    /// Two references to shapes: their types, traits, and what is within.
    pub(super) fn reference(
        &mut self,
        at: &At<'a>,
        owners: (&'a ShapeName, &'a ShapeName),
        ((old_name, old), (new_name, new)): ((&str, &'a Member), (&str, &'a Member)),
        delta: &mut Delta,
    ) {
        let sides = [
            (self.old, owners.0, old_name, old),
            (self.new, owners.1, new_name, new),
        ];
        let mut traits = sides.map(|(state, owner, name, member)| {
            let own = state.raw.member_traits(owner.as_str(), name);
            let reference = match state.model.shape(owner).kind {
                ShapeKind::List { .. } => with_item_name(state, owner, own),
                _ => own,
            };
            reference_traits(state, &member.shape, reference)
        });
        if old_name != new_name {
            // That it is the same is what makes this a renamed member.
            for traits in &mut traits {
                traits.remove("locationName");
            }
        }
        self.value(at, (&old.shape, &new.shape), traits, false, delta);
    }

    pub(super) fn value(
        &mut self,
        at: &At<'a>,
        (old_name, new_name): (&'a ShapeName, &'a ShapeName),
        traits: [Traits; 2],
        is_root: bool,
        delta: &mut Delta,
    ) {
        let (old, new) = (
            self.old.model.shape(old_name),
            self.new.model.shape(new_name),
        );
        let (old_type, new_type) = (old.kind.name(), new.kind.name());
        if old_type != new_type {
            let types = (Some(old_type.to_owned()), Some(new_type.to_owned()));
            self.push(at.side, &at.path, Kind::TypeChanged, "type", types, delta);
            return;
        }
        let in_request = at.side == Side::Request;
        for it in keys::differences(keys::Owner::Value { in_request }, &traits[0], &traits[1]) {
            let it = same_meaning(at, new_name, it);
            self.difference(at.side, &at.path, it, delta);
        }
        if old_name != new_name && !is_root {
            let names = (Some(old_name.to_string()), Some(new_name.to_string()));
            self.push(at.side, &at.path, Kind::Retargeted, "shape", names, delta);
        } else if old_name == new_name && !self.dirty.contains(new_name.as_str()) {
            return;
        }
        // A shape within itself was looked at further up. (An input within itself is another type in Rust.)
        let pair = (old_name.as_str(), new_name.as_str());
        if self.around.contains(&pair) {
            return;
        }
        let place = self.places.entry((at.side, pair.0, pair.1)).or_default();
        place.visits += 1;
        if place.visits > MOST_PLACES {
            // What is within was listed often enough.
            if let Some(index) = place.last {
                self.changes[index].elsewhere += 1;
            }
            return;
        }
        let before = self.changes.len();
        let is_type = !is_root || at.side == Side::Error;
        if is_type {
            self.around.push(pair);
        }
        match (&old.kind, &new.kind) {
            (ShapeKind::String { values: old }, ShapeKind::String { values: new }) => {
                let texts =
                    |values: &'a [(String, _)]| values.iter().map(|(it, _)| it.as_str()).collect();
                self.values(
                    at,
                    (old_name.as_str(), new_name.as_str()),
                    (texts(old), texts(new)),
                    delta,
                );
            }
            (ShapeKind::List { member: old, .. }, ShapeKind::List { member: new, .. }) => {
                let below = at.below(Segment::Item);
                self.reference(
                    &below,
                    (old_name, new_name),
                    (("member", old), ("member", new)),
                    delta,
                );
            }
            (
                ShapeKind::Map {
                    key: old_key,
                    value: old_value,
                    ..
                },
                ShapeKind::Map {
                    key: new_key,
                    value: new_value,
                    ..
                },
            ) => {
                let below = at.below(Segment::Key);
                self.reference(
                    &below,
                    (old_name, new_name),
                    (("key", old_key), ("key", new_key)),
                    delta,
                );
                let below = at.below(Segment::Value);
                self.reference(
                    &below,
                    (old_name, new_name),
                    (("value", old_value), ("value", new_value)),
                    delta,
                );
            }
            (ShapeKind::Structure(old), ShapeKind::Structure(new)) => {
                let mut at = at.clone();
                // An input's and an output's structure are their own; others go by their shapes.
                if at.side == Side::Error || !at.path.is_empty() {
                    at.owners = (
                        Owner::Shape(old_name.as_str()),
                        Owner::Shape(new_name.as_str()),
                    );
                }
                self.structure(&at, (old_name, new_name), (old, new));
            }
            _ => {}
        }
        if is_type {
            self.around.pop();
        }
        if self.changes.len() > before {
            let place = self.places.entry((at.side, pair.0, pair.1)).or_default();
            place.last = Some(self.changes.len() - 1);
        }
    }

    fn values(
        &mut self,
        at: &At<'a>,
        names: (&str, &str),
        (old, new): (Vec<&str>, Vec<&str>),
        delta: &mut Delta,
    ) {
        match (old.is_empty(), new.is_empty()) {
            (true, true) => return,
            (true, false) => {
                return self.push(
                    at.side,
                    &at.path,
                    Kind::BecameEnum,
                    "enum",
                    (None, None),
                    delta,
                );
            }
            (false, true) => {
                return self.push(
                    at.side,
                    &at.path,
                    Kind::NoLongerEnum,
                    "enum",
                    (None, None),
                    delta,
                );
            }
            (false, false) => {}
        }
        for value in &new {
            if !old.contains(value) {
                self.push(
                    at.side,
                    &at.path,
                    Kind::ValueAdded,
                    value,
                    (None, None),
                    &mut None,
                );
                continue;
            }
            let Some((old, new)) = &self.plans else {
                continue;
            };
            let variants = [(old, names.0), (new, names.1)]
                .map(|(plan, shape)| plan.value(shape, value).map(str::to_owned));
            if let [Some(old), Some(new)] = variants
                && old != new
            {
                self.push(
                    at.side,
                    &at.path,
                    Kind::RustName,
                    value,
                    (Some(old), Some(new)),
                    &mut None,
                );
            }
        }
        let removed = match at.side {
            Side::Request => Kind::ValueRemoved,
            _ => Kind::ReceivedValueRemoved,
        };
        for value in old.iter().filter(|it| !new.contains(it)) {
            let mut gone = self.plans.as_ref().and_then(|(old, new)| {
                let variant = old.value(names.0, value)?;
                let is_left = new.has_variant(names.1, variant);
                (!is_left).then(|| (Kind::RustName, variant.to_owned(), String::new()))
            });
            self.push(at.side, &at.path, removed, value, (None, None), &mut gone);
        }
    }
}

/// A reference's traits go before the shape's.
///
/// What a list calls its items is not its own name; and where both a reference and its shape are deprecated, both
/// say so in Rust.
fn reference_traits(state: &State, shape: &ShapeName, reference: Traits) -> Traits {
    let mut traits = state.raw.shape_traits(shape.as_str());
    if matches!(state.model.shape(shape).kind, ShapeKind::List { .. }) {
        traits.remove("locationName");
    }
    let is_deprecated = |it: &Traits| it.get("deprecated").is_some_and(|it| it == "true");
    if is_deprecated(&reference) && is_deprecated(&traits) {
        traits.insert("deprecated.type".to_owned(), "true".to_owned());
    }
    overlaid(traits, reference)
}

/// The name of a list's items may stand on the list.
fn with_item_name(state: &State, list: &ShapeName, mut item: Traits) -> Traits {
    let traits = state.raw.shape_traits(list.as_str());
    if let (false, Some(name)) = (
        item.contains_key("locationName"),
        traits.get("locationName"),
    ) {
        item.insert("locationName".to_owned(), name.clone());
    }
    item
}

/// Without a name on the wire, a member has its own; without a code, an error has its shape's name.
fn same_meaning(at: &At<'_>, shape: &ShapeName, mut it: Difference) -> Difference {
    let default = match (it.key.as_str(), at.path.last()) {
        ("locationName", Some(Segment::Member(name))) => name,
        ("error.code", _) => shape.as_str(),
        _ => return it,
    };
    let [old, new] = [&it.old, &it.new].map(|it| it.as_deref().unwrap_or(default));
    if old == new {
        it.kind = Kind::SameMeaning;
    }
    it
}

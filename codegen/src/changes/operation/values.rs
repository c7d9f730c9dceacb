//! Values on both sides: their types and traits, and what is within.

use crate::model::{Member, ShapeKind, ShapeName, Traits};

use super::super::Segment;
use super::super::classes::Kind;
use super::super::keys::{self, Difference};
use super::super::rust::Owner;
use super::{At, Delta, MOST_PLACES, Side, Walker, overlaid};

impl<'a> Walker<'a> {
    /// Two references to shapes: their types, traits, and what is within.
    pub(super) fn reference(
        &mut self,
        at: &At<'a>,
        owners: (&'a ShapeName, &'a ShapeName),
        (name, old, new): (&str, &'a Member, &'a Member),
        delta: &mut Delta,
    ) {
        let traits =
            [(self.old, owners.0, old), (self.new, owners.1, new)].map(|(state, owner, member)| {
                let shape = state.raw.shape_traits(member.shape.as_str());
                overlaid(shape, state.raw.member_traits(owner.as_str(), name))
            });
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
            let it = same_meaning(at, it);
            self.difference(at.side, &at.path, it, delta);
        }
        if old_name != new_name && !is_root {
            let names = (Some(old_name.to_string()), Some(new_name.to_string()));
            self.push(at.side, &at.path, Kind::Retargeted, "shape", names, delta);
        } else if !self.dirty.contains(new_name.as_str()) {
            return;
        }
        // A shape within itself was looked at further up.
        let pair = (old_name.as_str(), new_name.as_str());
        if self.around.contains(&pair) {
            return;
        }
        let visits = self.places.entry((at.side, pair.0, pair.1));
        let visits = visits.or_default();
        *visits += 1;
        if *visits > MOST_PLACES && !is_root {
            self.count_elsewhere(at);
            return;
        }
        self.around.push(pair);
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
                self.reference(&below, (old_name, new_name), ("member", old, new), delta);
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
                    ("key", old_key, new_key),
                    delta,
                );
                let below = at.below(Segment::Value);
                self.reference(
                    &below,
                    (old_name, new_name),
                    ("value", old_value, new_value),
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
        self.around.pop();
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
        for value in old.iter().filter(|it| !new.contains(it)) {
            self.push(
                at.side,
                &at.path,
                Kind::ValueRemoved,
                value,
                (None, None),
                &mut None,
            );
        }
    }
}

/// Without a name on the wire, a member has its own.
fn same_meaning(at: &At<'_>, mut it: Difference) -> Difference {
    if let (Kind::WireName, "locationName", Some(Segment::Member(name))) =
        (it.kind, it.key.as_str(), at.path.last())
    {
        let [old, new] = [&it.old, &it.new].map(|it| it.as_ref().unwrap_or(name));
        if old == new {
            it.kind = Kind::SameMeaning;
        }
    }
    it
}

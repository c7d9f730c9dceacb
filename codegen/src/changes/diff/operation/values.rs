//! Compares values: their types, their traits, and their contents.

use super::comparer::{Comparer, Cursor, Delta, overlaid};
use crate::changes::by_trait::{self, Difference};
use crate::changes::comparison::{Scope, Segment};
use crate::changes::diff::plan_index::StructureId;
use crate::changes::revision::Revision;
use crate::classes::Kind;
use crate::model::{Member, Shape, ShapeKind, ShapeName, Traits};

/// Names of the old and the new shape.
type Names<'a> = (&'a ShapeName, &'a ShapeName);

/// Old and new reference to a shape, each with the name that its owner gives it.
type References<'a, 'n> = ((&'n str, &'a Member), (&'n str, &'a Member));

impl<'a> Comparer<'a> {
    /// Compares two references to shapes: a member's, a list item's, a map key's or a map value's.
    pub(super) fn reference(
        &mut self,
        cursor: &Cursor<'a>,
        owners: Names<'a>,
        ((old_name, old), (new_name, new)): References<'a, '_>,
        delta: &mut Option<Delta>,
    ) {
        let revisions = [
            (self.old, owners.0, old_name, old),
            (self.new, owners.1, new_name, new),
        ];
        let mut traits = revisions.map(|(revision, owner, name, member)| {
            let own = revision.raw.member_traits(owner.as_str(), name);
            let reference = match revision.model.shape(owner).kind {
                ShapeKind::List { .. } => with_item_name(revision, owner, own),
                _ => own,
            };
            reference_traits(revision, &member.shape, reference)
        });
        if old_name != new_name {
            // A renamed member is one whose name on the wire is the same.
            for traits in &mut traits {
                traits.remove("locationName");
            }
        }
        self.value(cursor, (&old.shape, &new.shape), traits, false, delta);
    }

    /// Compares two values. `is_root` is set for inputs, outputs and errors, which are not members.
    pub(super) fn value(
        &mut self,
        cursor: &Cursor<'a>,
        (old_name, new_name): Names<'a>,
        traits: [Traits; 2],
        is_root: bool,
        delta: &mut Option<Delta>,
    ) {
        let shapes = (
            self.old.model.shape(old_name),
            self.new.model.shape(new_name),
        );
        if self.type_changed(cursor, shapes, delta) {
            return;
        }
        self.traits(cursor, new_name, &traits, delta);
        if old_name != new_name && !is_root {
            let names = (Some(old_name.to_string()), Some(new_name.to_string()));
            self.report_explaining(&cursor.location, Kind::Retargeted, "shape", names, delta);
        } else if old_name == new_name && !self.affected.contains(new_name.as_str()) {
            return;
        }
        // A shape within itself was compared further up. (An input within itself is another type in
        // Rust.)
        let pair = (old_name.as_str(), new_name.as_str());
        if self.enclosing.contains(&pair) || self.is_listed_enough(cursor.scope(), pair) {
            return;
        }
        let before = self.change_count();
        let is_type = !is_root || cursor.scope() == Scope::Error;
        if is_type {
            self.enclosing.push(pair);
        }
        self.contents(cursor, (old_name, new_name), shapes, delta);
        if is_type {
            self.enclosing.pop();
        }
        if self.change_count() > before {
            self.mark_last_change(cursor.scope(), pair);
        }
    }

    /// Reports a value of another type, whose traits and contents have nothing in common with the
    /// old one.
    fn type_changed(
        &mut self,
        cursor: &Cursor<'_>,
        (old, new): (&Shape, &Shape),
        delta: &mut Option<Delta>,
    ) -> bool {
        let (old, new) = (old.kind.name(), new.kind.name());
        if old == new {
            return false;
        }
        let types = (Some(old.to_owned()), Some(new.to_owned()));
        self.report_explaining(&cursor.location, Kind::TypeChanged, "type", types, delta);
        true
    }

    fn traits(
        &mut self,
        cursor: &Cursor<'_>,
        shape: &ShapeName,
        [old, new]: &[Traits; 2],
        delta: &mut Option<Delta>,
    ) {
        let owner = by_trait::Owner::Value {
            in_request: cursor.scope() == Scope::Request,
        };
        for it in by_trait::differences(owner, old, new) {
            let it = same_meaning(cursor, shape, it);
            self.report_explaining(&cursor.location, it.kind, &it.key, (it.old, it.new), delta);
        }
    }

    /// Compares what two shapes of one type contain.
    fn contents(
        &mut self,
        cursor: &Cursor<'a>,
        names: Names<'a>,
        (old, new): (&'a Shape, &'a Shape),
        delta: &mut Option<Delta>,
    ) {
        let mut reference = |segment, name: &str, old: &'a Member, new: &'a Member| {
            let below = cursor.below(segment);
            self.reference(&below, names, ((name, old), (name, new)), delta);
        };
        match (&old.kind, &new.kind) {
            (ShapeKind::List { member: old, .. }, ShapeKind::List { member: new, .. }) => {
                reference(Segment::Item, "member", old, new);
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
                reference(Segment::Key, "key", old_key, new_key);
                reference(Segment::Value, "value", old_value, new_value);
            }
            (ShapeKind::String { values: old }, ShapeKind::String { values: new }) => {
                let values = |list: &'a [(String, _)]| list.iter().map(|(it, _)| it.as_str());
                let values = (values(old).collect(), values(new).collect());
                self.enum_values(cursor, (names.0.as_str(), names.1.as_str()), values, delta);
            }
            (ShapeKind::Structure(old), ShapeKind::Structure(new)) => {
                let mut cursor = cursor.clone();
                // An input's and an output's structure are planned by operation; others by their
                // shapes.
                if cursor.scope() == Scope::Error || !cursor.location.path.is_empty() {
                    cursor.owners = (
                        StructureId::Shape(names.0.as_str()),
                        StructureId::Shape(names.1.as_str()),
                    );
                }
                self.structure(&cursor, names, (old, new));
            }
            _ => {}
        }
    }

    fn enum_values(
        &mut self,
        cursor: &Cursor<'_>,
        names: (&str, &str),
        (old, new): (Vec<&str>, Vec<&str>),
        delta: &mut Option<Delta>,
    ) {
        let location = &cursor.location;
        let kind = match (old.is_empty(), new.is_empty()) {
            (true, true) => return,
            (true, false) => Some(Kind::BecameEnum),
            (false, true) => Some(Kind::NoLongerEnum),
            (false, false) => None,
        };
        if let Some(kind) = kind {
            return self.report_explaining(location, kind, "enum", (None, None), delta);
        }
        for value in &new {
            if old.contains(value) {
                self.variant_name(cursor, names, value);
            } else {
                self.report(location, Kind::ValueAdded, value, (None, None));
            }
        }
        let kind = match cursor.scope() {
            Scope::Request => Kind::ValueRemoved,
            _ => Kind::ReceivedValueRemoved,
        };
        for value in old.iter().filter(|it| !new.contains(it)) {
            let mut removed = self.plans.as_ref().and_then(|(old, new)| {
                let variant = old.value(names.0, value)?;
                let is_left = new.has_variant(names.1, variant);
                (!is_left).then(|| Delta::new(Kind::RustName, variant, ""))
            });
            self.report_explaining(location, kind, value, (None, None), &mut removed);
        }
    }

    /// Compares the name in Rust of an enum value that both revisions have.
    fn variant_name(&mut self, cursor: &Cursor<'_>, names: (&str, &str), value: &str) {
        let Some((old, new)) = &self.plans else {
            return;
        };
        let variants = [(old, names.0), (new, names.1)]
            .map(|(plan, shape)| plan.value(shape, value).map(str::to_owned));
        if let [Some(old), Some(new)] = variants
            && old != new
        {
            self.report(
                &cursor.location,
                Kind::RustName,
                value,
                (Some(old), Some(new)),
            );
        }
    }
}

/// Traits of a reference and its shape, as callers see them.
///
/// The name that a list gives its items is not the list's own; and where both a reference and its
/// shape are deprecated, both are in Rust.
fn reference_traits(revision: &Revision, shape: &ShapeName, reference: Traits) -> Traits {
    let mut traits = revision.raw.shape_traits(shape.as_str());
    if matches!(revision.model.shape(shape).kind, ShapeKind::List { .. }) {
        traits.remove("locationName");
    }
    let is_deprecated = |it: &Traits| it.get("deprecated").is_some_and(|it| it == "true");
    if is_deprecated(&reference) && is_deprecated(&traits) {
        traits.insert("deprecated.type".to_owned(), "true".to_owned());
    }
    overlaid(traits, reference)
}

/// Adds the name of a list's items, which may stand on the list.
fn with_item_name(revision: &Revision, list: &ShapeName, mut item: Traits) -> Traits {
    let traits = revision.raw.shape_traits(list.as_str());
    if let (false, Some(name)) = (
        item.contains_key("locationName"),
        traits.get("locationName"),
    ) {
        item.insert("locationName".to_owned(), name.clone());
    }
    item
}

/// Recognizes a trait that spells out its default: a member's name on the wire, or an error's code.
fn same_meaning(cursor: &Cursor<'_>, shape: &ShapeName, mut it: Difference) -> Difference {
    let default = match (it.key.as_str(), cursor.location.path.last()) {
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

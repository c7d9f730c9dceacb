//! Structures and unions on both sides: which members came, went, or differ.

use crate::model::{Member, MemberName, ShapeName, Structure, StructureKind};
use crate::plan::Field;

use super::super::calls::Syntax;
use super::super::classes::Kind;
use super::super::rust::{self, Index, Owner};
use super::super::{Segment, Side};
use super::{At, Delta, Walker};

impl<'a> Walker<'a> {
    pub(super) fn structure(
        &mut self,
        at: &At<'a>,
        names: (&'a ShapeName, &'a ShapeName),
        (old, new): (&'a Structure, &'a Structure),
    ) {
        // That `build()` can fail is explained by a member that became required.
        let mut build = self.plans.as_ref().and_then(|(old, new)| {
            let fallible = |plan: &Index<'_>, owner| plan.structure(owner).map(|it| it.fallible);
            let (old, new) = (fallible(old, at.owners.0)?, fallible(new, at.owners.1)?);
            let result = |it: bool| if it { "a `Result`" } else { "the structure" };
            (old != new).then(|| {
                (
                    Kind::BuildResult,
                    result(old).to_owned(),
                    result(new).to_owned(),
                )
            })
        });
        for (name, member) in &new.members {
            let Some(before) = old.members.get(name.as_str()) else {
                self.added(at, new, (name, member), &mut build);
                continue;
            };
            let below = at.below(Segment::Member(name.to_string()));
            let mut delta = self.member_delta(at, name.as_str());
            let required = [old, new].map(|it| it.required.contains(name));
            let kind = match required {
                [false, true] => Some(Kind::BecameRequired),
                [true, false] => Some(Kind::NoLongerRequired),
                _ => None,
            };
            if let Some(kind) = kind {
                let mut either = delta.take().or_else(|| build.clone());
                if matches!(&either, Some((Kind::BuildResult, ..))) {
                    build = None;
                }
                self.push(
                    below.side,
                    &below.path,
                    kind,
                    "required",
                    (None, None),
                    &mut either,
                );
            }
            self.reference(&below, names, (name.as_str(), before, member), &mut delta);
            self.rest(&below, name.as_str(), delta);
        }
        for (name, member) in &old.members {
            if !new.members.contains_key(name.as_str()) {
                self.removed(at, (name, member));
            }
        }
        self.rest(at, "build", build);
    }

    /// What differs in Rust between a member and itself.
    fn member_delta(&self, at: &At<'_>, member: &str) -> Delta {
        let (old, new) = self.plans.as_ref()?;
        let (old, new) = (
            old.member(at.owners.0, member)?,
            new.member(at.owners.1, member)?,
        );
        let (old_type, new_type) = (rust::field_type(old), rust::field_type(new));
        let name = |it: &Field| it.name.to_string();
        if old.name != new.name {
            return Some((Kind::RustName, name(old), name(new)));
        }
        (old_type != new_type).then_some((Kind::RustType, old_type, new_type))
    }

    pub(super) fn added(
        &mut self,
        at: &At<'a>,
        structure: &'a Structure,
        (name, member): (&MemberName, &Member),
        build: &mut Delta,
    ) {
        let is_union = structure.kind == StructureKind::Union;
        let is_required = structure.required.contains(name) && at.side == Side::Request;
        let kind = match (is_union, is_required) {
            (true, _) => Kind::VariantAdded,
            (false, true) => Kind::RequiredMemberAdded,
            (false, false) => Kind::MemberAdded,
        };
        let below = at.below(Segment::Member(name.to_string()));
        let mut none = None;
        // A member that a response must have makes builders fail as well.
        let explains = structure.required.contains(name);
        let delta = if explains { build } else { &mut none };
        let kind = match (kind, delta.is_some()) {
            (Kind::MemberAdded, true) => Kind::RequiredMemberAdded,
            (kind, _) => kind,
        };
        self.push(
            at.side,
            &below.path,
            kind,
            name.as_str(),
            (None, None),
            delta,
        );
        let syntax = Some(Syntax::of(self.new, &member.shape));
        if let Some(change) = self.changes.last_mut() {
            change.syntax = syntax;
        }
    }

    pub(super) fn removed(&mut self, at: &At<'a>, (name, member): (&MemberName, &Member)) {
        let is_union = match at.owners.0 {
            Owner::Shape(shape) => {
                let shape = self
                    .old
                    .model
                    .shapes
                    .get(shape)
                    .and_then(|it| it.as_structure());
                shape.is_some_and(|it| it.kind == StructureKind::Union)
            }
            _ => false,
        };
        let kind = match is_union {
            true => Kind::VariantRemoved,
            false => Kind::MemberRemoved,
        };
        let below = at.below(Segment::Member(name.to_string()));
        self.push(
            at.side,
            &below.path,
            kind,
            name.as_str(),
            (None, None),
            &mut None,
        );
        let syntax = Some(Syntax::of(self.old, &member.shape));
        if let Some(change) = self.changes.last_mut() {
            change.syntax = syntax;
        }
    }
}

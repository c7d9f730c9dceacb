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
            let below = at.below(Segment::Member(name.to_string()));
            let (old_name, before) = match old.members.get_key_value(name.as_str()) {
                Some(same) => same,
                None => match renamed(old, new, (name, member)) {
                    Some(other) => other,
                    None => {
                        self.added(at, new, (name, member), &mut build);
                        continue;
                    }
                },
            };
            let mut delta = self.member_delta(at, (old_name.as_str(), name.as_str()));
            if old_name != name {
                let values = (Some(old_name.to_string()), Some(name.to_string()));
                // Whatever else differs is no name.
                let mut of_name = delta.take_if(|it| it.0 == Kind::RustName);
                let (side, path) = (below.side, &below.path);
                self.push(
                    side,
                    path,
                    Kind::MemberRenamed,
                    name.as_str(),
                    values,
                    &mut of_name,
                );
            }
            self.required(
                &below,
                at,
                (old, new),
                (old_name, name),
                (&mut delta, &mut build),
            );
            let members = ((old_name.as_str(), before), (name.as_str(), member));
            self.reference(&below, names, members, &mut delta);
            self.rest(&below, name.as_str(), delta);
        }
        for (name, member) in &old.members {
            let is_renamed = || {
                let mut others = new.members.iter();
                others.any(|(other, member)| {
                    !old.members.contains_key(other.as_str())
                        && renamed(old, new, (other, member)).is_some_and(|it| it.0 == name)
                })
            };
            if !new.members.contains_key(name.as_str()) && !is_renamed() {
                self.removed(at, (name, member));
            }
        }
        self.rest(at, "build", build);
    }

    /// Whether a member has to be there, before and now.
    fn required(
        &mut self,
        below: &At<'_>,
        at: &At<'_>,
        (old, new): (&Structure, &Structure),
        (old_name, name): (&MemberName, &MemberName),
        (delta, build): (&mut Delta, &mut Delta),
    ) {
        let is_received = below.side != Side::Request;
        let required = (old.required.contains(old_name), new.required.contains(name));
        let kind = match (required, is_received) {
            ((false, true), false) => Kind::BecameRequired,
            ((false, true), true) => Kind::ReceivedRequired,
            ((true, false), false) => Kind::NoLongerRequired,
            ((true, false), true) => Kind::ReceivedOptional,
            _ => return,
        };
        // Of what differs in Rust, it explains whether the field is an `Option`, and whether `build()` gives a
        // `Result`.
        let fields = self.plans.as_ref().and_then(|(old, new)| {
            let old = old.member(at.owners.0, old_name.as_str())?;
            Some((old, new.member(at.owners.1, name.as_str())?))
        });
        let mut explained = None;
        if let Some((old, new)) = fields {
            if old.optional != new.optional {
                explained = delta.take_if(|it| it.0 == Kind::RustType);
            }
            if old.mandatory != new.mandatory {
                explained = build.take().or(explained);
            }
        }
        let (side, path) = (below.side, &below.path);
        self.push(side, path, kind, "required", (None, None), &mut explained);
    }

    /// What differs in Rust between a member and itself.
    fn member_delta(&self, at: &At<'_>, (old_name, name): (&str, &str)) -> Delta {
        let (old, new) = self.plans.as_ref()?;
        // A structure's fields and a union's variants have nothing in common, which was said before.
        if old.structure(at.owners.0).is_some() != new.structure(at.owners.1).is_some() {
            return None;
        }
        let (old, new) = (
            old.member(at.owners.0, old_name)?,
            new.member(at.owners.1, name)?,
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
        let delta = match kind {
            Kind::RequiredMemberAdded => build,
            _ => &mut none,
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
        let kind = if is_union {
            Kind::VariantRemoved
        } else {
            Kind::MemberRemoved
        };
        let below = at.below(Segment::Member(name.to_string()));
        let mut delta = self.removed_field(at, name.as_str());
        self.push(
            at.side,
            &below.path,
            kind,
            name.as_str(),
            (None, None),
            &mut delta,
        );
        let syntax = Some(Syntax::of(self.old, &member.shape));
        if let Some(change) = self.changes.last_mut() {
            change.syntax = syntax;
        }
    }

    /// A removed member's field, unless there still is one of its name and type: that of a member which differs
    /// in upper and lower case only, or the message that each error has.
    fn removed_field(&self, at: &At<'_>, name: &str) -> Delta {
        let (old, new) = self.plans.as_ref()?;
        let field = old.member(at.owners.0, name)?;
        let is_same =
            |it: &&Field| it.name == field.name && rust::field_type(it) == rust::field_type(field);
        let is_left = old.structure(at.owners.0).is_some() == new.structure(at.owners.1).is_some()
            && new.fields(at.owners.1).iter().any(|it| is_same(&it));
        (!is_left).then(|| (Kind::RustName, field.name.to_string(), String::new()))
    }
}

/// The old member that has a new one's name on the wire and shape, if it is gone.
fn renamed<'a>(
    old: &'a Structure,
    new: &Structure,
    (name, member): (&MemberName, &Member),
) -> Option<(&'a MemberName, &'a Member)> {
    let wire = |name: &MemberName, member: &Member| match &member.location_name {
        Some(name) => name.clone(),
        None => name.to_string(),
    };
    old.members.iter().find(|(old_name, before)| {
        !new.members.contains_key(old_name.as_str())
            && before.shape == member.shape
            && before.location == member.location
            && wire(old_name, before) == wire(name, member)
    })
}

//! Compares structures and unions: members added, removed, renamed or changed.

use super::comparer::{Comparer, Cursor, Delta};
use crate::changes::calls::syntax::Syntax;
use crate::changes::comparison::{Scope, Segment};
use crate::changes::diff::plan_index::{PlanIndex, StructureId};
use crate::changes::rust_types;
use crate::classes::Kind;
use crate::model::{Member, MemberName, ShapeName, Structure, StructureKind};
use crate::plan::ir::field::Field;

/// A member and its name.
type Named<'a> = (&'a MemberName, &'a Member);

impl<'a> Comparer<'a> {
    pub(super) fn structure(
        &mut self,
        cursor: &Cursor<'a>,
        names: (&'a ShapeName, &'a ShapeName),
        (old, new): (&'a Structure, &'a Structure),
    ) {
        let mut build = self.build_delta(cursor);
        for (name, member) in &new.members {
            let same = old.members.get_key_value(name.as_str());
            match same.or_else(|| renamed(old, new, (name, member))) {
                Some(before) => {
                    let members = (before, (name, member));
                    self.kept(cursor, names, (old, new), members, &mut build);
                }
                None => self.added(cursor, new, (name, member), &mut build),
            }
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
                self.removed(cursor, (name, member));
            }
        }
        self.report_unexplained(&cursor.location, "build", build);
    }

    /// Finds out if `build()` returns a `Result` in one plan only. A member that became required
    /// explains that.
    fn build_delta(&self, cursor: &Cursor<'_>) -> Option<Delta> {
        let (old, new) = self.plans.as_ref()?;
        let fallible = |plan: &PlanIndex<'_>, owner| plan.structure(owner).map(|it| it.fallible);
        let old = fallible(old, cursor.owners.0)?;
        let new = fallible(new, cursor.owners.1)?;
        let result = |is_fallible| {
            if is_fallible {
                "a `Result`"
            } else {
                "the structure"
            }
        };
        (old != new).then(|| Delta::new(Kind::BuildResult, result(old), result(new)))
    }

    /// Compares a member that both revisions have, perhaps under another name.
    fn kept(
        &mut self,
        cursor: &Cursor<'a>,
        names: (&'a ShapeName, &'a ShapeName),
        structures: (&Structure, &Structure),
        ((old_name, old), (name, member)): (Named<'a>, Named<'a>),
        build: &mut Option<Delta>,
    ) {
        let below = cursor.below(Segment::Member(name.to_string()));
        let mut delta = self.member_delta(cursor, (old_name.as_str(), name.as_str()));
        if old_name != name {
            let values = (Some(old_name.to_string()), Some(name.to_string()));
            // The other name explains a difference in names, and no other one.
            let mut of_name = delta.take_if(|it| it.kind == Kind::RustName);
            self.report_explaining(
                &below.location,
                Kind::MemberRenamed,
                name.as_str(),
                values,
                &mut of_name,
            );
        }
        self.required(
            &below,
            cursor,
            structures,
            (old_name, name),
            (&mut delta, build),
        );
        let members = ((old_name.as_str(), old), (name.as_str(), member));
        self.reference(&below, names, members, &mut delta);
        self.report_unexplained(&below.location, name.as_str(), delta);
    }

    /// Compares if a member is required.
    fn required(
        &mut self,
        below: &Cursor<'_>,
        cursor: &Cursor<'_>,
        (old, new): (&Structure, &Structure),
        (old_name, name): (&MemberName, &MemberName),
        (delta, build): (&mut Option<Delta>, &mut Option<Delta>),
    ) {
        let is_received = below.scope() != Scope::Request;
        let required = (old.required.contains(old_name), new.required.contains(name));
        let kind = match (required, is_received) {
            ((false, true), false) => Kind::BecameRequired,
            ((false, true), true) => Kind::ReceivedRequired,
            ((true, false), false) => Kind::NoLongerRequired,
            ((true, false), true) => Kind::ReceivedOptional,
            _ => return,
        };
        // A field may stop or start being an `Option`, and `build()` may return something else: the
        // change explains both.
        let fields = self.plans.as_ref().and_then(|(old, new)| {
            let old = old.member(cursor.owners.0, old_name.as_str())?;
            Some((old, new.member(cursor.owners.1, name.as_str())?))
        });
        let mut explained = None;
        if let Some((old, new)) = fields {
            if old.optional != new.optional {
                explained = delta.take_if(|it| it.kind == Kind::RustType);
            }
            if old.mandatory != new.mandatory {
                explained = build.take().or(explained);
            }
        }
        self.report_explaining(
            &below.location,
            kind,
            "required",
            (None, None),
            &mut explained,
        );
    }

    /// Finds what differs in Rust between both revisions of a member.
    fn member_delta(&self, cursor: &Cursor<'_>, (old_name, name): (&str, &str)) -> Option<Delta> {
        let (old, new) = self.plans.as_ref()?;
        // A structure that became a union is a change of its own; fields and variants have nothing
        // in common.
        if old.structure(cursor.owners.0).is_some() != new.structure(cursor.owners.1).is_some() {
            return None;
        }
        let (old, new) = (
            old.member(cursor.owners.0, old_name)?,
            new.member(cursor.owners.1, name)?,
        );
        let (old_type, new_type) = (rust_types::field_type(old), rust_types::field_type(new));
        if old.name != new.name {
            let (old, new) = (old.name.to_string(), new.name.to_string());
            return Some(Delta::new(Kind::RustName, old, new));
        }
        (old_type != new_type).then(|| Delta::new(Kind::RustType, old_type, new_type))
    }

    pub(super) fn added(
        &mut self,
        cursor: &Cursor<'a>,
        structure: &Structure,
        (name, member): (&MemberName, &Member),
        build: &mut Option<Delta>,
    ) {
        let is_union = structure.kind == StructureKind::Union;
        let is_required = structure.required.contains(name) && cursor.scope() == Scope::Request;
        let kind = match (is_union, is_required) {
            (true, _) => Kind::VariantAdded,
            (false, true) => Kind::RequiredMemberAdded,
            (false, false) => Kind::MemberAdded,
        };
        let location = cursor.below(Segment::Member(name.to_string())).location;
        let mut none = None;
        let delta = match kind {
            Kind::RequiredMemberAdded => build,
            _ => &mut none,
        };
        self.report_explaining(&location, kind, name.as_str(), (None, None), delta);
        let syntax = Syntax::of(self.new, &member.shape);
        if let Some(change) = self.last_change() {
            change.syntax = Some(syntax);
        }
    }

    pub(super) fn removed(&mut self, cursor: &Cursor<'a>, (name, member): (&MemberName, &Member)) {
        let is_union = match cursor.owners.0 {
            StructureId::Shape(shape) => {
                let shape = self.old.model.shapes.get(shape);
                let structure = shape.and_then(|it| it.as_structure());
                structure.is_some_and(|it| it.kind == StructureKind::Union)
            }
            _ => false,
        };
        let kind = if is_union {
            Kind::VariantRemoved
        } else {
            Kind::MemberRemoved
        };
        let location = cursor.below(Segment::Member(name.to_string())).location;
        let mut delta = self.removed_field(cursor, name.as_str());
        self.report_explaining(&location, kind, name.as_str(), (None, None), &mut delta);
        let syntax = Syntax::of(self.old, &member.shape);
        if let Some(change) = self.last_change() {
            change.syntax = Some(syntax);
        }
    }

    /// Finds the field of a removed member, unless a field of its name and type is left: that of a
    /// member which differs in upper and lower case only, or the message that each error has.
    fn removed_field(&self, cursor: &Cursor<'_>, name: &str) -> Option<Delta> {
        let (old, new) = self.plans.as_ref()?;
        let (old_owner, new_owner) = cursor.owners;
        let field = old.member(old_owner, name)?;
        let is_same = |it: &&Field| {
            it.name == field.name && rust_types::field_type(it) == rust_types::field_type(field)
        };
        let is_left = old.structure(old_owner).is_some() == new.structure(new_owner).is_some()
            && new.fields(new_owner).iter().any(|it| is_same(&it));
        (!is_left).then(|| Delta::new(Kind::RustName, field.name.to_string(), ""))
    }
}

/// Finds the removed member with the shape and the name on the wire of an added one.
fn renamed<'a>(
    old: &'a Structure,
    new: &Structure,
    (name, member): (&MemberName, &Member),
) -> Option<Named<'a>> {
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

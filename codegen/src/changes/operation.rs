//! One operation on both sides: what goes in, what comes out, what it fails with.

mod members;
mod values;

use std::collections::{HashMap, HashSet};

use crate::model::{ErrorReference, OperationName, OperationReference, ShapeName, Traits};
use crate::source::Kind as FileKind;

use super::classes::{Class, Kind, Rust};
use super::keys::{self, Difference};
use super::rust::{Index, Owner};
use super::state::State;
use super::{Change, Segment, Side};

/// How often a pair of shapes is looked at in one side of an operation. A shape that is used in more
/// places says so by then.
const MOST_PLACES: usize = 8;

/// Walks both sides of a service.
pub(super) struct Walker<'a> {
    old: &'a State,
    new: &'a State,
    /// The plans, if there are both.
    plans: Option<(Index<'a>, Index<'a>)>,
    /// Shapes that differ, or reach one that does.
    dirty: HashSet<&'a str>,
    changes: Vec<Change>,
    places: HashMap<(Side, &'a str, &'a str), Place>,
    /// The structures around.
    around: Vec<(&'a str, &'a str)>,
}

/// How often a pair of shapes was looked at, and the last change that was found in it.
#[derive(Default)]
struct Place {
    visits: usize,
    last: Option<usize>,
}

/// What differs in Rust, until a change on the wire is found that explains it.
type Delta = Option<(Kind, String, String)>;

/// Where the walk is.
#[derive(Clone)]
struct At<'a> {
    side: Side,
    path: Vec<Segment>,
    /// The structure around, on both sides.
    owners: (Owner<'a>, Owner<'a>),
}

impl At<'_> {
    fn below(&self, segment: Segment) -> Self {
        let mut at = self.clone();
        at.path.push(segment);
        at
    }
}

impl<'a> Walker<'a> {
    pub(super) fn new(old: &'a State, new: &'a State) -> Self {
        let plans = match (&old.plan, &new.plan) {
            (Ok(old), Ok(new)) => Some((Index::new(old), Index::new(new))),
            _ => None,
        };
        let replanned = plans.as_ref().map(|(old, new)| old.differing(new));
        Self {
            old,
            new,
            dirty: dirty(old, new, replanned.unwrap_or_default()),
            plans,
            changes: Vec::new(),
            places: HashMap::new(),
            around: Vec::new(),
        }
    }

    /// What differs in an operation that is on both sides.
    pub(super) fn operation(&mut self, name: &'a OperationName) -> Vec<Change> {
        self.places.clear();
        let name = name.as_str();
        let (old, new) = (
            &self.old.model.operations[name],
            &self.new.model.operations[name],
        );
        let [old_traits, new_traits] = [self.old, self.new].map(|it| it.raw.operation_traits(name));
        for it in keys::differences(keys::Owner::Operation, &old_traits, &new_traits) {
            self.difference(Side::General, &[], it, &mut None);
        }
        self.rust_name(name);
        let shape = |it: &'a Option<OperationReference>| it.as_ref().map(|it| &it.shape);
        let request = At {
            side: Side::Request,
            path: Vec::new(),
            owners: (Owner::Input(name), Owner::Input(name)),
        };
        self.root(&request, shape(&old.input), shape(&new.input));
        let response = At {
            side: Side::Response,
            path: Vec::new(),
            owners: (Owner::Output(name), Owner::Output(name)),
        };
        self.root(&response, shape(&old.output), shape(&new.output));
        self.errors(name, &old.errors, &new.errors);
        self.companions(name);
        std::mem::take(&mut self.changes)
    }

    /// An operation's own name in Rust.
    fn rust_name(&mut self, name: &str) {
        let Some((old, new)) = &self.plans else {
            return;
        };
        let names = [old, new].map(|it| it.operation(name).map(|it| it.name.to_string()));
        if let [Some(old), Some(new)] = names
            && old != new
        {
            self.push(
                Side::General,
                &[],
                Kind::RustName,
                name,
                (Some(old), Some(new)),
                &mut None,
            );
        }
    }

    fn root(&mut self, at: &At<'a>, old: Option<&'a ShapeName>, new: Option<&'a ShapeName>) {
        match (old, new) {
            (Some(old), Some(new)) => {
                let traits = [(self.old, old), (self.new, new)]
                    .map(|(state, shape)| state.raw.shape_traits(shape.as_str()));
                // The name of an input's or output's shape is nowhere to be seen.
                self.value(at, (old, new), traits, true, &mut None);
            }
            (None, Some(new)) => {
                if let Some(structure) = self.new.model.shape(new).as_structure() {
                    for (name, member) in &structure.members {
                        self.added(at, structure, (name, member), &mut None);
                    }
                }
            }
            (Some(old), None) => {
                if let Some(structure) = self.old.model.shape(old).as_structure() {
                    for (name, member) in &structure.members {
                        self.removed(at, (name, member));
                    }
                }
            }
            (None, None) => {}
        }
    }

    fn errors(&mut self, operation: &'a str, old: &'a [ErrorReference], new: &'a [ErrorReference]) {
        let has =
            |list: &[ErrorReference], shape: &ShapeName| list.iter().any(|it| it.shape == *shape);
        for error in new {
            let shape = error.shape.as_str();
            let at = At {
                side: Side::Error,
                path: vec![Segment::Member(shape.to_owned())],
                owners: (Owner::Shape(shape), Owner::Shape(shape)),
            };
            if !has(old, &error.shape) {
                self.push(
                    at.side,
                    &at.path,
                    Kind::ErrorAdded,
                    shape,
                    (None, None),
                    &mut None,
                );
                continue;
            }
            let mut delta = self.plans.as_ref().and_then(|(old, new)| {
                let [old, new] = [old, new].map(|it| it.error(operation, shape));
                let (old, new) = (old?.name.to_string(), new?.name.to_string());
                (old != new).then_some((Kind::RustName, old, new))
            });
            let traits = [self.old, self.new].map(|it| {
                let own = it.raw.error_traits(operation, shape);
                overlaid(it.raw.shape_traits(shape), own)
            });
            self.value(&at, (&error.shape, &error.shape), traits, true, &mut delta);
            self.rest(&at, shape, delta);
        }
        for error in old.iter().filter(|it| !has(new, &it.shape)) {
            let shape = error.shape.as_str();
            let path = [Segment::Member(shape.to_owned())];
            self.push(
                Side::Error,
                &path,
                Kind::ErrorRemoved,
                shape,
                (None, None),
                &mut None,
            );
        }
    }

    /// Paginators and waiters of the operation.
    fn companions(&mut self, operation: &str) {
        for (file, section, added, changed) in [
            (
                FileKind::Paginators,
                "pagination",
                Kind::PaginatorAdded,
                Kind::PaginatorChanged,
            ),
            (
                FileKind::Waiters,
                "waiters",
                Kind::WaiterAdded,
                Kind::WaiterChanged,
            ),
        ] {
            let entries = |state: &State| -> Vec<(String, Traits)> {
                let Some(raw) = state.companions.get(&file) else {
                    return Vec::new();
                };
                let names = raw.entries(section).into_iter();
                let entries = names.map(|name| (name.to_owned(), raw.entry(section, name)));
                entries
                    .filter(|(name, traits)| match file {
                        FileKind::Waiters => {
                            traits.get("operation").is_some_and(|it| it == operation)
                        }
                        _ => name == operation,
                    })
                    .collect()
            };
            let (old, new) = (entries(self.old), entries(self.new));
            let find = |list: &[(String, Traits)], name: &str| {
                list.iter()
                    .find(|(it, _)| it == name)
                    .map(|(_, traits)| traits.clone())
            };
            for (name, traits) in &new {
                match find(&old, name) {
                    None => self.push(Side::General, &[], added, name, (None, None), &mut None),
                    Some(before) => {
                        for it in keys::differences(keys::Owner::Operation, &before, traits) {
                            let subject = format!("{name} {}", it.key);
                            self.push(
                                Side::General,
                                &[],
                                changed,
                                &subject,
                                (it.old, it.new),
                                &mut None,
                            );
                        }
                    }
                }
            }
            for (name, _) in old.iter().filter(|(name, _)| find(&new, name).is_none()) {
                let gone = Some("removed".to_owned());
                self.push(Side::General, &[], changed, name, (None, gone), &mut None);
            }
        }
    }

    /// What differs in Rust and no change on the wire explains.
    fn rest(&mut self, at: &At<'_>, subject: &str, delta: Delta) {
        if let Some((kind, old, new)) = delta {
            self.push(
                at.side,
                &at.path,
                kind,
                subject,
                (Some(old), Some(new)),
                &mut None,
            );
        }
    }

    fn difference(&mut self, side: Side, path: &[Segment], it: Difference, delta: &mut Delta) {
        self.push(side, path, it.kind, &it.key, (it.old, it.new), delta);
    }

    /// Adds a change. Where the table leaves Rust to the plans, `delta` is what they say, and is explained
    /// by that.
    fn push(
        &mut self,
        side: Side,
        path: &[Segment],
        kind: Kind,
        subject: &str,
        (old, new): (Option<String>, Option<String>),
        delta: &mut Delta,
    ) {
        let row = kind.row();
        let rust = match row.rust {
            Rust::Is(class) => {
                // It is the reason for what differs, if anything does.
                if class == Class::Breaking {
                    delta.take();
                }
                class
            }
            Rust::ByPlan => match delta.take() {
                Some(_) => Class::Breaking,
                None => Class::Compatible,
            },
        };
        self.changes.push(Change {
            side,
            path: path.to_vec(),
            subject: subject.to_owned(),
            kind,
            old,
            new,
            syntax: None,
            wire: row.wire,
            rust: self.plans.is_some().then_some(rust),
            elsewhere: 0,
        });
    }
}

/// The reference's traits go before the shape's.
fn overlaid(mut shape: Traits, reference: Traits) -> Traits {
    shape.extend(reference);
    shape
}

/// The shapes that differ between both sides, and those that reach one of them.
///
/// `replanned` are those that differ in Rust. They may be the same in the model: what operations begin to fail with
/// moves to another module, and which part of a ring is boxed depends on the rest of it.
fn dirty<'a>(old: &'a State, new: &'a State, replanned: HashSet<&'a str>) -> HashSet<&'a str> {
    let mut users: HashMap<&str, Vec<&str>> = HashMap::new();
    for state in [old, new] {
        for (name, shape) in &state.model.shapes {
            for member in shape.references() {
                users
                    .entry(member.shape.as_str())
                    .or_default()
                    .push(name.as_str());
            }
        }
    }
    let is_different =
        |name: &&str| !old.raw.is_same_shape(&new.raw, name) || replanned.contains(name);
    let all = old.model.shapes.keys().chain(new.model.shapes.keys());
    let mut queue: Vec<&str> = all.map(ShapeName::as_str).filter(is_different).collect();
    let mut dirty = HashSet::new();
    while let Some(name) = queue.pop() {
        if dirty.insert(name) {
            queue.extend(users.get(name).into_iter().flatten());
        }
    }
    dirty
}

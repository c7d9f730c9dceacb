//! Members that changes are about, as one tree.

use super::summary::listed;
use crate::changes::calls::syntax::Syntax;
use crate::changes::comparison::{Change, Scope, Segment};
use crate::classes::{Class, Kind};

/// Returns the members added in a scope, as one tree.
pub(super) fn tree(changes: &[Change], scope: Scope) -> Option<Syntax> {
    syntax(changes.iter().filter(|it| it.scope == scope && adds(it)))
}

/// Returns the members of all changes, as one tree.
pub(super) fn syntax<'a>(changes: impl Iterator<Item = &'a Change>) -> Option<Syntax> {
    let mut root = Syntax::Object(Vec::new());
    let mut is_empty = true;
    for change in changes {
        if let Some(syntax) = &change.syntax {
            insert(&mut root, &change.path, syntax);
            is_empty = false;
        }
    }
    (!is_empty).then_some(root)
}

/// Returns `true` if the change adds a member.
fn adds(change: &Change) -> bool {
    matches!(
        change.kind,
        Kind::MemberAdded | Kind::RequiredMemberAdded | Kind::VariantAdded
    )
}

/// Lists the changes of a scope that the tree does not show in full.
pub(super) fn outside_tree(changes: &[Change], scope: Scope) -> impl Iterator<Item = &Change> {
    let is_in_tree =
        |it: &Change| adds(it) && it.class() == Class::Compatible && it.accepted.is_none();
    listed(changes).filter(move |it| it.scope == scope && !is_in_tree(it))
}

fn insert(tree: &mut Syntax, path: &[Segment], value: &Syntax) {
    let Some((first, rest)) = path.split_first() else {
        *tree = value.clone();
        return;
    };
    let empty = || Syntax::Object(Vec::new());
    match first {
        Segment::Member(name) => {
            if !matches!(tree, Syntax::Object(_)) {
                *tree = empty();
            }
            if let Syntax::Object(members) = tree {
                let index = members.iter().position(|(it, _)| it == name);
                let index = index.unwrap_or_else(|| {
                    members.push((name.clone(), empty()));
                    members.len() - 1
                });
                insert(&mut members[index].1, rest, value);
            }
        }
        Segment::Item => {
            if !matches!(tree, Syntax::List(_)) {
                *tree = Syntax::List(Box::new(empty()));
            }
            if let Syntax::List(item) = tree {
                insert(item, rest, value);
            }
        }
        Segment::Key | Segment::Value => {
            if !matches!(tree, Syntax::Map(..)) {
                *tree = Syntax::Map(
                    Box::new(Syntax::Leaf("'string'".to_owned())),
                    Box::new(empty()),
                );
            }
            if let Syntax::Map(key, inner) = tree {
                insert(
                    if *first == Segment::Key { key } else { inner },
                    rest,
                    value,
                );
            }
        }
    }
}

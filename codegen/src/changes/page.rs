//! The page: what changed, what it means, and one verdict.
//!
//! [`text`], [`markdown`] and [`html`] show the same; what they share is here.

mod html;
mod markdown;
mod text;

pub use html::html;
pub use markdown::markdown;
pub use text::text;

use super::calls::Syntax;
use super::classes::{Class, Kind};
use super::{Change, Comparison, OperationChanges, Segment, ServiceChanges, Side, Status};

/// What a page says beside what was compared.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The day of the change, as in `2015-07-09`. Pages have no other date, so that the same models give the
    /// same page.
    pub date: Option<String>,
}

/// The changes of a service in short: a line each, the ones that want care first.
pub fn short(service: &ServiceChanges) -> Vec<String> {
    let mut lines = Vec::new();
    let mut add = |name: &str, change: &Change| {
        let place = match (name, change.side) {
            ("", _) => String::new(),
            (name, Side::General) => format!("{name} "),
            (name, side) => format!("{name} {} ", side.word()),
        };
        let class = match change.class() {
            Class::Compatible => String::new(),
            class => format!("{class}: "),
        };
        lines.push((
            change.class(),
            format!("{class}{place}{}", described(change)),
        ));
    };
    service.general.iter().for_each(|it| add("", it));
    for operation in &service.operations {
        operation
            .changes
            .iter()
            .for_each(|it| add(&operation.name, it));
    }
    // A stable sort: within a class the order of the page stays.
    lines.sort_by_key(|(class, _)| std::cmp::Reverse(*class));
    let mut lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    if service.texts > 0 {
        lines.push(format!("documentation: {} texts differ", service.texts));
    }
    lines
}

/// The sides in the order in which they are shown.
const SIDES: [Side; 4] = [Side::General, Side::Request, Side::Response, Side::Error];

/// How many operations came, changed and went: `1 new 2 updated api methods`.
fn counted(service: &ServiceChanges) -> String {
    let mut words = Vec::new();
    for status in [Status::New, Status::Updated, Status::Removed] {
        let count = of_status(service, status).count();
        if count > 0 {
            words.push(format!("{count} {}", status.word()));
        }
    }
    if words.is_empty() {
        "no api methods".to_owned()
    } else {
        words.join(" ") + " api methods"
    }
}

/// The operations that came, changed or went; not those that differ in their texts only.
fn of_status(service: &ServiceChanges, status: Status) -> impl Iterator<Item = &OperationChanges> {
    changed(service).filter(move |it| it.status == status)
}

/// How many changes of each class there are.
fn tally<'a>(changes: impl Iterator<Item = &'a Change>) -> [(Class, usize); 3] {
    let mut counts = [Class::Breaking, Class::Look, Class::Compatible].map(|class| (class, 0));
    for change in changes {
        for (class, count) in &mut counts {
            *count += usize::from(*class == change.class());
        }
    }
    counts
}

/// The operations that differ in their texts only.
fn documentation_only(service: &ServiceChanges) -> Vec<&str> {
    let operations = service.operations.iter().filter(|it| it.changes.is_empty());
    operations.map(|it| it.name.as_str()).collect()
}

/// The operations that differ in more than their texts.
fn changed(service: &ServiceChanges) -> impl Iterator<Item = &OperationChanges> {
    service
        .operations
        .iter()
        .filter(|it| !it.changes.is_empty())
}

/// The members that came in a side, as one tree.
fn tree(changes: &[Change], side: Side) -> Option<Syntax> {
    syntax(changes.iter().filter(|it| it.side == side && adds(it)))
}

/// The members that changes are about, as one tree.
fn syntax<'a>(changes: impl Iterator<Item = &'a Change>) -> Option<Syntax> {
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

/// Whether a member came.
fn adds(change: &Change) -> bool {
    matches!(
        change.kind,
        Kind::MemberAdded | Kind::RequiredMemberAdded | Kind::VariantAdded
    )
}

/// The changes of a side that the tree does not say all about.
fn beside_tree(changes: &[Change], side: Side) -> impl Iterator<Item = &Change> {
    changes
        .iter()
        .filter(move |it| it.side == side && !(adds(it) && it.class() == Class::Compatible))
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

/// What is said of the place, unless its kind or the place says that already.
fn subject(change: &Change) -> Option<&str> {
    let last = match change.path.last() {
        Some(Segment::Member(name)) => name.as_str(),
        _ => "",
    };
    let subject = change.subject.as_str();
    let is_said = subject == last || matches!(subject, "" | "required" | "type" | "shape" | "enum");
    (!is_said).then_some(subject)
}

/// What changed, in one line, without what it means.
fn described(change: &Change) -> String {
    let title = change.kind.row().title;
    let mut text = match change.place().as_str() {
        "" => title.to_owned(),
        place => format!("{place}: {title}"),
    };
    if let Some(subject) = subject(change) {
        text += &format!(" ({subject})");
    }
    let nothing = "nothing".to_owned();
    match (&change.old, &change.new) {
        (None, None) => {}
        (old, new) => {
            let [old, new] = [old, new].map(|it| shortened(it.as_ref().unwrap_or(&nothing)));
            text += &format!(": {old} → {new}");
        }
    }
    if change.elsewhere > 0 {
        text += &format!(" (and in {} more places)", change.elsewhere);
    }
    text
}

/// A value that fits on a line.
fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// What a change means: `needs a look on the wire (why); breaking in Rust (why)`.
fn meant(change: &Change) -> String {
    let row = change.kind.row();
    let wire = match change.wire {
        Class::Compatible => None,
        class => Some(format!("{class} on the wire: {}", row.wire_reason)),
    };
    let rust = match change.rust {
        None | Some(Class::Compatible) => None,
        Some(class) => Some(format!("{class} in Rust: {}", row.rust_reason)),
    };
    let said: Vec<String> = wire.into_iter().chain(rust).collect();
    if said.is_empty() {
        "compatible".to_owned()
    } else {
        said.join("; ")
    }
}

/// The verdict, in one line.
fn verdict(comparison: &Comparison) -> String {
    if comparison.services.is_empty() && comparison.failed.is_empty() {
        "no change".to_owned()
    } else {
        comparison.class().to_string()
    }
}

/// What the version of the generated crate has to do, and why.
fn step(comparison: &Comparison) -> String {
    use super::Step;
    let step = comparison.step();
    let why = match step {
        Step::None => "nothing changed",
        Step::Patch => "nothing in the API changed",
        Step::Minor => "the API grew",
        Step::Major => "code that uses the crate may not compile any more",
        Step::Unknown => {
            "the Rust side of some services cannot be judged: they cannot be generated yet"
        }
    };
    format!("{} ({why})", step.word())
}

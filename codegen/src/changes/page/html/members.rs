//! Added and removed members, as trees that fold.

use super::parts::{code, path};
use super::writer::Html;
use crate::changes::calls::syntax::Syntax;
use crate::changes::comparison::{Change, Segment};
use crate::changes::page::member_tree::syntax;
use crate::classes::Kind;

/// Number of members above which an added structure is folded.
const OPEN_MEMBERS: usize = 12;

/// Number of values above which an enum's are folded.
const OPEN_VALUES: usize = 8;

/// Maximum length of the Python code beside a tree.
const PYTHON: usize = 80;

/// A step on the path to added or removed members, or such a member.
struct Node<'a> {
    segment: Option<&'a Segment>,
    change: Option<&'a Change>,
    children: Vec<Node<'a>>,
}

impl<'a> Node<'a> {
    fn new(segment: Option<&'a Segment>) -> Self {
        Self {
            segment,
            change: None,
            children: Vec::new(),
        }
    }

    fn insert(&mut self, path: &'a [Segment], change: &'a Change) {
        let Some((first, rest)) = path.split_first() else {
            self.change = Some(change);
            return;
        };
        // Members of a structure follow each other, so that the last child matches in most cases.
        let index = self
            .children
            .iter()
            .rposition(|it| it.segment == Some(first));
        let index = index.unwrap_or_else(|| {
            self.children.push(Self::new(Some(first)));
            self.children.len() - 1
        });
        self.children[index].insert(rest, change);
    }
}

/// Returns `true` if changes of the kind are shown as a tree.
pub(super) fn are_in(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::MemberAdded
            | Kind::RequiredMemberAdded
            | Kind::VariantAdded
            | Kind::MemberRemoved
            | Kind::VariantRemoved
    )
}

/// Writes the added or removed members as a tree, and in Python where that fits on a line.
pub(super) fn tree(html: &mut Html, changes: &[&Change]) {
    let mut root = Node::new(None);
    for it in changes {
        root.insert(&it.path, it);
    }
    list(html, &root.children);
    let python = syntax(changes.iter().copied()).map(|it| it.line());
    if let Some(line) = python.filter(|it| it.chars().count() <= PYTHON) {
        html.element("p", &[("class", "python")], |html| {
            html.text("In Python: ");
            code(html, &line);
        });
    }
}

fn list(html: &mut Html, nodes: &[Node<'_>]) {
    html.element("ul", &[("class", "tree")], |html| {
        for it in nodes {
            html.element("li", &[], |html| node(html, it));
        }
    });
}

fn node(html: &mut Html, node: &Node<'_>) {
    let mut place = step(node.segment);
    let mut last = node;
    // A path that does not fork is one line.
    while let (None, [only]) = (last.change, last.children.as_slice()) {
        if only.change.is_some() {
            break;
        }
        let step = self::step(only.segment);
        if matches!(only.segment, Some(Segment::Member(_))) {
            place.push('.');
        }
        place += &step;
        last = only;
    }
    match last.change {
        Some(change) => {
            let empty = Syntax::Object(Vec::new());
            let syntax = change.syntax.as_ref();
            member(html, &place, syntax.unwrap_or(&empty), Some(change));
        }
        None => path(html, &place),
    }
    if !last.children.is_empty() {
        list(html, &last.children);
    }
}

fn step(segment: Option<&Segment>) -> String {
    match segment {
        None => String::new(),
        Some(Segment::Member(name)) => name.clone(),
        Some(Segment::Item) => "[]".to_owned(),
        Some(Segment::Key) => "{key}".to_owned(),
        Some(Segment::Value) => "{}".to_owned(),
    }
}

/// Writes a member with its contents.
fn member(html: &mut Html, name: &str, syntax: &Syntax, change: Option<&Change>) {
    let shape = Shape::of(syntax);
    let described = shape.described();
    let head = |html: &mut Html| {
        code(html, name);
        html.text(" ");
        html.leaf("span", &[("class", "type")], &described);
    };
    match shape.within {
        Within::Nothing | Within::Members([]) => head(html),
        Within::Values(values) if values.len() <= OPEN_VALUES => {
            head(html);
            html.text(": ");
            self::values(html, &values);
        }
        Within::Values(values) => html.element("details", &[], |html| {
            html.element("summary", &[], head);
            html.element("p", &[], |html| self::values(html, &values));
        }),
        Within::Members(members) => {
            let is_open = change.is_some() && members.len() <= OPEN_MEMBERS;
            let open: &[_] = if is_open { &[("open", "")] } else { &[] };
            html.element("details", open, |html| {
                html.element("summary", &[], head);
                html.element("ul", &[("class", "tree")], |html| {
                    for (name, syntax) in members {
                        html.element("li", &[], |html| member(html, name, syntax, None));
                    }
                });
            });
        }
    }
}

fn values(html: &mut Html, values: &[&str]) {
    for (index, it) in values.iter().enumerate() {
        html.text(if index > 0 { ", " } else { "" });
        code(html, it);
    }
}

/// A type in words, and its contents.
struct Shape<'a> {
    words: String,
    within: Within<'a>,
}

enum Within<'a> {
    Nothing,
    Members(&'a [(String, Syntax)]),
    Values(Vec<&'a str>),
}

impl<'a> Shape<'a> {
    fn of(syntax: &'a Syntax) -> Self {
        let (words, within) = match syntax {
            Syntax::Leaf(text) => return Self::of_leaf(text),
            Syntax::Object(members) => ("structure".to_owned(), Within::Members(members)),
            Syntax::List(item) => {
                let item = Self::of(item);
                (format!("list of {}", item.plural()), item.within)
            }
            Syntax::Map(key, value) => {
                let (key, value) = (Self::of(key), Self::of(value));
                let words = format!("map of {} to {}", key.plural(), value.plural());
                (words, value.within)
            }
        };
        Self { words, within }
    }

    /// Recognizes the type by the Python code of its values.
    fn of_leaf(text: &'a str) -> Self {
        let words = match text {
            "'string'" => "string",
            "True|False" => "boolean",
            "123" => "integer",
            "123.0" => "float",
            "b'bytes'" => "blob",
            "datetime(2015, 1, 1)" => "timestamp",
            "{'... recursive ...'}" => "recursive structure",
            text if text.starts_with('\'') => "enum",
            _ => "document",
        };
        let within = match words {
            "enum" => {
                let inner = text.strip_prefix('\'').and_then(|it| it.strip_suffix('\''));
                Within::Values(inner.unwrap_or(text).split("'|'").collect())
            }
            _ => Within::Nothing,
        };
        Self {
            words: words.to_owned(),
            within,
        }
    }

    fn plural(&self) -> String {
        match self.words.split_once(" of ") {
            Some((first, rest)) => format!("{first}s of {rest}"),
            None => format!("{}s", self.words),
        }
    }

    /// Describes the type and the number of its contents.
    fn described(&self) -> String {
        let count = match &self.within {
            Within::Nothing => return self.words.clone(),
            Within::Members(members) if members.len() == 1 => "1 member".to_owned(),
            Within::Members(members) => format!("{} members", members.len()),
            Within::Values(values) if values.len() <= OPEN_VALUES => return self.words.clone(),
            Within::Values(values) => format!("{} values", values.len()),
        };
        format!("{}, {count}", self.words)
    }
}

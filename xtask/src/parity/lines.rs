//! Selects the lines of an API that are compared, and compares them.

use std::collections::{BTreeMap, BTreeSet};

use public_items::{Kind, Line};

/// The modules of all operations.
pub(crate) fn operations(lines: &[Line]) -> BTreeSet<&str> {
    let modules = lines.iter().filter(|line| line.kind == Kind::Module);
    modules
        .filter_map(|line| line.path.strip_prefix("operation::"))
        .filter(|path| !path.contains("::"))
        .collect()
}

/// Selects the lines that matter to callers of some operations (their modules): those about these
/// operations, about the types that they reach, and about no particular operation or type.
pub(crate) fn closure(lines: Vec<Line>, operations: &BTreeSet<String>) -> Vec<Line> {
    let reached = reached(&lines, operations);
    let modules = modules(&lines);
    let is_selected = |line: &Line| match subject(&modules, &line.item) {
        Some(subject) => reached.contains(&subject),
        // `Client::describe_tasks` and `From<DescribeTasksError> for Error` belong to the
        // operation.
        None => {
            let mut subjects = mentioned(&modules, line);
            subjects.all(|subject| reached.contains(&subject))
        }
    };
    let selected: Vec<bool> = lines.iter().map(is_selected).collect();
    let lines = lines.into_iter().zip(selected);
    lines
        .filter_map(|(line, is_selected)| is_selected.then_some(line))
        .collect()
}

/// The operations, their waiters, and the types that they reach.
fn reached(lines: &[Line], operations: &BTreeSet<String>) -> BTreeSet<String> {
    let modules = modules(lines);
    // For each subject, the subjects that it mentions.
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in lines {
        if let Some(subject) = subject(&modules, &line.item) {
            let mentioned = mentioned(&modules, line);
            edges.entry(subject).or_default().extend(mentioned);
        }
    }
    let chosen = operations.iter().map(|it| format!("operation::{it}"));
    let chosen: BTreeSet<String> = chosen.collect();
    let waiters = edges.iter().filter(|(subject, mentioned)| {
        let mut operations = mentioned.iter().filter(|it| it.starts_with("operation::"));
        subject.starts_with("waiters::") && operations.all(|it| chosen.contains(it))
    });
    let waiters: Vec<String> = waiters.map(|(subject, _)| subject.clone()).collect();
    let mut queue: Vec<String> = chosen.into_iter().chain(waiters).collect();
    let mut reached = BTreeSet::new();
    while let Some(subject) = queue.pop() {
        if reached.insert(subject.clone()) {
            let mentioned = edges.get(&subject).into_iter().flatten();
            queue.extend(mentioned.filter(|it| it.starts_with("types::")).cloned());
        }
    }
    reached
}

fn modules(lines: &[Line]) -> BTreeSet<String> {
    let modules = lines.iter().filter(|line| line.kind == Kind::Module);
    modules.map(|line| line.path.clone()).collect()
}

/// The operation, waiter or type that the item at `path` is or belongs to, if any.
fn subject(modules: &BTreeSet<String>, path: &str) -> Option<String> {
    let segments: Vec<&str> = path.split("::").collect();
    match segments.as_slice() {
        ["operation" | "waiters", _, ..] => {
            let module = segments[..2].join("::");
            modules.contains(&module).then_some(module)
        }
        ["types", _, ..] => (!modules.contains(path)).then(|| path.to_owned()),
        _ => None,
    }
}

/// The operations, waiters and types that a line mentions.
fn mentioned<'a>(
    modules: &'a BTreeSet<String>,
    line: &'a Line,
) -> impl Iterator<Item = String> + 'a {
    let mentions = line.mentions.iter();
    mentions.filter_map(|path| subject(modules, path))
}

/// A line in which different spellings of the same type are the same.
///
/// smithy-rs writes the response type of `SdkError`, which is its default, and the result of
/// `CustomizableOperation::send` as a type of a hidden module.
fn canonical(text: &str) -> String {
    let mut text = text.replace("SendResult<T, E>", "Result<T, SdkError<E>>");
    let mut from = 0;
    while let Some(start) = text[from..].find("SdkError<") {
        from += start + "SdkError<".len();
        let rest = &text[from..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        let end = from + end.unwrap_or(rest.len());
        const DEFAULT: &str = ", HttpResponse";
        if text[end..].starts_with(DEFAULT) {
            text.replace_range(end..end + DEFAULT.len(), "");
        }
    }
    text
}

/// The generated conversion of a failed call of any operation into the service's error.
const CONVERSION: &str = "impl From<SdkError<E, R>> for Error";

/// The conversion that [`CONVERSION`] needs in order to replace `text`, if that is the published
/// conversion of one operation's failed calls.
fn needed_for(text: &str) -> Option<String> {
    let error = text.strip_prefix("impl From<SdkError<")?;
    let error = error.strip_suffix(", R>> for Error")?;
    Some(format!("impl From<{error}> for Error"))
}

/// The lines that two APIs have in common, and those that they have not.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Comparison {
    /// Lines that both have.
    pub(crate) matched: usize,
    /// Published lines that are not ours.
    pub(crate) misses: Vec<Miss>,
    /// Our lines that are not published, except those that differ.
    pub(crate) extra: Vec<String>,
}

/// A published line that is not ours.
#[derive(Debug, PartialEq)]
pub(crate) struct Miss {
    /// The line.
    pub(crate) published: String,
    /// Our line of the same path, if there is one that differs.
    pub(crate) ours: Option<String>,
}

impl Comparison {
    /// Number of compared lines of the published crate.
    pub(crate) fn published(&self) -> usize {
        self.matched + self.misses.len()
    }
}

/// Compares the lines of a published crate with ours.
pub(crate) fn compare(published: &[Line], ours: &[Line]) -> Comparison {
    let own = ours.iter().map(|line| (canonical(&line.text), line));
    let own: BTreeMap<String, &Line> = own.collect();
    let mut remaining = own.clone();
    let mut comparison = Comparison::default();
    let mut missed = Vec::new();
    for line in published {
        let text = canonical(&line.text);
        let is_converted = |needed: String| own.contains_key(&needed);
        if remaining.remove(&text).is_some() {
            comparison.matched += 1;
        } else if own.contains_key(CONVERSION) && needed_for(&text).is_some_and(is_converted) {
            comparison.matched += 1;
            remaining.remove(CONVERSION);
        } else {
            missed.push(line);
        }
    }
    for line in missed {
        // A type has many traits, so that a missing `impl` does not differ from another one, but is
        // missing.
        let mut others = remaining.iter().filter(|(_, own)| {
            line.kind != Kind::Impl && own.kind == line.kind && own.path == line.path
        });
        let other = others.next().map(|(text, _)| text.clone());
        let ours = other.and_then(|text| remaining.remove(&text));
        comparison.misses.push(Miss {
            published: line.text.clone(),
            ours: ours.map(|line| line.text.clone()),
        });
    }
    let extra = ours.iter().filter(|line| {
        let text = canonical(&line.text);
        remaining.contains_key(&text)
    });
    comparison.extra = extra.map(|line| line.text.clone()).collect();
    comparison
}

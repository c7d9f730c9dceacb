//! The comparison as annotations, which GitHub shows in the files of a pull request.

use std::path::Path;

use super::printable::printable;
use super::summary::{Counts, listed, step, verdict};
use super::wording::{description, meaning};
use crate::annotation::{self, Level, annotation};
use crate::changes::comparison::{Change, Comparison, Scope, ServiceChanges};
use crate::classes::Class;

/// Number of annotations of a level. GitHub shows ten of a step, and one says how many are left.
const MOST: usize = 9;

/// Number of changes in an annotation.
const MOST_CHANGES: usize = 8;

/// Breaking changes, and those that need a look, of a service or operation.
struct Finding {
    level: Level,
    file: Option<String>,
    title: String,
    message: String,
}

/// Writes the comparison as commands of a GitHub workflow, one line each: errors for what breaks,
/// warnings for what needs a look, at most ten of both, and a notice with the verdict. `root` is
/// the folder of the repository.
///
/// There is one annotation for each service as a whole and for each operation, at the new model's
/// file.
pub fn github(comparison: &Comparison, root: &Path) -> String {
    let comparison = &printable(comparison);
    let mut findings: Vec<Finding> = Vec::new();
    for service in &comparison.services {
        findings.extend(finding(service, None, &service.general, root));
        for operation in &service.operations {
            let name = Some(operation.name.as_str());
            findings.extend(finding(service, name, &operation.changes, root));
        }
    }
    let failed = comparison.failed.iter().map(|(name, error)| Finding {
        level: Level::Warning,
        file: error.location().and_then(|it| inside(&it.file, root)),
        title: format!("{name} could not be compared"),
        message: error.what().to_owned(),
    });
    findings.extend(failed);
    let mut lines = Vec::new();
    for (level, what) in [
        (Level::Error, "breaking changes"),
        (Level::Warning, "changes that need a look"),
    ] {
        let of_level = findings.iter().filter(|it| it.level == level);
        let rest = of_level.clone().count().saturating_sub(MOST);
        lines.extend(of_level.take(MOST).map(|it| {
            let file = it.file.as_deref();
            annotation(it.level, file, None, &it.title, &it.message)
        }));
        if rest > 0 {
            let message = match rest {
                1 => format!("1 more service or operation has {what}"),
                _ => format!("{rest} more services and operations have {what}"),
            };
            lines.push(annotation(level, None, None, annotation::TITLE, &message));
        }
    }
    lines.push(notice(comparison));
    lines.join("\n") + "\n"
}

/// The verdict.
fn notice(comparison: &Comparison) -> String {
    let mut message = verdict(comparison);
    let counts = Counts::of(comparison.changes()).present();
    if !counts.is_empty() {
        message += &format!(": {counts}");
    }
    message += &format!("\nsemver step: {}", step(comparison));
    let title = format!("{} → {}", comparison.old, comparison.new);
    annotation(Level::Notice, None, None, &title, &message)
}

/// Collects the changes of a service as a whole, or of an operation, that need a reader.
fn finding(
    service: &ServiceChanges,
    operation: Option<&str>,
    changes: &[Change],
    root: &Path,
) -> Option<Finding> {
    let changes = listed(changes).filter(|it| it.counts_as() > Class::Compatible);
    let changes: Vec<&Change> = changes.collect();
    let class = changes.first()?.counts_as();
    let rest = changes.len().saturating_sub(MOST_CHANGES);
    let lines = changes.iter().take(MOST_CHANGES).map(|it| {
        let scope = match it.scope {
            Scope::General => String::new(),
            scope => format!("{}: ", scope.word()),
        };
        format!("{scope}{}\n  {}", description(it), meaning(it))
    });
    let more = match rest {
        0 => None,
        1 => Some("and 1 more change".to_owned()),
        _ => Some(format!("and {rest} more changes")),
    };
    let message: Vec<String> = lines.chain(more).collect();
    let place = operation.map_or_else(String::new, |name| format!(" {name}"));
    Some(Finding {
        level: if class == Class::Breaking {
            Level::Error
        } else {
            Level::Warning
        },
        file: service.file.as_ref().and_then(|it| inside(it, root)),
        title: format!("{class}: {}{place}", service.name),
        message: message.join("\n"),
    })
}

/// Returns the path of a file in the repository; `None` for one elsewhere.
fn inside(file: &Path, root: &Path) -> Option<String> {
    let path = annotation::path(file, root);
    let is_inside = Path::new(&path).is_relative() && !path.starts_with("..");
    is_inside.then_some(path)
}

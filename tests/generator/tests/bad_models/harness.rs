//! Runs the generator on bad input and checks the error.

use std::path::Path;

use botosmith::Error;
use generator_tests::error_forms;
use generator_tests::project::{MANIFEST, Project};

/// A model with one of each kind of object.
pub(crate) const MODEL: &str = include_str!("model.json");

/// Marks the location that the error has to name. It is removed before the text is used.
const MARK: char = '§';

/// Asserts that a good project with a bad text of the file `path` is refused.
///
/// The error's text is the snapshot `name`.
pub(crate) fn refused_file(name: &str, path: &str, marked: &str) {
    let project = good_project();
    let (line, column, text) = unmark(marked);
    project.write(path, text);
    refused(name, &project, Some((path, line, column)));
}

/// Asserts that the good model with one piece replaced is refused; the new piece has the mark.
pub(crate) fn refused_model(name: &str, piece: &str, replacement: &str) {
    refused_file(
        name,
        "model/service-2.json",
        &edit(MODEL, piece, replacement),
    );
}

/// Asserts that the good model with several pieces replaced is refused; one of the new pieces has
/// the mark.
pub(crate) fn refused_edits(name: &str, edits: &[(&str, &str)]) {
    let marked = edits
        .iter()
        .fold(MODEL.to_owned(), |text, (piece, replacement)| {
            edit(&text, piece, replacement)
        });
    refused_file(name, "model/service-2.json", &marked);
}

/// Asserts that the good manifest with one piece replaced is refused; the new piece has the mark.
pub(crate) fn refused_manifest(name: &str, piece: &str, replacement: &str) {
    refused_file(name, "manifest.toml", &edit(MANIFEST, piece, replacement));
}

/// Asserts that a file which is not text is refused; the error has no location in it.
pub(crate) fn refused_bytes(name: &str, path: &str, bytes: &[u8]) {
    let project = good_project();
    project.write(path, bytes);
    refused(name, &project, None);
}

/// A project that can be generated.
pub(crate) fn good_project() -> Project {
    let project = Project::new();
    project.write("manifest.toml", MANIFEST);
    project.write("model/service-2.json", MODEL);
    project
}

/// Replaces the only occurrence of `piece` in `text`.
pub(crate) fn edit(text: &str, piece: &str, replacement: &str) -> String {
    assert_eq!(text.matches(piece).count(), 1, "`{piece}` in the good text");
    text.replace(piece, replacement)
}

/// Asserts that a bad text of the file `path` is refused, without a snapshot: for variations of a
/// case that has one.
pub(crate) fn refused_for(what: &str, path: &str, marked: &str) {
    let project = good_project();
    let (line, column, text) = unmark(marked);
    project.write(path, text);
    let error = check(what, &project, Some((path, line, column)));
    assert_eq!(error.what(), what);
}

/// Asserts that the project is refused with an error at a location.
///
/// The error's text is the snapshot `name`.
pub(crate) fn refused(name: &str, project: &Project, place: Option<Location<'_>>) {
    let error = check(name, project, place);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/bad_models");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, project.shown(&error)));
}

/// File, line and column.
type Location<'a> = (&'a str, usize, usize);

/// Runs the generator twice: without output of an earlier run, and with some. Nothing is written
/// either time.
fn check(name: &str, project: &Project, place: Option<Location<'_>>) -> Error {
    let before = project.tree();
    let error = project.generate().expect_err(name);
    assert_eq!(project.tree(), before, "{name}: something was written");
    error_forms::check(&error, project.folder(), error_forms::text_of);
    let text = project.shown(&error);
    match (error.location(), place) {
        (Some(found), Some((file, line, column))) => {
            let found_file = found.file.strip_prefix(project.folder()).expect("in it");
            assert_eq!(
                (found_file, found.line, found.column),
                (Path::new(file), line, column),
                "{name}: the place\n{text}"
            );
            assert!(
                text.contains(&format!("{file}:{line}:{column}\n")),
                "{name}: the place is shown\n{text}"
            );
        }
        (None, None) => {}
        (found, expected) => panic!("{name}: {found:?} instead of {expected:?}\n{text}"),
    }

    project.write("out/Cargo.toml", "# as it was\n");
    project.write("out/src/lib.rs", "//! As it was.\n");
    project.write("out/src/orphan.rs", "//! As it was.\n");
    let before = project.tree();
    let again = project.generate().expect_err(name);
    assert_eq!(again, error, "{name}: another error the second time");
    assert_eq!(project.tree(), before, "{name}: the output was touched");
    error
}

/// Line and column of the mark, and the text without it.
fn unmark(marked: &str) -> (usize, usize, String) {
    let (before, after) = marked.split_once(MARK).expect("a mark in the text");
    assert!(!after.contains(MARK), "one mark only");
    let line = before.split('\n').count();
    let text = format!("{before}{after}");
    // A byte order mark takes no column.
    let before = before.strip_prefix('\u{feff}').unwrap_or(before);
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    (line, column, text)
}

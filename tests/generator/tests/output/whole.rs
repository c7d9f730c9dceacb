//! Writing of crates, and the reported differences.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use botosmith::Difference;
use generator_tests::project::{MANIFEST, Project, Tree, contents, tree};

use crate::models::{NEW, OLD, model, outdated};

/// Sets the modification times of all files to a day ago, so that files which are written later can
/// be found.
fn age(folder: &Path) -> SystemTime {
    let time = SystemTime::now() - Duration::from_secs(24 * 60 * 60);
    for (path, file) in tree(folder) {
        if file.is_some() {
            let file = fs::File::options().append(true).open(folder.join(path));
            let set = file.and_then(|file| file.set_modified(time));
            set.expect("a time of change can be set");
        }
    }
    time
}

/// The files that were written after `time`.
fn touched(tree: &Tree, time: SystemTime) -> BTreeSet<String> {
    let is_touched = |file: &Option<(Vec<u8>, SystemTime)>| match file {
        Some((_, modified)) => modified
            .duration_since(time)
            .is_ok_and(|it| it.as_secs() > 60),
        None => false,
    };
    let touched = tree.iter().filter(|(_, file)| is_touched(file));
    touched
        .map(|(path, _)| path.display().to_string())
        .collect()
}

/// The reported differences as text, with paths relative to the crate.
fn reported(project: &Project, differences: Vec<(PathBuf, Difference)>) -> Vec<String> {
    let out = project.path("out");
    let line = |(path, difference): (PathBuf, Difference)| {
        let path = path
            .strip_prefix(&out)
            .expect("it is the crate's")
            .to_owned();
        format!("{difference} {}", path.display())
    };
    differences.into_iter().map(line).collect()
}

#[test]
fn a_second_run_touches_nothing() {
    let project = outdated();
    let out = project.path("out");
    assert!(!project.generate().expect("a valid manifest").is_empty());
    age(&out);
    let before = tree(&out);
    assert_eq!(project.generate().expect("a valid manifest"), vec![]);
    assert_eq!(tree(&out), before, "files, contents and times");
}

/// Types and errors are in different modules: the lock of an error takes no name from a type.
#[test]
fn a_second_run_renames_nothing() {
    let shape = |name: &str, exception: bool| {
        format!(r#""{name}": {{"type": "structure", "members": {{}}, "exception": {exception}}}"#)
    };
    let shapes = [("FooValue", false), ("FOO", true), ("Foo", true)];
    let shapes = shapes.map(|(name, exception)| shape(name, exception));
    let old = model(OLD);
    let (start, end) = old.rsplit_once("\n  }\n}").expect("the end of the shapes");
    let model = format!("{start},\n{}\n  }}\n}}{end}", shapes.join(",\n"));
    let model = model.replacen(
        r#""input": {"shape": "GetInput"}"#,
        r#""input": {"shape": "GetInput"}, "output": {"shape": "FooValue"},
           "errors": [{"shape": "FOO"}, {"shape": "Foo"}]"#,
        1,
    );
    let project = Project::new();
    project.write("manifest.toml", MANIFEST);
    project.write("model/service-2.json", model);
    project.generate().expect("a valid model");
    assert!(project.read("model/names.lock").contains("FooValue"));
    assert_eq!(project.generate().expect("a valid model"), vec![]);
}

#[test]
fn a_run_touches_only_what_changes() {
    let project = outdated();
    let out = project.path("out");
    let time = age(&out);
    let changed = reported(&project, project.generate().expect("a valid manifest"));
    let tree = tree(&out);
    let expected: BTreeSet<String> = changed
        .iter()
        .filter_map(|line| {
            let (difference, path) = line.split_once(' ').expect("two words");
            assert_eq!(
                tree.contains_key(Path::new(path)),
                difference != "orphaned",
                "{line}"
            );
            (difference != "orphaned").then(|| path.to_owned())
        })
        .collect();
    assert_eq!(touched(&tree, time), expected);
    for line in [
        "stale src/tiny/operation.rs",
        "missing src/tiny/operation/describe.rs",
        "missing src/tiny/types/list_color.rs",
        "orphaned src/tiny/operation/get/input.rs",
        "orphaned src/tiny/types/get_color.rs",
    ] {
        assert!(
            changed.iter().any(|it| it == line),
            "{line} in\n{changed:#?}"
        );
    }
    let kept = [
        "Cargo.toml",
        "src/lib.rs",
        "src/tiny/client.rs",
        "src/tiny/operation/put.rs",
    ];
    for path in kept {
        assert!(tree.contains_key(Path::new(path)), "{path}");
        // The code of an operation has its position, which has changed.
        let is_changed = path.ends_with("put.rs");
        assert_eq!(expected.contains(path), is_changed, "{path}");
    }
}

#[test]
fn the_written_files_are_the_generated_ones() {
    let project = outdated();
    project.generate().expect("a valid manifest");
    let output = project.outputs().expect("a valid manifest").remove(0);
    assert_eq!(output.differences().expect("the crate can be read"), vec![]);
    let files = output.files().iter();
    let expected = files.map(|(path, text)| (PathBuf::from(path), text.clone().into_bytes()));
    assert_eq!(contents(&project.path("out")), expected.collect());
}

#[test]
fn every_difference_is_reported() {
    let project = outdated();
    project.generate().expect("a valid manifest");
    let out = project.path("out");
    let append = |path: &str| {
        let text = project.read(&format!("out/{path}"));
        project.write(&format!("out/{path}"), format!("{text}\n"));
    };
    append("Cargo.toml");
    append("src/tiny/types/list_color.rs");
    project.write("out/src/support/json/reader.rs", "");
    fs::remove_file(out.join("src/lib.rs")).expect("it was there");
    fs::remove_dir_all(out.join("src/tiny/operation/put")).expect("it was there");
    project.write("out/src/extra.rs", "");
    project.write("out/src/tiny/operation/get/deep/down.txt", "");
    project.write("out/src/.hidden", "");
    project.write("out/README.md", "Mine.");
    let expected = [
        "stale Cargo.toml",
        "orphaned src/.hidden",
        "orphaned src/extra.rs",
        "missing src/lib.rs",
        "stale src/support/json/reader.rs",
        "orphaned src/tiny/operation/get/deep/down.txt",
        "missing src/tiny/operation/put/builders.rs",
        "missing src/tiny/operation/put/error.rs",
        "missing src/tiny/operation/put/input.rs",
        "missing src/tiny/operation/put/output.rs",
        "stale src/tiny/types/list_color.rs",
    ];
    let before = tree(&out);
    let output = project.outputs().expect("a valid manifest").remove(0);
    let differences = output.differences().expect("the crate can be read");
    assert_eq!(reported(&project, differences), expected);
    assert_eq!(tree(&out), before, "looking changes nothing");
    assert_eq!(
        reported(&project, output.write().expect("the crate can be written")),
        expected
    );
    assert_eq!(output.differences().expect("the crate can be read"), vec![]);
    assert!(
        !out.join("src/tiny/operation/get").exists(),
        "no empty folder stays"
    );
    assert_eq!(project.read("out/README.md"), "Mine.");
}

#[cfg(unix)]
#[test]
fn orphaned_links_and_names_without_utf8_are_reported() {
    use std::os::unix::ffi::OsStrExt;
    let project = outdated();
    project.generate().expect("a valid manifest");
    let src = project.path("out/src");
    let bytes = std::ffi::OsStr::from_bytes(b"not-utf8-\xff.rs");
    fs::write(src.join(bytes), "").expect("a file");
    std::os::unix::fs::symlink(project.path("model"), src.join("link")).expect("a link");
    let output = project.outputs().expect("a valid manifest").remove(0);
    let found = output.differences().expect("the crate can be read");
    let orphaned = |name: &Path| (src.join(name), Difference::Orphaned);
    assert_eq!(found, [orphaned("link".as_ref()), orphaned(bytes.as_ref())]);
    output.write().expect("the crate can be written");
    assert!(
        project.path("model/service-2.json").exists(),
        "the link is removed, and its target is not"
    );
    assert_eq!(output.differences().expect("the crate can be read"), vec![]);
}

#[test]
fn files_beside_the_sources_are_kept() {
    let project = outdated();
    let foreign = [
        ("README.md", "Mine."),
        ("build.rs", "fn main() {}"),
        ("Cargo.lock", "version = 4"),
        ("tests/mine.rs", "#[test] fn mine() {}"),
        ("target/debug/something", "built"),
        (".gitignore", "/target/"),
    ];
    for (path, text) in foreign {
        project.write(&format!("out/{path}"), text);
    }
    age(&project.path("out"));
    let before = tree(&project.path("out"));
    assert!(!project.generate().expect("a valid manifest").is_empty());
    let after = tree(&project.path("out"));
    for (path, _) in foreign {
        assert_eq!(after[Path::new(path)], before[Path::new(path)], "{path}");
    }
    let top = after.keys().filter(|path| path.components().count() == 1);
    let top: Vec<String> = top.map(|path| path.display().to_string()).collect();
    let expected = [
        ".gitignore",
        "Cargo.lock",
        "Cargo.toml",
        "README.md",
        "build.rs",
        "src",
        "target",
        "tests",
    ];
    assert_eq!(top, expected, "and nothing else is left");
}

/// Output for an old model, a new one, and the old one again, which is the same as the first.
#[test]
fn output_does_not_depend_on_earlier_output() {
    let project = outdated();
    let old = contents(&project.path("out"));
    project.generate().expect("a valid manifest");
    let new = contents(&project.path("out"));
    assert_ne!(old, new);
    project.write("model/service-2.json", model(OLD));
    project.generate().expect("a valid manifest");
    assert_eq!(contents(&project.path("out")), old);
    project.write("model/service-2.json", model(NEW));
    project.generate().expect("a valid manifest");
    assert_eq!(contents(&project.path("out")), new);
}

//! Writes that fail leave the crate as it was.

use std::fs;

use generator_tests::project::Project;

use crate::models::outdated;

/// Asserts that generating fails with an error that names `path`, and changes nothing.
fn assert_refused(project: &Project, path: &str) {
    let before = project.tree();
    let error = project.generate().expect_err(path);
    assert_eq!(project.tree(), before, "{path}\n{error}");
    let text = project.shown(&error);
    assert!(text.contains(path), "the path {path} in\n{text}");
    assert!(text.contains("nothing was changed"), "{text}");
}

#[test]
fn a_file_in_the_place_of_a_folder_is_refused() {
    for path in ["out/src", "out/src/tiny", "out/src/tiny/operation"] {
        let project = outdated();
        fs::remove_dir_all(project.path(path)).expect("it was there");
        project.write(path, "a file");
        assert_refused(&project, path);
    }
    let project = outdated();
    fs::remove_dir_all(project.path("out")).expect("it was there");
    project.write("out", "a file");
    assert_refused(&project, "out");
}

#[test]
fn a_folder_in_the_place_of_a_file_is_refused() {
    for path in [
        "out/Cargo.toml",
        "out/src/lib.rs",
        "out/src/tiny/types/put_color.rs",
    ] {
        let project = outdated();
        fs::remove_file(project.path(path)).expect("it was there");
        project.write(&format!("{path}/inside"), "");
        assert_refused(&project, path);
    }
}

/// Simulates a full disk by a limit on the size of files, which holds for root, too.
#[cfg(unix)]
#[test]
fn a_full_disk_changes_nothing() {
    use std::process::Command;
    let limited = |project: &Project| {
        let mut shell = Command::new("sh");
        // In blocks of 512 or 1024 bytes: the first files fit, the support code does not.
        shell.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$1\""]);
        shell.arg(env!("CARGO_BIN_EXE_generate"));
        shell.arg(project.path("manifest.toml"));
        shell.output().expect("there is a shell")
    };
    let project = outdated();
    project.write("out/README.md", "Mine.");
    // With other contents, so that no file can be kept.
    for path in project.outputs().expect("a valid manifest")[0]
        .files()
        .keys()
    {
        let old = match path.as_str() {
            "Cargo.toml" => "# Made by botosmith; do not edit.\n# As it was.\n",
            _ => "// As it was.\n",
        };
        project.write(&format!("out/{path}"), old);
    }
    let before = project.tree();
    let output = limited(&project);
    let stderr = project.relative(&String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(
        stderr.contains("error: cannot write the file: "),
        "{stderr}"
    );
    assert!(stderr.contains("nothing was changed"), "{stderr}");
    assert_eq!(project.tree(), before, "the old crate, and no other files");

    // The same without an old crate.
    fs::remove_dir_all(project.path("out")).expect("it was there");
    assert_eq!(limited(&project).status.code(), Some(1));
    let left = generator_tests::project::contents(&project.path("out"));
    assert!(left.is_empty(), "{:?}", left.keys());

    project.generate().expect("the disk has room again");
}

#[test]
fn a_hand_written_crate_is_not_replaced() {
    for (file, text) in [
        ("out/Cargo.toml", "[package]\nname = \"mine\"\n"),
        ("out/src/lib.rs", "//! Mine.\n"),
    ] {
        let project = outdated();
        fs::remove_file(project.path("out/Cargo.toml")).expect("it was written");
        project.write(file, text);
        let before = project.tree();
        let error = project.generate().expect_err("it is not ours").to_string();
        assert!(error.contains("botosmith did not write this"), "{error}");
        assert_eq!(project.tree(), before, "{file}");
    }
}

//! Things that are no files, in the place of each file that is read: refused at once. Opening a
//! pipe would wait for ever, and reading a device would never end.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;

use botosmith::import::{Request, ServiceRequest, import_and_write};
use botosmith::source::Catalog;
use generator_tests::project::Project;

use crate::harness::{MODEL, good_project};

/// Things in the place of a file, and what the error says about each.
const KINDS: [(&str, &str); 6] = [
    ("pipe", "a named pipe"),
    ("link to a pipe", "a named pipe"),
    ("socket", "a socket"),
    ("endless file", "a device"),
    ("folder", "a folder"),
    ("huge file", "MiB"),
];

fn make(kind: &str, path: &Path) {
    let _ = fs::remove_file(path);
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
    let pipe = |path: &Path| {
        let made = Command::new("mkfifo").arg(path).status();
        assert!(made.expect("mkfifo starts").success());
    };
    match kind {
        "pipe" => pipe(path),
        "link to a pipe" => {
            let target = path.with_file_name("elsewhere");
            pipe(&target);
            symlink(target, path).expect("a link");
        }
        // Its file stays when the listener is dropped.
        "socket" => drop(UnixListener::bind(path).expect("a socket")),
        "endless file" => symlink("/dev/zero", path).expect("a link"),
        "folder" => fs::create_dir(path).expect("a folder"),
        _ => {
            let file = fs::File::create(path).expect("a file");
            // Without contents on the disk.
            file.set_len(1 << 40).expect("a size");
        }
    }
}

/// Runs `work` and fails if it takes long.
fn quickly<T: Send + 'static>(case: &str, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || sender.send(work()));
    let result = receiver.recv_timeout(Duration::from_secs(30));
    result.unwrap_or_else(|_| panic!("{case} takes more than half a minute"))
}

fn generate(manifest: PathBuf) -> Result<(), String> {
    let checked = botosmith::differences(&manifest);
    let written = botosmith::write(&manifest);
    assert_eq!(checked.is_err(), written.is_err());
    written.map(drop).map_err(|error| error.to_string())
}

#[test]
fn files_that_codegen_reads() {
    for file in [
        "manifest.toml",
        "partitions.json",
        "model/service-2.json",
        "model/docs-2.json",
        "model/names.lock",
        "model/endpoint-rule-set-1.json",
        "out/Cargo.toml",
        "out/src/lib.rs",
    ] {
        for (kind, what) in KINDS {
            let project = good_project();
            make(kind, &project.path(file));
            let manifest = project.path("manifest.toml");
            let case = format!("{kind} as {file}");
            let error = quickly(&case, move || generate(manifest));
            let error = error.expect_err(&case);
            assert!(
                error.contains(what) && error.contains(file),
                "{case}:\n{error}"
            );
        }
    }
}

fn import(project: &Project, source: &Path) -> Result<(), String> {
    let request = Request {
        manifest: project.path("manifest.toml"),
        services: vec![ServiceRequest::new("tiny", &[])],
        docs: true,
        skip_unsupported: false,
    };
    let catalog = Catalog::open(source);
    let imported = catalog.and_then(|catalog| import_and_write(&request, &catalog));
    imported.map(drop).map_err(|error| error.to_string())
}

#[test]
fn files_that_import_reads() {
    // As the source itself, and in a source that is a folder.
    for file in [
        "source",
        "tiny/2024-01-01/service-2.json",
        "tiny/2024-01-01/service-2.json.gz",
        "tiny/2024-01-01/waiters-2.json",
        "tiny/2024-01-01/service-2.sdk-extras.json",
    ] {
        for (kind, what) in KINDS {
            // A folder is a source, and a folder in a model's folder is none of its files.
            if kind == "folder" {
                continue;
            }
            let (project, elsewhere) = (good_project(), Project::new());
            if file != "source" {
                elsewhere.write("tiny/2024-01-01/service-2.json", MODEL);
            }
            if file.ends_with(".gz") {
                fs::remove_file(elsewhere.path("tiny/2024-01-01/service-2.json")).expect("it was");
            }
            make(kind, &elsewhere.path(file));
            let source = match file {
                "source" => elsewhere.path(file),
                _ => elsewhere.folder().to_owned(),
            };
            let case = format!("{kind} as {file}");
            let before = project.tree();
            let (project, error) = quickly(&case, move || {
                let error = import(&project, &source);
                (project, error)
            });
            let error = error.expect_err(&case);
            assert!(error.contains(what), "{case}:\n{error}");
            assert_eq!(project.tree(), before, "{case}");
        }
    }
}

/// An import reads the file that it would replace, for comparison.
#[test]
fn files_beside_an_imported_model() {
    for file in ["manifest.toml", "model/docs-2.json", "model/names.lock"] {
        for (kind, what) in KINDS {
            let project = good_project();
            make(kind, &project.path(file));
            project.write("source.json", MODEL);
            let case = format!("{kind} as {file}");
            let error = quickly(&case, move || {
                import(&project, &project.path("source.json"))
            });
            let error = error.expect_err(&case);
            assert!(error.contains(what), "{case}:\n{error}");
        }
    }
}

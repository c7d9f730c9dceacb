//! Runs `botosmith` as a process, in projects of temporary folders; reads the README.

pub mod readme;

use std::path::Path;
use std::process::{Command, Output, Stdio};

use generator_tests::project::Project;

/// Makes a command that runs `program` in a folder, without settings of this machine's user.
///
/// Its cache of releases is empty, and pip finds nothing: a test that needs a release passes it
/// with `--from`, or sets these variables itself.
pub fn command(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .stdin(Stdio::null())
        .env("BOTOSMITH_CACHE", folder.join(".cache"))
        .env("PIP_NO_INDEX", "1")
        .env_remove("PIP_INDEX_URL")
        .env_remove("PIP_FIND_LINKS")
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("GITHUB_WORKSPACE");
    command
}

/// Output and exit status of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The exit status; `None` if a signal ended it.
    pub status: Option<i32>,
    /// The standard output, with paths relative to the project.
    pub out: String,
    /// The standard error output, with paths relative to the project.
    pub err: String,
}

impl Run {
    /// Reads the output of a process that ran in a project.
    pub fn new(project: &Project, output: &Output) -> Self {
        let text = |bytes: &[u8]| project.relative(&String::from_utf8_lossy(bytes));
        Self {
            status: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// Returns the standard output of a run that succeeded and printed no error.
    #[track_caller]
    pub fn good(self) -> String {
        assert!(self.status == Some(0) && self.err.is_empty(), "{self:#?}");
        self.out
    }

    /// Returns the standard error output of a run that failed with a status.
    #[track_caller]
    pub fn bad(self, status: i32) -> String {
        assert_eq!(self.status, Some(status), "{self:#?}");
        self.err
    }
}

/// Runs `program` in the folder of a project.
pub fn run(program: &str, project: &Project, arguments: &[&str]) -> Run {
    let output = command(program, project.folder()).args(arguments).output();
    Run::new(project, &output.expect("the program starts"))
}

/// Runs git in the folder of a project, where it has to succeed.
pub fn git(project: &Project, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(project.folder())
        .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
        .args(arguments)
        .output()
        .expect("git starts");
    assert!(output.status.success(), "{output:?}");
}

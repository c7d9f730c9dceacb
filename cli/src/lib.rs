//! The commands of `botosmith`, which Cargo's xtask of its repository calls as well.
//!
//! | module | contents |
//! |---|---|
//! | `session` | options of all commands: the manifest, colours, how much to print |
//! | `project` | finds the manifest, and reads older revisions of its models from git |
//! | `releases` | releases of botocore: downloaded by pip, kept in a cache |
//! | `out` | prints to the standard output |
//! | `progress` | spinners for what takes longer than a second |
//! | `import_report` | what `import` and `update` print about services |
//! | the others | a command each: arguments with their help, and `run` |

#![deny(clippy::print_stdout)]

pub mod changes;
mod completions;
mod fetch;
pub mod generate;
pub mod import;
mod import_report;
mod init;
mod list;
mod out;
mod progress;
mod project;
mod releases;
pub mod session;
mod update;

use std::ffi::OsString;
use std::process::ExitCode;

use botosmith::{Error, Result};
use clap::{Parser, Subcommand};

use session::{ErrorFormat, Global, Session};

/// Generate Rust clients for AWS services, with only the operations that you use.
///
/// A manifest lists crates, their services and operations; the models beside it come from botocore,
/// the library beneath the AWS CLI. The usual course in a new project:
///
///     botosmith init                                    # a manifest
///     botosmith import sqs:SendMessage,ReceiveMessage   # the model, cut to two operations
///     botosmith generate                                # the crate
///
/// and later, to move to newer models and see what that means:
///
///     botosmith update
///     botosmith generate
///     botosmith changes --format html --out changes.html
#[derive(Parser)]
#[command(
    name = "botosmith",
    bin_name = "botosmith",
    version,
    verbatim_doc_comment
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

// Clap takes the help of each command from its arguments; a doc comment here would replace it.
#[derive(Subcommand)]
enum Command {
    Init(init::Arguments),
    Import(import::Arguments),
    Update(update::Arguments),
    List(list::Arguments),
    Generate(generate::Arguments),
    Changes(changes::Arguments),
    Fetch(fetch::Arguments),
    Completions(completions::Arguments),
}

/// Runs the command in `arguments`, whose first one is the program's path, and prints what is
/// wrong.
///
/// The exit status is 0 if all is well, 1 if a check found something (`generate --check`,
/// `changes --fail-on`), and 2 for an error.
pub fn main(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments = Arguments::parse_from(arguments);
    let session = Session::new(&arguments.global);
    let (result, format) = match &arguments.command {
        Command::Init(it) => (init::run(it, &session), ErrorFormat::Text),
        Command::Import(it) => (import::run(it, &session), it.error_format()),
        Command::Update(it) => (update::run(it, &session), it.error_format()),
        Command::List(it) => (list::run(it, &session), it.error_format()),
        Command::Generate(it) => (generate::run(it, &session), it.error_format()),
        Command::Changes(it) => (changes::run(it, &session), it.error_format()),
        Command::Fetch(it) => (fetch::run(it, &session), ErrorFormat::Text),
        Command::Completions(it) => (completions::run(it), ErrorFormat::Text),
    };
    finish(result, &session, format)
}

/// Prints the error of a command, and returns its exit status.
pub fn finish(result: Result<ExitCode>, session: &Session, format: ErrorFormat) -> ExitCode {
    result.unwrap_or_else(|error: Error| {
        session.print_error(&error, format);
        ExitCode::from(2)
    })
}

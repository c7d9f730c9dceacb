//! Commands for working on this repository: `cargo xtask help`.

mod bench;
mod botocore;
mod corpus;
#[cfg(test)]
mod msrv;
mod parity;
mod python;
mod test;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use botosmith::shown::lines;
use botosmith_cli::session::{Global, Session, shown};
use botosmith_cli::{changes, generate, import};
use clap::{Parser, Subcommand};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Commands for working on botosmith.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

// Clap takes the help of each command from its arguments; a doc comment here would replace it.
#[derive(Subcommand)]
enum Command {
    Bench(bench::Arguments),
    Changes(Shared<changes::Arguments>),
    Codegen(Shared<generate::Arguments>),
    Corpus(corpus::Arguments),
    Import(Shared<import::Arguments>),
    Parity(parity::Arguments),
    Test(test::Arguments),
}

// A command of `botosmith`, whose default manifest is that of this repository. A doc comment here
// would replace the command's help.
#[derive(clap::Args)]
struct Shared<Arguments: clap::Args> {
    #[command(flatten)]
    global: Global,
    #[command(flatten)]
    arguments: Arguments,
}

impl<Arguments: clap::Args> Shared<Arguments> {
    fn session(&self) -> Session {
        let mut global = self.global.clone();
        global.manifest.get_or_insert_with(manifest);
        Session::new(&global)
    }
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Parity(arguments) => parity::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Changes(shared) => {
            let (arguments, session) = (&shared.arguments, shared.session());
            let result = changes::run(arguments, &session);
            return botosmith_cli::finish(result, &session, arguments.error_format());
        }
        Command::Codegen(shared) => {
            let (arguments, session) = (&shared.arguments, shared.session());
            let result = generate::run(arguments, &session);
            return botosmith_cli::finish(result, &session, arguments.error_format());
        }
        Command::Import(shared) => {
            let (arguments, session) = (&shared.arguments, shared.session());
            let result = import::run(arguments, &session);
            return botosmith_cli::finish(result, &session, arguments.error_format());
        }
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            // Errors of the generator are complete reports, which begin with `error:` already.
            match error.downcast_ref::<botosmith::Error>() {
                Some(error) => eprintln!("{error}"),
                None => eprintln!("{}", lines(&format!("error: {error:#}"))),
            }
            ExitCode::FAILURE
        }
    }
}

/// Returns the root of the repository, so that commands work from any folder in it. Cargo sets the
/// variable when it runs this program.
fn repository() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("`cargo xtask` runs this program");
    Path::new(&package)
        .parent()
        .expect("xtask is a folder of the repository")
        .to_owned()
}

/// Returns the manifest of the repository.
fn manifest() -> PathBuf {
    repository().join("models/manifest.toml")
}

/// Prints text in which names may be from files that are not trusted.
fn print(text: &str) {
    print!("{}", lines(text));
}

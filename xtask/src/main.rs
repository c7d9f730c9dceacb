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
use botosmith_cli::session::{ErrorFormat, Global, Session, shown};
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
    fn run(
        self,
        run: fn(&Arguments, &Session) -> botosmith::Result<ExitCode>,
        error_format: fn(&Arguments) -> ErrorFormat,
    ) -> ExitCode {
        let mut global = self.global;
        global.manifest.get_or_insert_with(manifest);
        let session = Session::new(&global);
        let result = run(&self.arguments, &session);
        botosmith_cli::finish(result, &session, error_format(&self.arguments))
    }
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Parity(arguments) => parity::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Changes(shared) => {
            return shared.run(changes::run, changes::Arguments::error_format);
        }
        Command::Codegen(shared) => {
            return shared.run(generate::run, generate::Arguments::error_format);
        }
        Command::Import(shared) => {
            return shared.run(import::run, import::Arguments::error_format);
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

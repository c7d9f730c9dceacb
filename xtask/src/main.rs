//! The commands of this repository: `cargo xtask help`.

mod bench;
mod botocore;
mod changes;
mod codegen;
mod corpus;
mod import;
mod parity;
mod python;
mod test;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Commands of botosmith.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

// What each does stands at its arguments: a text here would hide the longer one there.
#[derive(Subcommand)]
enum Command {
    Bench(bench::Arguments),
    Changes(changes::Arguments),
    Codegen(codegen::Arguments),
    Corpus(corpus::Arguments),
    Import(import::Arguments),
    Parity(parity::Arguments),
    Test(test::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Changes(arguments) => changes::run(&arguments),
        Command::Codegen(arguments) => codegen::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Parity(arguments) => parity::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            // The generator's errors are whole reports and begin with `error:` themselves.
            match error.downcast_ref::<botosmith::Error>() {
                Some(error) => eprintln!("{error}"),
                None => eprintln!("error: {error:#}"),
            }
            ExitCode::FAILURE
        }
    }
}

/// The repository: commands work from any folder in it.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is a folder of the repository")
        .to_owned()
}

/// `path` as seen from the current folder, which is shorter to read.
fn shown(path: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&current)
        .unwrap_or(path)
        .display()
        .to_string()
}

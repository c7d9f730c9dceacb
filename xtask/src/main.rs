//! Commands for working on this repository: `cargo xtask help`.

mod bench;
mod botocore;
mod changes;
mod codegen;
mod corpus;
mod import;
#[cfg(test)]
mod msrv;
mod parity;
mod python;
mod test;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use botosmith::shown::{line, lines};
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
    Changes(changes::Arguments),
    Codegen(codegen::Arguments),
    Corpus(corpus::Arguments),
    Import(import::Arguments),
    Parity(parity::Arguments),
    Test(test::Arguments),
}

fn main() -> ExitCode {
    botosmith::lock::on_wait(|path| {
        let path = shown(path);
        eprintln!("waiting for another run of botosmith that uses {path}");
    });
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
            // Errors of the generator are complete reports, which begin with `error:` already.
            match error.downcast_ref::<botosmith::Error>() {
                Some(error) => eprintln!("{error}"),
                None => eprintln!("{}", lines(&format!("error: {error:#}"))),
            }
            ExitCode::FAILURE
        }
    }
}

/// Returns the root of the repository, so that commands work from any folder in it.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is a folder of the repository")
        .to_owned()
}

/// Prints text in which names may be from files that are not trusted.
fn print(text: &str) {
    print!("{}", lines(text));
}

/// Formats a path relative to the current folder, which is shorter to read, on one line.
fn shown(path: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&current).unwrap_or(path);
    line(&path.display().to_string())
}

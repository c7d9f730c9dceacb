//! The command `botosmith`, for the tests of this package.

use std::process::ExitCode;

fn main() -> ExitCode {
    botosmith_cli::main(std::env::args_os())
}

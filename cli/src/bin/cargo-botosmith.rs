//! The command `cargo botosmith`: runs the program `botosmith` that is installed beside this one.
//!
//! A second copy of that program would take as long again to link.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    // Cargo passes the name of the command as the first argument.
    let is_ours = |(index, argument): &(usize, OsString)| *index > 0 || argument != "botosmith";
    let arguments = std::env::args_os().skip(1).enumerate().filter(is_ours);
    let program = program();
    let status = Command::new(&program)
        .args(arguments.map(|(_, argument)| argument))
        .status();
    match status {
        Ok(status) => {
            let code = status.code().and_then(|it| u8::try_from(it).ok());
            code.map_or(ExitCode::FAILURE, ExitCode::from)
        }
        Err(error) => {
            eprintln!(
                "error: cannot run {}: {error}\n = help: install the package botosmith-cli as a whole",
                program.display()
            );
            ExitCode::from(2)
        }
    }
}

/// Returns the path of `botosmith` in the folder of this program, or its name, which is looked for
/// in `PATH`.
fn program() -> PathBuf {
    let name = format!("botosmith{}", std::env::consts::EXE_SUFFIX);
    let beside = std::env::current_exe().map(|it| it.with_file_name(&name));
    beside
        .ok()
        .filter(|it| it.is_file())
        .unwrap_or_else(|| name.into())
}

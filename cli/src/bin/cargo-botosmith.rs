//! The command `cargo botosmith`: Cargo runs this program with `botosmith` as its first argument.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let is_from_cargo =
        |(index, argument): &(usize, std::ffi::OsString)| *index != 1 || argument != "botosmith";
    let arguments = std::env::args_os().enumerate().filter(is_from_cargo);
    botosmith_cli::main("cargo botosmith", arguments.map(|(_, argument)| argument))
}

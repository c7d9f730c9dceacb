//! Generates the crates of the manifest in its argument. Tests run it as a process of its own, to
//! kill it, or to start it in another folder and with another environment.

use std::process::ExitCode;

fn main() -> ExitCode {
    let manifest = std::env::args_os().nth(1).expect("the path of a manifest");
    match botosmith::write(manifest.as_ref()) {
        Ok(written) => {
            let changed = written.iter().map(|it| it.differences.len());
            println!("{} files changed", changed.sum::<usize>());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

//! Generates the crates of the manifest in its argument. Tests run it as a process of its own, to
//! kill it, or to start it in another folder and with another environment.

use std::process::ExitCode;

use botosmith::{Manifest, Result};

fn main() -> ExitCode {
    let manifest = std::env::args_os().nth(1).expect("the path of a manifest");
    match generate(manifest.as_ref()) {
        Ok(count) => {
            println!("{count} files changed");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn generate(manifest: &std::path::Path) -> Result<usize> {
    let mut count = 0;
    for output in botosmith::generate(&Manifest::read(manifest)?)? {
        count += output.write()?.len();
    }
    Ok(count)
}

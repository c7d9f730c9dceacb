//! Generates what the manifest in its argument says, as a process of its own: one that can be killed, or
//! started in another folder and with another environment.

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

//! Writes models with awkward names in every role, generates their clients, and writes callers.

mod callers;
mod models;
#[path = "src/words.rs"]
mod words;

use std::fs;
use std::path::Path;

use botosmith::{Manifest, Result, plan};

fn main() -> Result<()> {
    let out = std::env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR");
    let folder = Path::new(&out).join("models");
    let (parameters, refused) = parameters(&folder)?;
    let manifest = models::write(&folder, &parameters);
    botosmith::build(&manifest)?;
    let mut callers = callers::callers(&manifest)?;
    callers += &format!(
        "/// Words that cannot be parameters of endpoints.\n\
         const REFUSED: &[&str] = &{refused:?};\n"
    );
    fs::write(Path::new(&out).join("callers.rs"), callers).expect("a writable folder");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=callers.rs");
    println!("cargo::rerun-if-changed=models.rs");
    println!("cargo::rerun-if-changed=src/words.rs");
    Ok(())
}

/// Parts the words that can be parameters of endpoints from those that the generator refuses.
fn parameters(folder: &Path) -> Result<(Vec<&'static str>, Vec<&'static str>)> {
    let (mut words, mut refused) = (models::parameter_words(), Vec::new());
    loop {
        let manifest = models::write(folder, &words);
        let manifest = Manifest::read(&manifest)?;
        let services = &manifest.crates[0].services;
        let mut services = services
            .iter()
            .filter(|it| it.module.as_str() == "parameters");
        let entry = services.next().expect("the service of parameters");
        let Err(error) = plan::service(&entry.module, &plan::load(entry, &manifest.file)?) else {
            return Ok((words, refused));
        };
        let named = error.what().split('`').nth(1).unwrap_or_default();
        let Some(index) = words.iter().position(|it| *it == named) else {
            return Err(error);
        };
        refused.push(words.remove(index));
    }
}

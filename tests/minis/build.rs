//! Generates the clients of the mini-models.

use std::path::Path;

fn main() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/minis/manifest.toml");
    println!("cargo::rerun-if-changed=../models/minis");
    if let Err(error) = generate(&manifest) {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn generate(manifest: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::var("OUT_DIR")?;
    let manifest = botosmith::Manifest::read(manifest)?;
    for output in botosmith::generate(&manifest)? {
        output.at(Path::new(&out)).write()?;
    }
    let services = manifest.crates[0].services.iter();
    let modules: String = services
        .map(|service| format!("pub mod {};\n", service.module))
        .collect();
    // Where it is included, its modules are found beside it.
    std::fs::write(
        Path::new(&out).join("src/clients.rs"),
        format!("mod support;\n{modules}"),
    )?;
    Ok(())
}

//! Runs the generator once, from its start to the files on disk.

use std::path::PathBuf;

use botosmith::Manifest;
use botosmith::corpus::{self, Request};
use botosmith::source::Catalog;
use clap::Parser;
use serde_json::json;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Run the generator once
#[derive(Parser)]
struct Arguments {
    /// Manifest of the crates to generate
    #[arg(long)]
    manifest: Option<PathBuf>,
    /// Source of botocore, whose services are all generated
    #[arg(long)]
    corpus: Option<PathBuf>,
    /// Output folder
    #[arg(long)]
    out: PathBuf,
}

fn main() {
    let arguments = Arguments::parse();
    if let Some(file) = arguments.manifest {
        let manifest = Manifest::read(&file).unwrap_or_else(|error| panic!("{error}"));
        for output in botosmith::generate(&manifest).unwrap_or_else(|error| panic!("{error}")) {
            output
                .at(&arguments.out)
                .write()
                .unwrap_or_else(|error| panic!("{error}"));
        }
    }
    if let Some(source) = arguments.corpus {
        let catalog = Catalog::open(&source).unwrap_or_else(|error| panic!("{error}"));
        let request = Request {
            services: catalog.services().map(str::to_owned).collect(),
            docs: false,
            folder: arguments.out,
        };
        corpus::generate(&catalog, &request, &|_| {}).unwrap_or_else(|error| panic!("{error}"));
    }
    println!("{}", json!({"peak": peak()}));
}

/// Peak memory of this process in bytes; 0 on systems other than Linux.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|it| it.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kibibytes.map_or(0, |it| it * 1024)
}

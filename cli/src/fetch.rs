//! `botosmith fetch`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use botosmith::{Error, Result};

use crate::out;
use crate::releases::{self, Cache, Wanted};
use crate::session::{Session, shown};

/// Download a release of botocore, from which models are imported.
///
/// pip downloads the release from the index that it is configured for. It is kept in a cache, which
/// `import`, `update` and `list` use; they download what they need by themselves. The cache is the
/// folder `botosmith` in your cache folder; the variable BOTOSMITH_CACHE names another one.
///
///     botosmith fetch                                     # the newest release
///     botosmith fetch 1.44.5
///     botosmith fetch botocore-1.44.5-py3-none-any.whl    # a file, where there is no network
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// A version, or a wheel or sdist to keep in the cache [default: the newest version]
    #[arg(value_name = "VERSION|FILE")]
    release: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, session: &Session) -> Result<ExitCode> {
    let cache = Cache::open()?;
    let file = match &arguments.release {
        Some(file) if is_path(file) => cache.add(file)?,
        Some(version) => {
            let version = version.display().to_string();
            if !releases::is_version(&version) {
                let what = format!("`{version}` is neither a version nor a file");
                return Err(Error::new(what)
                    .hint("give a version such as 1.44.5, or none for the newest one"));
            }
            cache.get(&Wanted::Version(version), session)?.0
        }
        None => cache.get(&Wanted::Newest, session)?.0,
    };
    out::line(&shown(&file));
    Ok(ExitCode::SUCCESS)
}

/// Tells a file, which may be missing, from a version.
fn is_path(text: &Path) -> bool {
    let name = text.to_string_lossy();
    text.exists() || name.contains(['/', '\\']) || name.ends_with(".whl") || name.ends_with(".gz")
}

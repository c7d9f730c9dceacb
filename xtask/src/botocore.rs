//! Downloads the releases of botocore that tests read, into `target/botocore`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::python;

/// A published file of botocore.
struct Release {
    version: &'static str,
    file: &'static str,
    sha256: &'static str,
}

/// The releases before and after the change whose page is a snapshot of the tests; an older one and
/// the newest as wheels, as users download them; and the newest as an sdist, since botocore's own
/// tests are in it.
const RELEASES: [Release; 5] = [
    Release {
        version: "1.1.0",
        file: "botocore-1.1.0-py2.py3-none-any.whl",
        sha256: "19ec2b1072315e6bd9b86f0889a5ee5a42cd916a5c80a5c65ff56eb30075de75",
    },
    Release {
        version: "1.1.1",
        file: "botocore-1.1.1-py2.py3-none-any.whl",
        sha256: "1f4175f559695aca3f9e89c1cb9c1d260f7485e76bc6b156c2fc86a713524a6a",
    },
    Release {
        version: "1.35.0",
        file: "botocore-1.35.0-py3-none-any.whl",
        sha256: "a3c96fe0b6afe7d00bad6ffbe73f2610953065fcdf0ed697eba4e1e5287cc84f",
    },
    Release {
        version: "1.44.5",
        file: "botocore-1.44.5-py3-none-any.whl",
        sha256: "8f16a56d1dff125dd65322ae021efa7ba5195a6db5102b96862566055b748921",
    },
    Release {
        version: "1.44.5",
        file: "botocore-1.44.5.tar.gz",
        sha256: "a988f39e3a4484def0b8010f41128f71157da0515a4804fccce4739aa8f216da",
    },
];

/// Path of the release that this repository's models come from, which may not have been downloaded
/// yet.
pub(crate) fn newest(repository: &Path) -> PathBuf {
    let [.., newest] = RELEASES;
    repository.join("target/botocore").join(newest.file)
}

/// Downloads the releases that are not there yet.
pub(crate) fn set_up(repository: &Path, python: &Path) -> Result<()> {
    let folder = repository.join("target/botocore");
    for release in RELEASES {
        if !folder.join(release.file).exists() {
            download(&release, &folder, python)?;
        }
    }
    Ok(())
}

fn download(release: &Release, folder: &Path, python: &Path) -> Result<()> {
    let (version, file) = (release.version, release.file);
    eprintln!("downloading {file} into {} (once)", crate::shown(folder));
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    // pip reads hashes from files only.
    let requirement = folder.join(format!("{version}.txt"));
    let text = format!("botocore=={version} --hash=sha256:{}\n", release.sha256);
    fs::write(&requirement, text)
        .with_context(|| format!("cannot write {}", requirement.display()))?;
    let kind = if file.ends_with(".whl") {
        "--only-binary"
    } else {
        "--no-binary"
    };
    python::run_quietly(
        Command::new(python)
            .args(["-m", "pip", "download", "--disable-pip-version-check"])
            .args(["--no-input", "--progress-bar", "off", "--no-deps"])
            .args([kind, ":all:", "--require-hashes", "--requirement"])
            .arg(&requirement)
            .arg("--dest")
            .arg(folder),
    )?;
    fs::remove_file(&requirement).ok();
    Ok(())
}

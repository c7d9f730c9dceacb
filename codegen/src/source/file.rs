//! Files of a source, read within limits, since sources are not trusted.

use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::input::LARGEST_FILE;

/// A file of a source, unpacked.
#[derive(Debug, Clone)]
pub struct Document {
    /// Path to show in messages; for a file in an archive, the archive's path and the file's name
    /// in it.
    pub place: PathBuf,
    /// Version of the API, from the name of the folder.
    pub api_version: String,
    /// The JSON, with extras merged in.
    pub text: String,
    /// Hexadecimal SHA-256 of the file, unzipped and without extras.
    pub sha256: String,
}

/// First bytes of a gzipped file.
pub(super) const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Reads all of `reader`, up to the maximum size of a file.
pub(super) fn limited(place: &Path, reader: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = reader.take(LARGEST_FILE + 1).read_to_end(&mut bytes);
    read.map_err(|error| damaged(place, &error))?;
    if bytes.len() as u64 > LARGEST_FILE {
        Err(Error::file(
            place,
            format!("this unpacks to more than {} MiB", LARGEST_FILE >> 20),
        )
        .hint("models are not that large; download the source from its publisher"))
    } else {
        Ok(bytes)
    }
}

/// Passes a file to `read`, unzipped if it is gzipped, and no more of it than `read` takes.
pub(super) fn unzipped(packed: &mut dyn Read, read: &mut dyn FnMut(&mut dyn Read)) {
    let mut packed = BufReader::new(packed.take(LARGEST_FILE));
    let start = packed.fill_buf().unwrap_or_default();
    if start.starts_with(&GZIP) {
        let unpacked = flate2::bufread::MultiGzDecoder::new(packed);
        read(&mut BufReader::new(unpacked.take(LARGEST_FILE)));
    } else {
        read(&mut packed);
    }
}

pub(super) fn damaged(place: &Path, error: &io::Error) -> Error {
    Error::file(place, format!("cannot read the file: {error}"))
        .hint("if it is truncated or damaged, download it again")
}

pub(super) fn text(place: &Path, bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        Error::file(place, format!("this is not UTF-8 text: see byte {valid}"))
            .hint("a model is JSON, gzipped or not")
    })
}

/// Returns the SHA-256 of bytes, in hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut out, byte| {
            write!(out, "{byte:02x}").expect("a string takes all");
            out
        })
}

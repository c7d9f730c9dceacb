//! Reads files of a source, within limits, since sources are not trusted.

use std::io::{self, Read};
use std::path::Path;

use crate::error::{Error, Result};
use crate::input::LARGEST_FILE;

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

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").expect("a string takes all");
        out
    })
}

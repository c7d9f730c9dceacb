//! Reads files that were given by their path: regular files, up to a size that no model reaches.
//!
//! Opening a named pipe waits for a program that writes to it, and a device may have no end, so
//! that either would stop the generator for ever.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Maximum size of a file that is read as a whole. The largest model of botocore has 8 MB.
pub(crate) const LARGEST_FILE: u64 = 64 << 20;

/// Opens a regular file of at most `largest` bytes. Links are followed.
pub(crate) fn open(file: &Path, largest: u64) -> io::Result<io::Take<File>> {
    let metadata = fs::metadata(file)?;
    if !metadata.is_file() {
        let what = format!("this is {}, not a file", kind(&metadata));
        return Err(io::Error::other(what));
    }
    if metadata.len() > largest {
        return Err(too_large(largest));
    }
    // A file may grow after its size was asked for; one byte more tells that it did.
    Ok(File::open(file)?.take(largest + 1))
}

/// Reads a file.
pub(crate) fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    bytes_up_to(file, LARGEST_FILE)
}

/// Reads a file of at most `largest` bytes.
pub(crate) fn bytes_up_to(file: &Path, largest: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(file, largest)?.read_to_end(&mut bytes)?;
    if bytes.len() as u64 > largest {
        return Err(too_large(largest));
    }
    Ok(bytes)
}

/// Reads a file as UTF-8.
pub(crate) fn text(file: &Path) -> io::Result<String> {
    String::from_utf8(bytes(file)?).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let what = format!("this is not UTF-8 text: see byte {valid}");
        io::Error::new(io::ErrorKind::InvalidData, what)
    })
}

/// Leaves out the byte order mark that some editors put before a text.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn too_large(largest: u64) -> io::Error {
    io::Error::new(
        io::ErrorKind::FileTooLarge,
        format!("it has more than {} MiB", largest >> 20),
    )
}

/// Returns what something is that is not a regular file.
#[cfg(unix)]
fn kind(metadata: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    if kind.is_dir() {
        "a folder"
    } else if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else if kind.is_block_device() || kind.is_char_device() {
        "a device"
    } else {
        "something else"
    }
}

#[cfg(not(unix))]
fn kind(metadata: &Metadata) -> &'static str {
    if metadata.is_dir() {
        "a folder"
    } else {
        "something else"
    }
}

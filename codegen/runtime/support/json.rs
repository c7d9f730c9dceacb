//! Reader and writer of JSON, as AWS services use it, for generated code.
//!
//! Generated code has one small function per structure, hundreds of them, so each must be cheap to
//! compile. Hence the design of [`Writer`] and [`Reader`]: behaviour is here, in functions that are
//! compiled once, and marked `inline(never)` where the compiler would copy them into every caller;
//! generic functions only wrap them; callbacks are plain `fn`s or `&mut dyn FnMut`; the first error
//! is stored inside, makes all later calls no-ops, and is returned once, by `finish`.
//!
//! Every method that writes takes a descriptor of the field. In JSON that is the name of the
//! member, already escaped, or [`ITEM`] for list items and map values, which have no name of their
//! own.

#![allow(
    dead_code,
    unused_imports,
    reason = "a generated crate calls what its models need, which is rarely everything"
)]

use std::borrow::Cow;
use std::fmt;

use super::body::{self, Body, LeftOut, Unread, WHOLE};

mod reader;
mod writer;

pub use reader::Reader;
pub use writer::Writer;

/// Descriptor of list items and map values, which have no name of their own.
pub const ITEM: &str = "";

/// Maximum depth of objects and lists that are written, or read into types.
///
/// Otherwise a message of a recursive type could overflow the stack. Skipped values may have any
/// depth, since skipping does not recurse.
pub const MAX_DEPTH: usize = 128;

/// Writes a message with `write`.
pub fn message(write: &mut dyn FnMut(&mut Writer)) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new();
    write(&mut writer);
    writer.finish()
}

/// Reads a body with `read`, unless it is empty or null.
pub fn read(body: Body<'_>, read: &mut dyn FnMut(&mut Reader<'_>)) -> Result<(), Error> {
    let is_left_out = body.left_out.members.first() == Some(&WHOLE);
    if is_left_out || body.bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(());
    }
    let text;
    let bytes = if body.is_lenient {
        text = String::from_utf8_lossy(body.bytes);
        text.as_bytes()
    } else {
        body.bytes
    };
    let mut reader = Reader::of(Body { bytes, ..body });
    if !reader.null() {
        read(&mut reader);
    }
    reader.finish()
}

/// Reads the body of an error as far as it can be read, with or without valid UTF-8.
#[cold]
pub fn read_error<T>(bytes: &[u8], read: &mut dyn FnMut(&mut Reader<'_>) -> T) -> T {
    let text = String::from_utf8_lossy(bytes);
    body::error(text.as_bytes(), &mut |body| {
        let mut reader = Reader::of(body);
        let value = read(&mut reader);
        (value, reader.finish().map_err(Unread::from))
    })
}

/// Error of writing or reading a message.
#[derive(Debug)]
// Boxed so that a reader or writer, and each result, carries a pointer instead of all this.
pub struct Error(Box<Details>);

#[derive(Debug)]
struct Details {
    message: Cow<'static, str>,
    /// Position in a message that was read.
    position: Option<usize>,
    /// Path of members and items to the value, as in `tasks[2].name`.
    path: String,
    /// Positions of members without which the message is to be read again.
    leave_out: Vec<usize>,
}

impl Error {
    fn new(message: Cow<'static, str>, position: Option<usize>) -> Self {
        let path = String::new();
        Self(Box::new(Details {
            message,
            position,
            path,
            leave_out: Vec::new(),
        }))
    }

    /// Prepends a member to the path. Called from the inside out.
    #[cold]
    fn within_member(&mut self, name: &str) {
        let path = &mut self.0.path;
        if name.is_empty() {
            return;
        }
        if !path.is_empty() && !path.starts_with('[') {
            path.insert(0, '.');
        }
        // A key of a map can have any length, so it is cut.
        path.insert_str(0, &format!("{name:.64}"));
    }

    /// Prepends a list item to the path.
    #[cold]
    fn within_item(&mut self, index: usize) {
        self.within_member(&format!("[{index}]"));
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details {
            message,
            position,
            path,
            ..
        } = &*self.0;
        f.write_str(message)?;
        if let Some(position) = position {
            write!(f, " at byte {position}")?;
        }
        if !path.is_empty() {
            write!(f, " ({path})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl From<Error> for Unread {
    fn from(mut error: Error) -> Self {
        let members = std::mem::take(&mut error.0.leave_out);
        Self {
            error: error.into(),
            leave_out: LeftOut {
                members,
                ..LeftOut::default()
            },
        }
    }
}

/// Returns the number of leading bytes that need no escape in a string: all but `"`, `\` and
/// controls.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    // Sets the high bit of each byte below `limit`. A borrow can set wrong bits too, but only after
    // (in memory) a right one, and only the first bit is used.
    let below = |word: u64, limit: u8| word.wrapping_sub(EACH * u64::from(limit)) & !word;
    let (words, tail) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let quotes = below(word ^ (EACH * u64::from(b'"')), 1);
        let backslashes = below(word ^ (EACH * u64::from(b'\\')), 1);
        let special = (below(word, 0x20) | quotes | backslashes) & HIGH;
        if special != 0 {
            return index * 8 + special.trailing_zeros() as usize / 8;
        }
    }
    let is_special = |byte: &u8| matches!(byte, ..0x20 | b'"' | b'\\');
    words.len() * 8 + tail.iter().position(is_special).unwrap_or(tail.len())
}

//! Reading of a response once more, without members that must not count.
//!
//! Readers of types fill a builder as they go, and cannot take a value back. There are two cases in
//! which they would have to: a later member of the object has the same name, or, in an error, a
//! member turns out to be unreadable. Both are rare, so the response is then read again from its
//! beginning, without those members.

use aws_smithy_runtime_api::box_error::BoxError;

/// Places of a response that are not read.
#[derive(Debug, Default)]
pub struct LeftOut {
    /// Positions of the names of members in the body, in order; [`WHOLE`] is the body itself.
    pub members: Vec<usize>,
    /// Descriptions of places outside of the body.
    pub outside: Vec<String>,
}

/// Position of the body as a whole, where no member can be.
pub const WHOLE: usize = 0;

static NOTHING: LeftOut = LeftOut {
    members: Vec::new(),
    outside: Vec::new(),
};

/// A body to read.
#[derive(Debug, Clone, Copy)]
pub struct Body<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Places that are not read.
    pub left_out: &'a LeftOut,
    /// Reports what cannot be read as places to leave out, as is right for the response of an
    /// error.
    pub is_lenient: bool,
}

impl<'a> Body<'a> {
    /// Creates a body that is read as a whole, or not at all.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            left_out: &NOTHING,
            is_lenient: false,
        }
    }
}

/// Error of reading a body.
#[derive(Debug)]
pub struct Unread {
    /// The cause.
    pub error: BoxError,
    /// Places that are left out if the response is read again; none if that would not help.
    pub leave_out: LeftOut,
}

/// A function that reads a value from a body.
pub type Read<'r, T> = dyn FnMut(Body<'_>) -> (T, Result<(), Unread>) + 'r;

/// Reads an output, all of whose members must be readable.
pub fn output<T>(bytes: &[u8], read: &mut Read<'_, T>) -> Result<T, BoxError> {
    let (value, result) = twice(Body::new(bytes), read);
    result.map(|()| value)
}

/// Reads an error, without the members that are not readable.
#[cold]
pub fn error<T>(bytes: &[u8], read: &mut Read<'_, T>) -> T {
    let body = Body {
        is_lenient: true,
        ..Body::new(bytes)
    };
    twice(body, read).0
}

fn twice<T>(body: Body<'_>, read: &mut Read<'_, T>) -> (T, Result<(), BoxError>) {
    let (value, result) = read(body);
    let Err(Unread { error, leave_out }) = result else {
        return (value, Ok(()));
    };
    if leave_out.members.is_empty() && leave_out.outside.is_empty() {
        return (value, Err(error));
    }
    let left_out = &leave_out;
    let (value, result) = read(Body { left_out, ..body });
    (value, result.map_err(|it| it.error))
}

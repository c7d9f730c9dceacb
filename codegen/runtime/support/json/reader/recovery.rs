//! Members that are left out: repeated ones, and in errors those that cannot be read.

use std::collections::HashMap;

use super::{Error, MAX_DEPTH, Reader};
use crate::support::body::WHOLE;

impl Reader<'_> {
    /// Skips the next member if it is to be left out; returns `true` if it was skipped.
    #[cold]
    #[inline(never)]
    pub(super) fn skip_left_out(&mut self, start: usize) -> bool {
        let is_left_out = self.left_out.binary_search(&start).is_ok();
        if is_left_out {
            self.skip_member();
        }
        is_left_out
    }

    fn skip_member(&mut self) {
        self.skip_string("a member name");
        self.colon();
        self.skip();
    }

    /// Handles the failure to read the member at `start` of an object or map at `depth`: returns
    /// `true` if the member was skipped instead, and reading goes on.
    #[cold]
    pub(super) fn skip_unreadable(&mut self, start: usize, depth: usize) -> bool {
        if !self.is_lenient {
            return false;
        }
        // Where the text is not JSON, all members around it are incomplete.
        self.unreadable.push(start);
        if !self.is_broken {
            (self.error, self.position, self.depth) = (None, start, depth);
            self.skip_member();
            self.is_broken = self.error.is_some();
        }
        !self.is_broken
    }

    /// Returns the first error, if anything has to be read again, with the members to leave out.
    #[cold]
    pub(super) fn finish_unread(self) -> Result<(), Error> {
        let mut leave_out = self.unreadable;
        // Members are left out once: then there is nothing left that could be.
        if self.left_out.is_empty() {
            if self.is_lenient && self.error.is_some() {
                leave_out.push(WHOLE);
            }
            Reader::new(self.input).find_repeated(&mut leave_out);
            leave_out.sort_unstable();
        }
        if self.error.is_none() && leave_out.is_empty() {
            return Ok(());
        }
        let error = self.error;
        let mut error = error.unwrap_or_else(|| Error::new("a member counts twice".into(), None));
        error.0.leave_out = leave_out;
        Err(error)
    }

    /// Adds the positions of the members before others of the same name in the same object. Objects
    /// that are too deep to be read do not matter.
    fn find_repeated(&mut self, found: &mut Vec<usize>) {
        let is_readable = self.depth < MAX_DEPTH;
        match self.peek() {
            Some(b'{') if is_readable => {
                let mut members = HashMap::new();
                let mut more = self.open(b'{', "an object");
                while more {
                    let start = self.start();
                    let Some(name) = self.name() else { return };
                    found.extend(members.insert(name, start));
                    self.find_repeated(found);
                    more = self.more(b'}');
                }
            }
            Some(b'[') if is_readable => {
                let mut more = self.open(b'[', "a list");
                while more {
                    self.find_repeated(found);
                    more = self.more(b']');
                }
            }
            _ => self.skip(),
        }
    }
}

//! The standard output.

use std::io::{self, ErrorKind, Write};

/// Prints text to the standard output, as it is.
///
/// The command ends quietly if nobody reads any further, as after `| head`. Text that cannot be
/// printed for another reason, such as a full disk, ends it with an error.
pub(crate) fn print(text: &str) {
    let mut out = io::stdout().lock();
    let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) else {
        return;
    };
    if error.kind() == ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
    eprintln!("error: cannot print to the standard output: {error}");
    std::process::exit(2);
}

/// Prints a line to the standard output.
pub(crate) fn line(text: &str) {
    print(&format!("{text}\n"));
}

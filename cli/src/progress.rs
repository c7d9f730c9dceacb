//! Spinners that show what a command is doing, on a terminal and only after a second.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Time for which nothing is shown, since what ends before it needs no spinner.
const QUIET: Duration = Duration::from_secs(1);

/// A spinner on the standard error output, removed when it is dropped. Where that is no
/// terminal, nothing is ever shown.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    /// Ends the thread that waits to show the spinner.
    _shown: Sender<()>,
}

impl Progress {
    /// Shows a message with a spinner.
    pub fn spinner(message: &str) -> Self {
        let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}");
        let style = style.expect("the template is well-formed");
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let bar = bar.with_style(style);
        bar.set_message(botosmith::shown::line(message));
        let (shown, ended) = mpsc::channel();
        let later = bar.clone();
        thread::spawn(move || {
            if ended.recv_timeout(QUIET) == Err(RecvTimeoutError::Timeout) {
                later.set_draw_target(ProgressDrawTarget::stderr());
                later.enable_steady_tick(Duration::from_millis(100));
            }
        });
        Self { bar, _shown: shown }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

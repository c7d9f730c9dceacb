//! Bars that show what a command is doing, on a terminal and only after a second.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Time for which nothing is shown, since what ends before it needs no bar.
const QUIET: Duration = Duration::from_secs(1);

/// A bar or spinner on the standard error output, removed when it is dropped. Where that is no
/// terminal, nothing is ever shown.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    /// Ends the thread that waits to show the bar.
    _shown: Sender<()>,
}

impl Progress {
    /// Shows a message with a spinner.
    pub fn spinner(message: &str) -> Self {
        let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}");
        let style = style.expect("the template is well-formed");
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        Self::start(bar.with_style(style), message)
    }

    /// Shows a bar over `count` things.
    pub fn bar(count: usize, message: &str) -> Self {
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {msg}");
        let style = style.expect("the template is well-formed");
        let hidden = ProgressDrawTarget::hidden();
        let bar = ProgressBar::with_draw_target(Some(count as u64), hidden);
        Self::start(bar.with_style(style), message)
    }

    fn start(bar: ProgressBar, message: &str) -> Self {
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

    /// Counts one more thing as done, and shows its name.
    pub fn done(&self, name: &str) {
        self.bar.set_message(botosmith::shown::line(name));
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

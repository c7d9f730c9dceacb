//! Feeds random inputs to code that reads what others wrote: no input may make it panic, hang, or
//! take much memory.
//!
//! Inputs are mutations of valid ones ([`mutation`]), which get further than random bytes. A test
//! runs a fixed number of them from a fixed seed; `BOTOSMITH_SEED` sets another seed, and
//! `BOTOSMITH_FUZZ` multiplies the number.

mod mutation;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

/// Time after which an input is taken to hang. The usual one takes microseconds, or a few
/// milliseconds where it is a whole model.
const TIME: Duration = Duration::from_secs(30);

/// Memory that an input may take at once.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// Bytes for any input.
    pub base: usize,
    /// Bytes for each byte of the input, in addition.
    pub per_byte: usize,
}

/// The memory for reading a message.
pub const MESSAGE: Memory = Memory {
    base: 64 << 10,
    per_byte: 400,
};

/// The memory for generating a crate, which copies the runtime, or for comparing two models.
pub const GENERATOR: Memory = Memory {
    base: 8 << 20,
    per_byte: 1000,
};

/// Calls `read` with mutations of the seeds, `inputs` times.
///
/// # Panics
/// If a call panics, with the smallest such input that is found; or if it takes much memory. If a
/// call takes too long, the process ends after the input is printed.
pub fn fuzz(inputs: u32, allowed: Memory, seeds: &[impl AsRef<[u8]>], read: impl Fn(&[u8])) {
    let times = variable("BOTOSMITH_FUZZ").unwrap_or(1);
    let config = Config {
        cases: inputs * u32::try_from(times).expect("a small number"),
        rng_seed: RngSeed::Fixed(variable("BOTOSMITH_SEED").unwrap_or(0)),
        failure_persistence: None,
        max_shrink_iters: 10_000,
        ..Config::default()
    };
    let seeds = seeds.iter().map(|it| it.as_ref().to_vec()).collect();
    let current = Mutex::new(None);
    let (done, is_done) = channel::<()>();
    let result = thread::scope(|scope| {
        let current = &current;
        scope.spawn(move || watch(current, &is_done));
        // Dropped here, also by a panic, which ends the watch.
        let _done = done;
        TestRunner::new(config).run(&mutation::inputs(seeds), |input| {
            *current.lock().expect("no panic") = Some((Instant::now(), input.clone()));
            let mut result = Ok(());
            // Its counter must not be left by a panic.
            let memory = allocation_counter::measure(|| {
                result = catch_unwind(AssertUnwindSafe(|| read(&input)));
            });
            if let Err(panic) = result {
                resume_unwind(panic);
            }
            let size = input.len();
            let memory = memory.bytes_max;
            if memory > (allowed.base + allowed.per_byte * size) as u64 {
                let message = format!("{size} bytes took {memory} bytes of memory");
                return Err(TestCaseError::fail(message));
            }
            Ok(())
        })
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// Ends the process if an input takes too long: a thread cannot be stopped otherwise.
fn watch(current: &Mutex<Option<(Instant, mutation::Input)>>, is_done: &Receiver<()>) {
    while is_done.recv_timeout(TIME / 10) == Err(RecvTimeoutError::Timeout) {
        if let Some((started, input)) = &*current.lock().expect("no panic")
            && started.elapsed() > TIME
        {
            eprintln!("no end after {TIME:?}: {input:?}");
            std::process::abort();
        }
    }
}

fn variable(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    let number = value.parse();
    Some(number.unwrap_or_else(|_| panic!("{name} is not a number: {value:?}")))
}

//! Measures two implementations in turn, so that load on the machine slows down both alike.

pub mod bodies;

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::json;

/// Number of samples of each side.
const SAMPLES: usize = 15;
/// Approximate duration of a sample.
const SAMPLE: Duration = Duration::from_millis(20);

/// Number of inputs that are made in advance, since making them is not measured.
const BATCH: u32 = 64;

/// One side: a function that makes inputs, which is not measured, and one that uses them.
pub struct Side<P, R> {
    /// Makes an input.
    pub prepare: P,
    /// Uses it.
    pub run: R,
}

/// Measures `ours` and `theirs`, which need no inputs.
pub fn pair<A, B>(name: &str, mut ours: impl FnMut() -> A, mut theirs: impl FnMut() -> B) {
    let ours = Side {
        prepare: || (),
        run: |()| ours(),
    };
    let theirs = Side {
        prepare: || (),
        run: |()| theirs(),
    };
    prepared(name, ours, theirs);
}

/// Measures both sides, and prints a line of JSON with the nanoseconds of each sample, and the
/// allocations.
pub fn prepared<I, A, J, B>(
    name: &str,
    mut ours: Side<impl FnMut() -> I, impl FnMut(I) -> A>,
    mut theirs: Side<impl FnMut() -> J, impl FnMut(J) -> B>,
) {
    let rounds = [ours.rounds(), theirs.rounds()];
    let samples = in_turn(|| ours.sample(rounds[0]), || theirs.sample(rounds[1]));
    let allocations = [ours.allocations(), theirs.allocations()];
    let [ours, theirs] = samples;
    let line = json!({
        "name": name, "unit": "ns", "ours": ours, "theirs": theirs,
        "allocations": {"ours": allocations[0], "theirs": allocations[1]},
    });
    println!("{line}");
}

/// Takes samples of a part, whose duration both sides return, and prints a line of JSON.
pub fn part(name: &str, mut ours: impl FnMut() -> Duration, mut theirs: impl FnMut() -> Duration) {
    let sample = |side: &mut dyn FnMut() -> Duration| {
        let (start, mut part, mut rounds) = (Instant::now(), Duration::ZERO, 0);
        while start.elapsed() < SAMPLE {
            part += side();
            rounds += 1;
        }
        part.as_nanos() as f64 / f64::from(rounds)
    };
    // Warm-up.
    sample(&mut ours);
    sample(&mut theirs);
    let [ours, theirs] = in_turn(|| sample(&mut ours), || sample(&mut theirs));
    let line = json!({"name": name, "unit": "ns", "ours": ours, "theirs": theirs});
    println!("{line}");
}

/// Takes samples of both sides, in turn.
fn in_turn(mut ours: impl FnMut() -> f64, mut theirs: impl FnMut() -> f64) -> [Vec<f64>; 2] {
    let mut samples = [Vec::new(), Vec::new()];
    for _ in 0..SAMPLES {
        samples[0].push(ours());
        samples[1].push(theirs());
    }
    samples
}

impl<I, T, P: FnMut() -> I, R: FnMut(I) -> T> Side<P, R> {
    /// Nanoseconds of one round.
    fn sample(&mut self, rounds: u32) -> f64 {
        let mut time = Duration::ZERO;
        let mut left = rounds;
        while left > 0 {
            let batch: Vec<I> = (0..left.min(BATCH)).map(|_| (self.prepare)()).collect();
            left -= left.min(BATCH);
            let start = Instant::now();
            for input in batch {
                black_box((self.run)(input));
            }
            time += start.elapsed();
        }
        time.as_nanos() as f64 / f64::from(rounds)
    }

    /// Number of rounds that fill a sample. (Finding it is the warm-up.)
    fn rounds(&mut self) -> u32 {
        let start = Instant::now();
        let mut rounds = 0;
        while start.elapsed() < SAMPLE {
            let input = (self.prepare)();
            black_box((self.run)(input));
            rounds += 1;
        }
        rounds
    }

    fn allocations(&mut self) -> u64 {
        let input = (self.prepare)();
        let measured = allocation_counter::measure(|| {
            black_box((self.run)(input));
        });
        measured.count_total
    }
}

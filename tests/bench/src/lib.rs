//! Measures two peers in alternation, so that changes in the machine's speed affect both.

pub mod bodies;

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::json;

/// Samples of each peer.
const SAMPLES: usize = 15;
/// Approximate duration of a sample.
const SAMPLE: Duration = Duration::from_millis(20);

/// Inputs that are prepared at a time, outside of the measured time.
const BATCH: u32 = 64;

/// Code to measure, and the preparation of its input, which is not measured.
pub struct Peer<P, R> {
    /// Prepares an input.
    pub prepare: P,
    /// Consumes an input; this is measured.
    pub run: R,
}

/// Measures two peers that need no input.
pub fn pair<A, B>(name: &str, mut generated: impl FnMut() -> A, mut published: impl FnMut() -> B) {
    let generated = Peer {
        prepare: || (),
        run: |()| generated(),
    };
    let published = Peer {
        prepare: || (),
        run: |()| published(),
    };
    prepared(name, generated, published);
}

/// Measures two peers and prints a line of JSON: the nanoseconds of each sample, and allocations.
pub fn prepared<I, A, J, B>(
    name: &str,
    mut generated: Peer<impl FnMut() -> I, impl FnMut(I) -> A>,
    mut published: Peer<impl FnMut() -> J, impl FnMut(J) -> B>,
) {
    let rounds = [generated.rounds(), published.rounds()];
    let samples = in_turn(
        || generated.sample(rounds[0]),
        || published.sample(rounds[1]),
    );
    let allocations = [generated.allocations(), published.allocations()];
    let [generated, published] = samples;
    let line = json!({
        "name": name, "unit": "ns", "generated": generated, "published": published,
        "allocations": {"generated": allocations[0], "published": allocations[1]},
    });
    println!("{line}");
}

/// Measures a part of two peers, whose duration they return, and prints a line of JSON.
pub fn part(
    name: &str,
    mut generated: impl FnMut() -> Duration,
    mut published: impl FnMut() -> Duration,
) {
    let sample = |peer: &mut dyn FnMut() -> Duration| {
        let (start, mut part, mut rounds) = (Instant::now(), Duration::ZERO, 0);
        while start.elapsed() < SAMPLE {
            part += peer();
            rounds += 1;
        }
        part.as_nanos() as f64 / f64::from(rounds)
    };
    // Warm-up.
    sample(&mut generated);
    sample(&mut published);
    let [generated, published] = in_turn(|| sample(&mut generated), || sample(&mut published));
    let line = json!({"name": name, "unit": "ns", "generated": generated, "published": published});
    println!("{line}");
}

/// Takes samples of both peers, in alternation.
fn in_turn(
    mut generated: impl FnMut() -> f64,
    mut published: impl FnMut() -> f64,
) -> [Vec<f64>; 2] {
    let mut samples = [Vec::new(), Vec::new()];
    for _ in 0..SAMPLES {
        samples[0].push(generated());
        samples[1].push(published());
    }
    samples
}

impl<I, T, P: FnMut() -> I, R: FnMut(I) -> T> Peer<P, R> {
    /// Returns the nanoseconds of a round.
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

    /// Returns the number of rounds that fill a sample; serves as warm-up too.
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

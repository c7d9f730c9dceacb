//! Makes random inputs that cover all kinds of values, the same ones for the same seed.

use fastrand::Rng;

use crate::parameters::{Attribute, Device, Parameters, Resource, Route, Tag, Versions};

/// Makes `count` inputs, each with the functions by which it is passed to the client.
pub fn inputs(seed: u64, count: usize) -> Vec<(Parameters, Route)> {
    let mut rng = Rng::with_seed(seed);
    let routes = [Route::Setters, Route::Options, Route::Fields];
    (0..count)
        .map(|index| (parameters(&mut rng), routes[index % routes.len()]))
        .collect()
}

/// Class of a member's value. (`tests/python/coverage.py` counts the classes from the parameters
/// alone.)
#[derive(Clone, Copy)]
enum Class {
    Unset,
    /// The empty string or list, zero, or a structure without members.
    Empty,
    Ordinary,
    Extreme,
}

fn class(rng: &mut Rng) -> Class {
    [Class::Unset, Class::Empty, Class::Ordinary, Class::Extreme][rng.usize(..4)]
}

/// A member, which may be unset.
fn member<T>(rng: &mut Rng, value: fn(&mut Rng, Class) -> T) -> Option<T> {
    match class(rng) {
        Class::Unset => None,
        class => Some(value(rng, class)),
    }
}

/// An item of a list, which cannot be unset.
fn item<T>(rng: &mut Rng, value: fn(&mut Rng, Class) -> T) -> T {
    let classes = [Class::Empty, Class::Ordinary, Class::Extreme];
    let class = classes[rng.usize(..classes.len())];
    value(rng, class)
}

fn parameters(rng: &mut Rng) -> Parameters {
    // A call without parameters has to be tried, too, and would be rare otherwise.
    if rng.u8(..) == 0 {
        return Parameters::default();
    }
    Parameters {
        cluster: member(rng, text),
        document: member(rng, text),
        signature: member(rng, text),
        resources: member(rng, resources),
        versions: member(rng, versions),
        arn: member(rng, text),
        attributes: member(rng, |rng, class| {
            list(rng, class, attribute, |_| Attribute::default())
        }),
        devices: member(rng, |rng, class| {
            list(rng, class, device, |_| Device::default())
        }),
        tags: member(rng, |rng, class| list(rng, class, tag, |_| Tag::default())),
    }
}

fn resources(rng: &mut Rng, class: Class) -> Vec<Resource> {
    list(rng, class, resource, |rng| Resource {
        integer: member(rng, integer),
        name: Some("CPU".to_owned()),
        ..Resource::default()
    })
}

/// A list; long ones have `small` items.
fn list<T>(
    rng: &mut Rng,
    class: Class,
    value: fn(&mut Rng, Class) -> T,
    small: fn(&mut Rng) -> T,
) -> Vec<T> {
    match class {
        Class::Unset | Class::Empty => Vec::new(),
        // Long lists are slow, so that not every extreme list is long.
        Class::Extreme if rng.u8(..8) == 0 => {
            (0..rng.usize(1000..3000)).map(|_| small(rng)).collect()
        }
        Class::Ordinary | Class::Extreme => {
            let count = 1 + rng.usize(..4);
            (0..count).map(|_| item(rng, value)).collect()
        }
    }
}

/// An attribute; an empty one has its required members only.
fn attribute(rng: &mut Rng, class: Class) -> Attribute {
    let name = item(rng, text);
    match class {
        Class::Unset | Class::Empty => Attribute {
            name,
            ..Attribute::default()
        },
        Class::Ordinary | Class::Extreme => Attribute {
            name,
            value: member(rng, text),
            target_type: member(rng, text),
            target_id: member(rng, text),
        },
    }
}

fn device(rng: &mut Rng, _: Class) -> Device {
    Device {
        id: item(rng, text),
        kind: item(rng, text),
    }
}

fn tag(rng: &mut Rng, class: Class) -> Tag {
    match class {
        Class::Unset | Class::Empty => Tag::default(),
        Class::Ordinary | Class::Extreme => Tag {
            // The model requires one character at least.
            key: member(rng, text).filter(|key| !key.is_empty()),
            value: member(rng, text),
        },
    }
}

fn resource(rng: &mut Rng, class: Class) -> Resource {
    match class {
        Class::Unset | Class::Empty => Resource::default(),
        Class::Ordinary | Class::Extreme => Resource {
            name: member(rng, text),
            kind: member(rng, text),
            double: member(rng, double),
            long: member(rng, long),
            integer: member(rng, integer),
            strings: member(rng, strings),
        },
    }
}

fn versions(rng: &mut Rng, class: Class) -> Versions {
    match class {
        Class::Unset | Class::Empty => Versions::default(),
        Class::Ordinary | Class::Extreme => Versions {
            agent: member(rng, text),
            hash: member(rng, text),
            docker: member(rng, text),
        },
    }
}

fn strings(rng: &mut Rng, class: Class) -> Vec<String> {
    match class {
        Class::Unset | Class::Empty => Vec::new(),
        Class::Extreme if rng.u8(..8) == 0 => {
            (0..rng.usize(1000..3000)).map(|i| i.to_string()).collect()
        }
        Class::Ordinary | Class::Extreme => {
            let count = 1 + rng.usize(..5);
            (0..count).map(|_| item(rng, text)).collect()
        }
    }
}

fn text(rng: &mut Rng, class: Class) -> String {
    match class {
        Class::Unset | Class::Empty => String::new(),
        Class::Ordinary => {
            let length = 1 + rng.usize(..40);
            (0..length).map(|_| rng.alphanumeric()).collect()
        }
        Class::Extreme => extreme_text(rng),
    }
}

/// A text that is hard to escape or to encode, or is long.
fn extreme_text(rng: &mut Rng) -> String {
    const FRAGMENTS: [&str; 12] = [
        "\"",
        "\\",
        "\\\"\\u0041\\n",
        "\u{7f}\u{80}\u{85}\u{9f}",
        "\u{2028}\u{2029}",
        "\u{feff}",
        "\u{fffe}\u{ffff}",
        "\u{10000}\u{1f980}\u{10ffff}",
        "e\u{301}\u{5d0}\u{202e}",
        "\u{d7ff}\u{e000}\u{fffd}",
        "</script>&'/",
        "{\"a\":null}",
    ];
    match rng.u8(..8) {
        0 => (0..32).map(char::from).collect(),
        1 => [" ", "\t\r\n ", "null", "NaN", "0", "[]"][rng.usize(..6)].repeat(3) + "\0",
        2 => {
            // Sometimes so long that it needs more than one packet.
            let length = if rng.u8(..16) == 0 { 200_000 } else { 1_000 };
            let unit = FRAGMENTS[rng.usize(..FRAGMENTS.len())].to_owned() + "plain text";
            unit.repeat(length / unit.chars().count() + 1)
        }
        3 => (0..rng.usize(1..60)).map(|_| rng.char(..)).collect(),
        _ => {
            let count = 1 + rng.usize(..6);
            let mut text = String::new();
            for _ in 0..count {
                text.push_str(FRAGMENTS[rng.usize(..FRAGMENTS.len())]);
                // Special characters at every distance from each other.
                text.extend(std::iter::repeat_n('x', rng.usize(..20)));
            }
            text
        }
    }
}

fn integer(rng: &mut Rng, class: Class) -> i32 {
    match class {
        Class::Unset | Class::Empty => 0,
        Class::Ordinary => [-1, 1, 1024][rng.usize(..3)],
        Class::Extreme => [i32::MIN, i32::MAX][rng.usize(..2)],
    }
}

fn long(rng: &mut Rng, class: Class) -> i64 {
    match class {
        Class::Unset | Class::Empty => 0,
        Class::Ordinary => [-1, 1, 1 << 40][rng.usize(..3)],
        Class::Extreme => match rng.u8(..3) {
            0 => i64::MIN,
            1 => i64::MAX,
            // Odd and beyond 2^53, so that a double cannot hold it.
            _ => rng.i64(1 << 60..i64::MAX) | 1,
        },
    }
}

fn double(rng: &mut Rng, class: Class) -> f64 {
    match class {
        Class::Unset | Class::Empty => 0.0,
        Class::Ordinary => [0.5, -1.0, 1024.0, 2.75][rng.usize(..4)],
        Class::Extreme => match rng.u8(..12) {
            0 => f64::NAN,
            1 => f64::INFINITY,
            2 => f64::NEG_INFINITY,
            3 => -0.0,
            // The least number above zero, the greatest subnormal one, and one between.
            4 => f64::from_bits([1, (1 << 52) - 1, rng.u64(1..1 << 52)][rng.usize(..3)]),
            5 => f64::MAX,
            6 => f64::MIN,
            7 => f64::MIN_POSITIVE,
            // Where notations change, and where integers end.
            8 => [1e16, 1e17, 1e21, 1e-5, 1e-7, 9_007_199_254_740_993.0][rng.usize(..6)],
            9 => 0.1 + 0.2,
            _ => f64::from_bits(rng.u64(..)),
        },
    }
}

//! Benchmark of the JSON reader and writer: `cargo run --release --example bench`, optionally with
//! a part of the name of a measurement.
//!
//! The types are laid out as generated ones are, after what RegisterContainerInstance returns.

use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime};
use botosmith_runtime::support::json::{ITEM, Reader, Writer};
use std::collections::HashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

#[derive(Default)]
struct Instance {
    arn: Option<String>,
    status: Option<String>,
    version: Option<i64>,
    connected: Option<bool>,
    registered_at: Option<DateTime>,
    resources: Option<Vec<Resource>>,
    attributes: Option<Vec<Attribute>>,
    tags: Option<HashMap<String, String>>,
}

#[derive(Default)]
struct Resource {
    name: Option<String>,
    kind: Option<String>,
    double_value: Option<f64>,
    long_value: Option<i64>,
    integer_value: Option<i32>,
    string_set_value: Option<Vec<String>>,
}

#[derive(Default)]
struct Attribute {
    name: Option<String>,
    value: Option<String>,
}

impl Instance {
    fn write(&self, w: &mut Writer) {
        w.string("containerInstanceArn", self.arn.as_deref());
        w.string("status", self.status.as_deref());
        w.long("version", self.version);
        w.boolean("agentConnected", self.connected);
        w.timestamp(
            "registeredAt",
            self.registered_at.as_ref(),
            Format::EpochSeconds,
        );
        w.list("resources", self.resources.as_deref(), |item, w| {
            w.object(ITEM, Some(item), Resource::write)
        });
        w.list("attributes", self.attributes.as_deref(), |item, w| {
            w.object(ITEM, Some(item), Attribute::write)
        });
        w.map("tags", self.tags.as_ref(), |value, w| {
            w.string(ITEM, Some(value))
        });
    }

    fn read(r: &mut Reader<'_>) -> Self {
        let mut b = Self::default();
        const FIELDS: &[&str] = &[
            "containerInstanceArn",
            "status",
            "version",
            "agentConnected",
            "registeredAt",
            "resources",
            "attributes",
            "tags",
        ];
        r.object(FIELDS, &mut |member, r| match member {
            0 => b.arn = r.string(),
            1 => b.status = r.string(),
            2 => b.version = r.long(),
            3 => b.connected = r.boolean(),
            4 => b.registered_at = r.timestamp(Format::EpochSeconds),
            5 => {
                let items = b.resources.get_or_insert_default();
                r.list(&mut |r| items.push(Resource::read(r)));
            }
            6 => {
                let items = b.attributes.get_or_insert_default();
                r.list(&mut |r| items.push(Attribute::read(r)));
            }
            7 => {
                let items = b.tags.get_or_insert_default();
                r.map(&mut |key, r| {
                    if let Some(value) = r.string() {
                        items.insert(key, value);
                    }
                });
            }
            _ => r.skip(),
        });
        b
    }
}

impl Resource {
    fn write(&self, w: &mut Writer) {
        w.string("name", self.name.as_deref());
        w.string("type", self.kind.as_deref());
        w.double("doubleValue", self.double_value);
        w.long("longValue", self.long_value);
        w.integer("integerValue", self.integer_value);
        w.list(
            "stringSetValue",
            self.string_set_value.as_deref(),
            |item, w| w.string(ITEM, Some(item)),
        );
    }

    fn read(r: &mut Reader<'_>) -> Self {
        let mut b = Self::default();
        const FIELDS: &[&str] = &[
            "name",
            "type",
            "doubleValue",
            "longValue",
            "integerValue",
            "stringSetValue",
        ];
        r.object(FIELDS, &mut |member, r| match member {
            0 => b.name = r.string(),
            1 => b.kind = r.string(),
            2 => b.double_value = r.double(),
            3 => b.long_value = r.long(),
            4 => b.integer_value = r.integer(),
            5 => {
                let items = b.string_set_value.get_or_insert_default();
                r.list(&mut |r| items.extend(r.string()));
            }
            _ => r.skip(),
        });
        b
    }
}

impl Attribute {
    fn write(&self, w: &mut Writer) {
        w.string("name", self.name.as_deref());
        w.string("value", self.value.as_deref());
    }

    fn read(r: &mut Reader<'_>) -> Self {
        let mut b = Self::default();
        r.object(&["name", "value"], &mut |member, r| match member {
            0 => b.name = r.string(),
            1 => b.value = r.string(),
            _ => r.skip(),
        });
        b
    }
}

fn instance(resources: usize, attributes: usize) -> Instance {
    let resource = |index: usize| Resource {
        name: Some(["CPU", "MEMORY", "PORTS", "PORTS_UDP"][index % 4].into()),
        kind: Some(["INTEGER", "STRINGSET"][index / 2 % 2].into()),
        double_value: Some(0.0),
        long_value: Some(0),
        integer_value: Some(index as i32 * 1024),
        string_set_value: (index % 4 > 1).then(|| vec!["22".into(), "2375".into(), "51678".into()]),
    };
    let attribute = |index: usize| Attribute {
        name: Some(format!(
            "com.amazonaws.ecs.capability.logging-driver-{index}"
        )),
        value: index.is_multiple_of(3).then(|| format!("ami-0{index:08x}")),
    };
    Instance {
        arn: Some("arn:aws:ecs:us-east-1:012345678910:container-instance/default/9bbb2f".into()),
        status: Some("ACTIVE".into()),
        version: Some(42),
        connected: Some(true),
        registered_at: Some(DateTime::from_millis(1_515_531_081_123)),
        resources: Some((0..resources).map(resource).collect()),
        attributes: Some((0..attributes).map(attribute).collect()),
        tags: Some(
            (0..4)
                .map(|i| (format!("team-{i}"), format!("value {i}")))
                .collect(),
        ),
    }
}

fn write(value: &Instance) -> Vec<u8> {
    let mut w = Writer::new();
    w.object(ITEM, Some(value), Instance::write);
    w.finish().expect("it can be written")
}

fn read(body: &[u8]) -> Instance {
    let mut r = Reader::new(body);
    let value = Instance::read(&mut r);
    r.finish().expect("it can be read");
    value
}

/// Prints the speed of the fastest of many rounds, which other work disturbs least.
fn measure(name: &str, bytes: usize, run: &mut dyn FnMut()) {
    if std::env::args()
        .nth(1)
        .is_some_and(|wanted| !name.contains(&wanted))
    {
        return;
    }
    let mut fastest = Duration::MAX;
    let started = Instant::now();
    while started.elapsed() < Duration::from_millis(700) {
        let times = (100_000 / bytes).max(1);
        let round = Instant::now();
        (0..times).for_each(|_| run());
        fastest = fastest.min(round.elapsed() / times as u32);
    }
    let speed = bytes as f64 / fastest.as_secs_f64() / 1e6;
    println!("{name:36} {bytes:>9} bytes {speed:>8.0} MB/s");
}

fn main() {
    for (name, resources, attributes) in [("small", 4, 8), ("large", 600, 1800)] {
        let value = instance(resources, attributes);
        let body = write(&value);
        measure(&format!("{name}: write"), body.len(), &mut || {
            black_box(write(black_box(&value)));
        });
        measure(&format!("{name}: read"), body.len(), &mut || {
            black_box(read(black_box(&body)));
        });
        // By name, as some services send them, and not in the order of the model.
        let sorted: serde_json::Value = serde_json::from_slice(&body).expect("it is JSON");
        let sorted = sorted.to_string().into_bytes();
        measure(&format!("{name}, sorted: read"), body.len(), &mut || {
            black_box(read(black_box(&sorted)));
        });
        measure(&format!("{name}: skip"), body.len(), &mut || {
            let mut r = Reader::new(black_box(&body));
            r.skip();
            r.finish().expect("it can be skipped");
        });
    }

    let ascii = "The quick brown fox jumps over the lazy dog. ".repeat(20_000);
    let escapes = "line one\n\tline \"two\"\\\r\n".repeat(20_000);
    let unicode = "Zwölf Boxkämpfer jagen Виктор über den großen 🦊 Deich. ".repeat(10_000);
    for (name, text) in [("ASCII", ascii), ("escapes", escapes), ("Unicode", unicode)] {
        let mut w = Writer::new();
        w.string(ITEM, Some(&text));
        let body = w.finish().expect("it can be written");
        measure(
            &format!("long string, {name}: write"),
            body.len(),
            &mut || {
                let mut w = Writer::new();
                w.string(ITEM, Some(black_box(&text)));
                black_box(w.finish().is_ok());
            },
        );
        measure(
            &format!("long string, {name}: read"),
            body.len(),
            &mut || {
                black_box(Reader::new(black_box(&body)).string());
            },
        );
    }

    let numbers: Vec<i64> = (0..200_000).map(|i| i * 7919 % 1_000_003).collect();
    let mut w = Writer::new();
    w.list(ITEM, Some(&numbers), |item, w| w.long(ITEM, Some(*item)));
    let body = w.finish().expect("it can be written");
    measure("integers: write", body.len(), &mut || {
        let mut w = Writer::new();
        w.list(ITEM, Some(black_box(&numbers)), |item, w| {
            w.long(ITEM, Some(*item))
        });
        black_box(w.finish().is_ok());
    });
    measure("integers: read", body.len(), &mut || {
        let mut items = Vec::new();
        Reader::new(black_box(&body)).list(&mut |r| items.extend(r.long()));
        black_box(items);
    });

    let blob = Blob::new(vec![0x5a; 1_000_000]);
    let mut w = Writer::new();
    w.blob(ITEM, Some(&blob));
    let body = w.finish().expect("it can be written");
    measure("blob: write", body.len(), &mut || {
        let mut w = Writer::new();
        w.blob(ITEM, Some(black_box(&blob)));
        black_box(w.finish().is_ok());
    });
    measure("blob: read", body.len(), &mut || {
        black_box(Reader::new(black_box(&body)).blob());
    });
}

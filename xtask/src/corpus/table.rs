//! Reports of `cargo xtask corpus`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use botosmith::corpus::Report;
use botosmith::shown::counted;

use super::compile::Errors;

/// Limit of the lines and names that a list shows.
const SHOWN: usize = 12;

/// Sums over the services of a row.
#[derive(Default)]
struct Row {
    services: usize,
    all_services: usize,
    operations: usize,
    all_operations: usize,
    shapes: usize,
    lines: usize,
    time: Duration,
}

impl Row {
    fn add(&mut self, report: &Report) {
        self.all_services += 1;
        self.all_operations += report.operations;
        self.time += report.time;
        if let Some(generated) = &report.generated {
            self.services += 1;
            self.operations += generated.operations;
            self.shapes += generated.shapes;
            self.lines += generated.lines;
        }
    }

    fn cells(&self, name: &str) -> [String; 6] {
        [
            name.to_owned(),
            format!("{} of {}", self.services, self.all_services),
            format!("{} of {}", self.operations, self.all_operations),
            self.shapes.to_string(),
            self.lines.to_string(),
            format!("{:.1}", self.time.as_secs_f64()),
        ]
    }
}

/// Formats a row for each service or each protocol, then the sum. `elapsed` is the time of the
/// whole run.
pub(crate) fn services(reports: &[Report], each: bool, elapsed: Duration) -> String {
    let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
    let mut sum = Row::default();
    for report in reports {
        let protocol = report.protocol.map_or("not readable", |it| it.name());
        let name = if each {
            report.service.as_str()
        } else {
            protocol
        };
        rows.entry(name).or_default().add(report);
        sum.add(report);
    }
    // Services are generated in parallel, so that their times add up to more.
    sum.time = elapsed;
    let head = if each { "service" } else { "protocol" };
    let head = [head, "services", "operations", "shapes", "lines", "seconds"];
    let mut cells = vec![head.map(str::to_owned)];
    cells.extend(rows.iter().map(|(name, row)| row.cells(name)));
    cells.push(sum.cells("all"));
    let mut out = String::new();
    for row in &cells {
        for (column, cell) in row.iter().enumerate() {
            let widths = cells.iter().map(|it| it[column].chars().count());
            let width = widths.max().unwrap_or(0);
            match column {
                0 => write!(out, "{cell:width$}"),
                _ => write!(out, "  {cell:>width$}"),
            }
            .expect("writing to a string cannot fail");
        }
        out.push('\n');
    }
    if let Some(memory) = peak_memory() {
        writeln!(out, "peak memory: {memory} MiB").expect("writing to a string cannot fail");
    }
    out
}

/// Lists what was left out, by reason; reasons that affect most operations come first.
pub(crate) fn refusals(reports: &[Report]) -> String {
    let mut reasons: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    for report in reports {
        let mut of_report: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for refusal in &report.refused {
            let operations = of_report.entry(refusal.error.what()).or_default();
            operations.extend(refusal.operation.as_deref());
        }
        for (reason, operations) in of_report {
            let (count, places) = reasons.entry(reason).or_default();
            match operations.as_slice() {
                [] => {
                    *count += report.operations;
                    places.push(report.service.clone());
                }
                operations => {
                    *count += operations.len();
                    places.push(format!(
                        "{}: {}",
                        report.service,
                        abbreviated(operations, ", ")
                    ));
                }
            }
        }
    }
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    let mut out = String::new();
    for (reason, (count, places)) in reasons {
        let services = counted(places.len(), "service");
        let operations = counted(count, "operation");
        writeln!(out, "left out: {reason} ({operations} of {services})")
            .expect("writing to a string cannot fail");
        let places: Vec<&str> = places.iter().map(String::as_str).collect();
        writeln!(out, "  {}", abbreviated(&places, "; ")).expect("writing to a string cannot fail");
    }
    out
}

/// Lists the panics of the generator.
pub(crate) fn panics(reports: &[Report]) -> String {
    let panics = reports
        .iter()
        .filter_map(|it| Some((it, it.panic.as_ref()?)));
    panics
        .map(|(report, panic)| {
            let message: String = panic.chars().take(400).collect();
            format!("the generator panicked at {}: {message}\n", report.service)
        })
        .collect()
}

/// Lists the first errors of each package.
pub(crate) fn errors(errors: &Errors) -> String {
    let mut out = String::new();
    for (package, messages) in errors {
        let count = counted(messages.len(), "error");
        writeln!(out, "{package}: {count}").expect("writing to a string cannot fail");
        for message in messages.iter().take(2) {
            for line in message.trim_end().lines().take(SHOWN) {
                writeln!(out, "  {line}").expect("writing to a string cannot fail");
            }
        }
    }
    out
}

/// Joins the first names, and counts the others.
fn abbreviated(names: &[&str], separator: &str) -> String {
    let shown = names[..names.len().min(SHOWN)].join(separator);
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown}{separator}… and {more} more"),
    }
}

/// Peak memory of this process in MiB; Linux only.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|it| it.starts_with("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes >> 10)
}

//! Texts that are timestamps, or nearly.

use fastrand::Rng;

/// Texts that botocore reads, and generated clients too.
pub(crate) const READ: [&str; 96] = [
    // RFC 3339.
    "2023-07-18T12:04:24Z",
    "2023-07-18T12:04:24+00:00",
    "2023-07-18T12:04:24-00:00",
    "2023-07-18T12:04:24+05:30",
    "2023-07-18T12:04:24-05:30",
    "2023-07-18T12:04:24.1Z",
    "2023-07-18T12:04:24.123Z",
    "2023-07-18T12:04:24.123456789Z",
    "2023-07-18T12:04:24.1234567891234567Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "1969-12-31T23:59:59.5Z",
    // No offset.
    "2023-07-18T12:04:24",
    "2023-07-18T12:04:24.5",
    // Other offsets.
    "2023-07-18T12:04:24+0000",
    "2023-07-18T12:04:24+0530",
    "2023-07-18T12:04:24-0530",
    "2023-07-18T12:04:24+05",
    "2023-07-18T12:04:24-5",
    "2023-07-18T12:04:24+5:30",
    "2023-07-18T12:04:24+23:59",
    "2023-07-18T12:04:24 +05:30",
    "2023-07-18T12:04:24 Z",
    "2023-07-18T12:04:24UTC",
    "2023-07-18T12:04:24 UTC",
    "2023-07-18T12:04:24 GMT",
    // Other separators.
    "2023-07-18 12:04:24Z",
    "2023-07-18 12:04:24",
    "2023-07-18  12:04:24",
    "2023-07-18t12:04:24z",
    "2023-07-18T12:04:24,5Z",
    "2023/07/18 12:04:24",
    "2023/07/18",
    "2023.07.18",
    "2023 07 18",
    " 2023-07-18T12:04:24Z ",
    // Parts that are missing, or short.
    "2023-07-18",
    "2024-02-29",
    "2000-02-29",
    "2023-7-4",
    "2023-7-4T1:2:3",
    "2023-07-18T12:04",
    "2023-07-18T12:04Z",
    "2023-07-18T12",
    "2023-07-18T12Z",
    "2023-07-18 12",
    // Compact.
    "20230718T120424Z",
    "20230718T120424",
    "20230718t120424z",
    "20230718T120424.123Z",
    "20230718T120424,123Z",
    "20230718T120424+0530",
    "20230718T1204Z",
    "20230718T1204",
    "20230718T12",
    "20230718 120424",
    "20230718120424",
    "20230718120424Z",
    "202307181204Z",
    "2023-07-18T120424Z",
    "20230718T12:04:24Z",
    // HTTP and mail.
    "Tue, 18 Jul 2023 12:04:24 GMT",
    "Tue, 4 Jul 2023 12:04:24 GMT",
    "Tue,  4 Jul 2023 12:04:24 GMT",
    "tue, 18 jul 2023 12:04:24 GMT",
    "TUE, 18 JUL 2023 12:04:24 GMT",
    "Wed, 18 Jul 2023 12:04:24 GMT",
    "Tue, 18 Jul 2023 12:04:24.123 GMT",
    "Tue, 18 Jul 2023 12:04:24 +0000",
    "Tue, 18 Jul 2023 12:04:24 -0530",
    "Tue, 18 Jul 2023 12:04 GMT",
    "18 Jul 2023 12:04:24 GMT",
    "18 Jul 2023 12:04:24",
    "18 July 2023",
    "Tuesday, 18-Jul-23 12:04:24 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Tue, 18-Jul-2023 12:04:24 GMT",
    // C.
    "Sun Nov  6 08:49:37 1994",
    "Sun Nov 6 08:49:37 1994",
    "Sun Nov  6 08:49:37 UTC 1994",
    "July 18, 2023 12:04:24",
    "2023-Jul-18",
    // Epoch seconds.
    "0",
    "-1",
    "-0.5",
    "1689681864",
    "+1689681864",
    " 1689681864 ",
    "1689681864.123456789",
    "1.689681864e9",
    "1689681864E-1",
    ".5",
    "5.",
    "2023",
    "20230718",
    "253402300799",
];

/// Texts that neither botocore nor generated clients read.
pub(crate) const READ_BY_NEITHER: [&str; 36] = [
    "",
    " ",
    "yesterday",
    "NaN",
    "Infinity",
    "-inf",
    "0x10",
    "1e300",
    "2023-13-01",
    "2023-00-01",
    "2023-01-00",
    "2023-02-29",
    "1900-02-29",
    "2023-04-31T00:00:00Z",
    "10000-01-01T00:00:00Z",
    "+2023-07-18T12:04:24Z",
    "2023-W29-2",
    "2023-199",
    "2023-07-18Z",
    "2023-07-18+05:00",
    "2023-07-18T24:00:00Z",
    "2023-07-18T12:60:00Z",
    "2023-07-18T12:04:61Z",
    "2023-07-18T:04:24Z",
    "2023-07-18TT12:04:24Z",
    "2023-07-18T12:04:24.Z",
    "2023-07-18T12:04:24.1.5Z",
    "2023-07-18T12:04:24 utc",
    "2023-07-18T12:04:24+530",
    "2023-07-18T12:04:24+24:00",
    "2023-07-18T12:04:24+05:30:15",
    "2023-07-18T12:04:24--05:00",
    "2023-07-18T12:04:24Z junk",
    "2023-07-18T12:04:24Z[UTC]",
    "Tue, 32 Jul 2023 12:04:24 GMT",
    "Tue, 18 Jux 2023 12:04:24 GMT",
];

/// Texts that botocore reads, but generated clients do not: parts of today's date are added, the
/// order of the numbers is guessed, or an offset is ignored or reversed.
pub(crate) const NOT_FOLLOWED: [&str; 16] = [
    "12:04:24",
    "Tue",
    "may",
    "2023-07",
    "Jul 2023",
    "07/18/2023",
    "18.07.2023",
    "23-07-18",
    "2023-07-18T12:04:24 EST",
    "2023-07-18T12:04:24 UTC+3",
    "2023-07-18T12:04.5Z",
    "2023-07-18T12h04m24s",
    "2023-07-18 01:04:24 PM",
    "2023-07-18 at 12:04:24",
    "Tue, 18 Jul 2023 12:04:24 -0300 (BRST)",
    "1_000",
];

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn one_of<'a>(rng: &mut Rng, all: &[&'a str]) -> &'a str {
    all[rng.usize(..all.len())]
}

/// A random text of one of the forms in [`READ`]; some have a part that is out of range.
pub(crate) fn random(rng: &mut Rng) -> String {
    if rng.u8(..8) == 0 {
        return number(rng);
    }
    let time = time(rng);
    let offset = one_of(
        rng,
        &[
            "", "", "Z", " GMT", " UTC", "+00:00", "-0530", "+05", " -08:00", "+5:45", "+23:59",
        ],
    );
    let (year, month, day) = (rng.u32(1950..2076), rng.u32(1..13), rng.u32(1..32));
    let name = MONTHS[month as usize - 1];
    let weekday = one_of(rng, &["", "Tue, ", "Tue ", "Friday, ", "sun, "]);
    match rng.u8(..8) {
        0 | 1 => {
            let separator = one_of(rng, &["T", " ", "t", "  "]);
            format!("{year}-{month:02}-{day:02}{separator}{time}{offset}")
        }
        2 => format!("{year}-{month}-{day}"),
        3 => format!("{year}/{month:02}/{day:02} {time}{offset}"),
        4 => {
            let time = time.replace(':', "");
            format!("{year}{month:02}{day:02}T{time}{offset}")
        }
        5 => format!("{weekday}{day} {name} {year} {time}{offset}"),
        6 => format!("{weekday}{day:02}-{name}-{:02} {time}{offset}", year % 70),
        _ => format!("{weekday}{name} {day:2} {time} {year}"),
    }
}

fn number(rng: &mut Rng) -> String {
    let seconds = rng.i64(-62_135_596_800..253_402_300_800);
    match rng.u8(..4) {
        0 => seconds.to_string(),
        1 => format!("{}.{}", rng.i32(..), rng.u32(..)),
        2 => format!("{:e}", rng.i32(..)),
        _ => format!("{}.{}E{}", rng.u8(..), rng.u32(..), rng.u8(..9)),
    }
}

fn time(rng: &mut Rng) -> String {
    let (hour, minute, second) = (rng.u8(..25), rng.u8(..61), rng.u8(..60));
    let fraction = rng.u64(..) % 10_u64.pow(rng.u32(1..18));
    match rng.u8(..6) {
        0 => format!("{hour:02}:{minute:02}"),
        1 => format!("{hour:02}:{minute:02}:{second:02}.{fraction}"),
        2 => format!("{hour:02}:{minute:02}:{second:02},{fraction}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    }
}

/// A random text with a character too many, too few, or another one.
pub(crate) fn damaged(rng: &mut Rng) -> String {
    let mut text: Vec<char> = random(rng).chars().collect();
    let characters: Vec<char> = "0123456789-+:., TZtzeGMTé/".chars().collect();
    for _ in 0..rng.usize(1..3) {
        // Not in the day of the week, which AWS's reader of HTTP dates does not look at.
        let index = rng.usize(5..text.len().max(6)).min(text.len() - 1);
        let character = characters[rng.usize(..characters.len())];
        match rng.u8(..3) {
            0 => text[index] = character,
            1 => text.insert(index, character),
            _ if text.len() > 1 => _ = text.remove(index),
            _ => {}
        }
    }
    text.into_iter().collect()
}

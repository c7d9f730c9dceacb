//! Reader of timestamps, in bodies and headers.
//!
//! botocore ignores the format of the model when it reads, and passes texts to dateutil. This reads
//! the forms of RFC 3339 and ISO 8601, of HTTP and mail, of C's `asctime`, and epoch seconds. A
//! time without an offset is in UTC.

use std::ops::{Range, RangeInclusive};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

/// Reads a timestamp, fastest if it is in `format`.
pub fn parse(text: &str, format: Format) -> Option<DateTime> {
    let found = match format {
        Format::EpochSeconds => epoch_seconds(text).filter(is_in_calendar),
        Format::HttpDate => DateTime::from_str(text, format).ok(),
        _ => DateTime::from_str(text, Format::DateTimeWithOffset).ok(),
    };
    found.or_else(|| parse_any(text.trim()))
}

/// Parses epoch seconds exactly, without the rounding of a float.
pub fn epoch_seconds(text: &str) -> Option<DateTime> {
    if text.contains(['e', 'E']) {
        let seconds: f64 = text.parse().ok()?;
        return (seconds.abs() < i64::MAX as f64).then(|| DateTime::from_secs_f64(seconds));
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let seconds: i64 = match whole {
        "" | "+" | "-" if !fraction.is_empty() => 0,
        whole => whole.parse().ok()?,
    };
    match (nanoseconds(fraction)?, whole.starts_with('-')) {
        (nanos @ 1.., true) => {
            let seconds = seconds.checked_sub(1)?;
            Some(DateTime::from_secs_and_nanos(
                seconds,
                1_000_000_000 - nanos,
            ))
        }
        (nanos, _) => Some(DateTime::from_secs_and_nanos(seconds, nanos)),
    }
}

/// Says that a text is no timestamp.
#[cold]
pub fn unreadable(text: &str) -> String {
    const SHOWN: usize = 40;
    let start: String = text.chars().take(SHOWN).collect();
    let more = if start.len() < text.len() { "…" } else { "" };
    format!(
        "expected a timestamp, found \"{}{more}\"",
        start.escape_debug()
    )
}

/// Returns `true` for the name of a day of the week.
pub fn is_weekday(word: &str) -> bool {
    is_named(
        word,
        &[
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ],
    )
}

/// Returns `true` in the years 1 to 9999, where texts have dates.
fn is_in_calendar(time: &DateTime) -> bool {
    (-62_135_596_800..=253_402_300_799).contains(&time.secs())
}

#[cold]
fn parse_any(text: &str) -> Option<DateTime> {
    let number = epoch_seconds(text);
    if number.is_some_and(|it| is_in_calendar(&it)) {
        return number;
    }
    // Fourteen digits can be a date; as a number they are some hundred thousand years away.
    parse_date(text).or(number)
}

/// Parses a date, with or without a time.
fn parse_date(text: &str) -> Option<DateTime> {
    let mut scanner = Scanner { rest: text };
    let mut date = scanner.date()?;
    let (seconds, nanos) = if scanner.rest.is_empty() {
        (0, 0)
    } else {
        scanner.time()?
    };
    if date.year.is_none() {
        scanner.spaces();
        date.year = scanner.number(4..=4);
    }
    let seconds = date.days()? * 86_400 + seconds;
    scanner
        .rest
        .is_empty()
        .then(|| DateTime::from_secs_and_nanos(seconds, nanos))
}

/// A date. The year may follow the time.
struct Date {
    year: Option<i64>,
    month: i64,
    day: i64,
}

impl Date {
    /// Days since 1970, if there is such a date.
    fn days(&self) -> Option<i64> {
        let year = self.year?;
        let is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        let february = if is_leap { 29 } else { 28 };
        let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let (before, rest) = lengths.split_at_checked(usize::try_from(self.month - 1).ok()?)?;
        if year < 1 || !(1..=*rest.first()?).contains(&self.day) {
            return None;
        }
        let years = year - 1;
        let leap_days = years / 4 - years / 100 + years / 400;
        let until_1970 = 719_162;
        let in_year = before.iter().sum::<i64>() + self.day - 1;
        Some(years * 365 + leap_days + in_year - until_1970)
    }
}

/// Reads the parts of a date and time.
#[derive(Clone)]
struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    fn take_while(&mut self, is_part: fn(&char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !is_part(&c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn digits(&mut self) -> &'a str {
        self.take_while(char::is_ascii_digit)
    }

    /// Reads a number with so many digits.
    fn number(&mut self, lengths: RangeInclusive<usize>) -> Option<i64> {
        let digits = self.digits();
        lengths
            .contains(&digits.len())
            .then(|| digits.parse().ok())?
    }

    fn word(&mut self) -> &'a str {
        self.take_while(char::is_ascii_alphabetic)
    }

    fn spaces(&mut self) -> bool {
        !self.take_while(|c| c.is_ascii_whitespace()).is_empty()
    }

    /// Reads one of these characters.
    fn eat(&mut self, characters: &[char]) -> Option<char> {
        let found = self
            .rest
            .chars()
            .next()
            .filter(|it| characters.contains(it))?;
        self.rest = &self.rest[found.len_utf8()..];
        Some(found)
    }

    /// Reads what separates the parts of a date: spaces, or one of these characters.
    fn separator(&mut self, characters: &[char]) -> Option<char> {
        if self.spaces() {
            Some(' ')
        } else {
            self.eat(characters)
        }
    }

    fn date(&mut self) -> Option<Date> {
        let mut after_word = self.clone();
        let word = after_word.word();
        if is_weekday(word) {
            *self = after_word;
            self.eat(&[',']);
            self.spaces();
        }
        let mut after_digits = self.clone();
        match after_digits.digits().len() {
            0 => self.date_from_month(),
            1 | 2 => self.date_from_day(),
            4 => self.date_from_year(),
            8 | 12 | 14 => {
                let (date, time) = self.rest.split_at(8);
                self.rest = time;
                let part = |range: Range<usize>| date.get(range)?.parse::<i64>().ok();
                let (year, month, day) = (part(0..4), part(4..6)?, part(6..8)?);
                Some(Date { year, month, day })
            }
            _ => None,
        }
    }

    /// Reads a date as in `Jul 18 12:04:24 2023` and `July 18, 2023`.
    fn date_from_month(&mut self) -> Option<Date> {
        let month = self.month_name()?;
        self.separator(&[])?;
        let day = self.number(1..=2)?;
        let mut year = self.clone();
        year.eat(&[',']);
        let is_separate = year.spaces();
        let found = year.number(4..=4).filter(|_| is_separate);
        if found.is_some() {
            *self = year;
        }
        Some(Date {
            year: found,
            month,
            day,
        })
    }

    /// Reads a date as in `18 Jul 2023` and `18-Jul-23`.
    fn date_from_day(&mut self) -> Option<Date> {
        let day = self.number(1..=2)?;
        let separator = self.separator(&['-'])?;
        let month = self.month_name()?;
        if self.separator(&['-'])? != separator {
            return None;
        }
        let digits = self.digits();
        let year: i64 = digits.parse().ok()?;
        // Years of two digits as RFC 6265 (5.1.1) has them, so that no clock decides.
        let year = match digits.len() {
            2 if year < 70 => 2000 + year,
            2 => 1900 + year,
            4 => year,
            _ => return None,
        };
        Some(Date {
            year: Some(year),
            month,
            day,
        })
    }

    /// Reads a date as in `2023-07-18`, `2023/7/18` and `2023 Jul 18`.
    fn date_from_year(&mut self) -> Option<Date> {
        let year = self.number(4..=4);
        let separator = self.separator(&['-', '/', '.'])?;
        let month = self.month_name().or_else(|| self.number(1..=2))?;
        if self.separator(&['-', '/', '.'])? != separator {
            return None;
        }
        let day = self.number(1..=2)?;
        Some(Date { year, month, day })
    }

    /// Reads the name of a month, if there is one.
    fn month_name(&mut self) -> Option<i64> {
        const MONTHS: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let mut after = self.clone();
        let word = after.word();
        let found = (1..).zip(MONTHS).find(|(_, name)| is_named(word, &[*name]));
        let (month, _) = found?;
        *self = after;
        Some(month)
    }

    /// Reads a time and its offset: seconds of the day in UTC, and nanoseconds.
    fn time(&mut self) -> Option<(i64, u32)> {
        self.spaces();
        self.eat(&['T', 't']);
        self.spaces();
        let digits = self.digits();
        let part = |start: usize| match digits.get(start..start + 2) {
            Some(part) => part.parse::<i64>().ok(),
            None => Some(0),
        };
        let mut has_seconds = digits.len() == 6;
        let (hour, mut minute, mut second) = match digits.len() {
            1 | 2 => (digits.parse().ok()?, 0, 0),
            4 | 6 => (part(0)?, part(2)?, part(4)?),
            _ => return None,
        };
        if digits.len() < 3 && self.eat(&[':']).is_some() {
            minute = self.number(1..=2)?;
            if self.eat(&[':']).is_some() {
                let before = self.rest.len();
                second = self.number(1..=2)?;
                // dateutil takes a comma after a single digit for a separator.
                has_seconds = before - self.rest.len() == 2 || !self.rest.starts_with(',');
            }
        }
        let nanos = if has_seconds && self.eat(&['.', ',']).is_some() {
            let digits = self.digits();
            (!digits.is_empty()).then(|| nanoseconds(digits))??
        } else {
            0
        };
        let offset = self.offset()?;
        let is_valid = hour < 24 && minute < 60 && second < 60;
        is_valid.then_some((hour * 3600 + minute * 60 + second - offset, nanos))
    }

    /// Reads an offset in seconds, which is 0 if there is none.
    fn offset(&mut self) -> Option<i64> {
        let mut offset = self.clone();
        offset.spaces();
        let word = offset.word();
        if !word.is_empty() {
            *self = offset;
            return matches!(word, "Z" | "z" | "UTC" | "GMT").then_some(0);
        }
        let Some(sign) = offset.eat(&['+', '-']) else {
            return Some(0);
        };
        *self = offset;
        let digits = self.digits();
        let (hours, minutes) = match digits.len() {
            1 | 2 if self.eat(&[':']).is_some() => (digits.parse().ok()?, self.number(1..=2)?),
            1 | 2 => (digits.parse().ok()?, 0),
            4 => (
                digits[..2].parse::<i64>().ok()?,
                digits[2..].parse::<i64>().ok()?,
            ),
            _ => return None,
        };
        let seconds = hours * 3600 + minutes * 60;
        let is_valid = seconds < 86_400;
        is_valid.then_some(if sign == '-' { -seconds } else { seconds })
    }
}

/// Returns `true` if `word` is one of the names, or its first three letters.
fn is_named(word: &str, names: &[&str]) -> bool {
    names.iter().any(|name| {
        let word = word.as_bytes();
        word.eq_ignore_ascii_case(name.as_bytes())
            || word.eq_ignore_ascii_case(&name.as_bytes()[..3])
    })
}

/// Parses the digits of a fraction of a second. Those after the ninth are dropped.
fn nanoseconds(digits: &str) -> Option<u32> {
    if digits.is_empty() {
        return Some(0);
    }
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let first_nine = digits.bytes().chain(std::iter::repeat(b'0')).take(9);
    is_number.then(|| first_nine.fold(0, |nanos, digit| nanos * 10 + u32::from(digit - b'0')))
}

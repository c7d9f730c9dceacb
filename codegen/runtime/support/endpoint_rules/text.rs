//! Functions of endpoint rules on texts: addresses, parts of ARNs, paths, labels of host names.

// Relative, since the generator has a copy of both modules to compare rules.
use super::super::url::{are_all, is_ipv6, split_port};

/// True if the host is an IP address.
pub fn is_ip(authority: &str) -> bool {
    let (host, _) = split_port(authority);
    is_ipv4(host) || is_ipv6(host)
}

fn is_ipv4(host: &str) -> bool {
    let is_part =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    host.split('.').count() == 4 && host.split('.').all(is_part)
}

/// Writes a path without dot segments and repeated slashes, and with a slash at the end.
pub fn write_normalized(path: &str, write: &mut dyn FnMut(&str)) {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    write("/");
    for segment in segments {
        write_encoded(segment, "-_.~", write);
        write("/");
    }
}

/// Writes a text with all bytes percent-encoded but letters, digits and `plain`.
pub fn write_encoded(text: &str, plain: &str, write: &mut dyn FnMut(&str)) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || plain.as_bytes().contains(&b);
    let mut rest = text;
    while let Some(position) = rest.bytes().position(|b| !is_plain(b)) {
        write(&rest[..position]);
        let special = rest[position..].chars().next().map_or(0, char::len_utf8);
        for byte in rest[position..position + special].bytes() {
            let digits = [byte >> 4, byte & 15].map(|it| DIGITS[usize::from(it)]);
            let escaped = [b'%', digits[0], digits[1]];
            write(std::str::from_utf8(&escaped).unwrap_or_default());
        }
        rest = &rest[position + special..];
    }
    write(rest);
}

/// True if a text has the parts of an ARN, and partition, service and resource are not empty.
pub fn is_arn(text: &str) -> bool {
    let part = |index| arn_part(text, index).is_some_and(|it| !it.is_empty());
    text.starts_with("arn:") && part(1) && part(2) && part(5)
}

/// Returns a part of an ARN. The last one (5) is the resource, colons included.
pub fn arn_part(text: &str, index: usize) -> Option<&str> {
    text.splitn(6, ':').nth(index)
}

/// Returns a part of an ARN's resource, whose parts are separated by colons and slashes.
pub fn resource_part(text: &str, index: usize) -> Option<&str> {
    arn_part(text, 5)?.split([':', '/']).nth(index)
}

/// Returns the characters from `start` to `stop` of a text, counted from its end if `from_end` is
/// set.
pub fn substring(text: &str, start: usize, stop: usize, from_end: bool) -> Option<&str> {
    if start >= stop || text.len() < stop || !text.is_ascii() {
        return None;
    }
    Some(if from_end {
        &text[text.len() - stop..text.len() - start]
    } else {
        &text[start..stop]
    })
}

/// True if a text is a valid label of a host name, or several separated by dots if `dots` is set.
pub fn is_host_label(text: &str, dots: bool) -> bool {
    if dots && text.as_bytes().contains(&b'.') {
        text.split('.').all(is_one_label)
    } else {
        is_one_label(text)
    }
}

fn is_one_label(text: &str) -> bool {
    let (first, last) = (text.bytes().next(), text.bytes().next_back());
    let is_edge = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_alphanumeric());
    let is_allowed = |b: u8| b.is_ascii_alphanumeric() | (b == b'-');
    text.len() <= 63 && is_edge(first) && is_edge(last) && are_all(text, is_allowed)
}

/// True if a text is a valid bucket name in a host name.
pub fn is_bucket_label(text: &str, dots: bool) -> bool {
    text.len() >= 3
        && are_all(text, |b| !b.is_ascii_uppercase())
        && is_host_label(text, dots)
        && !(dots && is_ipv4(text))
}

//! Syntax of endpoint URLs and of the host names in them.
//!
//! Endpoint URLs come from settings, endpoint rules, endpoint discovery and members of inputs. All
//! of them are read here, so that a URL that is accepted can also be sent to.

use std::net::Ipv6Addr;

/// A URL that a path can be appended to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaseUrl<'a> {
    /// Scheme, `http` or `https`.
    pub scheme: &'static str,
    /// Host, and perhaps a port.
    pub authority: &'a str,
    /// Path; empty if there is none.
    pub path: &'a str,
}

impl<'a> BaseUrl<'a> {
    /// Parses a URL.
    ///
    /// # Errors
    /// If a path cannot be appended to it. The text says why, as the end of a sentence.
    #[inline]
    pub fn parse(url: &'a str) -> Result<Self, &'static str> {
        let (scheme, rest) = split_scheme(url).ok_or(SCHEME)?;
        // Most URLs have neither a port nor a path.
        if is_host(rest) {
            return Ok(Self {
                scheme,
                authority: rest,
                path: "",
            });
        }
        Self::parse_rest(scheme, rest)
    }

    fn parse_rest(scheme: &'static str, rest: &'a str) -> Result<Self, &'static str> {
        let end = rest.bytes().position(|b| matches!(b, b'/' | b'?' | b'#'));
        let (authority, path) = rest.split_at(end.unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err("it must not have a user name or password");
        }
        if path.contains(['?', '#']) {
            return Err("it must not have a query or fragment");
        }
        let (host, port) = split_port(authority);
        if host.is_empty() {
            return Err("it has no host");
        }
        if !(is_host(host.strip_suffix('.').unwrap_or(host)) || is_ipv6(host)) {
            return Err(
                "its host has to be a host name (labels of 1 to 63 letters, digits, `-` \
                        and `_` that neither begin nor end with `-`, separated by dots), or an \
                        IP address (IPv6 in brackets)",
            );
        }
        if !port.is_none_or(is_port) {
            return Err("its port has to be a number from 1 to 65535");
        }
        if !is_in_path(path) {
            return Err("its path has a character that has to be percent-encoded");
        }
        Ok(Self {
            scheme,
            authority,
            path,
        })
    }
}

const SCHEME: &str = "it has to begin with http:// or https://";

/// Returns the scheme, and what follows `://`. The scheme may have any case.
pub fn split_scheme(url: &str) -> Option<(&'static str, &str)> {
    let has = |scheme: &str| {
        let start = url.as_bytes().get(..scheme.len());
        start.is_some_and(|it| it.eq_ignore_ascii_case(scheme.as_bytes()))
    };
    if has("https://") {
        Some(("https", &url["https://".len()..]))
    } else if has("http://") {
        Some(("http", &url["http://".len()..]))
    } else {
        None
    }
}

/// Returns host and port. An IPv6 address is in brackets, and contains colons.
pub fn split_port(authority: &str) -> (&str, Option<&str>) {
    match authority.bytes().rposition(|b| matches!(b, b':' | b']')) {
        Some(end) if authority.as_bytes()[end] == b':' => {
            (&authority[..end], Some(&authority[end + 1..]))
        }
        _ => (authority, None),
    }
}

fn is_port(port: &str) -> bool {
    let is_number = port.bytes().all(|b| b.is_ascii_digit());
    is_number && port.parse::<u16>().is_ok_and(|port| port != 0)
}

/// True if a host is an IPv6 address, in brackets and perhaps with a zone.
pub fn is_ipv6(host: &str) -> bool {
    let inner = host.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    inner.is_some_and(|inner| {
        let (address, zone) = match inner.split_once('%') {
            Some((address, zone)) => (address, Some(zone)),
            None => (inner, None),
        };
        address.parse::<Ipv6Addr>().is_ok()
            && zone.is_none_or(|it| !it.is_empty() && is_in_host(it))
    })
}

/// True if a text may be inserted into a host name, as a part of a label too.
pub fn is_in_host(text: &str) -> bool {
    are_all(text, |b| {
        b.is_ascii_alphanumeric() | (b == b'-') | (b == b'.') | (b == b'_')
    })
}

/// True if a text may be inserted into a path.
pub fn is_in_path(text: &str) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_graphic() && !matches!(b, b'?' | b'#' | b'\\' | b'"' | b'<' | b'>'))
}

/// True if a name is valid in DNS: labels of 1 to 63 bytes that neither begin nor end with a dash,
/// 253 bytes in all. Underscores are valid too: names in private networks have them.
pub fn is_host(host: &str) -> bool {
    let bytes = host.as_bytes();
    let is_separator = |b: u8| (b == b'.') | (b == b'-');
    // Without a branch, so that the compiler can vectorize the loop. Of two separators in a row,
    // only dashes are inside of a label.
    let has_gap = bytes.windows(2).fold(false, |found, it| {
        let are_dashes = (it[0] == b'-') & (it[1] == b'-');
        found | (is_separator(it[0]) & is_separator(it[1]) & !are_dashes)
    });
    let is_edge = |b: Option<&u8>| b.is_some_and(|b| !is_separator(*b));
    let is_short = match bytes.len() {
        0 | 254.. => false,
        ..=63 => true,
        _ => host.split('.').all(|label| label.len() <= 63),
    };
    is_short && !has_gap && is_edge(bytes.first()) && is_edge(bytes.last()) && is_in_host(host)
}

/// True if the predicate holds for all bytes. It never stops early, so that the compiler can
/// vectorize the loop.
#[inline(always)]
pub fn are_all(text: &str, predicate: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(true, |all, b| all & predicate(b))
}

//! The only place where a wire string becomes a Rust identifier.
//!
//! Words are split by smithy-rs's rules (its `Strings.kt`), so that names equal those of
//! `aws-sdk-rust`; heck joins them. Reserved words are renamed as smithy-rs renames them
//! (its `RustReservedWords.kt`).

use std::collections::HashSet;
use std::fmt;

use heck::ToUpperCamelCase;

/// A Rust identifier, ready to be written: a keyword stands here as `r#type`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// The identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The identifier without `r#`, as a part of another one or of a file name.
    pub fn unraw(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }

    /// The identifier with something before and after it.
    pub fn affixed(&self, prefix: &str, suffix: &str) -> Self {
        Self(escape(&format!("{prefix}{}{suffix}", self.unraw())))
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Words that have a capital of their own inside.
const WHOLE_WORDS: [&str; 7] = ["ipv4", "ipv6", "sigv4", "mib", "gib", "kib", "ttl"];

/// Splits a wire name into lower-case words.
fn words(name: &str) -> Vec<String> {
    let characters: Vec<char> = name.chars().collect();
    let is_lower = !name.chars().any(char::is_uppercase);
    let mut words = Vec::new();
    let mut word = String::new();
    for (index, &c) in characters.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            words.push(std::mem::take(&mut word));
            continue;
        }
        let Some(last) = word.chars().next_back() else {
            word.push(c);
            continue;
        };
        let rest: String = characters[index..].iter().collect();
        let in_whole_word = WHOLE_WORDS
            .iter()
            .any(|whole| (word.clone() + &rest).to_lowercase().starts_with(whole))
            && !WHOLE_WORDS.contains(&word.to_lowercase().as_str());
        let next = characters.get(index + 1).copied();
        let second = characters.get(index + 2).copied();
        // `ab|C`, `b2|C`
        let after_lower = c.is_uppercase() && (last.is_lowercase() || last.is_ascii_digit());
        // `s3|key`, in names without capitals
        let after_digit = is_lower && last.is_ascii_digit() && c.is_lowercase();
        if (!in_whole_word && (after_lower || after_digit)) || ends_acronym(last, c, next, second) {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words.iter().map(|word| word.to_lowercase()).collect()
}

/// Whether `c` begins a word after an acronym: `DB|Proxy`, but not in `ACLs` or `DynamoDBv2`.
fn ends_acronym(last: char, c: char, next: Option<char>, second: Option<char>) -> bool {
    let is_lower = |c: Option<char>| c.is_some_and(char::is_lowercase);
    if !last.is_uppercase() || !c.is_uppercase() || !is_lower(next) {
        return false;
    }
    let plural = next == Some('s') && !is_lower(second);
    let version = next == Some('v') && second.is_some_and(|c| c.is_ascii_digit());
    !plural && !version
}

/// `snake_case`: members, operations, modules. `None` if the name has no letter or digit.
pub fn snake(name: &str) -> Option<Ident> {
    let joined = words(name).join("_");
    valid(joined, |name| format!("_{name}"))
}

/// `PascalCase`: types and variants. `None` if the name has no letter or digit.
pub fn pascal(name: &str) -> Option<Ident> {
    let joined = words(name).join("_").to_upper_camel_case();
    valid(joined, |name| format!("_{name}"))
}

fn valid(name: String, prefixed: impl Fn(&str) -> String) -> Option<Ident> {
    match name.chars().next()? {
        first if first.is_ascii_digit() => Some(Ident(prefixed(&name))),
        _ => Some(Ident(escape(&name))),
    }
}

/// Makes a keyword an identifier: raw where Rust allows it, else changed.
fn escape(name: &str) -> String {
    match name {
        "crate" | "self" | "super" => format!("{name}_"),
        "Self" => "SelfValue".to_owned(),
        "SelfValue" => "SelfValue_".to_owned(),
        _ if is_keyword(name) => format!("r#{name}"),
        _ => name.to_owned(),
    }
}

/// Whether Rust (2024) reserves the word.
fn is_keyword(name: &str) -> bool {
    // syn does not know it: it is one since the edition 2024.
    name == "gen"
        || syn::parse_str::<syn::Ident>(name).is_err()
            && syn::parse_str::<syn::Ident>(&format!("r#{name}")).is_ok()
}

/// A member's name in a structure, away from the methods that builders have.
pub fn member(name: &str) -> Option<Ident> {
    let name = snake(name)?;
    let taken = matches!(
        name.as_str(),
        "build"
            | "builder"
            | "default"
            | "send"
            | "send_with"
            | "make_operation"
            | "presigned"
            | "customize"
            | "meta"
            | "as_input"
            | "read_from"
            | "write_to"
            | "finish"
    );
    Some(if taken {
        name.affixed("", "_value")
    } else {
        name
    })
}

/// The name of an enum's or a union's variant, away from its `Unknown`.
pub fn variant(name: &str) -> Option<Ident> {
    let name = pascal(name)?;
    Some(match name.as_str() {
        "Unknown" => Ident("UnknownValue".to_owned()),
        "UnknownValue" => Ident("UnknownValue_".to_owned()),
        _ => name,
    })
}

/// The variant of an enum value that has nothing to make a name of, such as the empty string.
pub fn variant_without_letters(value: &str) -> Ident {
    let mut name = if value.is_empty() {
        "Empty".to_owned()
    } else {
        "Value".to_owned()
    };
    for c in value.chars() {
        name += &format!("{:X}", u32::from(c));
    }
    Ident(name)
}

/// Hands out each name once.
///
/// A name that is taken gets the suffix `Value` or `_value`, as smithy-rs's renames have, and after
/// that a number. Names are claimed in the model's order, so that what stands first keeps its name.
#[derive(Debug, Default)]
pub struct Names(HashSet<String>);

impl Names {
    /// Names of which some are taken from the start.
    pub fn without(taken: &[&str]) -> Self {
        Self(taken.iter().map(|&name| name.to_owned()).collect())
    }

    /// Claims `name` or, if that is taken, one like it.
    pub fn claim(&mut self, name: Ident) -> Ident {
        self.claim_with(name, |name| vec![name.to_owned()])
    }

    /// Claims the name of a module: names that differ by case only would share a file.
    pub fn claim_module(&mut self, name: Ident) -> Ident {
        self.claim_with(name, |name| vec![name.to_lowercase()])
    }

    /// Claims the name of a field along with those of the methods that a builder has for it.
    pub fn claim_field(&mut self, name: Ident) -> Ident {
        self.claim_with(name, |name| {
            vec![
                name.to_owned(),
                format!("set_{name}"),
                format!("get_{name}"),
            ]
        })
    }

    fn claim_with(&mut self, name: Ident, needed: impl Fn(&str) -> Vec<String>) -> Ident {
        let suffix = match name.unraw().chars().next() {
            Some(first) if first.is_uppercase() => "Value",
            _ => "_value",
        };
        let mut candidate = name.clone();
        let mut number = 1;
        loop {
            let needed = needed(candidate.unraw());
            if needed.iter().all(|name| !self.0.contains(name)) {
                self.0.extend(needed);
                return candidate;
            }
            candidate = match number {
                1 => name.affixed("", suffix),
                number => name.affixed("", &format!("{suffix}{number}")),
            };
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snakes(names: &[(&str, &str)]) {
        for (wire, rust) in names {
            assert_eq!(snake(wire).unwrap().as_str(), *rust, "{wire}");
        }
    }

    #[test]
    fn words_are_split_as_smithy_rs_splits_them() {
        snakes(&[
            ("containerInstanceArn", "container_instance_arn"),
            ("ec2InstanceId", "ec2_instance_id"),
            ("sizeInGiB", "size_in_gib"),
            ("ipv6Address", "ipv6_address"),
            (
                "AssignIPv6AddressOnCreation",
                "assign_ipv6_address_on_creation",
            ),
            ("DBProxyArn", "db_proxy_arn"),
            ("ARNs", "arns"),
            ("IAMUser", "iam_user"),
            ("ChecksumCRC32C", "checksum_crc32_c"),
            ("KMSKeyId", "kms_key_id"),
            ("s3key", "s3_key"),
            ("TTL", "ttl"),
            ("TTLs", "ttls"),
            ("DynamoDBv2", "dynamo_dbv2"),
            ("a-b.c", "a_b_c"),
            ("__x", "x"),
        ]);
    }

    #[test]
    fn reserved_words_are_escaped() {
        snakes(&[
            ("type", "r#type"),
            ("self", "self_"),
            ("crate", "crate_"),
            ("gen", "r#gen"),
            ("2fast", "_2_fast"),
        ]);
        assert_eq!(member("build").unwrap().as_str(), "build_value");
        assert_eq!(variant("self").unwrap().as_str(), "SelfValue");
        assert_eq!(variant("UNKNOWN").unwrap().as_str(), "UnknownValue");
        assert_eq!(snake("--"), None);
    }

    #[test]
    fn types_are_pascal_case() {
        let names = [
            ("ECSExpressGatewayService", "EcsExpressGatewayService"),
            ("AwsVpcConfiguration", "AwsVpcConfiguration"),
            ("SSESpecification", "SseSpecification"),
            ("string", "String"),
        ];
        for (wire, rust) in names {
            assert_eq!(pascal(wire).unwrap().as_str(), rust);
        }
    }

    #[test]
    fn a_taken_name_is_changed() {
        let mut names = Names::default();
        let mut claim = |name: &str| names.claim_field(snake(name).unwrap()).to_string();
        assert_eq!(claim("fooBar"), "foo_bar");
        assert_eq!(claim("foo_bar"), "foo_bar_value");
        assert_eq!(claim("FooBar"), "foo_bar_value2");
        assert_eq!(claim("getFooBar"), "get_foo_bar_value3");
    }
}

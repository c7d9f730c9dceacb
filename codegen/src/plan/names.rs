//! The only place where a wire string becomes a Rust identifier.
//!
//! Words are split by smithy-rs's rules, so that names equal those of `aws-sdk-rust`; heck joins them.
//! There are two rules: `snake_case` is split by smithy-rs's own (its `Strings.kt`), `PascalCase` by
//! Smithy's (`CaseUtils.toSnakeCase`). Reserved words are renamed as smithy-rs renames them (its
//! `RustReservedWords.kt`).
//!
//! Which name a shape or member gets when two want the same one is decided in [`naming`](super::naming).

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
    // Where the word begins.
    let mut start = 0;
    for (index, &c) in characters.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            words.push(std::mem::take(&mut word));
            continue;
        }
        let Some(last) = word.chars().next_back() else {
            word.push(c);
            start = index;
            continue;
        };
        let in_whole_word = WHOLE_WORDS
            .iter()
            .any(|whole| begins_with(&characters[start..], whole))
            && !WHOLE_WORDS.iter().any(|it| it.eq_ignore_ascii_case(&word));
        let next = characters.get(index + 1).copied();
        let second = characters.get(index + 2).copied();
        // `ab|C`, `b2|C`
        let after_lower = c.is_uppercase() && (last.is_lowercase() || last.is_ascii_digit());
        // `s3|key`, in names without capitals
        let after_digit = is_lower && last.is_ascii_digit() && c.is_lowercase();
        if (!in_whole_word && (after_lower || after_digit)) || ends_acronym(last, c, next, second) {
            words.push(std::mem::take(&mut word));
            start = index;
        }
        word.push(c);
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words.iter().map(|word| word.to_lowercase()).collect()
}

/// Whether a name goes on with a word, in capitals or not.
fn begins_with(name: &[char], word: &str) -> bool {
    let mut rest = name.iter();
    word.chars()
        .all(|c| rest.next().is_some_and(|it| it.eq_ignore_ascii_case(&c)))
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
    valid(words(name).join("_"))
}

/// Modules and Cargo features that every generated crate has, and crates that `use` can begin with.
const OF_ALL_CRATES: [&str; 6] = ["support", "default", "ring", "std", "core", "alloc"];

/// The module that is called `name`. `None` if none can be.
pub fn module(name: &str) -> Option<Ident> {
    // Words are not looked at: `b2bi` and `route53resolver` are what people know.
    let is_lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let is_snake = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .split('_')
            .all(|it| !it.is_empty() && it.chars().all(is_lower));
    decided(name).filter(|_| is_snake && !OF_ALL_CRATES.contains(&name))
}

/// The module that a service of botocore gets if nobody chooses another.
pub fn service_module(service: &str) -> Option<Ident> {
    let name = service.replace(['-', '.'], "_");
    module(&name).or_else(|| module(&format!("aws_{name}")))
}

/// `PascalCase`: types. `None` if the name has no letter or digit.
///
/// A word ends before a capital that follows a small letter or digit, and before the last capital of
/// several if a small letter follows: `ECS|Cluster`, `Memory|Mi|B`, `AC|Ls`.
pub fn pascal(name: &str) -> Option<Ident> {
    let characters: Vec<char> = name.chars().collect();
    let mut words = String::new();
    for (index, &c) in characters.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            words.push('_');
            continue;
        }
        let last = index.checked_sub(1).map(|last| characters[last]);
        let next = characters.get(index + 1);
        let after_lower = last.is_some_and(|it| it.is_ascii_lowercase() || it.is_ascii_digit());
        let ends_acronym = last.is_some_and(|it| it.is_ascii_uppercase())
            && next.is_some_and(char::is_ascii_lowercase);
        if c.is_ascii_uppercase() && (after_lower || ends_acronym) {
            words.push('_');
        }
        words.push(c.to_ascii_lowercase());
    }
    valid(words.to_upper_camel_case())
}

/// The type of an operation. As in smithy-rs it keeps its capitals: `ListWebACLs`, whose input is a
/// structure and so called `ListWebAcLsInput`.
pub fn operation(name: &str) -> Option<Ident> {
    if name.chars().all(|c| c.is_ascii_alphanumeric()) {
        let (first, rest) = name.split_at_checked(1)?;
        valid(first.to_ascii_uppercase() + rest)
    } else {
        pascal(name)
    }
}

fn valid(name: String) -> Option<Ident> {
    match name.chars().next()? {
        first if first.is_ascii_digit() => Some(Ident(format!("_{name}"))),
        _ => Some(Ident(escape(&name))),
    }
}

/// A name that was decided earlier, as text. `None` if it is no identifier.
pub fn decided(name: &str) -> Option<Ident> {
    let is_plain = !name.starts_with("r#") && escape(name) == name;
    let is_ident = is_plain && syn::parse_str::<syn::Ident>(name).is_ok();
    let is_raw = name.strip_prefix("r#").is_some_and(is_keyword);
    (is_ident || is_raw).then(|| Ident(name.to_owned()))
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

/// The name of a union's variant, away from its `Unknown`.
pub fn variant(name: &str) -> Option<Ident> {
    let name = pascal(name)?;
    Some(match name.as_str() {
        "Unknown" => Ident("UnknownValue".to_owned()),
        "UnknownValue" => Ident("UnknownValue_".to_owned()),
        _ => name,
    })
}

/// The name of an enum's value, away from its `Unknown`.
///
/// smithy-rs has names of their own for values, most of them in capitals; botocore has the values only.
/// So one without capitals is written in capitals first: `a10g` is `A10G`.
pub fn value(value: &str) -> Ident {
    let is_lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let name = if value.chars().all(is_lower) {
        variant(&value.to_ascii_uppercase())
    } else {
        variant(value)
    };
    name.unwrap_or_else(|| without_letters(value))
}

/// The variant of an enum value that has nothing to make a name of, such as the empty string.
fn without_letters(value: &str) -> Ident {
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
    fn services_keep_their_names_unless_a_crate_has_something_called_so() {
        for (service, expected) in [
            ("ecs", Some("ecs")),
            ("application-autoscaling", Some("application_autoscaling")),
            ("runtime.lex", Some("runtime_lex")),
            ("route53resolver", Some("route53resolver")),
            ("support", Some("aws_support")),
            ("type", Some("aws_type")),
            ("Ecs", None),
            ("a--b", None),
        ] {
            let module = service_module(service);
            assert_eq!(module.as_ref().map(Ident::as_str), expected, "{service}");
        }
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
            ("MemoryMiBRequest", "MemoryMiBRequest"),
            ("MemoryGiBPerVCpuRequest", "MemoryGiBPerVCpuRequest"),
            ("ListWebACLsRequest", "ListWebAcLsRequest"),
            ("CRC32C", "Crc32C"),
        ];
        for (wire, rust) in names {
            assert_eq!(pascal(wire).unwrap().as_str(), rust);
        }
    }

    #[test]
    fn operations_keep_their_capitals() {
        for (wire, rust) in [
            ("ListWebACLs", "ListWebACLs"),
            ("type", "Type"),
            ("a-b", "AB"),
        ] {
            assert_eq!(operation(wire).unwrap().as_str(), rust);
        }
        assert_eq!(snake("ListWebACLs").unwrap().as_str(), "list_web_acls");
        assert_eq!(operation(""), None);
    }

    #[test]
    fn values_without_capitals_are_taken_for_capitals() {
        let names = [
            ("a10g", "A10G"),
            ("vu9p", "Vu9P"),
            ("running", "Running"),
            ("t2.micro", "T2Micro"),
            ("InProgress", "InProgress"),
            ("", "Empty"),
            ("*", "Value2A"),
            ("Self", "SelfValue"),
        ];
        for (wire, rust) in names {
            assert_eq!(value(wire).as_str(), rust);
        }
    }

    #[test]
    fn only_identifiers_are_taken_from_a_lock() {
        for name in ["FooValue", "r#type", "type_value", "_2fast"] {
            assert_eq!(decided(name).unwrap().as_str(), name);
        }
        for name in ["", "type", "a b", "r#foo", "2", "self", "a::b", "a;"] {
            assert_eq!(decided(name), None, "{name}");
        }
    }
}

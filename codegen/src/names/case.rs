//! Spells wire names as Rust does.
//!
//! Words are split by smithy-rs's rules, so that names equal those of `aws-sdk-rust`; heck joins
//! them. There are two rules: `snake_case` is split by smithy-rs's own (its `Strings.kt`),
//! `PascalCase` by Smithy's (`CaseUtils.toSnakeCase`). Reserved words are renamed as smithy-rs
//! renames them (its `RustReservedWords.kt`).

use heck::ToUpperCamelCase;

use super::Ident;
use super::reserved;

/// Words that have a capital inside and are not split there (`Strings.kt` in smithy-rs).
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

/// Returns `true` if a name begins with a word, in capitals or not.
fn begins_with(name: &[char], word: &str) -> bool {
    let mut rest = name.iter();
    word.chars()
        .all(|c| rest.next().is_some_and(|it| it.eq_ignore_ascii_case(&c)))
}

/// Returns `true` if `c` begins a word after an acronym: `DB|Proxy`, but not in `ACLs` or
/// `DynamoDBv2`.
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

/// The module called `name`: words of lower-case letters and digits, joined by `_`. `None` if a
/// generated crate cannot have such a module.
pub fn module(name: &str) -> Option<Ident> {
    // The name is not split into words: people know `b2bi` and `route53resolver`.
    let is_lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let is_snake = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .split('_')
            .all(|it| !it.is_empty() && it.chars().all(is_lower));
    let is_taken = reserved::MODULES.contains(&name) || reserved::FILES.contains(&name);
    Ident::parse(name).filter(|_| is_snake && !is_taken)
}

/// The default module of a service, by its folder in botocore: `application_autoscaling`.
pub fn service_module(service: &str) -> Option<Ident> {
    let name = service.replace(['-', '.'], "_");
    module(&name).or_else(|| module(&format!("aws_{name}")))
}

/// `PascalCase`: types. `None` if the name has no letter or digit.
///
/// A word ends before a capital that follows a small letter or digit, and before the last capital
/// of several if a small letter follows: `ECS|Cluster`, `Memory|Mi|B`, `AC|Ls`.
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

/// An identifier of joined words. `None` if there are no words.
fn valid(name: String) -> Option<Ident> {
    match name.chars().next()? {
        first if first.is_ascii_digit() => Some(Ident::escaped(&format!("_{name}"))),
        _ => Some(Ident::escaped(&name)),
    }
}

/// The field of a structure for a member. `None` if the name has no letter or digit.
///
/// A member that is called like a method of builders gets the suffix `_value`.
pub fn member(name: &str) -> Option<Ident> {
    let name = snake(name)?;
    Some(if reserved::BUILDER_METHODS.contains(&name.as_str()) {
        name.affixed("", "_value")
    } else {
        name
    })
}

/// The variant of a union for a member, which cannot be the union's own `Unknown`. `None` if the
/// name has no letter or digit.
pub fn variant(name: &str) -> Option<Ident> {
    let name = pascal(name)?;
    Some(match name.as_str() {
        "Unknown" => Ident::escaped("UnknownValue"),
        "UnknownValue" => Ident::escaped("UnknownValue_"),
        _ => name,
    })
}

/// The variant of an enum for a value, which cannot be the enum's own `Unknown`.
///
/// Smithy's models name values, mostly in capitals; botocore's have the values only. So a value
/// without capitals is taken for one in capitals: `a10g` becomes `A10G`.
pub fn value(value: &str) -> Ident {
    let is_lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let name = if value.chars().all(is_lower) {
        variant(&value.to_ascii_uppercase())
    } else {
        variant(value)
    };
    name.unwrap_or_else(|| without_letters(value))
}

/// The variant for a value without a letter or digit: `Empty`, or `Value` and the characters'
/// codes.
fn without_letters(value: &str) -> Ident {
    let mut name = if value.is_empty() {
        "Empty".to_owned()
    } else {
        "Value".to_owned()
    };
    for c in value.chars() {
        name += &format!("{:X}", u32::from(c));
    }
    Ident::escaped(&name)
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
            ("aux", Some("aws_aux")),
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
        assert_eq!(variant("SelfValue").unwrap().as_str(), "SelfValue");
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
}

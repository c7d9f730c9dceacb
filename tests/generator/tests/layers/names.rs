//! Names: those of services, and those that generated code reserves.

use std::collections::BTreeSet;

use generator_tests::sources::files;
use proc_macro2::{TokenStream, TokenTree};

use super::code::code;

/// Words of names of services.
const SERVICES: [&str; 50] = [
    "acm",
    "apigateway",
    "appsync",
    "athena",
    "autoscaling",
    "bedrock",
    "cloudformation",
    "cloudfront",
    "cloudtrail",
    "cloudwatch",
    "codebuild",
    "cognito",
    "dynamodb",
    "ebs",
    "ec2",
    "ecr",
    "ecs",
    "efs",
    "eks",
    "elasticache",
    "emr",
    "eventbridge",
    "firehose",
    "glacier",
    "glue",
    "guardduty",
    "iam",
    "kinesis",
    "kms",
    "lambda",
    "lex",
    "lightsail",
    "neptune",
    "opensearch",
    "polly",
    "quicksight",
    "rds",
    "redshift",
    "rekognition",
    "route53",
    "s3",
    "sagemaker",
    "secretsmanager",
    "ses",
    "sns",
    "sqs",
    "ssm",
    "sts",
    "swf",
    "textract",
];

/// Services are not special cases: in another generator, one by a service's name once changed all
/// services.
#[test]
fn no_service_is_named() {
    for file in files("codegen/src", ".rs") {
        if !["codegen/src/plan/", "codegen/src/emit/"]
            .iter()
            .any(|it| file.path.starts_with(it))
        {
            continue;
        }
        for text in names_and_strings(code(&file)) {
            // The protocol's variant, which has the name of the service.
            if file.path.ends_with("plan/protocol.rs") && text == "Ec2" {
                continue;
            }
            let words = words(&text);
            let found = words.iter().find(|word| SERVICES.contains(&word.as_str()));
            assert_eq!(found, None, "{}: a service in `{text}`", file.path);
        }
    }
}

/// Splits a name or text into words in lower case: `EcsClient` has two.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut last = ' ';
    for c in text.chars() {
        if c.is_uppercase() && !last.is_uppercase() || !c.is_alphanumeric() {
            words.push(String::new());
        }
        last = c;
        let word = words.last_mut().expect("there is one from the start");
        word.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
    }
    words
}

/// Collects identifiers and string literals, including those in arguments of macros.
fn names_and_strings(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => found.push(ident.to_string()),
            TokenTree::Literal(literal) => found.push(literal.to_string()),
            TokenTree::Group(group) => found.extend(names_and_strings(group.stream())),
            TokenTree::Punct(_) => {}
        }
    }
    found
}

#[test]
fn the_setters_of_clients_are_reserved() {
    let all = files("codegen/runtime/service/config", ".rs").into_iter();
    let with_setters = all.filter(|file| {
        file.path.ends_with("config/builder.rs") || file.path.ends_with("_settings.rs")
    });
    let mut setters = BTreeSet::new();
    for file in with_setters {
        for item in file.parse().items {
            if let syn::Item::Impl(item) = item {
                setters.extend(item.items.iter().filter_map(function));
            }
        }
    }
    let known = botosmith::names::reserved::CONFIG_SETTERS;
    let known: BTreeSet<_> = known.iter().map(|it| (*it).to_owned()).collect();
    assert_eq!(known, setters);
}

/// The name of a function. Private ones count, since two functions of a type cannot have one name.
fn function(item: &syn::ImplItem) -> Option<String> {
    match item {
        syn::ImplItem::Fn(it) => Some(it.sig.ident.to_string()),
        _ => None,
    }
}

//! Rules for the layers of the generator: the names that each of them may use.
//!
//! Modules with `#[cfg(test)]` and comments may use all names.

use std::collections::BTreeSet;

use generator_tests::sources::{SourceFile, files, idents};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::Visit;

/// The code of a Rust file: without comments, documentation and test modules.
fn code(file: &SourceFile) -> TokenStream {
    struct Cut;
    impl syn::visit_mut::VisitMut for Cut {
        fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
            attributes.retain(|attribute| !attribute.path().is_ident("doc"));
        }
    }
    let mut parsed = file.parse();
    parsed.items.retain(|item| match item {
        syn::Item::Mod(module) => !module.attrs.iter().any(is_cfg_test),
        _ => true,
    });
    syn::visit_mut::visit_file_mut(&mut Cut, &mut parsed);
    parsed.into_token_stream()
}

fn is_cfg_test(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("cfg") && attribute.to_token_stream().to_string().contains("test")
}

/// Asserts that none of the files below a folder mentions one of the names.
fn without(below: &str, names: &[&str]) {
    let files = files(below, ".rs");
    assert!(files.len() > 2, "the files of {below}");
    for file in files {
        let found = idents(code(&file));
        let found: Vec<&String> = found
            .iter()
            .filter(|it| names.contains(&it.as_str()))
            .collect();
        assert!(
            found.is_empty(),
            "{}: {found:?} must not be used here",
            file.path
        );
    }
}

#[test]
fn only_emit_and_output_make_tokens() {
    let tokens = [
        "TokenStream",
        "TokenTree",
        "quote",
        "proc_macro2",
        "prettyplease",
        "ToTokens",
    ];
    without("codegen/src/model", &tokens);
    without("codegen/src/plan", &tokens);
}

#[test]
fn only_the_model_reads_json() {
    let others = files("codegen/src", ".rs").into_iter();
    let others = others.filter(|file| !file.path.starts_with("codegen/src/model/"));
    for file in others {
        let names = idents(code(&file));
        assert!(!names.contains(&"serde_json".to_owned()), "{}", file.path);
    }
}

/// A layer uses no later layer.
#[test]
fn no_layer_uses_a_later_one() {
    for (below, later) in [
        (
            "codegen/src/model",
            &["plan", "emit", "output", "Output", "manifest", "heck"][..],
        ),
        ("codegen/src/plan", &["emit", "output", "Output"][..]),
        (
            "codegen/src/emit",
            &["Output", "manifest", "Manifest", "fs"][..],
        ),
    ] {
        for file in files(below, ".rs") {
            let mut paths = UsedPaths::default();
            syn::visit::visit_file(&mut paths, &file.parse());
            let found: Vec<&String> = paths
                .0
                .iter()
                .filter(|it| later.contains(&it.as_str()))
                .collect();
            assert!(found.is_empty(), "{} uses {found:?}", file.path);
        }
    }
}

/// The first segment after `crate` of each path, and that of paths from other crates.
#[derive(Default)]
struct UsedPaths(Vec<String>);

impl<'ast> Visit<'ast> for UsedPaths {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let mut segments = path.segments.iter().map(|it| it.ident.to_string());
        if path.segments.len() > 1 {
            self.0
                .extend(segments.find(|it| it != "crate" && it != "super"));
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_use_path(&mut self, path: &'ast syn::UsePath) {
        match path.ident.to_string().as_str() {
            "crate" | "super" => match &*path.tree {
                syn::UseTree::Path(next) => self.0.push(next.ident.to_string()),
                syn::UseTree::Name(next) => self.0.push(next.ident.to_string()),
                syn::UseTree::Group(group) => self.0.extend(idents(group.to_token_stream())),
                _ => {}
            },
            other => self.0.push(other.to_owned()),
        }
    }
}

/// Finds functions that can fail, and look-ups by text.
struct Functions(Vec<String>);
impl<'ast> Visit<'ast> for Functions {
    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        if idents(signature.to_token_stream()).contains(&"Result".to_owned()) {
            self.0.push(format!("{} has a Result", signature.ident));
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let by_text = call.args.iter().any(|argument| {
            matches!(argument, syn::Expr::Lit(literal) if matches!(literal.lit, syn::Lit::Str(_)))
        });
        let method = call.method.to_string();
        if by_text
            && matches!(
                method.as_str(),
                "get" | "get_mut" | "contains_key" | "remove"
            )
        {
            self.0
                .push(format!("a look-up by text: {}", call.to_token_stream()));
        }
        syn::visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_index(&mut self, index: &'ast syn::ExprIndex) {
        if let syn::Expr::Lit(literal) = &*index.index
            && matches!(literal.lit, syn::Lit::Str(_))
        {
            self.0
                .push(format!("a look-up by text: {}", index.to_token_stream()));
        }
        syn::visit::visit_expr_index(self, index);
    }
}

/// All errors are found before an emitter is called, and a plan has everything that an emitter
/// needs.
#[test]
fn emitters_neither_fail_nor_look_up() {
    let model = [
        "shapes",
        "members",
        "ShapeName",
        "MemberName",
        "OperationName",
        "Shape",
        "Service",
        "IndexMap",
    ];
    for file in files("codegen/src/emit", ".rs") {
        let mut functions = Functions(Vec::new());
        syn::visit::visit_file(&mut functions, &file.parse());
        assert_eq!(functions.0, [""; 0], "{}", file.path);
        let code: Vec<TokenTree> = code(&file).into_iter().collect();
        for name in after_model(&code) {
            assert!(
                !model.contains(&name.as_str()),
                "{}: model::{name}",
                file.path
            );
        }
        let names = idents(code.into_iter().collect());
        assert!(
            !names.contains(&"shapes".to_owned()),
            "{}: .shapes",
            file.path
        );
    }
}

/// The names in `model::Name`, anywhere in the tokens.
fn after_model(tokens: &[TokenTree]) -> Vec<String> {
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                found.extend(after_model(&group.stream().into_iter().collect::<Vec<_>>()));
            }
            TokenTree::Ident(ident) if ident == "model" => match tokens.get(index + 3) {
                Some(TokenTree::Ident(name)) => found.push(name.to_string()),
                Some(TokenTree::Group(names)) => found.extend(idents(names.stream())),
                _ => {}
            },
            _ => {}
        }
    }
    found
}

/// There is one match on the protocol, which decides the axes on which all other code branches.
#[test]
fn one_file_matches_on_the_protocol() {
    #[derive(Default)]
    struct Variants(Vec<String>);
    impl<'ast> Visit<'ast> for Variants {
        fn visit_path(&mut self, path: &'ast syn::Path) {
            let segments: Vec<String> = path
                .segments
                .iter()
                .map(|it| it.ident.to_string())
                .collect();
            let variants = ["Json", "RestJson", "RestXml", "RpcV2Cbor", "Query", "Ec2"];
            if let [.., owner, variant] = segments.as_slice()
                && owner == "Protocol"
                && variants.contains(&variant.as_str())
            {
                self.0.push(variant.clone());
            }
        }
    }
    let mut matching = Vec::new();
    for file in files("codegen/src", ".rs") {
        let mut variants = Variants::default();
        syn::visit::visit_file(&mut variants, &file.parse());
        if !variants.0.is_empty() && !file.path.starts_with("codegen/src/model/") {
            matching.push(file.path);
        }
    }
    assert_eq!(matching, ["codegen/src/plan/protocol.rs"]);
    let file = &files("codegen/src/plan", "protocol.rs")[0];
    let text = code(file).to_string();
    assert_eq!(
        text.matches("match protocol").count(),
        1,
        "and once: {text}"
    );
}

/// HTTP locations of members are decided in one place, and emitted in one file.
#[test]
fn one_emitter_uses_http_locations() {
    let knows = |file: &SourceFile| {
        let names = idents(code(file));
        names
            .iter()
            .any(|it| ["PathPart", "EncodedHeader"].contains(&it.as_str()))
    };
    let files = files("codegen/src", ".rs").into_iter().filter(knows);
    let files: Vec<String> = files.map(|file| file.path).collect();
    let expected = [
        "codegen/src/emit/http.rs",
        "codegen/src/plan/http.rs",
        "codegen/src/plan/http/uri.rs",
    ];
    assert_eq!(files, expected);
}

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
fn the_plan_has_the_setters_of_all_clients() {
    let file = syn::parse_file(include_str!(
        "../../../../codegen/runtime/service/config/builder.rs"
    ))
    .unwrap();
    let mut setters = BTreeSet::from(["account_id_endpoint_mode", "set_account_id_endpoint_mode"])
        .into_iter()
        .map(str::to_owned)
        .collect::<BTreeSet<_>>();
    for item in file.items {
        let syn::Item::Impl(item) = item else {
            continue;
        };
        for item in item.items {
            if let syn::ImplItem::Fn(function) = item
                && matches!(function.vis, syn::Visibility::Public(_))
            {
                setters.insert(function.sig.ident.to_string());
            }
        }
    }
    let known = botosmith::plan::endpoint::SETTERS;
    let known: BTreeSet<_> = known.iter().map(|it| (*it).to_owned()).collect();
    assert_eq!(known, setters);
}

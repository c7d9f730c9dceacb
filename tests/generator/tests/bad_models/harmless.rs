//! Texts with code in them: they are generated, and stay texts.

use std::collections::BTreeMap;

use generator_tests::project::Project;
use generator_tests::sources::idents;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::Visit;

use crate::harness::{MODEL, edit, good_project};

/// Texts that would end a comment, an attribute, a string or a block if they were pasted into code,
/// and would define something called `evil`.
const HOSTILE: [&str; 12] = [
    "*/ fn evil() {} /*",
    "*/ */ /** /*! evil",
    "\"] fn evil() {} #[doc = \"",
    "/// evil\n//! evil\nfn evil() {}",
    "# [doc = \"evil\"] # ! [doc]",
    "`` ` ``` evil",
    "#![feature(evil)]",
    "\\\" fn evil() {} //",
    "r#\"evil\"# \"# evil",
    "{ evil } {} {{evil}} %s $evil #evil",
    "\\u{202e} \\n evil \\",
    "\tfn evil() {}\n\n\n    fn evil() {}",
];

/// Parses the Rust files of a project.
fn parsed(project: &Project) -> BTreeMap<String, syn::File> {
    let outputs = project.outputs().expect("what is harmless is not refused");
    let files = outputs.iter().flat_map(|output| output.files());
    files
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, text)| {
            let file = syn::parse_file(text);
            let file = file.unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            (path.clone(), file)
        })
        .collect()
}

/// The documentation of a file, one text for each documented item.
#[derive(Default)]
struct Docs(Vec<String>);

impl Docs {
    fn of(files: &BTreeMap<String, syn::File>) -> Vec<String> {
        let mut docs = Self::default();
        for file in files.values() {
            docs.add(&file.attrs);
            docs.visit_file(file);
        }
        docs.0
    }

    fn add(&mut self, attributes: &[syn::Attribute]) {
        let lines: Vec<String> = attributes.iter().filter_map(doc_line).collect();
        let lines = lines
            .iter()
            .map(|line| line.strip_prefix(' ').unwrap_or(line));
        self.0.push(lines.collect::<Vec<_>>().join("\n"));
    }
}

impl<'ast> Visit<'ast> for Docs {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.add(&item.attrs);
        syn::visit::visit_item_struct(self, item);
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.add(&field.attrs);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.add(&item.attrs);
    }
}

fn doc_line(attribute: &syn::Attribute) -> Option<String> {
    match &attribute.meta {
        syn::Meta::NameValue(syn::MetaNameValue {
            path,
            value:
                syn::Expr::Lit(syn::ExprLit {
                    lit: syn::Lit::Str(text),
                    ..
                }),
            ..
        }) if path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

/// All tokens except for documentation, as text.
fn code(file: &syn::File) -> String {
    fn without_docs(tokens: TokenStream, out: &mut Vec<String>) {
        for token in tokens {
            match token {
                // After the `#` or `#!` of an attribute.
                TokenTree::Group(group) if is_doc(group.stream()) => {
                    if out.pop().as_deref() == Some("!") {
                        out.pop();
                    }
                }
                TokenTree::Group(group) => {
                    out.push(format!("{:?} (", group.delimiter()));
                    without_docs(group.stream(), out);
                    out.push(")".to_owned());
                }
                token => out.push(token.to_string()),
            }
        }
    }
    let mut out = Vec::new();
    without_docs(file.to_token_stream(), &mut out);
    out.join(" ")
}

fn is_doc(attribute: TokenStream) -> bool {
    let mut tokens = attribute.into_iter();
    let is = |token: Option<TokenTree>, text| token.is_some_and(|it| it.to_string() == text);
    is(tokens.next(), "doc") && is(tokens.next(), "=")
}

fn json_string(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", escaped.replace('\n', "\\n").replace('\t', "\\t"))
}

/// The Rust files of a model in which everything is documented with `text`.
fn documented(text: &str) -> BTreeMap<String, syn::File> {
    let project = good_project();
    let json = json_string(text);
    let docs = format!(
        r#"{{"service": {json}, "operations": {{"Put": {json}}}, "shapes": {{
            "Choice": {{"base": {json}, "refs": {{"PutOutput$choice": {json}}}}},
            "PutOutput": {{"base": {json}}}, "Gone": {{"base": {json}}}, "Color": {{"base": {json}}},
            "Text": {{"refs": {{"PutInput$name": {json}, "Gone$message": {json}}}}}}}}}"#
    );
    project.write("model/docs-2.json", docs);
    parsed(&project)
}

/// The code has the same tokens as without documentation, and the documentation has the text.
#[test]
fn documentation() {
    let plain = parsed(&good_project());
    let count = |files: &BTreeMap<String, syn::File>, text: &str| {
        let docs = Docs::of(files);
        docs.iter().filter(|it| it.contains(text.trim())).count()
    };
    let expected = count(&documented("Plain text."), "Plain text.");
    assert!(expected > 6, "{expected} texts of nine");
    for text in HOSTILE {
        let files = documented(text);
        assert!(files.keys().eq(plain.keys()), "other files for {text:?}");
        for (path, file) in &files {
            assert_eq!(code(file), code(&plain[path]), "{path} with {text:?}");
        }
        assert_eq!(count(&files, text), expected, "texts with {text:?}");
    }
}

/// Names on the wire, values, codes, messages and titles are emitted as literals or comments, never
/// as code.
#[test]
fn wire_strings() {
    let printable = HOSTILE.iter().filter(|it| !it.contains(['\n', '\t']));
    for text in printable {
        let json = json_string(text);
        // A key has no escapes.
        let key = json_string(&text.replace(['"', '\\'], "'"));
        let edits = [
            (
                r#""serviceFullName": "Tiny Service""#,
                format!(r#""serviceFullName": {json}"#),
            ),
            (r#""serviceId": "Tiny""#, format!(r#""serviceId": {json}"#)),
            (
                r#""targetPrefix": "Tiny""#,
                format!(r#""targetPrefix": {json}"#),
            ),
            (
                r#""endpointPrefix": "tiny""#,
                format!(r#""endpointPrefix": {json}, "signingName": {json}"#),
            ),
            (
                r#""apiVersion": "2024-01-01""#,
                format!(r#""apiVersion": {json}"#),
            ),
            (r#""name": "Put""#, format!(r#""name": {json}"#)),
            (r#""code": "GoneException""#, format!(r#""code": {json}"#)),
            (
                r#""enum": ["RED", "BLUE"]"#,
                format!(r#""enum": [{json}, "\u202e\u0000\n\r evil"]"#),
            ),
            (
                r#""deprecatedMessage": "No more.""#,
                format!(r#""deprecatedMessage": {json}"#),
            ),
            (
                r#""locationName": "Extra-1""#,
                format!(r#""locationName": {key}"#),
            ),
            (r#""pattern": ".*""#, format!(r#""pattern": {json}"#)),
        ];
        let model = edits
            .iter()
            .fold(MODEL.to_owned(), |model, (piece, replacement)| {
                edit(&model, piece, replacement)
            });
        let project = good_project();
        project.write("model/service-2.json", model);
        for (path, file) in parsed(&project) {
            let idents = idents(file.to_token_stream());
            assert!(
                !idents.iter().any(|it| it == "evil"),
                "{path} with {text:?}"
            );
        }
        let output = project.outputs().expect("as before").remove(0);
        let plain = good_project().outputs().expect("it is good").remove(0);
        let settings = |output: &botosmith::Output| -> Vec<String> {
            let lines = output.files()["Cargo.toml"].lines().map(str::to_owned);
            lines.filter(|line| !line.starts_with('#')).collect()
        };
        assert_eq!(
            settings(&output),
            settings(&plain),
            "Cargo.toml with {text:?}"
        );
    }
}

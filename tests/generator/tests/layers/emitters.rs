//! Emitters turn the plan into tokens, and decide nothing.

use generator_tests::sources::{SourceFile, files, idents};
use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::visit::Visit;

use super::code::code;

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
        "codegen/src/emit/wire/http.rs",
        "codegen/src/plan/http/places.rs",
        "codegen/src/plan/http/uri.rs",
        "codegen/src/plan/ir/http.rs",
        "codegen/src/plan/structure/fields.rs",
    ];
    assert_eq!(files, expected);
}

/// Casing, sorting and removing doubles are decisions of the plan.
#[test]
fn emitters_decide_nothing() {
    const DECISIONS: [&str; 14] = [
        "dedup",
        "dedup_by_key",
        "retain",
        "sort",
        "sort_by",
        "sort_by_key",
        "sort_unstable",
        "sort_unstable_by",
        "to_ascii_lowercase",
        "to_ascii_uppercase",
        "to_lowercase",
        "to_uppercase",
        "to_snake_case",
        "to_upper_camel_case",
    ];
    struct Calls(Vec<String>);
    impl<'ast> Visit<'ast> for Calls {
        fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
            if DECISIONS.iter().any(|it| call.method == it) {
                self.0.push(call.to_token_stream().to_string());
            }
            syn::visit::visit_expr_method_call(self, call);
        }
    }
    let files = files("codegen/src/emit", ".rs");
    assert!(files.len() > 20);
    for file in files {
        let mut calls = Calls(Vec::new());
        let code = syn::parse2(code(&file)).expect("the code of a file");
        syn::visit::visit_file(&mut calls, &code);
        assert_eq!(calls.0, [""; 0], "{}", file.path);
    }
}

/// `plan/components.rs` decides which services and operations need an optional part. Emitters read
/// the list of components, and only their table names them.
#[test]
fn only_the_table_names_components() {
    for file in files("codegen/src/emit", ".rs") {
        if file.path.ends_with("emit/components.rs") {
            continue;
        }
        let text = code(&file).to_string();
        assert!(!text.contains("Component ::"), "{}", file.path);
    }
}

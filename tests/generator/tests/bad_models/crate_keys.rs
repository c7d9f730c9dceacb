//! Bad keys of a crate in the manifest: package, library, features, derives, dependencies, layout.

use generator_tests::project::MANIFEST;

use crate::harness::{edit, good_project, refused_file, refused_for, refused_manifest};

const PATH: &str = "path = \"out\"\n";

/// Asserts that the manifest with these lines below the crate's `path` is refused.
fn refused_lines(name: &str, marked: &str) {
    refused_manifest(name, PATH, &format!("{PATH}{marked}\n"));
}

#[test]
fn package() {
    for (name, line) in [
        ("version_of_two_numbers", "version = §\"1.0\""),
        ("version_is_a_number", "version = §1"),
        ("license_empty", "license = §\"\""),
        ("authors_is_a_text", "authors = §\"me\""),
        ("keywords_have_a_number", "keywords = [\"aws\", §1]"),
        ("publish_is_a_text", "publish = §\"yes\""),
        ("publish_has_a_boolean", "publish = [§true]"),
        ("readme_is_a_number", "readme = §1"),
        ("rust_version_older", "rust-version = §\"1.85\""),
        ("rust_version_is_a_word", "rust-version = §\"stable\""),
        ("metadata_is_a_text", "metadata = §\"docs\""),
        ("inherited_is_false", "version = §{ workspace = false }"),
        (
            "inherited_with_more",
            "license = §{ workspace = true, file = 1 }",
        ),
        ("workspace_inherited", "workspace = §{ workspace = true }"),
        ("name", "§name = \"other\""),
        ("edition", "§edition = \"2021\""),
        ("build", "§build = \"build.rs\""),
        ("links", "§links = \"z\""),
        ("autobins", "§autobins = true"),
        ("misspelled", "§licence = \"MIT\""),
    ] {
        refused_lines(
            &format!("package_{name}"),
            &format!("[crate.package]\n{line}"),
        );
    }
    refused_lines("package_is_a_text", "package = §\"x\"");
    refused_lines("package_key_of_the_crate", "§license = \"MIT\"");
}

#[test]
fn library_and_layout() {
    for (name, line) in [
        ("lib_with_dash", "lib = §\"aws-sdk-ecs\""),
        ("lib_with_capital", "lib = §\"Clients\""),
        ("lib_of_rust", "lib = §\"std\""),
        ("lib_keyword", "lib = §\"crate\""),
        ("lib_with_quote", "lib = §\"a\\\"b\""),
        ("lib_empty", "lib = §\"\""),
        ("lib_is_a_boolean", "lib = §true"),
        ("layout_misspelled", "layout = §\"rot\""),
        ("layout_is_a_boolean", "layout = §true"),
    ] {
        refused_lines(name, line);
    }
    let second = "\n[[crate.service]]\nmodule = \"other\"\nmodel = \"model\"\n";
    let marked = edit(MANIFEST, PATH, &format!("{PATH}layout = §\"root\"\n"));
    refused_file(
        "layout_of_two",
        "manifest.toml",
        &format!("{marked}{second}"),
    );
}

#[test]
fn features() {
    for (name, line) in [
        (
            "without_unknown_feature",
            "without-features = [\"ring\", §\"rt-toki\"]",
        ),
        ("without_service", "without-features = [§\"tiny\"]"),
        (
            "without_feature_twice",
            "without-features = [\"ring\", §\"ring\"]",
        ),
        ("without_features_is_a_text", "without-features = §\"ring\""),
        ("default_unknown_feature", "default-features = [§\"rings\"]"),
        ("default_features_is_a_boolean", "default-features = §false"),
        (
            "default_feature_left_out",
            "without-features = [\"ring\"]\ndefault-features = [§\"ring\"]",
        ),
    ] {
        refused_lines(name, line);
    }
}

#[test]
fn dependencies() {
    for (name, line) in [
        ("of_generated_code", "§tracing = \"0.1\""),
        ("of_a_component", "§aws_sigv4 = \"1\""),
        ("with_bad_name", "§\"a b\" = \"1\""),
        ("with_bad_version", "zeroize = §\"one\""),
        ("is_a_number", "zeroize = §1"),
        ("without_version", "zeroize = §{ features = [] }"),
        (
            "with_unknown_key",
            "zeroize = { version = \"1\", §feature = [] }",
        ),
        ("with_bad_table_version", "zeroize = { version = §\"\\n\" }"),
        (
            "is_optional",
            "zeroize = { version = \"1\", §optional = true }",
        ),
        (
            "with_features_as_text",
            "zeroize = { version = \"1\", features = §\"derive\" }",
        ),
        (
            "with_defaults_as_text",
            "zeroize = { version = \"1\", default-features = §\"no\" }",
        ),
    ] {
        let lines = format!("[crate.dependencies]\n{line}");
        refused_lines(&format!("dependency_{name}"), &lines);
    }
    refused_lines("dependencies_is_a_list", "dependencies = §[\"zeroize\"]");
}

#[test]
fn derives() {
    for (name, derive) in [
        ("clone", "§\"Clone\""),
        ("copy", "§\"Copy\""),
        ("path_of_std", "§\"std::hash::Hash\""),
        ("word", "§\"JsonSchema\""),
        ("without_dependency", "§\"schemars::JsonSchema\""),
        ("items", "§\"Eq)] struct Evil; #[derive(Eq\""),
        ("empty_segment", "§\"zeroize::\""),
        ("number", "§1"),
        ("twice", "\"Eq\", §\"Eq\""),
        (
            "twice_with_colons",
            "\"zeroize::Zeroize\", §\"::zeroize::Zeroize\"",
        ),
        ("without_macro", "§{ types = [\"Tiny\"] }"),
        ("unknown_key", "{ derive = \"Eq\", §type = \"Tiny\" }"),
        ("no_types", "{ derive = \"Eq\", types = §[] }"),
        (
            "type_twice",
            "{ derive = \"Eq\", types = [\"Tiny\", §\"Tiny\"] }",
        ),
        (
            "unknown_type",
            "{ derive = \"zeroize::Zeroize\", types = [§\"Detial\"] }",
        ),
        (
            "unknown_type_for_std",
            "{ derive = \"Eq\", types = [§\"Detial\"] }",
        ),
    ] {
        let lines = format!("derives = [{derive}]\ndependencies.zeroize = \"1\"");
        refused_lines(&format!("derive_{name}"), &lines);
    }
    refused_lines("derives_is_a_text", "derives = §\"Eq\"");
}

/// A listed type that cannot have a trait; the reasons of each kind.
#[test]
fn derives_that_are_not_possible() {
    for (derive, ty, reason) in [
        ("Eq", "PutInput", "its member `ratio` has a float"),
        ("Hash", "PutInput", "its member `ratio` has a float"),
        ("PartialOrd", "PutInput", "its member `data` has a blob"),
        ("Ord", "PutInput", "its member `ratio` has a float"),
        ("Hash", "Gone", "errors have metadata, which is a map"),
        ("Default", "Choice", "a union has no default"),
        ("Default", "Color", "an enum has no default"),
    ] {
        let line = format!("derives = [{{ derive = \"{derive}\", types = [§\"{ty}\"] }}]\n");
        let marked = edit(MANIFEST, PATH, &format!("{PATH}{line}"));
        let what = format!("`{ty}` cannot be `{derive}`: {reason}");
        refused_for(&what, "manifest.toml", &marked);
    }
}

#[test]
fn several_mistakes_are_one_report() {
    let lines = "lib = §\"a-b\"\nderives = [\"Clone\", \"x::Y\"]\nlayout = \"rot\"\n\
                 without-features = [\"rings\"]\n[crate.package]\nversion = \"1\"\nname = \"x\"\n\
                 [crate.dependencies]\ntracing = \"1\"";
    refused_lines("several_keys_of_a_crate", lines);
    let project = good_project();
    let text = edit(
        MANIFEST,
        PATH,
        &format!("{PATH}{}\n", lines.replace('§', "")),
    );
    project.write("manifest.toml", text);
    let error = project.generate().expect_err("it is bad");
    assert_eq!(error.into_each().len(), 8);
}

//! Bad manifests.

use generator_tests::project::MANIFEST;

use crate::harness::{edit, good_project, refused, refused_bytes, refused_file, refused_manifest};

const FILE: &str = "manifest.toml";

#[test]
fn not_toml() {
    let cases = [
        ("toml_broken_table", "[[crate]§\nname = \"x\"\n"),
        ("toml_broken_string", "[[crate]]\nname = \"x§\n"),
        (
            "toml_duplicate_key",
            "[[crate]]\nname = \"x\"\n§name = \"y\"\n",
        ),
        ("toml_no_value", "[[crate]]\nname =§\n"),
    ];
    for (name, marked) in cases {
        refused_file(name, FILE, marked);
    }
    refused_bytes("toml_not_utf8", FILE, b"\xff");
    let project = good_project();
    std::fs::remove_file(project.path(FILE)).expect("it was there");
    refused("toml_not_there", &project, None);
}

#[test]
fn keys() {
    let cases = [
        (
            "manifest_unknown_key",
            "[[crate]]\n",
            "§version = 1\n[[crate]]\n",
        ),
        (
            "manifest_unknown_key_of_crate",
            "path = \"out\"\n",
            "path = \"out\"\n§version = \"1\"\n",
        ),
        (
            "manifest_unknown_key_of_service",
            "model = \"model\"\n",
            "model = \"model\"\n§operation = [\"Put\"]\n",
        ),
        (
            "manifest_unknown_key_of_source",
            "model = \"model\"\n",
            "model = \"model\"\nsource = { botocore = \"1\", sha256 = \"0\", §url = \"\" }\n",
        ),
        (
            "manifest_missing_name",
            "[[crate]]\nname = \"tiny-clients\"\n",
            "§[[crate]]\n",
        ),
        (
            "manifest_missing_path",
            "[[crate]]\nname = \"tiny-clients\"\npath = \"out\"\n",
            "§[[crate]]\nname = \"tiny-clients\"\n",
        ),
        (
            "manifest_missing_module",
            "[[crate.service]]\nmodule = \"tiny\"\n",
            "§[[crate.service]]\n",
        ),
        (
            "manifest_missing_model",
            "[[crate.service]]\nmodule = \"tiny\"\nmodel = \"model\"\n",
            "§[[crate.service]]\nmodule = \"tiny\"\n",
        ),
        (
            "manifest_missing_sha256",
            "model = \"model\"\n",
            "model = \"model\"\nsource = §{ botocore = \"1\" }\n",
        ),
        (
            "manifest_missing_services",
            "\n[[crate.service]]\nmodule = \"tiny\"\nmodel = \"model\"\n",
            "",
        ),
        (
            "manifest_no_services",
            "path = \"out\"\n\n[[crate.service]]\nmodule = \"tiny\"\nmodel = \"model\"\n",
            "path = \"out\"\nservice = []\n",
        ),
        (
            "manifest_name_is_a_number",
            "name = \"tiny-clients\"",
            "name = §1",
        ),
        (
            "manifest_serde_is_a_text",
            "path = \"out\"\n",
            "path = \"out\"\nserde = §\"yes\"\n",
        ),
        (
            "manifest_operations_is_a_text",
            "model = \"model\"\n",
            "model = \"model\"\noperations = §\"Put\"\n",
        ),
    ];
    for (name, piece, replacement) in cases {
        match name {
            "manifest_missing_services" | "manifest_no_services" => {
                let marked = edit(MANIFEST, "\"tiny-clients\"", "§\"tiny-clients\"");
                refused_file(name, FILE, &edit(&marked, piece, replacement));
            }
            _ => refused_manifest(name, piece, replacement),
        }
    }
    refused_file("manifest_without_crates", FILE, "§# nothing\n");
}

#[test]
fn names() {
    let modules = [
        ("keyword", "type"),
        ("raw_keyword", "r#type"),
        ("self", "self"),
        ("support", "support"),
        ("feature_default", "default"),
        ("feature_ring", "ring"),
        ("feature_serde", "serde"),
        ("std", "std"),
        ("library", "lib"),
        ("program", "main"),
        ("device", "aux"),
        ("module_file", "mod"),
        ("capital", "Tiny"),
        ("dash", "tiny-service"),
        ("digit_first", "1tiny"),
        ("two_underscores", "tiny__service"),
        ("underscore", "_"),
        ("empty", ""),
        ("path", "../tiny"),
        ("slash", "tiny/service"),
        ("items", "tiny; fn evil() {}"),
        ("newline", "tiny\\nx"),
        ("nul", "tiny\\u0000"),
        ("umlaut", "grün"),
        ("emoji", "🦀"),
    ];
    for (name, module) in modules {
        let replacement = format!("module = §\"{module}\"");
        refused_manifest(
            &format!("module_named_{name}"),
            "module = \"tiny\"",
            &replacement,
        );
    }
    let packages = [
        ("empty", ""),
        ("digit_first", "1tiny"),
        ("underscore_first", "_tiny"),
        ("path", "../tiny"),
        ("space", "tiny clients"),
        ("keyword", "type"),
        ("keyword_of_crate", "crate"),
        ("library_of_rust", "std"),
        ("library_of_rust_with_dash", "proc-macro"),
        ("device", "Nul"),
        ("quote", "tiny\\\"\\n[dependencies]\\nevil = \\\"1"),
        ("newline", "tiny\\n"),
        ("umlaut", "grün"),
        ("emoji", "🦀"),
    ];
    for (name, package) in packages {
        let replacement = format!("name = §\"{package}\"");
        refused_manifest(
            &format!("package_named_{name}"),
            "name = \"tiny-clients\"",
            &replacement,
        );
    }
}

#[test]
fn twice() {
    let service = "\n[[crate.service]]\nmodule = §\"tiny\"\nmodel = \"model\"\n";
    refused_file("module_twice", FILE, &format!("{MANIFEST}{service}"));
    for (name, path) in [
        ("folder_twice", "out"),
        ("folder_twice_with_slash", "out/"),
        ("folder_twice_with_dot", "./out"),
        ("folder_twice_by_a_detour", "model/../out"),
    ] {
        let other = edit(MANIFEST, "path = \"out\"", &format!("path = §\"{path}\""));
        let other = edit(&other, "tiny-clients", "other-clients");
        refused_file(name, FILE, &format!("{MANIFEST}\n{other}"));
    }
    let cases = [
        ("operation_twice", r#"operations = ["Put", §"Put"]"#),
        (
            "operation_twice_with_newline",
            r#"operations = ["a\nb", §"a\nb"]"#,
        ),
        ("operations_empty", "operations = §[]"),
    ];
    for (name, operations) in cases {
        let replacement = format!("model = \"model\"\n{operations}\n");
        refused_manifest(name, "model = \"model\"\n", &replacement);
    }
}

#[test]
fn models_that_are_not_there() {
    refused_manifest(
        "model_folder_missing",
        "model = \"model\"",
        "model = §\"models\"",
    );
    refused_manifest(
        "model_is_a_file",
        "model = \"model\"",
        "model = §\"model/service-2.json\"",
    );
    let project = good_project();
    std::fs::remove_file(project.path("model/service-2.json")).expect("it was there");
    refused("model_file_missing", &project, None);
}

#[test]
fn exceptions() {
    let cases = [
        (
            "exception_unknown_key",
            "[[changes.except]]\nkind = \"member added\"\nreason = \"x\"\n§operation = \"Put\"\n",
        ),
        (
            "exception_unknown_list",
            "[[changes.§exept]]\nkind = \"member added\"\nreason = \"x\"\n",
        ),
        (
            "exception_without_kind",
            "§[[changes.except]]\nreason = \"x\"\n",
        ),
        (
            "exception_without_reason",
            "§[[changes.ignore]]\nservice = \"tiny\"\n",
        ),
        (
            "exception_with_empty_reason",
            "[[changes.ignore]]\nservice = \"tiny\"\nreason = §\" \"\n",
        ),
        (
            "exception_of_everything",
            "§[[changes.ignore]]\nreason = \"x\"\n",
        ),
        (
            "exception_unknown_kind",
            "[[changes.except]]\nkind = §\"member becomes required\"\nreason = \"x\"\n",
        ),
        (
            "exception_strange_kind",
            "[[changes.except]]\nkind = §\"?\"\nreason = \"x\"\n",
        ),
        (
            "exception_unknown_class",
            "[[changes.ignore]]\nclass = §\"braking\"\nreason = \"x\"\n",
        ),
        (
            "exception_unknown_service",
            "[[changes.ignore]]\nservice = §\"tinny\"\nreason = \"x\"\n",
        ),
        ("exception_not_a_table", "[changes]\nignore = [§\"tiny\"]\n"),
    ];
    for (name, marked) in cases {
        refused_file(name, FILE, &format!("{MANIFEST}\n{marked}"));
    }
}

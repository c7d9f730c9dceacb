//! `names.lock` with names that an item cannot have, and files that are no lock.

use generator_tests::project::Project;

use crate::harness::{good_project, refused, refused_bytes, refused_file, refused_for};

const FILE: &str = "model/names.lock";

/// Texts of TOML that are not a Rust identifier as the generator writes it.
const NO_IDENTIFIERS: [&str; 24] = [
    "",
    " Good",
    "Good ",
    "Good\\n",
    "Good/**/",
    "/**/Good",
    "Go od",
    "Good;",
    "Good::Better",
    "Good<T>",
    "'good",
    "$good",
    "1Good",
    "_",
    "__",
    "é",
    "Größe",
    "good\\u202e",
    "good\\u200b",
    "\\ufeffgood",
    "type",
    "gen",
    "r#good",
    "Self",
];

#[test]
fn no_identifiers() {
    let tables = [
        ("types", "Choice"),
        ("operations", "Put"),
        ("members", "Choice$one"),
        ("values", "Color$RED"),
        // Items that the model does not have, or no longer.
        ("types", "Other"),
        ("members", "Other$one"),
    ];
    for (table, key) in tables {
        for text in NO_IDENTIFIERS {
            let marked = format!("version = 1\n[{table}]\n\"{key}\" = §\"{text}\"\n");
            let what = format!("`{}` is not an identifier of ASCII characters", shown(text));
            refused_for(&what, FILE, &marked);
        }
    }
    refused_file(
        "lock_no_identifier",
        FILE,
        "version = 1\n\n[types]\nChoice = §\"é\"\n",
    );
}

/// A text of [`NO_IDENTIFIERS`] as errors show it.
fn shown(text: &str) -> String {
    let escapes = [
        ("\\n", "\n"),
        ("\\u202e", "\u{202e}"),
        ("\\u200b", "\u{200b}"),
        ("\\ufeff", "\u{feff}"),
    ];
    let text = escapes
        .iter()
        .fold(text.to_owned(), |text, (escape, c)| text.replace(escape, c));
    text.escape_debug().to_string()
}

/// Identifiers that the item cannot have: by their spelling, or since something else has the name.
#[test]
fn names_for_other_items() {
    let spelled = [
        ("types", "Choice", "choice"),
        ("types", "Choice", "A_Choice"),
        ("types", "Choice", "Choice_"),
        ("types", "Color", "_Color"),
        ("types", "Gone", "r#type"),
        ("operations", "Put", "put"),
        ("operations", "Put", "Put_It"),
        ("members", "PutInput$name", "Name"),
        ("members", "PutInput$name", "_name"),
        ("members", "PutInput$name", "_set"),
        ("members", "PutOutput$choice", "_request_id"),
        ("members", "PutInput$name", "a__b"),
        ("members", "Choice$one", "one"),
        ("members", "Choice$one", "The_One"),
        ("values", "Color$RED", "Very_Red"),
        ("values", "Color$RED", "red"),
    ];
    for (table, key, name) in spelled {
        let marked = format!("version = 1\n[{table}]\n\"{key}\" = §\"{name}\"\n");
        let what = format!("`{name}` cannot be the name of `{key}`");
        refused_for(&what, FILE, &marked);
    }
    let reserved = [
        ("types", "Choice", "ErrorMetadata"),
        ("types", "Gone", "Unhandled"),
        ("operations", "Put", "Some"),
        ("operations", "Put", "Option"),
        ("operations", "Put", "OPERATION"),
        ("operations", "Put", "Config"),
        ("operations", "Put", "New"),
        ("operations", "Put", "Mod"),
        ("operations", "Put", "Con"),
        ("members", "PutInput$name", "build"),
        ("members", "PutInput$name", "write_to"),
        ("members", "Gone$message", "meta"),
        ("members", "Gone$message", "set_meta"),
        ("members", "Choice$one", "Unknown"),
        ("values", "Color$RED", "Unknown"),
    ];
    for (table, key, name) in reserved {
        let marked = format!("version = 1\n[{table}]\n\"{key}\" = §\"{name}\"\n");
        let what = format!("`{name}` cannot be the name of `{key}`: generated code has it");
        refused_for(&what, FILE, &marked);
    }
    refused_file(
        "lock_name_is_reserved",
        FILE,
        "version = 1\n\n[operations]\nPut = §\"Config\"\n",
    );
    refused_file(
        "lock_name_is_misspelled",
        FILE,
        "version = 1\n\n[members]\n\"PutInput$name\" = §\"Name\"\n",
    );
}

#[test]
fn names_twice() {
    let cases = [
        (
            "`a` is the name of `PutInput$color`",
            "[members]\n\"PutInput$color\" = \"a\"\n\"PutInput$name\" = §\"a\"\n",
        ),
        (
            "`a` cannot be the name of `PutInput$name`: another item has it, or a method of it",
            "[members]\n\"PutInput$color\" = \"set_a\"\n\"PutInput$name\" = §\"a\"\n",
        ),
        (
            "`A` is the name of `Color$BLUE`",
            "[values]\n\"Color$BLUE\" = \"A\"\n\"Color$RED\" = §\"A\"\n",
        ),
        (
            "`A` cannot be the name of `Color`: another item has it, or a method of it",
            "[types]\nChoice = \"A\"\nColor = §\"A\"\n",
        ),
    ];
    for (what, text) in cases {
        refused_for(what, FILE, &format!("version = 1\n{text}"));
    }
}

#[test]
fn keys() {
    let cases = [
        ("lock_key_without_item", "[members]\nPutInput = §\"a\"\n"),
        ("lock_key_with_item", "[types]\n\"PutInput$a\" = §\"A\"\n"),
        (
            "lock_key_twice",
            "[types]\nChoice = \"A\"\n§Choice = \"B\"\n",
        ),
        ("lock_unknown_table", "[§shapes]\nChoice = \"A\"\n"),
        ("lock_value_is_a_number", "[types]\nChoice = §1\n"),
    ];
    for (name, text) in cases {
        refused_file(name, FILE, &format!("version = 1\n\n{text}"));
    }
}

#[test]
fn files_that_are_no_lock() {
    refused_file(
        "lock_with_merge_conflict",
        FILE,
        "version = 1\n\n[types]\n§<<<<<<< HEAD\nChoice = \"A\"\n=======\nChoice = \"B\"\n>>>>>>> theirs\n",
    );
    for mark in ["=======", ">>>>>>> theirs", "||||||| base"] {
        let text = format!("version = 1\r\n[types]\r\n§{mark}\r\nChoice = \"A\"\r\n");
        refused_for("a merge conflict is left in this file", FILE, &text);
    }
    refused_bytes("lock_not_utf8", FILE, b"version = 1\n\xff");
    let project = good_project();
    std::fs::create_dir(project.path(FILE)).expect("a new folder");
    refused("lock_is_a_folder", &project, None);
}

/// Good names of all kinds, in any order, with items that the model no longer has.
#[test]
fn good_names_are_kept() {
    let project: Project = good_project();
    let lock = "version = 1\r\n\r\n[values]\r\n\"Color$RED\" = \"Rot_\"\r\n\"Color$BLUE\" = \"_1\"\r\n\
        [types]\r\nChoice = \"SelfValue\"\r\nGone = \"SelfValue\"\r\nOther = \"Option\"\r\n\
        [members]\r\n\"PutInput$name\" = \"r#type\"\r\n\"Choice$one\" = \"One_\"\r\n\
        \"PutInput$color\" = \"_2\"\r\n\"PutInput$count\" = \"self_\"\r\n\
        [operations]\r\nPut = \"ListWebACLs\"\r\n";
    project.write(FILE, lock);
    project.generate().unwrap_or_else(|error| panic!("{error}"));
    let input = project.read("out/src/tiny/operation/list_web_acls/input.rs");
    for piece in ["r#type:", "pub _2:", "pub self_:"] {
        assert!(input.contains(piece), "{piece} in:\n{input}");
    }
    let builder = ["set_type", "set_2", "set_self_"];
    assert!(builder.iter().all(|it| input.contains(it)), "{input}");
}

/// A lock that `codegen` wrote can be read again, whatever is in the values of enums.
#[test]
fn written_names_are_read() {
    let values = [
        "a\\nb",
        "a-b",
        "a b",
        "a\\u202eb",
        "a\\u2028b",
        "a\\\"b",
        "a\\\\b",
        "a'b",
        "a\\u0000b",
        "a$b",
        "a\\tb",
        "a\\u007fb",
        "a=b",
        "a#b",
        "a'''b",
        "a\\\"\\\"\\\"b",
        "A_B",
    ];
    let values = values.map(|value| format!("\"{value}\"")).join(", ");
    let project = good_project();
    let model = project.read("model/service-2.json");
    let model = model.replace("\"RED\", \"BLUE\"", &values);
    project.write("model/service-2.json", model);
    project.generate().unwrap_or_else(|error| panic!("{error}"));
    let lock = project.read(FILE);
    assert!(
        lock.lines().all(|line| !line.contains(char::is_control)),
        "{lock}"
    );
    assert!(!lock.contains(['\u{202e}', '\u{2028}']), "{lock}");
    assert_eq!(lock.matches("Color$").count(), 16);
    assert_eq!(project.generate().unwrap(), []);
}

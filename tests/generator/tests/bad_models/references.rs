//! References to shapes that do not exist, or are of the wrong kind.

use crate::harness::{MODEL, edit, good_project, refused_edits, refused_file, refused_model};

#[test]
fn unknown_shapes() {
    let cases = [
        (
            "unknown_shape_in_member",
            r#""name": {"shape": "Text"}"#,
            r#""name": {"shape": §"Txet"}"#,
        ),
        (
            "unknown_shape_in_union",
            r#""more": {"shape": "PutOutput"}"#,
            r#""more": {"shape": §"Out"}"#,
        ),
        (
            "unknown_shape_in_input",
            r#""input": {"shape": "PutInput"}"#,
            r#""input": {"shape": §"PutInputs"}"#,
        ),
        (
            "unknown_shape_in_output",
            r#""output": {"shape": "PutOutput"}"#,
            r#""output": {"shape": §""}"#,
        ),
        (
            "unknown_shape_in_error",
            r#"[{"shape": "Gone"}]"#,
            r#"[{"shape": "Gone"}, {"shape": §"Lost"}]"#,
        ),
        (
            "unknown_shape_in_list",
            r#""member": {"shape": "Text"}"#,
            r#""member": {"shape": §"text"}"#,
        ),
        (
            "unknown_shape_in_map_key",
            r#""key": {"shape": "Color"}"#,
            r#""key": {"shape": §"Colour"}"#,
        ),
        (
            "unknown_shape_in_map_value",
            r#""value": {"shape": "Items"}"#,
            r#""value": {"shape": §"Item\ns"}"#,
        ),
        // Shapes that no operation reaches are checked, too.
        (
            "unknown_shape_out_of_reach",
            r#""Data": {"#,
            r#""Unused": {"type": "list", "member": {"shape": §"No"}}, "Data": {"#,
        ),
    ];
    for (name, piece, replacement) in cases {
        refused_model(name, piece, replacement);
    }
}

/// The location is that of the name, in any layout of the file.
#[test]
fn unknown_shape_on_a_line_of_its_own() {
    let replacement = "\"name\": {\n  \"locationName\": \"Näme\",\n  \"shape\":\n    §\"Txet\"\n}";
    refused_model(
        "unknown_shape_on_its_line",
        r#""name": {"shape": "Text"}"#,
        replacement,
    );
    let crlf = edit(MODEL, r#""name": {"shape": "Text"}"#, replacement).replace('\n', "\r\n");
    refused_file("unknown_shape_with_crlf", "model/service-2.json", &crlf);
    let one_line = edit(MODEL, r#""name": {"shape": "Text"}"#, replacement).replace('\n', "");
    refused_file(
        "unknown_shape_in_one_line",
        "model/service-2.json",
        &one_line,
    );
}

#[test]
fn shapes_of_the_wrong_kind() {
    let cases = [
        (
            "input_is_a_string",
            r#""input": {"shape": "PutInput"}"#,
            r#""input": {"shape": §"Text"}"#,
        ),
        (
            "input_is_a_union",
            r#""input": {"shape": "PutInput"}"#,
            r#""input": {"shape": §"Choice"}"#,
        ),
        (
            "output_is_a_list",
            r#""output": {"shape": "PutOutput"}"#,
            r#""output": {"shape": §"Items"}"#,
        ),
        (
            "output_is_a_document",
            r#""output": {"shape": "PutOutput"}"#,
            r#""output": {"shape": §"Extra"}"#,
        ),
        (
            "error_is_a_string",
            r#"[{"shape": "Gone"}]"#,
            r#"[{"shape": §"Text"}]"#,
        ),
        (
            "error_is_a_document",
            r#"[{"shape": "Gone"}]"#,
            r#"[{"shape": §"Extra"}]"#,
        ),
        (
            "map_key_is_a_number",
            r#""key": {"shape": "Color"}"#,
            r#""key": {"shape": §"Count"}"#,
        ),
    ];
    for (name, piece, replacement) in cases {
        refused_model(name, piece, replacement);
    }
}

#[test]
fn lists_without_end() {
    let cases = [
        (
            "list_of_itself",
            r#""Items": {"type": "list", "member": {"shape": "Text"}}"#,
            r#""Items": {"type": "list", "member": {"shape": §"Items"}}"#,
        ),
        (
            "map_of_itself",
            r#""value": {"shape": "Items"}"#,
            r#""value": {"shape": §"Table"}"#,
        ),
    ];
    for (name, piece, replacement) in cases {
        refused_model(name, piece, replacement);
    }
    // The cycle is found where the map refers to the list.
    let list = (
        r#""member": {"shape": "Text"}"#,
        r#""member": {"shape": "Table"}"#,
    );
    let map = (
        r#""value": {"shape": "Items"}"#,
        r#""value": {"shape": §"Items"}"#,
    );
    refused_edits("ring_of_a_list_and_a_map", &[list, map]);
}

/// Deep nesting neither overflows the stack nor takes long.
#[test]
fn lists_that_are_nested_too_deep() {
    let nested = |count: usize, marked: usize| {
        let shapes = (1..=count).map(|index| {
            let (mark, inner) = (if index == marked { "§" } else { "" }, index - 1);
            format!(r#""L{index}": {{"type": "list", "member": {{"shape": {mark}"L{inner}"}}}}, "#)
        });
        let shapes: String = shapes.collect();
        edit(
            MODEL,
            r#""Data": {"#,
            &format!(r#""L0": {{"type": "blob"}}, {shapes}"Data": {{"#),
        )
    };
    // The location is that of the list which exceeds the limit of 32.
    refused_file("lists_33_deep", "model/service-2.json", &nested(33, 1));
    refused_file(
        "lists_20000_deep",
        "model/service-2.json",
        &nested(20_000, 1),
    );
    let project = good_project();
    project.write("model/service-2.json", nested(32, 0));
    project.outputs().expect("32 lists are not too many");
}

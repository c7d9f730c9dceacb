//! Mistakes in importing, updating and listing.

use super::{MANIFEST, Mistakes, project, with};

const WHEEL: &str = "botocore-2.0.0-py3-none-any.whl";

#[test]
fn import() {
    let mut mistakes = Mistakes::new();
    let project = project();
    project.write("text.txt", "a text");
    project.write("damaged.whl", "PK\x03\x04 and nothing else");
    for arguments in [
        &["import", "tyni", "--from", WHEEL][..],
        &["import", "tiny:Pot", "--from", WHEEL],
        &["import", "tiny:", "--from", WHEEL],
        &["import", ":Put", "--from", WHEEL],
        &[
            "import",
            "tiny",
            "legacy",
            "--operations",
            "Put",
            "--from",
            WHEEL,
        ],
        &["import", "tiny", "stream", "--module", "x", "--from", WHEEL],
        &["import", "tiny", "--crate", "client", "--from", WHEEL],
        &["import", "legacy", "--from", WHEEL],
        &["import", "stream", "--from", WHEEL],
        &["import", "tiny", "--from", "no-such.whl"],
        &["import", "tiny", "--from", "text.txt"],
        &["import", "tiny", "--from", "damaged.whl"],
        &["import", "tiny", "--from", "9.9.9"],
    ] {
        mistakes.make(&project, arguments);
    }
    let two = format!("{MANIFEST}\n[[crate]]\nname = \"others\"\npath = \"others\"\n");
    let two = with(&two);
    mistakes.make(&two, &["import", "stream", "--from", WHEEL]);
    mistakes.compare("import");
}

#[test]
fn update_and_list() {
    let mut mistakes = Mistakes::new();
    let source = "source = { botocore = \"1.0.0\", sha256 = \"00\" }\n";
    let chosen = format!("{MANIFEST}operations = [\"Put\", \"Pull\"]\n{source}");
    let chosen = with(&chosen);
    mistakes.make(&chosen, &["update", "--from", WHEEL]);
    mistakes.make(&chosen, &["update", "tyni", "--from", WHEEL]);
    mistakes.make(&chosen, &["list", "tyni", "--from", WHEEL]);
    let gone = MANIFEST.replace("tiny", "gone") + source;
    let gone = with(&gone);
    let model = super::MODEL.replace("\"serviceId\": \"Tiny\"", "\"serviceId\": \"Gone\"");
    gone.write(
        "models/gone/2024-01-01/service-2.json",
        model.replace("\"tiny\"", "\"gone\""),
    );
    mistakes.make(&gone, &["update", "--from", WHEEL]);
    mistakes.compare("update_and_list");
}

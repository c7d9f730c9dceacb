//! Mistakes in comparing.

use cli_tests::git;

use super::{MANIFEST, Mistakes, project, with};

const WHEEL: &str = "botocore-2.0.0-py3-none-any.whl";

#[test]
fn states() {
    let mut mistakes = Mistakes::new();
    let project = project();
    mistakes.make(&project, &["changes"]);
    git(&project, &["init", "--quiet"]);
    mistakes.make(&project, &["changes"]);
    git(
        &project,
        &["commit", "--quiet", "--allow-empty", "-m", "empty"],
    );
    git(&project, &["add", "."]);
    git(&project, &["commit", "--quiet", "-m", "all"]);
    for arguments in [
        &["changes", "main~5"][..],
        &["changes", "no-such.whl", WHEEL],
        &["changes", "botosmith.toml", WHEEL],
        &["changes", WHEEL, "clients"],
        &["changes", "--service", "tyni"],
        &["changes", "--operations", "Pot"],
        &["changes", "--date", "9.7.2015"],
        &["changes", "--fail-on", "major"],
        &[
            "changes",
            "--out",
            "botosmith.toml/page.html",
            "--format",
            "html",
        ],
    ] {
        mistakes.make(&project, arguments);
    }
    mistakes.compare("changes");
}

#[test]
fn exceptions() {
    let mut mistakes = Mistakes::new();
    for exception in [
        "[[changes.except]]\nkind = \"member aded\"\nreason = \"why\"\n",
        "[[changes.except]]\nkind = \"member added\"\n",
        "[[changes.ignore]]\nreason = \"everything\"\n",
        "[[changes.ignore]]\nservice = \"tyni\"\nreason = \"why\"\n",
        "[[changes.ignore]]\nservice = \"tiny\"\nclass = \"bad\"\nreason = \"why\"\n",
    ] {
        let project = with(&format!("{MANIFEST}\n{exception}"));
        mistakes.make(&project, &["changes", "models", "models"]);
    }
    mistakes.compare("exceptions");
}

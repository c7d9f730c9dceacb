//! Host prefixes: members are labels of host names, as in RFC 1123.

use botosmith_runtime::support::host_prefix::{Part, prefix};

fn of_member(value: Option<&str>) -> Result<String, String> {
    let parts = [
        Part::Text("data-"),
        Part::Member("name", value),
        Part::Text("."),
    ];
    prefix(&parts).map_err(|error| error.to_string())
}

#[test]
fn members_are_put_between_fixed_texts() {
    assert_eq!(of_member(Some("a-1")).as_deref(), Ok("data-a-1."));
    assert_eq!(prefix(&[Part::Text("api.")]).unwrap(), "api.");
}

#[test]
fn a_member_cannot_be_more_than_a_label() {
    for value in ["-a", "a.b", "a/b", "a:1", "a@b", "a_b", "é", " a"] {
        let error = of_member(Some(value)).unwrap_err();
        assert!(
            error.starts_with("`name` is part of the host's name: it may contain ASCII letters"),
            "{error}"
        );
        assert!(!error.contains(&format!("{value:?}")), "it may be a secret");
    }
    for unset in [None, Some("")] {
        let error = of_member(unset).unwrap_err();
        assert_eq!(error, "`name` is part of the host's name: it has to be set");
    }
}

#[test]
fn labels_have_at_most_63_characters() {
    let longest = "a".repeat(58);
    assert_eq!(
        of_member(Some(&longest)).unwrap(),
        format!("data-{longest}.")
    );
    let error = of_member(Some(&"a".repeat(59))).unwrap_err();
    assert!(
        error.ends_with("has more than 63 characters, the maximum of a label in a host name"),
        "{error}"
    );
    let error = of_member(Some(&"a".repeat(64))).unwrap_err();
    assert!(error.ends_with("at most 63 characters"), "{error}");
}

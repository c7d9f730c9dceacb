//! Changes of an import to the manifest.

use botosmith::Manifest;

use crate::harness::{MANIFEST, botocore, import_botocore, project, request};

#[test]
fn the_formatting_of_the_author_stays() {
    let project = project();
    let text = "\
# Mine.
[[crate]]
name = 'a'      # first
path = \"out/a\"

[[crate.service]]   # the pantry
model    = 'pantry/2024-01-01'
module   = \"larder\"
operations = [
    'Get',  # needed
]
extra = 1

# The other crate.
[[crate]]
name = \"b\"
path = \"out/b\"
"
    .replace("extra = 1\n", "");
    project.write("manifest.toml", &text);
    import_botocore(&request(&project, &["List"]), &botocore()).unwrap();
    let after = project.read("manifest.toml");
    insta::assert_snapshot!(after, @r#"
        # Mine.
        [[crate]]
        name = 'a'      # first
        path = "out/a"

        [[crate.service]]   # the pantry
        model    = 'pantry/2024-01-01'
        module   = "larder"
        operations = [
            'Get',  # needed
            "List",
        ]
        source = { botocore = "1.2.3", sha256 = "151358e2937d137f55a993f21b6959bd34b6f34ab858c5394cb047deeade4cee" }

        # The other crate.
        [[crate]]
        name = "b"
        path = "out/b"
        "#);
}

#[test]
fn exceptions_stay() {
    let project = project();
    let exceptions = "
[[changes.except]] # checked by ourselves
kind = 'member became required'
reason = \"inputs are checked by our own validation\"

[[changes.ignore]]
service = \"larder\"   # the module
class   = \"look\"
reason = 'not called'
";
    let text = format!(
        "{MANIFEST}\n[[crate.service]]\nmodule = \"larder\"\nmodel = \"pantry/2024-01-01\"\n\
         operations = [\"Get\"]\n{exceptions}"
    );
    project.write("manifest.toml", &text);
    import_botocore(&request(&project, &["List"]), &botocore()).unwrap();
    let after = project.read("manifest.toml");
    assert!(after.contains("\"List\""), "{after}");
    assert!(after.ends_with(exceptions), "{after}");
    let manifest = Manifest::read(&project.path("manifest.toml")).unwrap();
    assert_eq!(manifest.exceptions.len(), 2);
    // A new service comes after them, and they are still what they were.
    let mut second = request(&project, &["Get"]);
    second.services[0].module = Some("pantry".to_owned());
    import_botocore(&second, &botocore()).unwrap();
    let after = project.read("manifest.toml");
    assert!(after.contains(exceptions), "{after}");
    let manifest = Manifest::read(&project.path("manifest.toml")).unwrap();
    let services: Vec<_> = manifest.crates[0].services.iter().collect();
    assert_eq!(
        (services.len(), manifest.exceptions.len()),
        (2, 2),
        "{after}"
    );
}

#[test]
fn a_second_service_comes_after_the_first() {
    let project = project();
    import_botocore(&request(&project, &["Get"]), &botocore()).unwrap();
    let mut second = request(&project, &["List"]);
    second.services[0].module = Some("larder".to_owned());
    import_botocore(&second, &botocore()).unwrap();
    let manifest = project.read("manifest.toml");
    assert!(manifest.starts_with(MANIFEST), "{manifest}");
    let modules: Vec<_> = manifest.matches("module = ").collect();
    assert_eq!(modules.len(), 2, "{manifest}");
    // Both use the same folder, which has what both need.
    let model = project.read("pantry/2024-01-01/service-2.json");
    assert!(model.contains("\"Get\"") && model.contains("\"List\""));
    project.generate().unwrap();
}

#[test]
fn several_crates_need_a_name() {
    let project = project();
    let other = "\n[[crate]]\nname = \"other\"\npath = \"out2\"\n";
    project.write("manifest.toml", format!("{MANIFEST}{other}"));
    let before = project.tree();
    let mut which = request(&project, &["Get"]);
    let error = import_botocore(&which, &botocore()).unwrap_err();
    insta::assert_snapshot!(project.shown(&error), @r"
    error: the service could belong to several crates
    --> manifest.toml
     = help: name one with --crate: clients, other
    ");
    which.services[0].crate_name = Some("othr".to_owned());
    let error = import_botocore(&which, &botocore()).unwrap_err();
    insta::assert_snapshot!(project.shown(&error), @r"
    error: there is no crate `othr`
    --> manifest.toml
     = help: did you mean `other`?
    ");
    assert_eq!(project.tree(), before);
    which.services[0].crate_name = Some("other".to_owned());
    import_botocore(&which, &botocore()).unwrap();
    let manifest = project.read("manifest.toml");
    assert!(
        manifest.find("[[crate.service]]") > manifest.find("other"),
        "{manifest}"
    );
}

#[test]
fn a_chosen_operation_that_was_removed_is_named() {
    let project = project();
    import_botocore(&request(&project, &["Get", "List"]), &botocore()).unwrap();
    let before = project.tree();
    let gone = crate::harness::MODEL.replacen("\"List\": {", "\"Lists\": {", 1);
    let botocore = generator_tests::botocore::Botocore::new("2")
        .with("pantry/2024-01-01/service-2.json", gone);
    let error = import_botocore(&request(&project, &[]), &botocore).unwrap_err();
    let text = project.shown(&error);
    assert!(text.contains("has no operation `List`"), "{text}");
    assert!(text.contains("manifest.toml:9:22"), "{text}");
    assert_eq!(project.tree(), before);
}

/// A manifest with every key of a crate.
const ALL_KEYS: &str = "\
[[crate]]
name = \"aws-sdk-pantry\"
path = \"out\"
lib = \"pantry\" # as in the program
layout = \"root\"
without-features = [ \"ring\" ]
default-features = []
derives = [
    \"Hash\", # for sets
    { derive = \"zeroize::Zeroize\", types = [\"Shelf\"] },
]
package.version = \"1.2.3\"
package.publish = [ 'ours' ]
dependencies.zeroize = { version = \"1\", features = [ \"derive\" ] }
";

#[test]
fn an_import_keeps_all_keys_of_the_crate() {
    let project = project();
    project.write("manifest.toml", ALL_KEYS);
    import_botocore(&request(&project, &["Get"]), &botocore()).unwrap();
    let after = project.read("manifest.toml");
    let added = after.strip_prefix(ALL_KEYS);
    assert!(
        added.is_some_and(|it| it.starts_with("\n[[crate.service]]\n")),
        "{after}"
    );
    let again = import_botocore(&request(&project, &["List"]), &botocore());
    again.unwrap();
    assert!(project.read("manifest.toml").starts_with(ALL_KEYS));
    // What the derives name is checked when everything is generated.
    let error = project.generate().unwrap_err();
    assert_eq!(error.what(), "there is no type `Shelf`");
}

#[test]
fn a_crate_with_its_service_at_the_root_takes_no_second_one() {
    let project = project();
    project.write("manifest.toml", format!("{MANIFEST}layout = \"root\"\n"));
    import_botocore(&request(&project, &["Get"]), &botocore()).unwrap();
    let before = project.tree();
    let mut second = request(&project, &["List"]);
    second.services[0].module = Some("larder".to_owned());
    let error = import_botocore(&second, &botocore()).unwrap_err();
    assert_eq!(project.tree(), before);
    insta::assert_snapshot!(project.shown(&error), @r#"
    error: only one service can be at the root of a crate
     --> manifest.toml:5:10
      |
    5 | layout = "root"
      |          ^^^^^^
      |
      = help: give each service a [[crate]] of its own, or leave `layout` out
    "#);
}

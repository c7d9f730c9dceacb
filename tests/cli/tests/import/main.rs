//! `import`, `update` and `list`.

mod list;

use std::process::Child;

use cli_tests::{Run, command};
use generator_tests::botocore::{Botocore, published};
use generator_tests::project::Project;
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_botosmith-under-test");

const MODEL: &str = include_str!("../../../generator/tests/import/model.json");

fn run(project: &Project, arguments: &[&str]) -> Run {
    cli_tests::run(PROGRAM, project, arguments)
}

/// A project after `init`, with a release that has two services which can be generated, and one
/// which cannot be.
fn project() -> Project {
    let project = Project::new();
    run(&project, &["init"]).good();
    release("1.2.3", "2024-01-01", MODEL).wheel(&project.path("old.whl"));
    project
}

fn release(version: &str, api: &str, model: &str) -> Botocore {
    let model = model.replace("2024-01-01", api);
    let unsupported = model.replacen("\"json\"", "\"rest-xml\"", 1);
    let bakery = model.replace("\"Pantry\"", "\"Bread Basket\"");
    Botocore::new(version)
        .with(&format!("attic/{api}/service-2.json"), unsupported)
        .with(&format!("bakery/{api}/service-2.json"), bakery)
        .with(&format!("pantry/{api}/service-2.json"), model)
}

fn import<'a>(services: &[&'a str]) -> Vec<&'a str> {
    let mut arguments = vec!["import"];
    arguments.extend(services);
    arguments.extend(["--from", "old.whl"]);
    arguments
}

#[test]
fn services_are_imported_together() {
    let project = project();
    let arguments = import(&["pantry:get,List", "breadbasket"]);
    let printed = run(&project, &arguments).good();
    insta::assert_snapshot!(printed, @r#"
    pantry 2024-01-01 from botocore 1.2.3: 2 operations, 8 shapes: new
      20 without a text in models/pantry/2024-01-01/docs-2.json; --docs brings the model's own
    bakery 2024-01-01 from botocore 1.2.3: 3 operations, 10 shapes, module breadbasket: new
      24 without a text in models/bakery/2024-01-01/docs-2.json; --docs brings the model's own
    next: `botosmith generate`
    "#);
    let again = run(&project, &arguments).good();
    insta::assert_snapshot!(again, @r#"
    pantry 2024-01-01 from botocore 1.2.3: 2 operations, 8 shapes: unchanged
    bakery 2024-01-01 from botocore 1.2.3: 3 operations, 10 shapes, module breadbasket: unchanged
    nothing to write: the models are up to date
    "#);
    let verbose = [&arguments[..], &["--verbose", "--docs"]].concat();
    let printed = run(&project, &verbose).good();
    assert!(
        printed.contains("wrote models/pantry/2024-01-01/docs-2.json"),
        "{printed}"
    );
    let printed = run(&project, &["generate"]).good();
    assert!(
        printed.starts_with("aws-clients: 2 services, 5 operations"),
        "{printed}"
    );
}

#[test]
fn a_failing_service_writes_nothing() {
    let project = project();
    let before = project.tree();
    let error = run(&project, &import(&["pantry", "attic", "bakery:Burn"])).bad(2);
    insta::assert_snapshot!(error, @r#"
    error: `attic` cannot be made: the protocol rest-xml is not supported yet
     --> old.whl/botocore/data/attic/2024-01-01/service-2.json.gz:7:17
      |
    7 |     "protocol": "rest-xml",
      |                 ^^^^^^^^^^ $.metadata.protocol
      |
      = help: use the published crate `aws-sdk-pantry` beside the generated one: both take the same `aws_config`; among several services, `--skip-unsupported` leaves it out

    error: `bakery` has no operation `Burn`
    --> old.whl/botocore/data/bakery/2024-01-01/service-2.json.gz
     = help: there are: Other, List, Get
    "#);
    assert_eq!(project.tree(), before);
    let arguments = import(&["pantry", "attic", "--skip-unsupported"]);
    let printed = run(&project, &arguments).good();
    assert!(
        printed.contains(
            "left out attic: the protocol rest-xml is not supported yet; use the published crate \
             aws-sdk-pantry"
        ),
        "{printed}"
    );
    assert!(!project.path("models/attic").exists());
}

#[test]
fn options_for_one_service_are_refused_for_several() {
    let project = project();
    for option in ["--operations", "--module"] {
        let error = run(&project, &import(&["pantry", "bakery", option, "x"])).bad(2);
        assert!(
            error.contains(&format!("{option} is for one service")),
            "{error}"
        );
    }
    for service in ["pantry:", ":Get", "pantry:Get,", ""] {
        let error = run(&project, &import(&[service])).bad(2);
        assert!(error.contains("SERVICE:OPERATION,OPERATION"), "{error}");
    }
    run(
        &project,
        &import(&["pantry", "--operations", "Get", "--module", "jars"]),
    )
    .good();
    assert!(project.read("botosmith.toml").contains("module = \"jars\""));
}

#[test]
fn imports_at_the_same_time_lose_nothing() {
    let project = project();
    let start = |service| -> Child {
        let mut command = command(PROGRAM, project.folder());
        command.args(import(&[service])).spawn().expect("it starts")
    };
    let children = ["pantry:Get", "bakery:Get", "pantry:List", "bakery:Other"].map(start);
    for mut child in children {
        assert!(child.wait().expect("it ends").success());
    }
    let listed = run(&project, &["list", "--chosen", "--from", "old.whl"]).good();
    insta::assert_snapshot!(listed, @r#"
    SERVICE  ID            CRATE                PROTOCOL  OPERATIONS  CHOSEN
    bakery   Bread Basket  aws-sdk-breadbasket  json      3           2
    pantry   Pantry        aws-sdk-pantry       json      3           2
    "#);
}

#[test]
fn an_update_is_one_page() {
    let project = project();
    run(&project, &import(&["pantry", "bakery:Get"])).good();
    let newer = MODEL.replacen("\"max\": 20", "\"max\": 30", 1);
    let newer = release("1.3.0", "2025-06-01", &newer);
    newer.wheel(&project.path("new.whl"));
    let before = project.tree();
    let dry = ["update", "--from", "new.whl", "--dry-run"];
    let printed = run(&project, &dry).good();
    assert!(
        printed.contains("nothing was written") && printed.contains("(--bump writes it)"),
        "{printed}"
    );
    assert_eq!(project.tree(), before);
    for (class, status) in [("breaking", 0), ("look", 1)] {
        let run = run(&project, &[&dry[..], &["--fail-on", class]].concat());
        assert_eq!(run.status, Some(status), "{run:#?}");
    }
    let printed = run(&project, &["update", "--from", "new.whl"]).good();
    assert_eq!(
        printed.matches("botocore 1.2.3 → botocore 1.3.0").count(),
        1,
        "{printed}"
    );
    let end = printed.find("pantry 2025-06-01 from");
    let end = end.unwrap_or_else(|| panic!("{printed}"));
    insta::assert_snapshot!(&printed[end..], @r#"
    pantry 2025-06-01 from botocore 1.3.0: 3 operations, 10 shapes: 10 changes
      24 without a text in models/pantry/2025-06-01/docs-2.json; --docs brings the model's own
      moved models/pantry/2024-01-01 to models/pantry/2025-06-01
    bakery 2025-06-01 from botocore 1.3.0: 1 operation, 7 shapes: 8 changes
      16 without a text in models/bakery/2025-06-01/docs-2.json; --docs brings the model's own
      moved models/bakery/2024-01-01 to models/bakery/2025-06-01
    crate aws-clients: 2 services changed; its version needs the step patch: 0.1.0 → 0.1.1 (set `version` in [crate.package])
    next: `botosmith generate`
    "#);
    let printed = run(&project, &["update", "--from", "new.whl", "pantry"]).good();
    assert!(printed.contains("nothing to write"), "{printed}");
    assert!(!printed.contains("bakery"), "{printed}");
    let error = run(&project, &["update", "--from", "new.whl", "pantri"]).bad(2);
    assert!(error.contains("did you mean `pantry`?"), "{error}");
}

/// Models are not touched if the page cannot be written.
#[test]
fn an_update_whose_page_cannot_be_written_writes_nothing() {
    let project = project();
    run(&project, &import(&["pantry"])).good();
    let newer = MODEL.replacen("\"max\": 20", "\"max\": 30", 1);
    release("1.3.0", "2024-01-01", &newer).wheel(&project.path("new.whl"));
    let before = project.tree();
    let update = |out| run(&project, &["update", "--from", "new.whl", "--out", out]);
    let error = update("botosmith.toml/page.txt").bad(2);
    assert!(error.contains("cannot write the report"), "{error}");
    assert_eq!(project.tree(), before);
    update("pages/of/page.txt").good();
    assert!(project.read("pages/of/page.txt").contains("Verdict"));
}

/// Two modules of one model are one model to compare.
#[test]
fn two_modules_of_one_model_are_updated() {
    let project = project();
    run(&project, &import(&["pantry:Get"])).good();
    run(&project, &import(&["pantry:List", "--module", "two"])).good();
    let newer = MODEL.replacen("\"max\": 20", "\"max\": 30", 1);
    release("1.3.0", "2024-01-01", &newer).wheel(&project.path("new.whl"));
    let update = run(
        &project,
        &["update", "--from", "new.whl", "--format", "json"],
    );
    assert_eq!(update.status, Some(0), "{update:#?}");
    let page: Value = serde_json::from_str(&update.out).expect("JSON");
    assert_eq!(page["compared"], 1);
    let manifest = project.read("botosmith.toml");
    assert_eq!(manifest.matches("botocore = \"1.3.0\"").count(), 2);
    run(&project, &["generate"]).good();
}

#[test]
fn an_import_is_a_json_document() {
    let project = project();
    let json = |run: &Run| -> Value { serde_json::from_str(&run.out).expect("JSON") };
    let format = ["--format", "json"];
    let services = ["pantry: Get , List", "attic", "--skip-unsupported"];
    let imported = run(&project, &[&import(&services)[..], &format].concat());
    assert_eq!((imported.status, imported.err.as_str()), (Some(0), ""));
    let document = serde_json::to_string_pretty(&json(&imported)).expect("JSON");
    insta::assert_snapshot!(document, @r#"
    {
      "services": [
        {
          "service": "pantry",
          "module": "pantry",
          "crate": "aws-clients",
          "api_version": "2024-01-01",
          "botocore": "1.2.3",
          "operations": [
            "List",
            "Get"
          ],
          "is_update": false,
          "left_out": [],
          "files": [
            {
              "file": "models/pantry/2024-01-01/service-2.json",
              "removed": false
            }
          ]
        }
      ],
      "left_out": [
        {
          "service": "attic",
          "operation": null,
          "reason": "the protocol rest-xml is not supported yet",
          "published": "aws-sdk-pantry"
        }
      ],
      "files": [
        {
          "file": "models/pantry/2024-01-01/service-2.json",
          "removed": false
        },
        {
          "file": "botosmith.toml",
          "removed": false
        }
      ]
    }
    "#);
    let failed = run(&project, &[&import(&["attic"])[..], &format].concat());
    assert_eq!((failed.status, failed.err.as_str()), (Some(2), ""));
    let message = &json(&failed)["errors"][0]["message"];
    assert_eq!(
        message,
        "`attic` cannot be made: the protocol rest-xml is not supported yet"
    );
}

#[test]
fn models_of_no_release_are_left_alone() {
    let project = project();
    run(&project, &import(&["pantry"])).good();
    project.write("own.json", MODEL);
    run(&project, &["import", "own", "--from", "own.json"]).good();
    let before = project.read("models/own/2024-01-01/service-2.json");
    let printed = run(&project, &["update", "--from", "old.whl"]).good();
    assert!(printed.contains("own: left alone"), "{printed}");
    assert_eq!(project.read("models/own/2024-01-01/service-2.json"), before);
}

#[test]
fn a_bump_writes_the_next_version() {
    let project = project();
    run(&project, &import(&["pantry"])).good();
    let newer = MODEL.replacen("\"Other\": {", "\"Another\": {", 1);
    release("1.3.0", "2024-01-01", &newer).wheel(&project.path("new.whl"));
    let update = ["update", "--from", "new.whl", "--bump"];
    let printed = run(&project, &update).good();
    let line = "its version needs the step major: 0.1.0 → 0.2.0\n";
    assert!(printed.contains(line), "{printed}");
    let manifest = project.read("botosmith.toml");
    assert!(
        manifest.contains("[crate.package]\nversion = \"0.2.0\"\n"),
        "{manifest}"
    );
    // Without a change there is no step.
    let printed = run(&project, &update).good();
    assert!(printed.contains("needs the step none\n"), "{printed}");
    assert_eq!(project.read("botosmith.toml"), manifest);
    run(&project, &["generate"]).good();
    assert!(
        project
            .read("aws-clients/Cargo.toml")
            .contains("version = \"0.2.0\"")
    );
}

/// From the release of July 2015 to a current one.
#[test]
fn ten_years_are_one_step() {
    let (Some(old), Some(new)) = (
        published("botocore-1.1.1-py2.py3-none-any.whl"),
        published("botocore-1.44.5.tar.gz"),
    ) else {
        return;
    };
    let [old, new] = [old, new].map(|it| it.display().to_string());
    let project = Project::new();
    run(&project, &["init"]).good();
    let services = ["ecs:RegisterContainerInstance", "dynamodb:GetItem", "logs"];
    let import = [&["import"], &services[..], &["--from", &old]].concat();
    run(&project, &import).good();
    let update = ["update", "--from", &new];
    let before = project.tree();
    let error = run(&project, &update).bad(2);
    assert!(
        error.contains("`GetLogObject` of `logs` cannot be made")
            && error.contains("`StartLiveTail` of `logs` cannot be made"),
        "{error}"
    );
    assert_eq!(project.tree(), before);
    let update = [
        &update[..],
        &["--skip-unsupported", "--fail-on", "breaking"],
    ]
    .concat();
    let printed = run(&project, &update);
    assert_eq!(printed.status, Some(1), "{printed:#?}");
    let printed = printed.out;
    assert_eq!(
        printed.matches("botocore 1.1.1 → botocore 1.44.5").count(),
        1
    );
    assert!(
        printed.contains("left out StartLiveTail of logs: "),
        "{printed}"
    );
    assert!(
        printed.contains(
            "its version needs the step major: 0.1.0 → 0.2.0 (set `version` in [crate.package])"
        ),
        "{printed}"
    );
    let manifest = project.read("botosmith.toml");
    assert!(
        manifest.contains("skip = [\"GetLogObject\", \"StartLiveTail\"]"),
        "{manifest}"
    );
    assert_eq!(manifest.matches("botocore = \"1.44.5\"").count(), 3);
    run(&project, &["generate"]).good();
    let printed = run(&project, &["update", "--from", &new]).good();
    assert!(printed.contains("nothing to write"), "{printed}");
}

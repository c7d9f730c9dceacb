//! Findings of comparisons of two rule sets.

use serde_json::{Value as Json, json};

use super::meaning::findings;

const ECS: &str = include_str!("../../../../models/ecs/2014-11-13/endpoint-rule-set-1.json");

/// Findings as lines.
fn lines(old: &Json, new: &Json) -> Vec<String> {
    let findings = findings(&old.to_string(), &new.to_string()).into_iter();
    findings
        .map(|it| match (it.old, it.new) {
            (None, None) => it.subject,
            (old, new) => {
                let [old, new] = [old, new].map(|it| it.unwrap_or_else(|| "-".to_owned()));
                format!("{}: {old} → {new}", it.subject)
            }
        })
        .collect()
}

#[test]
fn a_change_lists_parameters_and_both_endpoints() {
    let old: Json = serde_json::from_str(ECS).expect("JSON");
    let new = old.to_string().replace(
        "https://ecs-fips.{Region}.{PartitionResult#dualStackDnsSuffix}",
        "https://fips.ecs.{Region}.{PartitionResult#dualStackDnsSuffix}",
    );
    let new = serde_json::from_str(&new).expect("JSON");
    assert_eq!(
        lines(&old, &new),
        [
            "Region=us-east-1 or any other, UseDualStack=true, UseFIPS=true: \
             https://ecs-fips.us-east-1.api.aws → https://fips.ecs.us-east-1.api.aws"
        ]
    );
}

/// Rules with one text parameter `Region` and a flag `Flag`.
fn small(rules: &Json) -> Json {
    json!({"version": "1.0", "parameters": {
        "Region": {"type": "string", "required": true, "builtIn": "AWS::Region", "documentation": ""},
        "Flag": {"type": "boolean", "required": true, "default": false, "documentation": ""},
    }, "rules": rules})
}

fn endpoint(url: &str, conditions: &Json) -> Json {
    json!({"type": "endpoint", "conditions": conditions, "endpoint": {"url": url}})
}

fn region_is(region: &str) -> Json {
    json!({"fn": "stringEquals", "argv": [{"ref": "Region"}, region]})
}

fn flag_is(value: bool) -> Json {
    json!({"fn": "booleanEquals", "argv": [{"ref": "Flag"}, value]})
}

#[test]
fn exclusive_rules_may_be_reordered_and_merged() {
    let a = endpoint("https://a.example", &json!([region_is("a")]));
    let b = endpoint("https://b.example", &json!([region_is("b")]));
    let rest = endpoint("https://{Region}.example", &json!([]));
    let old = small(&json!([a, b, rest]));
    // The last rule says the same for `a` and `b`.
    for rules in [json!([b, a, rest]), json!([rest]), json!([b, rest])] {
        assert_eq!(lines(&old, &small(&rules)), [""; 0], "{rules}");
        assert_eq!(lines(&small(&rules), &old), [""; 0], "{rules}");
    }
    // Split by a flag that does not matter.
    let split = json!([
        endpoint("https://{Region}.example", &json!([flag_is(true)])),
        endpoint("https://{Region}.example", &json!([flag_is(false)])),
        endpoint("https://never.example", &json!([])),
    ]);
    assert_eq!(lines(&old, &small(&split)), [""; 0]);
}

#[test]
fn rules_that_are_no_longer_exclusive_differ() {
    let a = endpoint("https://a.example", &json!([region_is("a")]));
    let flag = endpoint("https://flag.example", &json!([flag_is(true)]));
    let old = small(&json!([a, flag]));
    let new = small(&json!([flag, a]));
    assert_eq!(
        lines(&old, &new),
        ["Flag=true, Region=a: https://a.example → https://flag.example"]
    );
}

#[test]
fn constants_of_a_partition_are_known() {
    let partition = json!({"fn": "aws.partition", "argv": [{"ref": "Region"}], "assign": "P"});
    let name = json!({"fn": "getAttr", "argv": [{"ref": "P"}, "name"]});
    let is_china = json!({"fn": "stringEquals", "argv": [name, "aws-cn"]});
    let rules = |url: &str| {
        let conditions = json!([partition, is_china]);
        small(&json!([
            endpoint(url, &conditions),
            endpoint("https://else.example", &json!([]))
        ]))
    };
    let old = rules("https://{Region}.{P#dnsSuffix}");
    assert_eq!(
        lines(&old, &rules("https://{Region}.amazonaws.com.cn")),
        [""; 0]
    );
    assert_eq!(
        lines(&old, &rules("https://{Region}.amazonaws.com")),
        [
            "Region=cn-northwest-1 or 2 others: https://cn-northwest-1.amazonaws.com.cn → \
          https://cn-northwest-1.amazonaws.com"
        ]
    );
}

#[test]
fn properties_headers_errors_and_parameters_are_compared() {
    let with = |region: &str| {
        small(&json!([{"type": "endpoint", "conditions": [], "endpoint": {
            "url": "https://x.example",
            "properties": {"authSchemes": [{"name": "sigv4", "signingRegion": region, "signingName": "x"}]},
            "headers": {"x-a": [region]},
        }}]))
    };
    assert_eq!(
        lines(&with("us-east-1"), &with("us-west-2")),
        [
            "Region=us-east-1 or any other: https://x.example (signingRegion us-east-1, header x-a[0] us-east-1) → \
          https://x.example (signingRegion us-west-2, header x-a[0] us-west-2)"
        ]
    );
    let error = |text: &str| small(&json!([{"type": "error", "conditions": [], "error": text}]));
    assert_eq!(
        lines(&error("no"), &error("never")),
        ["Region=us-east-1 or any other: error: no → error: never"]
    );
    let mut new = error("no");
    new["parameters"]["Flag"]["default"] = true.into();
    new["parameters"]["More"] = json!({"type": "string", "documentation": ""});
    assert_eq!(
        lines(&error("no"), &new),
        [
            "parameter `Flag`: a required boolean, by default false → a required boolean, by default true",
            "parameter `More`: - → a string",
        ]
    );
}

#[test]
fn rules_whose_difference_no_try_shows_are_said_to_differ() {
    let label = |dots: bool| json!({"fn": "isValidHostLabel", "argv": [{"ref": "Region"}, dots]});
    let first =
        json!({"fn": "substring", "argv": [{"ref": "Region"}, 3, 9, false], "assign": "first"});
    let is_x = json!({"fn": "isValidHostLabel", "argv": [{"ref": "first"}, false]});
    let old = small(&json!([endpoint(
        "https://a.example",
        &json!([first, is_x, label(false)])
    )]));
    let new = small(&json!([endpoint(
        "https://a.example",
        &json!([label(false), first, is_x])
    )]));
    assert_eq!(lines(&old, &new), [""; 0], "conditions may be reordered");
    let text = |text: &str| json!({"fn": "stringEquals", "argv": [{"fn": "uriEncode", "argv": [{"ref": "Region"}]}, text]});
    let rules = |it: &str| small(&json!([endpoint("https://a.example", &json!([text(it)]))]));
    let [line] = lines(&rules("q%20q"), &rules("r%20r"))
        .try_into()
        .expect("one line");
    assert!(
        line.starts_with("the rules differ, but lead to the same endpoints for all ")
            && line.ends_with(" combinations of parameters tried"),
        "{line}"
    );
}

#[test]
fn a_long_list_ends_with_the_number_of_the_rest() {
    let rules = |domain: &str| {
        let names: Vec<String> = (0..40).map(|it| format!("region-{it:02}")).collect();
        let rules = names
            .iter()
            .map(|it| endpoint(&format!("https://{it}.{domain}"), &json!([region_is(it)])));
        small(&rules.collect())
    };
    let found = lines(&rules("old"), &rules("new"));
    assert_eq!(found.len(), 13);
    assert_eq!(
        found[0],
        "Region=region-00: https://region-00.old → https://region-00.new"
    );
    assert_eq!(found[12], "… and 28 more endpoints differ");
}

/// Hostile rules end in time: many conditions that depend on each other, and variables that grow.
#[test]
fn rules_of_any_size_are_compared_in_time() {
    let start = std::time::Instant::now();
    let chain = |last: &str| {
        let mut conditions = vec![
            json!({"fn": "booleanEquals", "argv": [{"ref": "Flag"}, {"ref": "Flag"}], "assign": "v0"}),
        ];
        for number in 1..200 {
            let before = json!({"ref": format!("v{}", number - 1)});
            let other =
                json!({"fn": "stringEquals", "argv": [{"ref": "Region"}, format!("{number}")]});
            conditions.push(json!({"fn": "booleanEquals", "argv": [
                {"fn": "booleanEquals", "argv": [before, other]}, before,
            ], "assign": format!("v{number}")}));
        }
        small(&json!([endpoint(last, &conditions.into())]))
    };
    let found = lines(&chain("https://a.example"), &chain("https://b.example"));
    assert_eq!(found, ["too many rules to compare their meaning"]);
    let wide = |seed: usize| {
        let rules = (0..3000).map(|it| {
            let region = format!("r{}", it * 7 % 3001 + seed);
            endpoint(
                &format!("https://{region}.example"),
                &json!([region_is(&region), flag_is(it % 2 == 0)]),
            )
        });
        small(&rules.collect())
    };
    assert!(!lines(&wide(0), &wide(1)).is_empty());
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

#[test]
fn a_boolean_that_is_assigned_is_a_condition_all_the_same() {
    let with = |url: &str| {
        let mut condition = flag_is(true);
        condition["assign"] = json!("isFlagged");
        small(&json!([
            endpoint("https://flagged.example", &json!([condition])),
            endpoint(url, &json!([])),
        ]))
    };
    assert_eq!(
        lines(&with("https://a.example"), &with("https://b.example")),
        ["Region=us-east-1 or any other: https://a.example → https://b.example"]
    );
}

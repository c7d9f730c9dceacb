//! Size and depth of decision graphs.

use std::mem::size_of_val;

use botosmith_runtime::support::endpoint_rules::Value;
use botosmith_runtime::support::endpoint_rules::table::{Outcome, Rules};
use serde_json::json;

use super::{corpus, tables};

/// Service, bytes of its table, and decisions on the longest path through it.
const RECORDED: [(&str, usize, usize); 6] = [
    ("ecs", 1131, 7),
    ("dynamodb", 4537, 31),
    ("events", 2099, 10),
    ("kinesis", 9487, 35),
    ("s3", 17593, 43),
    ("sts", 2364, 22),
];

/// Bytes of the tables of all services of botocore.
const ALL: usize = 562_306;

#[test]
fn tables_cost_what_is_recorded() {
    let Some(corpus) = corpus::corpus() else {
        return;
    };
    let found = RECORDED.map(|(service, ..)| {
        let rules = tables::rules(service, &corpus.rules[service]).expect("rules");
        (service, bytes(rules), longest_way(rules))
    });
    assert_eq!(
        found,
        RECORDED,
        "if that is meant, record it in {}",
        file!()
    );
    let rules = corpus.rules.iter();
    let all = rules.map(|(service, text)| bytes(tables::rules(service, text).expect("rules")));
    assert_eq!(
        all.sum::<usize>(),
        ALL,
        "if that is meant, record it in {}",
        file!()
    );
}

/// Returns the bytes of a table in a program.
fn bytes(rules: &Rules) -> usize {
    let texts: usize = rules.texts.iter().map(|it| it.len()).sum();
    texts
        + size_of_val(rules.parameters)
        + size_of_val(rules.texts)
        + size_of_val(rules.calls)
        + size_of_val(rules.parts)
        + size_of_val(rules.conditions)
        + size_of_val(rules.nodes)
        + size_of_val(rules.outcomes)
        + size_of_val(rules.endpoints)
        + size_of_val(rules.auth_schemes)
        + size_of_val(rules.fields)
        + size_of_val(rules.items)
        + size_of_val(rules.headers)
}

fn longest_way(rules: &Rules) -> usize {
    let mut ways = vec![0; rules.nodes.len() + rules.outcomes.len()];
    for (index, node) in rules.nodes.iter().enumerate().rev() {
        let targets = [node.holds, node.otherwise].map(usize::from);
        assert!(
            targets.iter().all(|it| *it > index),
            "decisions lead forward"
        );
        ways[index] = 1 + targets.map(|it| ways[it]).into_iter().max().unwrap_or(0);
    }
    ways[0]
}

/// Returns rules whose `switches` conditions fork and join, and are all evaluated again at the end.
fn tangle(switches: usize) -> String {
    let name = |index: usize| format!("Switch{index}");
    let ask = |index: usize, value: bool| json!({"fn": "booleanEquals", "argv": [{"ref": name(index)}, value]});
    let parameter =
        json!({"type": "boolean", "required": true, "default": false, "documentation": ""});
    let parameters: serde_json::Map<_, _> = (0..switches)
        .map(|it| (name(it), parameter.clone()))
        .collect();
    let fork = |index| {
        json!({"type": "tree", "conditions": [ask(index, true)], "rules": [
            {"type": "error", "conditions": [ask((index + 1) % switches, true), ask((index + 2) % switches, false)],
             "error": format!("{index} is on, and the next one, but not the one after")},
        ]})
    };
    let mut rules: Vec<_> = (0..switches).map(fork).collect();
    for on in [true, false] {
        let conditions: Vec<_> = (0..switches).map(|it| ask(it, on)).collect();
        let url = format!("https://all-{}.example", if on { "on" } else { "off" });
        rules.push(json!({"type": "endpoint", "conditions": conditions, "endpoint": {"url": url}}));
    }
    json!({"version": "1.0", "parameters": parameters, "rules": rules}).to_string()
}

#[test]
fn rules_that_fork_too_often_are_laid_out_as_they_are_written() {
    for (switches, most_nodes) in [(4, 40), (40, 300)] {
        let rules = tables::rules("tangle", &tangle(switches)).expect("rules");
        assert!(rules.nodes.len() <= most_nodes, "{}", rules.nodes.len());
        assert!(matches!(
            rules.outcomes,
            [
                Outcome::Endpoint(_) | Outcome::Error(_) | Outcome::NoRule,
                ..
            ]
        ));
        for on in [true, false] {
            let values = vec![Value::Boolean(on); switches];
            let endpoint = tables::resolve(rules, &[], &values).expect("an endpoint");
            let name = if on { "on" } else { "off" };
            assert_eq!(endpoint.url(), format!("https://all-{name}.example"));
        }
        let two = [0, 1].map(|it| it == 0 || it == 1);
        let values: Vec<_> = (0..switches)
            .map(|it| Value::Boolean(two.get(it).copied().unwrap_or(false)))
            .collect();
        let error = tables::resolve(rules, &[], &values).expect_err("an error");
        assert_eq!(
            error.to_string(),
            "0 is on, and the next one, but not the one after"
        );
    }
}

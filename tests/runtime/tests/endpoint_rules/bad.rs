//! Malformed rule sets and partitions: each is refused with its position.

use botosmith::Result;

use super::tables;

/// Valid rule set.
const RULES: &str = r#"{
  "version": "1.0",
  "parameters": {
    "Region": { "type": "string", "builtIn": "AWS::Region", "required": true },
    "Account": { "type": "string" },
    "UseFIPS": { "type": "boolean", "builtIn": "AWS::UseFIPS", "required": true, "default": false }
  },
  "rules": [
    {
      "type": "tree",
      "conditions": [
        { "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "Partition" }
      ],
      "rules": [
        {
          "type": "error",
          "conditions": [{ "fn": "booleanEquals", "argv": [{ "ref": "UseFIPS" }, true] }],
          "error": "FIPS is not for {Region}"
        },
        {
          "type": "endpoint",
          "conditions": [],
          "endpoint": {
            "url": "https://tiny.{Region}.{Partition#dnsSuffix}",
            "properties": { "authSchemes": [{ "name": "sigv4", "signingRegion": "{Region}" }] },
            "headers": { "x-tiny": ["{Partition#name}"] }
          }
        }
      ]
    }
  ]
}
"#;

/// Texts of the valid rule set, and their malformed replacements.
const DAMAGE: [(&str, &str); 39] = [
    (
        r#""authSchemes": [{ "name": "sigv4", "signingRegion": "{Region}" }]"#,
        r#""authSchemes": "sigv4""#,
    ),
    (
        r#"[{ "name": "sigv4", "signingRegion": "{Region}" }]"#,
        r#"["sigv4"]"#,
    ),
    (r#""name": "sigv4""#, r#""name": "{Region}""#),
    (r#""version": "1.0""#, r#""version": "9.0""#),
    (r#""version": "1.0","#, ""),
    (
        r#""rules": [
    {"#,
        r#""rulez": [
    {"#,
    ),
    (r#""type": "string" }"#, r#""type": "number" }"#),
    (r#""type": "string" }"#, r#""type": "string", "color": 1 }"#),
    (
        r#""builtIn": "AWS::UseFIPS""#,
        r#""builtIn": "AWS::UseMagic""#,
    ),
    (r#""default": false"#, r#""default": "no""#),
    (r#""Account": {"#, r#""Account#1": {"#),
    (r#""Account": {"#, r#""Region": {"#),
    (r#""type": "tree""#, r#""type": "bush""#),
    (r#""type": "tree""#, r#""type": "error""#),
    (r#""fn": "aws.partition""#, r#""fn": "aws.partitions""#),
    (r#""fn": "aws.partition""#, r#""fn": "isSet""#),
    (r#""fn": "aws.partition""#, r#""fn": "parseURL""#),
    (
        r#"[{ "ref": "Region" }], "assign""#,
        r#"[{ "ref": "Regiom" }], "assign""#,
    ),
    (r#"[{ "ref": "Region" }], "assign""#, r#"[], "assign""#),
    (r#"[{ "ref": "Region" }], "assign""#, r#"[true], "assign""#),
    (r#"[{ "ref": "Region" }], "assign""#, r#"[7], "assign""#),
    (r#"[{ "ref": "Region" }], "assign""#, r#"[null], "assign""#),
    (r#""assign": "Partition""#, r#""assign": "Region""#),
    (r#""assign": "Partition""#, r#""assign": "a b""#),
    (r#""fn": "booleanEquals""#, r#""fn": "stringEquals""#),
    (
        r#"{ "fn": "booleanEquals", "argv": [{ "ref": "UseFIPS" }, true] }"#,
        r#"{ "fn": "stringEquals", "argv": [{ "ref": "Account" }, "x"] }"#,
    ),
    (
        r#"{ "fn": "booleanEquals", "argv": [{ "ref": "UseFIPS" }, true] }"#,
        r#"{ "fn": "getAttr", "argv": [{ "ref": "Partition" }, "color"] }"#,
    ),
    (
        r#"{ "fn": "booleanEquals", "argv": [{ "ref": "UseFIPS" }, true] }"#,
        r#"{ "fn": "isValidHostLabel", "argv": [{ "ref": "Region" }, { "ref": "UseFIPS" }] }"#,
    ),
    (
        r#"{ "fn": "booleanEquals", "argv": [{ "ref": "UseFIPS" }, true] }"#,
        r#"{ "fn": "substring", "argv": [{ "ref": "Region" }, -1, 2, false] }"#,
    ),
    (
        r#"{ "fn": "booleanEquals", "argv": [{ "ref": "UseFIPS" }, true] }"#,
        r#"{ "fn": "not", "argv": [{ "fn": "isSet", "argv": ["a"], "assign": "a" }] }"#,
    ),
    (
        r#"{ "fn": "booleanEquals", "argv": [{ "ref": "UseFIPS" }, true] }"#,
        r#"{ "fn": "stringEquals", "argv": ["{Region}", "{Region}"] }"#,
    ),
    ("FIPS is not for {Region}", "FIPS is not for {Region"),
    ("FIPS is not for {Region}", "FIPS is not for Region}"),
    ("FIPS is not for {Region}", "FIPS is not for {Account}"),
    ("FIPS is not for {Region}", "FIPS is not for {Partition}"),
    ("FIPS is not for {Region}", "FIPS is not for {Region#name}"),
    (r#""x-tiny": ["#, r#""x tiny": ["#),
    (r#"{ "name": "sigv4","#, r#"{ "name": 4,"#),
    (r#""error": "FIPS is not for {Region}""#, r#""error": true"#),
];

const PARTITIONS: &str = r#"{
  "version": "1.1",
  "partitions": [
    {
      "id": "aws",
      "regionRegex": "^(us|eu)\\-\\w+\\-\\d+$",
      "regions": { "aws-global": {}, "us-east-1": { "description": "x" } },
      "outputs": {
        "dnsSuffix": "amazonaws.com",
        "dualStackDnsSuffix": "api.aws",
        "implicitGlobalRegion": "us-east-1",
        "supportsDualStack": true,
        "supportsFIPS": true
      }
    }
  ]
}
"#;

const DAMAGED_PARTITIONS: [(&str, &str); 10] = [
    (r"^(us|eu)\\-\\w+\\-\\d+$", r"(us|eu)\\-\\w+\\-\\d+"),
    (r"^(us|eu)\\-\\w+\\-\\d+$", r"^us|eu\\-\\w+\\-\\d+$"),
    (r"^(us|eu)\\-\\w+\\-\\d+$", r"^(us|eu)\\-.*$"),
    (r"^(us|eu)\\-\\w+\\-\\d+$", r"^(us|eu)-\\w{2}\\-\\d+$"),
    (r#""1.1""#, r#""2.0""#),
    (r#""dnsSuffix": "amazonaws.com","#, ""),
    ("amazonaws.com", "amazonaws.com/x"),
    ("amazonaws.com", ".com"),
    (r#""supportsFIPS": true"#, r#""supportsFIPS": "yes""#),
    (r#""aws-global": {}"#, r#""aws-global": { "color": 1 }"#),
];

/// Concatenates all error reports.
fn reports<T>(right: &str, damage: &[(&str, &str)], read: impl Fn(&str) -> Result<T>) -> String {
    assert!(read(right).is_ok(), "the right one");
    let mut out = String::new();
    for (old, new) in damage {
        assert_eq!(right.matches(old).count(), 1, "{old}");
        match read(&right.replace(old, new)) {
            Ok(_) => panic!("taken: {new}"),
            Err(error) => {
                assert!(error.location().is_some(), "{error}");
                out += &format!("{new}\n{error}\n\n");
            }
        }
    }
    out
}

#[test]
fn malformed_rules_are_refused_with_their_place() {
    insta::assert_snapshot!(reports(RULES, &DAMAGE, |text| tables::rules(
        "rules.json",
        text
    )));
}

#[test]
fn malformed_partitions_are_refused_with_their_place() {
    insta::assert_snapshot!(reports(PARTITIONS, &DAMAGED_PARTITIONS, |text| {
        tables::partitions("partitions.json", text)
    }));
    let none = r#"{ "version": "1.1", "partitions": [] }"#;
    let error = tables::partitions("partitions.json", none).unwrap_err();
    assert!(
        error.to_string().contains("there is no partition"),
        "{error}"
    );
}

#[test]
fn what_is_nested_without_end_is_refused() {
    let nested = |open: &str, inner: &str, close: &str, times: usize| {
        format!("{}{inner}{}", open.repeat(times), close.repeat(times))
    };
    let tree = r#"{ "type": "tree", "conditions": [], "rules": ["#;
    let rules = nested(tree, "", "] }", 100);
    let call = nested(r#"{ "fn": "not", "argv": ["#, "true", "] }", 40);
    let with_call = format!(r#"{{ "type": "error", "conditions": [{call}], "error": "no" }}"#);
    for (rules, what) in [
        (rules, "rules are nested"),
        (with_call, "values are nested"),
    ] {
        let text = format!(r#"{{ "version": "1.0", "parameters": {{}}, "rules": [{rules}] }}"#);
        let error = tables::rules("rules.json", &text).unwrap_err().to_string();
        assert!(error.contains(what), "{error}");
    }
}

#[test]
fn there_is_room_for_as_many_variables_as_rules_have() {
    let conditions: Vec<String> = (0..33)
        .map(|it| format!(r#"{{ "fn": "uriEncode", "argv": ["x"], "assign": "v{it}" }}"#))
        .collect();
    let text = format!(
        r#"{{ "version": "1.0", "parameters": {{}}, "rules": [
            {{ "type": "error", "conditions": [{}], "error": "{{v0}}, {{v32}}" }}] }}"#,
        conditions.join(", ")
    );
    let rules = tables::rules("rules.json", &text).expect("rules");
    let error = tables::resolve(rules, &[], &[]).expect_err("an error");
    assert_eq!(error.to_string(), "x, x");
}

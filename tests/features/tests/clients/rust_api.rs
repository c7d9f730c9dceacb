//! The generated API in Rust: names, enums, `Debug`, equality, defaults.

#[test]
fn enums_have_their_values_and_keep_unknown_ones() {
    use features::enums::types::Awkward;
    for value in Awkward::values() {
        let parsed = Awkward::try_parse(value).unwrap_or_else(|_| panic!("{value:?} is known"));
        assert_eq!(parsed.as_str(), *value);
        assert_eq!(parsed.to_string(), *value);
        assert_eq!(value.parse::<Awkward>().unwrap(), parsed);
    }
    assert_eq!(Awkward::values().len(), 17);
    let newer = Awkward::from("newer");
    assert_eq!(newer.as_str(), "newer");
    assert_eq!(newer, Awkward::from("newer"));
    let error = Awkward::try_parse("newer").unwrap_err();
    assert_eq!(error.to_string(), "unknown enum variant: 'newer'");
    assert_eq!(Awkward::InProgress.as_str(), "in progress");
    assert_eq!(Awkward::SelfValue.as_str(), "self");
    assert_eq!(Awkward::UnknownValue.as_str(), "Unknown");
}

#[test]
fn keywords_and_names_of_the_prelude_can_be_used() {
    use features::names::operation::echo::EchoInput;
    use features::names::types;
    let input = EchoInput::builder()
        .r#type("t")
        .self_("s")
        .r#match(1)
        .build_value("b")
        .send_value("x")
        .meta_value("m")
        .default_value("d")
        .foo_bar("1")
        .foo_bar_value("2")
        .get_foo_bar_value2("3")
        .set_type_value("4")
        .dash_ed_name("5")
        .r#gen("6")
        .option(
            types::Option::builder()
                .string(types::String::builder().string("s").build())
                .build(),
        )
        .vec(types::Vec::builder().vec("v").build())
        .result(types::Result::Ok("fine".into()))
        .foo(types::Foo::builder().a("a").build())
        .foo_value(types::FooValue::None)
        .lower(types::LowerCase::builder().build())
        .build();
    let input = input.expect("nothing is required");
    assert_eq!(input.foo_bar_value(), Some("2"));
    assert!(
        types::Box::builder().build().is_err(),
        "a required member is missing"
    );
    assert!(types::Box::builder().required("r").build().is_ok());
}

#[test]
fn sensitive_values_are_not_printed() {
    use features::sensitive::operation::echo::EchoInput;
    use features::sensitive::types::{Either, Kind, Nested};
    let builder = EchoInput::builder()
        .password("hunter2")
        .safe("shown")
        .passwords("hunter2")
        .nested(Nested::builder().password("hunter2").count(3).build())
        .either(Either::Secret("hunter2".into()))
        .kind(Kind::from("hunter2"));
    for text in [
        format!("{builder:?}"),
        format!("{:?}", builder.build().unwrap()),
    ] {
        assert!(!text.contains("hunter2"), "{text}");
        assert!(text.contains("shown") && text.contains("count"), "{text}");
    }
    assert_eq!(
        format!("{}", Kind::from("hunter2")),
        "*** Sensitive Data Redacted ***"
    );
    let open = format!("{:?}", Either::Open("shown".into()));
    assert_eq!(open, "Open(\"shown\")");
}

#[test]
fn flags_of_set_members_are_private() {
    use features::scalars::types::All;
    let (set, unset) = (All::builder().count(0).build(), All::builder().build());
    assert_eq!(set, unset);
    assert_eq!(format!("{set:?}"), format!("{unset:?}"));
    assert!(!format!("{set:?}").contains("_set"));
}

#[test]
fn required_members_are_checked_when_built() {
    use features::required::types::{All, Color, Value};
    let error = All::builder().text("t").build().unwrap_err();
    assert!(error.to_string().contains("at"), "{error}");
    let without_numbers = All::builder()
        .text("t")
        .at(aws_smithy_types::DateTime::from_secs(0))
        .bytes(aws_smithy_types::Blob::new(*b"b"))
        .color(Color::Red)
        .list("l")
        .map("k", "v")
        .value(Value::Text("v".into()));
    // A boxed number has no default value; other numbers have zero.
    let error = without_numbers.clone().build().unwrap_err();
    assert!(error.to_string().contains("boxed"), "{error}");
    let all = without_numbers.boxed(0).build().unwrap();
    assert_eq!((all.boxed(), all.number(), all.flag()), (0, 0, false));
}

#[test]
#[allow(deprecated, reason = "deprecated items are tested")]
fn deprecated_items_work() {
    use features::deprecated::operation::echo::EchoInput;
    use features::deprecated::types::{Choice, OldItem};
    let item = OldItem::builder().name("n").build();
    let input = EchoInput::builder()
        .old("o")
        .old_item(item.clone())
        .items(item);
    assert_eq!(input.build().unwrap().old(), Some("o"));
    assert!(Choice::Old("o".into()).is_old());
}

#[tokio::test]
async fn names_that_generated_code_imports_can_be_used() {
    use crate::harness::client;
    use features::taken_names::operation::echo::EchoError;
    use features::taken_names::types;
    let (client, sent) = client!(
        taken_names,
        r#"{"input": {"text": "t", "map": {"a": "b"}}, "default": {}, "kind": "Err", "either": {"err": {}}}"#
    );
    let call = client
        .echo()
        .default_value(
            types::Default::builder()
                .text("d")
                .count(0)
                .build()
                .unwrap(),
        )
        .build_error(types::BuildErrorValue::builder().text("b").build().unwrap())
        .kind(types::Infallible::None);
    let output = call.send().await.unwrap();
    let expected = r#"{"default":{"text":"d","count":0},"buildError":{"text":"b"},"kind":"None"}"#;
    assert_eq!(
        sent.body(),
        serde_json::from_str::<serde_json::Value>(expected).unwrap()
    );
    assert_eq!(output.input().unwrap().map().unwrap()["a"], "b");
    assert_eq!(output.kind(), Some(&types::Infallible::Err));
    assert!(output.either().unwrap().is_err());

    let (client, _) = client!(taken_names, 400, r#"{"__type": "Unhandled"}"#);
    let error = client.echo().send().await.unwrap_err().into_service_error();
    assert!(matches!(error, EchoError::UnhandledValue(_)), "{error:?}");
}

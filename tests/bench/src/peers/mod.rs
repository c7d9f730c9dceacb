//! The same calls, written once: each peer includes them over its own crate.

/// Amazon ECS, generated.
pub mod generated_ecs {
    use aws_clients::ecs as sdk;
    include!("ecs.in");
}

/// Amazon ECS, as published.
pub mod published_ecs {
    use aws_sdk_ecs as sdk;
    include!("ecs.in");
}

/// Amazon DynamoDB, generated.
pub mod generated_dynamodb {
    use corpus_dynamodb::dynamodb as sdk;

    // botocore's model does not make this type a union.
    fn text(value: String) -> AttributeValue {
        AttributeValue::builder().s(value).build()
    }
    fn number(value: String) -> AttributeValue {
        AttributeValue::builder().n(value).build()
    }
    fn boolean(value: bool) -> AttributeValue {
        AttributeValue::builder().bool(value).build()
    }
    fn list(values: Vec<AttributeValue>) -> AttributeValue {
        AttributeValue::builder().set_l(Some(values)).build()
    }
    fn map(name: &str, value: AttributeValue) -> AttributeValue {
        AttributeValue::builder().m(name, value).build()
    }
    include!("dynamodb.in");
}

/// Amazon DynamoDB, as published.
pub mod published_dynamodb {
    use aws_sdk_dynamodb as sdk;

    fn text(value: String) -> AttributeValue {
        AttributeValue::S(value)
    }
    fn number(value: String) -> AttributeValue {
        AttributeValue::N(value)
    }
    fn boolean(value: bool) -> AttributeValue {
        AttributeValue::Bool(value)
    }
    fn list(values: Vec<AttributeValue>) -> AttributeValue {
        AttributeValue::L(values)
    }
    fn map(name: &str, value: AttributeValue) -> AttributeValue {
        AttributeValue::M([(name.to_owned(), value)].into())
    }
    include!("dynamodb.in");
}

//! Messages of errors.

use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use features::ssooidc::operation::create_token::CreateTokenError;

use crate::harness::{Answer, client};

async fn error(answer: Answer) -> CreateTokenError {
    let (client, _) = client!(ssooidc, &[answer]);
    let call = client.create_token().client_id("a").client_secret("b");
    call.grant_type("c")
        .send()
        .await
        .unwrap_err()
        .into_service_error()
}

#[tokio::test]
async fn the_description_is_the_message() {
    let body = r#"{"error":"invalid_grant","error_description":"The code is wrong."}"#;
    let error = error((400, "InvalidGrantException", body)).await;
    assert_eq!(error.code(), Some("InvalidGrantException"));
    assert_eq!(
        ProvideErrorMetadata::message(&error),
        Some("The code is wrong.")
    );
    let CreateTokenError::InvalidGrantException(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.message(), Some("The code is wrong."));
    assert_eq!(error.error_description(), Some("The code is wrong."));
    assert_eq!(
        error.to_string(),
        "InvalidGrantException: The code is wrong."
    );
}

#[tokio::test]
async fn an_unmodeled_error_has_it_as_well() {
    let body = r#"{"error_description":"Later."}"#;
    let known = error((400, "OtherException", body)).await;
    let found = (known.code(), ProvideErrorMetadata::message(&known));
    assert_eq!(found, (Some("OtherException"), Some("Later.")));
    let without_code = error((400, "", body)).await;
    let message = ProvideErrorMetadata::message(&without_code).unwrap();
    assert_eq!(message, "Later.");
}

#[tokio::test]
async fn a_message_has_precedence() {
    for (body, expected) in [
        (r#"{"message":"a","error_description":"b"}"#, Some("a")),
        (r#"{"error_description":"b","Message":"a"}"#, Some("a")),
        (r#"{"Message":"","error_description":"b"}"#, Some("b")),
        (r#"{"error_description":""}"#, None),
        (r#"{"error_description":null}"#, None),
        ("{}", None),
    ] {
        let error = error((400, "SlowDownException", body)).await;
        assert_eq!(ProvideErrorMetadata::message(&error), expected, "{body}");
    }
}

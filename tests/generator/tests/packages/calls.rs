//! Uses what the manifest asks for: compiled as a test of a program that depends on the crates.

use std::collections::{BTreeSet, HashSet};

use aws_credential_types::Credentials;
use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use clients::{cellar, pantry as shared};
// As code that was written for a module of a crate with several services.
use pantry as aws_sdk_pantry;
use pantry::config::Region;
use pantry::error::SdkError;
use pantry::operation::store::{StoreError, StoreInput, StoreOutput};
use pantry::types::{Jar, Kind, Lid, Tag, Weight};
use pantry::{Client, Config, Error};
use zeroize::Zeroize;

#[tokio::test]
async fn a_client_at_the_root_is_called() {
    let request = http::Request::post("https://pantry.example/").body(SdkBody::from(
        r#"{"jar":{"kind":"CLAY"},"tags":[{"key":"k"}]}"#,
    ));
    let answer = http::Response::builder().status(200).body(SdkBody::from(
        r#"{"place":{"shelf":{"name":"top"}},"label":{"kind":"CLAY"}}"#,
    ));
    let event = ReplayEvent::new(request.unwrap(), answer.unwrap());
    let http_client = StaticReplayClient::new(vec![event]);
    // The behavior version is the default, by the feature `behavior-version-latest`.
    let config = Config::builder()
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
        .endpoint_url("https://pantry.example/")
        .http_client(http_client.clone())
        .build();
    let client = aws_sdk_pantry::Client::from_conf(config);
    let called: Result<StoreOutput, SdkError<StoreError>> = client
        .store()
        .jar(Jar::builder().kind(Kind::Clay).build())
        .tags(Tag::builder().key("k").build())
        .send()
        .await;
    let output = called.map_err(Error::from).unwrap();
    assert_eq!(output.place().unwrap().shelf().unwrap().name(), "top");
    http_client.assert_requests_match(&["authorization"]);
    assert_eq!(pantry::meta::PKG_VERSION, "1.2.3-rc.1");
    let name = std::any::type_name::<Client>();
    assert_eq!(name, "pantry::client::Client");
}

#[test]
fn types_have_what_they_derive() {
    let tag = |key: &str| Tag::builder().key(key).value("v").build();
    let tags = HashSet::from([tag("b"), tag("a"), tag("b")]);
    assert_eq!(tags.len(), 2);
    let sorted = BTreeSet::from_iter(tags);
    assert_eq!(sorted.first().unwrap().key(), Some("a"));

    // A structure that contains itself, with an enum, a union and a time.
    let jar = Jar::builder()
        .inside(Jar::default())
        .kind(Kind::Glass)
        .lid(Lid::Jar(Jar::default().into()))
        .build();
    let jars = BTreeSet::from([jar.clone(), Jar::default()]);
    assert_eq!(jars.last(), Some(&jar));
    assert_eq!(HashSet::from([jar.clone(), jar]).len(), 1);

    // That a zero was set makes no difference.
    let set = Jar::builder().count(0).build();
    assert_eq!(HashSet::from([set, Jar::default()]).len(), 1);
    let input = StoreInput::builder().build().unwrap();
    assert_eq!(BTreeSet::from([input, StoreInput::default()]).len(), 1);

    let mut tag = tag("secret");
    tag.zeroize();
    assert_eq!(tag, Tag::default());
    assert_eq!(Weight::default().grams(), 0.0);
}

#[test]
fn a_listed_type_has_a_trait_with_all_it_contains() {
    fn has_hash<T: std::hash::Hash>() {}
    fn has_eq<T: Eq>() {}
    has_hash::<shared::operation::store::StoreInput>();
    has_hash::<shared::types::Jar>();
    has_hash::<cellar::types::Lid>();
    has_eq::<shared::types::Shelf>();
    has_eq::<shared::types::error::Full>();
    has_eq::<cellar::operation::store::StoreOutput>();
}

//! Hashes of bodies. (Those of bytes in memory are compared with botocore's.)

use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::display::DisplayErrorContext;
use client_tests::botocore::check_signatures;
use client_tests::python::Python;
use features::glacier::primitives::ByteStream;
use http_body_util::StreamBody;
use serde_json::json;

use crate::botocore::bytes;
use crate::harness::{Http, client};

const TREE_HASH: &str = "x-amz-sha256-tree-hash";
const CONTENT_HASH: &str = "x-amz-content-sha256";

/// A length of three parts, and of one that is not full.
const LENGTH: usize = (3 << 20) + 12_345;

/// `calculate_tree_hash` and `calculate_sha256` of `botocore.utils` for that many bytes.
const EXPECTED: [&str; 2] = [
    "2667252fa155911ab4f75446a6da4f45fb74969b834f84919af523f8a13e0923",
    "d1ec922893878d83579cdae378e586000dcbd06a299ac3e5a7922645e331b3be",
];

/// A body of unknown length that can be read only once, in pieces of odd lengths.
fn once(body: Vec<u8>) -> ByteStream {
    let parts: Vec<_> = body
        .chunks(99_991)
        .map(bytes::Bytes::copy_from_slice)
        .map(|part| Ok::<_, std::convert::Infallible>(http_body_1x::Frame::data(part)))
        .collect();
    let body = StreamBody::new(futures_util::stream::iter(parts));
    ByteStream::new(SdkBody::from_body_1_x(body))
}

/// A body that is a file.
async fn file(body: &[u8]) -> (ByteStream, tempfile::NamedTempFile) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), body).unwrap();
    (ByteStream::from_path(file.path()).await.unwrap(), file)
}

fn assert_hashes(http: &Http, requests: usize) {
    let sent = http.sent();
    assert_eq!(sent.len(), requests);
    for request in sent {
        let found = [TREE_HASH, CONTENT_HASH].map(|it| request.header(it).unwrap_or_default());
        assert_eq!(found, EXPECTED);
        assert!(request.body == bytes(LENGTH), "the whole body is sent");
        let length = LENGTH.to_string();
        assert_eq!(request.header("content-length"), Some(length.as_str()));
    }
}

#[tokio::test]
async fn bodies_of_all_kinds_have_the_same_hashes() {
    let (from_file, _file) = file(&bytes(LENGTH)).await;
    for body in [bytes(LENGTH).into(), from_file, once(bytes(LENGTH))] {
        let (client, http) = client!(glacier);
        let call = client.upload_archive().vault_name("v").body(body);
        call.send().await.unwrap();
        assert_hashes(&http, 1);
    }
}

#[tokio::test]
async fn retries_send_the_same_hashes() {
    let (from_file, _file) = file(&bytes(LENGTH)).await;
    // A stream that can be read only once was loaded for the hashes, so that it can be sent again.
    for body in [bytes(LENGTH).into(), from_file, once(bytes(LENGTH))] {
        let (client, http) = client!(
            glacier,
            &[(500, "", "{}"), (500, "", "{}"), (200, "", "{}")]
        );
        let call = client.upload_archive().vault_name("v").body(body);
        call.send().await.unwrap();
        assert_hashes(&http, 3);
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_an_error_before_anything_is_sent() {
    let part = Err::<http_body_1x::Frame<bytes::Bytes>, _>(std::io::Error::other("no such disk"));
    let body = StreamBody::new(futures_util::stream::iter([part]));
    let body = ByteStream::new(SdkBody::from_body_1_x(body));
    let (client, http) = client!(glacier);
    let error = client
        .upload_archive()
        .vault_name("v")
        .body(body)
        .send()
        .await;
    let error = error.unwrap_err();
    let text = DisplayErrorContext(&error).to_string();
    assert!(text.contains("no such disk"), "{text}");
    assert!(http.sent().is_empty());
}

#[tokio::test]
async fn a_checksum_of_the_caller_stays() {
    let (client, http) = client!(glacier);
    let call = client
        .upload_archive()
        .vault_name("v")
        .checksum("of the caller");
    call.body(bytes(LENGTH).into()).send().await.unwrap();
    assert_eq!(http.request().header(TREE_HASH), Some("of the caller"));
    assert_eq!(http.request().header(CONTENT_HASH), Some(EXPECTED[1]));
}

#[tokio::test]
async fn without_a_body_the_hashes_are_those_of_nothing() {
    let (client, http) = client!(glacier);
    client
        .upload_archive()
        .vault_name("v")
        .send()
        .await
        .unwrap();
    let request = http.request();
    let hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    for header in [TREE_HASH, CONTENT_HASH] {
        assert_eq!(request.header(header), Some(hash));
    }
}

/// botocore signs the hash in the header, so that the signature covers a file's content too.
#[tokio::test]
async fn signatures_cover_the_hashes() {
    let test = "signatures_cover_the_hashes";
    let Some(python) = Python::find(test) else {
        return;
    };
    let (from_file, _file) = file(&bytes(LENGTH)).await;
    let mut records = Vec::new();
    for body in [bytes(LENGTH).into(), from_file, once(bytes(LENGTH))] {
        let (client, http) = client!(glacier);
        client
            .upload_archive()
            .vault_name("v")
            .body(body)
            .send()
            .await
            .unwrap();
        records.push(json!({
            "request": http.request().to_json(),
            "credentials": {
                "access_key": "ANOTREAL",
                "secret_key": "notrealrnrELgWzOk3IfjzDKtFBhDby",
                "token": null,
            },
            "region": "us-east-1",
            "service": "glacier",
        }));
    }
    let report = check_signatures(&python, &records).await;
    assert_eq!(report.complaints(), [const { Vec::<String>::new() }; 3]);
}

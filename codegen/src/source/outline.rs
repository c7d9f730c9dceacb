//! Names that a service goes by, and those of its operations.

use std::io::Read;

use crate::model::{Head, Protocol, sdk_id};

/// How much of a model is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// The names of the service.
    Names,
    /// These, and the names of its operations.
    Operations,
}

/// Names of a service, and of its operations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Name of the service's folder in botocore.
    pub folder: String,
    /// Latest version of the API.
    pub api_version: String,
    /// Name in AWS's SDKs (`Cost Explorer`).
    pub service_id: String,
    /// Full name (`AWS Cost Explorer Service`).
    pub title: String,
    /// Short name, if the model has one.
    pub abbreviation: Option<String>,
    /// First part of the host name.
    pub endpoint_prefix: Option<String>,
    /// Name for signing, if it is not the endpoint prefix.
    pub signing_name: Option<String>,
    /// Protocol that botocore picks; `None` if it is not known.
    pub protocol: Option<Protocol>,
    /// Names of the operations, in the model's order; empty if they were not read.
    pub operations: Vec<String>,
}

impl Outline {
    /// Returns the name of the crate that AWS publishes for the service.
    pub fn published_crate(&self) -> String {
        published_crate(&self.service_id)
    }

    /// Reads the outline of a model. What cannot be read stays empty: an import has the error.
    pub(super) fn read(folder: &str, api_version: &str, depth: Depth, model: impl Read) -> Self {
        let Head { names, operations } = Head::read(model, depth == Depth::Operations);
        let title = names.service_full_name.clone().unwrap_or_default();
        let (id, short) = (&names.service_id, &names.service_abbreviation);
        Self {
            folder: folder.to_owned(),
            api_version: api_version.to_owned(),
            service_id: sdk_id(id.as_deref(), short.as_deref(), &title).to_owned(),
            protocol: names.protocol(),
            title,
            abbreviation: names.service_abbreviation,
            endpoint_prefix: names.endpoint_prefix,
            signing_name: names.signing_name,
            operations,
        }
    }
}

/// Returns the name of the crate that AWS publishes for a service: the service id in lower case and
/// in one word, without `service` at its end.
pub fn published_crate(service_id: &str) -> String {
    let id = service_id.to_lowercase();
    let id = id.replace(|c: char| !c.is_ascii_alphanumeric(), "");
    let short = id.strip_suffix("service").filter(|it| !it.is_empty());
    format!("aws-sdk-{}", short.unwrap_or(&id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_crates_are_named_after_the_service_id() {
        for (id, expected) in [
            ("SFN", "aws-sdk-sfn"),
            ("Cost Explorer", "aws-sdk-costexplorer"),
            ("CloudWatch Logs", "aws-sdk-cloudwatchlogs"),
            (
                "Elastic Load Balancing v2",
                "aws-sdk-elasticloadbalancingv2",
            ),
            ("IoT Data Plane", "aws-sdk-iotdataplane"),
            ("S3 Control", "aws-sdk-s3control"),
            ("SSO OIDC", "aws-sdk-ssooidc"),
            ("Database Migration Service", "aws-sdk-databasemigration"),
            ("Directory Service", "aws-sdk-directory"),
            ("Directory Service Data", "aws-sdk-directoryservicedata"),
            ("Config Service", "aws-sdk-config"),
            ("Service", "aws-sdk-service"),
        ] {
            assert_eq!(published_crate(id), expected);
        }
    }

    fn read(text: &str, depth: Depth) -> Outline {
        Outline::read("pantry", "1", depth, text.as_bytes())
    }

    #[test]
    fn metadata_may_stand_anywhere() {
        let metadata = r#""metadata": {"serviceId": "Jam Pot", "protocol": "query",
            "protocols": ["query", "json"], "other": [1]}"#;
        let operations = r#""operations": {"Get": {"metadata": {"serviceId": "No"}}, "List": {}}"#;
        let first = format!("{{{metadata}, {operations}, \"shapes\": {{");
        let last = format!("{{{operations}, \"shapes\": {{\"A\": {{}}}}, {metadata}}}");
        for text in [&first, &last] {
            let names = read(text, Depth::Names);
            assert_eq!(names.service_id, "Jam Pot");
            assert_eq!(names.protocol, Some(Protocol::Json));
            assert_eq!(names.operations, [""; 0]);
            assert_eq!(read(text, Depth::Operations).operations, ["Get", "List"]);
        }
    }

    #[test]
    fn what_is_not_a_model_has_no_names() {
        for text in [
            "",
            "[]",
            "{\"metadata\": 1}",
            "{\"metadata\": {\"serv",
            "\0",
        ] {
            let outline = read(text, Depth::Operations);
            assert_eq!((outline.service_id.as_str(), outline.protocol), ("", None));
            assert_eq!(outline.folder, "pantry");
        }
    }

    #[test]
    fn one_protocol_is_that_of_the_service() {
        let text = r#"{"metadata": {"protocol": "rest-json"}}"#;
        assert_eq!(read(text, Depth::Names).protocol, Some(Protocol::RestJson));
        let text = r#"{"metadata": {"protocol": "json", "protocols": ["query"]}}"#;
        assert_eq!(read(text, Depth::Names).protocol, Some(Protocol::Query));
    }
}

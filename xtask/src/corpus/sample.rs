//! A sample of botocore's services, small enough to be compiled with every change.

/// Services that together use every trait that supported services use, as a test checks.
///
/// They were picked one by one: always the service with the most new traits for its size.
/// sagemaker-metrics is in the list because it has no modeled error.
pub(crate) const SAMPLE: [&str; 28] = [
    "account-access-runtime",
    "appconfig",
    "bedrock-runtime",
    "cloudfront-keyvaluestore",
    "cloudwatch",
    "connectcases",
    "dataexchange",
    "ds-data",
    "dynamodb",
    "freetier",
    "geo-maps",
    "inspector-scan",
    "lakeformation",
    "location",
    "marketplace-discovery",
    "marketplace-entitlement",
    "mediastore-data",
    "neptune-graph",
    "personalize-events",
    "pinpoint-sms-voice",
    "pricing",
    "rds-data",
    "sagemaker-metrics",
    "sagemakerjobruntime",
    "signin",
    "sustainability",
    "timestream-query",
    "workspaces-thin-client",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use botosmith::corpus::{self, Request};
    use botosmith::source::{Catalog, Kind};
    use indicatif::ProgressBar;
    use serde_json::Value;

    use super::SAMPLE;
    use crate::corpus::compile;

    /// Keys without effect on JSON clients, keys about limits, deprecation and names, and those of
    /// operations that are not supported yet.
    const LEFT_OUT: &str = "documentation examples members type enum required key value member errors input output \
        shape min max pattern deprecated deprecatedMessage deprecatedSince globalEndpoint ripServiceName \
        checksumFormat protocolSettings uid idempotent readonly synthetic fault wrapper xmlOrder exception \
        requiresLength eventpayload event eventstream streaming xmlNamespace \
        resultWrapper flattened endpointPrefix serviceId serviceFullName serviceAbbreviation apiVersion name \
        documentationUrl";

    /// Keys that count with their values.
    const WITH_VALUE: [&str; 6] = [
        "auth",
        "authtype",
        "jsonVersion",
        "location",
        "protocol",
        "timestampFormat",
    ];

    /// Keys that count with the keys of their objects.
    const WITH_KEYS: [&str; 5] = [
        "endpoint",
        "error",
        "httpChecksum",
        "requestcompression",
        "retryable",
    ];

    /// Collects the traits of a model, such as `shape(map).sparse`, `member.location=header`,
    /// `http.label`.
    fn traits(model: &Value) -> BTreeSet<String> {
        let mut traits = BTreeSet::new();
        add(&mut traits, "metadata", &model["metadata"]);
        for operation in values(&model["operations"]) {
            add(&mut traits, "operation", operation);
            let http = &operation["http"];
            let uri = http["requestUri"].as_str().unwrap_or_default();
            traits.insert(format!("http.method={}", http["method"]));
            for (mark, name) in [("{", "label"), ("+}", "greedy"), ("?", "query")] {
                if uri.contains(mark) {
                    traits.insert(format!("http.{name}"));
                }
            }
        }
        for shape in values(&model["shapes"]) {
            let kind = shape["type"].as_str().unwrap_or_default();
            traits.insert(format!("type={kind}"));
            add(&mut traits, &format!("shape({kind})"), shape);
            values(&shape["members"]).for_each(|it| add(&mut traits, "member", it));
            for item in ["member", "key", "value"] {
                add(&mut traits, "item", &shape[item]);
            }
        }
        traits
    }

    fn values(object: &Value) -> impl Iterator<Item = &Value> {
        object.as_object().into_iter().flatten().map(|(_, it)| it)
    }

    fn add(traits: &mut BTreeSet<String>, owner: &str, object: &Value) {
        for (key, value) in object.as_object().into_iter().flatten() {
            let is_left_out = LEFT_OUT.split_whitespace().any(|it| it == key);
            if is_left_out || key == "http" {
                continue;
            }
            if WITH_VALUE.contains(&key.as_str()) {
                traits.insert(format!("{owner}.{key}={value}"));
                continue;
            }
            if WITH_KEYS.contains(&key.as_str()) {
                let keys = value.as_object().into_iter().flatten();
                traits.extend(keys.map(|(it, _)| format!("{owner}.{key}.{it}")));
            }
            traits.insert(format!("{owner}.{key}"));
        }
    }

    fn catalog() -> Option<Catalog> {
        let botocore = crate::botocore::newest(&crate::repository());
        if !botocore.is_file() {
            let ci = std::env::var_os("CI").is_some_and(|value| value == "true");
            assert!(!ci, "`cargo xtask test` downloads botocore");
            return None;
        }
        Some(Catalog::open(&botocore).unwrap_or_else(|error| panic!("{error}")))
    }

    #[test]
    fn the_sample_has_every_trait() {
        let Some(catalog) = catalog() else { return };
        let (mut all, mut of_sample) = (BTreeSet::new(), BTreeSet::new());
        for service in catalog.services() {
            let document = catalog.read(service, Kind::Service);
            let Some(document) = document.unwrap_or_else(|error| panic!("{error}")) else {
                continue;
            };
            let model: Value = serde_json::from_str(&document.text).expect("JSON");
            let metadata = &model["metadata"];
            let mut protocols = metadata["protocols"].as_array().into_iter().flatten();
            let speaks_json = protocols.any(|it| it == "json");
            let is_json = metadata["protocol"] == "json" || metadata["protocol"] == "rest-json";
            if !speaks_json && !is_json {
                continue;
            }
            let traits = traits(&model);
            if SAMPLE.contains(&service) {
                of_sample.extend(traits.iter().cloned());
            }
            all.extend(traits);
        }
        assert!(all.len() > 80, "{all:?}");
        let missing: Vec<_> = all.difference(&of_sample).collect();
        assert!(
            missing.is_empty(),
            "add services to the sample that use {missing:?}"
        );
    }

    /// Compiles without a warning; whatever is left out has a known reason.
    #[test]
    fn the_sample_compiles() {
        let Some(catalog) = catalog() else { return };
        let repository = crate::repository();
        let request = Request {
            services: SAMPLE.map(str::to_owned).to_vec(),
            docs: true,
            folder: repository.join("target/sample"),
        };
        let reports = corpus::generate(&catalog, &request, &|_| {});
        let reports = reports.unwrap_or_else(|error| panic!("{error}"));
        for report in &reports {
            assert_eq!(report.panic, None, "{}", report.service);
            for refusal in &report.refused {
                let error = refusal.error.to_string();
                let is_known = ["event stream", "`streaming`", "`eventpayload`"];
                assert!(
                    is_known.iter().any(|it| error.contains(it)),
                    "{} {:?}: {error}",
                    report.service,
                    refusal.operation
                );
            }
        }
        let packages: Vec<&str> = reports
            .iter()
            .filter_map(|it| Some(it.generated.as_ref()?.package.as_str()))
            .collect();
        assert_eq!(packages.len(), SAMPLE.len());
        compile::lock(&request.folder, &repository).unwrap();
        let (task, bar) = (compile::Task::Check, ProgressBar::hidden());
        let errors = compile::compile(&request.folder, &packages, task, &bar);
        let errors = errors.unwrap_or_else(|error| panic!("{error:#}"));
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

//! Endpoints of services without endpoint rules.

use aws_smithy_runtime_api::box_error::BoxError;

use super::endpoint_url::Shown;
use super::url::BaseUrl;

/// Returns the URL of a service in a region, or `url` if there is one.
///
/// # Errors
/// If there is neither a region nor a URL, if either is not valid, or if a FIPS or dual-stack
/// endpoint is requested, which this rule does not know.
pub fn regional_url(
    prefix: &str,
    region: Option<&str>,
    url: Option<&str>,
    fips: bool,
    dual_stack: bool,
) -> Result<String, BoxError> {
    if let Some(url) = url {
        return match BaseUrl::parse(url) {
            Ok(_) => Ok(url.to_owned()),
            Err(reason) => {
                let url = Shown(url);
                Err(format!("the endpoint URL {url:?} is not valid: {reason}").into())
            }
        };
    }
    if fips || dual_stack {
        return Err(
            "FIPS and dual-stack endpoints are not supported yet: set an endpoint URL".into(),
        );
    }
    let region = region.ok_or("no region is set: set one on the config, or an endpoint URL")?;
    let suffix = dns_suffix(region).ok_or_else(|| {
        format!(
            "the region {region:?} is in none of the partitions aws, aws-cn and aws-us-gov: \
             set an endpoint URL"
        )
    })?;
    Ok(format!("https://{prefix}.{region}.{suffix}"))
}

/// Returns the DNS suffix of the partition of a region, by the patterns in botocore's
/// `partitions.json`.
fn dns_suffix(region: &str) -> Option<&'static str> {
    const AWS: [&str; 9] = ["af", "ap", "ca", "eu", "il", "me", "mx", "sa", "us"];
    let parts: Vec<&str> = region.split('-').collect();
    let is_word = |word: &str| {
        !word.is_empty()
            && word.len() <= 16
            && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let is_number =
        |word: &str| (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        ["us", "gov", word, number] if is_word(word) && is_number(number) => Some("amazonaws.com"),
        ["cn", word, number] if is_word(word) && is_number(number) => Some("amazonaws.com.cn"),
        [area, word, number] if AWS.contains(area) && is_word(word) && is_number(number) => {
            Some("amazonaws.com")
        }
        _ => None,
    }
}

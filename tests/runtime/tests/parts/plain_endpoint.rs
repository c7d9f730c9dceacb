//! Endpoints of services without rules: host names of regions as in botocore's `partitions.json`.

use botosmith_runtime::support::plain_endpoint::regional_url;

fn of_region(region: &str) -> Result<String, String> {
    regional_url("ecs", Some(region), None, false, false).map_err(|error| error.to_string())
}

#[test]
fn the_partition_of_the_region_has_the_suffix() {
    for (region, host) in [
        ("us-east-1", "ecs.us-east-1.amazonaws.com"),
        ("us-gov-west-1", "ecs.us-gov-west-1.amazonaws.com"),
        ("cn-north-1", "ecs.cn-north-1.amazonaws.com.cn"),
    ] {
        assert_eq!(of_region(region), Ok(format!("https://{host}")));
    }
}

#[test]
fn other_regions_are_refused() {
    for region in [
        "",
        "us-iso-east-1",
        "us-east-1.example.org",
        "us-east-1/",
        "us-east-x",
    ] {
        let expected = format!(
            "the region {region:?} is in none of the partitions aws, aws-cn and aws-us-gov: \
             set an endpoint URL"
        );
        assert_eq!(of_region(region), Err(expected));
    }
    let error = regional_url("ecs", None, None, false, false).unwrap_err();
    assert!(error.to_string().starts_with("no region is set"), "{error}");
    for (fips, dual_stack) in [(true, false), (false, true)] {
        let error = regional_url("ecs", Some("us-east-1"), None, fips, dual_stack).unwrap_err();
        assert!(error.to_string().contains("not supported yet"), "{error}");
    }
}

#[test]
fn a_url_takes_precedence() {
    let resolve = |url| regional_url("ecs", Some("us-east-1"), Some(url), true, true);
    for url in ["http://localhost:8000", "https://example.org/path"] {
        assert_eq!(resolve(url).unwrap(), url);
    }
    for url in [
        "localhost:8000",
        "ftp://a",
        "https://",
        "https://a?b",
        "https://a#b",
        "https://u@a",
    ] {
        let error = resolve(url).unwrap_err();
        assert!(error.to_string().contains("is not valid"), "{error}");
    }
}

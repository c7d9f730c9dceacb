//! Stand-in for the partitions, which the generator writes from botocore's `partitions.json`.

use crate::support::endpoint_rules::partition::{Partition, Word};

/// The partitions, the default first.
pub static PARTITIONS: &[Partition] = &[Partition {
    id: "aws",
    pattern: &[Word::OneOf(&["eu", "us"]), Word::Any, Word::Digits],
    regions: &["aws-global"],
    dns_suffix: "amazonaws.com",
    dual_stack_dns_suffix: "api.aws",
    implicit_global_region: "us-east-1",
    supports_fips: true,
    supports_dual_stack: true,
}];

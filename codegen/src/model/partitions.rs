//! Partitions: groups of regions that share DNS suffixes, as botocore's `partitions.json` has them.

use std::path::Path;

use super::json::Node;
use super::{Position, Source};
use crate::error::Result;

/// Name of the file.
pub const FILE: &str = "partitions.json";

/// All partitions, in the order in which regions are looked up.
#[derive(Debug, Clone)]
pub struct Partitions {
    /// Source of the partitions, for errors.
    pub source: Source,
    /// The partitions; at least one, since the first is the default of unknown regions.
    pub partitions: Vec<Partition>,
}

/// A group of regions.
#[derive(Debug, Clone)]
pub struct Partition {
    /// Name, such as `aws-cn`.
    pub id: String,
    /// Regular expression that matches the partition's regions, and its position.
    pub region_regex: (String, Position),
    /// Regions that are listed by name.
    pub regions: Vec<String>,
    /// DNS suffix of URLs.
    pub dns_suffix: String,
    /// DNS suffix of URLs that are reachable by IPv6 too.
    pub dual_stack_dns_suffix: String,
    /// Signing region of requests to global services.
    pub implicit_global_region: String,
    /// Set if there are endpoints that comply with FIPS.
    pub supports_fips: bool,
    /// Set if there are endpoints that are reachable by IPv6 too.
    pub supports_dual_stack: bool,
}

/// Partitions of botocore 1.44.5, without descriptions: the default of manifests without their own.
const BUNDLED: &str = include_str!("partitions.json");

impl Partitions {
    /// Reads the partitions beside a manifest, or the default ones.
    ///
    /// # Errors
    /// If there is a file that cannot be read or parsed.
    pub fn beside(folder: &Path) -> Result<Self> {
        let file = folder.join(FILE);
        if file.exists() {
            Self::read(&file)
        } else {
            Self::bundled()
        }
    }

    /// Reads the partitions that come with the generator.
    ///
    /// # Errors
    /// If they cannot be parsed.
    pub fn bundled() -> Result<Self> {
        Self::parse(Source::new(FILE, BUNDLED))
    }

    /// Reads a file.
    ///
    /// # Errors
    /// If the file cannot be read or parsed.
    pub fn read(file: &Path) -> Result<Self> {
        Self::parse(Source::read(file)?)
    }

    /// Parses the text of a file.
    ///
    /// # Errors
    /// If the text cannot be parsed.
    pub fn parse(source: Source) -> Result<Self> {
        let mut root = source.root()?.object()?;
        let version = root.require("version")?;
        if !version.string()?.starts_with("1.") {
            return Err(version
                .error("unknown version of partitions")
                .hint("the versions are 1.x"));
        }
        let list = root.require("partitions")?;
        let nodes = list.list()?;
        if nodes.is_empty() {
            return Err(list
                .error("there is no partition")
                .hint("add one: the first partition is the default of unknown regions"));
        }
        let partitions = nodes.into_iter().map(partition).collect::<Result<_>>()?;
        root.finish("the partitions")?;
        Ok(Self {
            source: source.clone(),
            partitions,
        })
    }
}

fn partition(node: Node<'_>) -> Result<Partition> {
    let mut object = node.object()?;
    let regex = object.require("regionRegex")?;
    let mut regions = Vec::new();
    for field in object.require("regions")?.object()?.into_fields() {
        let mut region = field.value.object()?;
        region.take("description");
        region.finish("a region")?;
        regions.push(field.key.into_owned());
    }
    let mut outputs = object.require("outputs")?.object()?;
    let partition = Partition {
        id: host_text(object.require("id")?)?,
        region_regex: (regex.string()?, regex.at()),
        regions,
        dns_suffix: host_text(outputs.require("dnsSuffix")?)?,
        dual_stack_dns_suffix: host_text(outputs.require("dualStackDnsSuffix")?)?,
        implicit_global_region: host_text(outputs.require("implicitGlobalRegion")?)?,
        supports_fips: outputs.require("supportsFIPS")?.boolean()?,
        supports_dual_stack: outputs.require("supportsDualStack")?.boolean()?,
    };
    // `name` repeats `id`.
    outputs.string("name")?;
    outputs.finish("`outputs`")?;
    object.finish("a partition")?;
    Ok(partition)
}

/// Reads a part of a host name.
fn host_text(node: Node<'_>) -> Result<String> {
    let text = node.string()?;
    let is_part = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    if text.split('.').all(is_part) {
        Ok(text)
    } else {
        Err(node
            .error(format!(
                "`{}` cannot be part of a host name",
                text.escape_debug()
            ))
            .hint("only letters, digits, `-` and single dots can"))
    }
}

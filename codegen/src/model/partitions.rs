//! Partitions: groups of regions that share DNS suffixes, as botocore's `partitions.json` has them.

use std::path::Path;

use super::text::Node;
use super::{Position, Source};
use crate::error::Result;

/// Name of the file.
pub const FILE: &str = "partitions.json";

/// All partitions, in the order in which a region is looked for.
#[derive(Debug, Clone)]
pub struct Partitions {
    /// The file, for errors.
    pub source: Source,
    /// The partitions; there is one at least, which is for regions that none knows.
    pub partitions: Vec<Partition>,
}

/// A group of regions.
#[derive(Debug, Clone)]
pub struct Partition {
    /// Its name, such as `aws-cn`.
    pub id: String,
    /// A regular expression that its regions match, and its place.
    pub region_regex: (String, Position),
    /// Regions that are known by name.
    pub regions: Vec<String>,
    /// What URLs in it end in.
    pub dns_suffix: String,
    /// What URLs in it end in that are reachable by IPv6 too.
    pub dual_stack_dns_suffix: String,
    /// The region that requests to a global service are signed for.
    pub implicit_global_region: String,
    /// Whether there are endpoints that comply with FIPS.
    pub supports_fips: bool,
    /// Whether there are endpoints that are reachable by IPv6 too.
    pub supports_dual_stack: bool,
}

/// Those of botocore 1.44.5, without descriptions: for manifests that have none of their own.
const BUNDLED: &str = include_str!("partitions.json");

impl Partitions {
    /// Reads the partitions beside a manifest, or else those that come along with the generator.
    ///
    /// # Errors
    /// If there is a file that cannot be read or understood.
    pub fn beside(folder: &Path) -> Result<Self> {
        let file = folder.join(FILE);
        if file.exists() {
            Self::read(&file)
        } else {
            Self::parse(Source::new(FILE, BUNDLED))
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// If the file cannot be read or understood.
    pub fn read(file: &Path) -> Result<Self> {
        Self::parse(Source::read(file)?)
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// If it cannot be understood.
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
                .hint("the first one is for regions that none knows"));
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
    // The same as `id`.
    outputs.string("name")?;
    outputs.finish("`outputs`")?;
    object.finish("a partition")?;
    Ok(partition)
}

/// What goes into host names.
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
                "`{}` cannot be part of a host's name",
                text.escape_debug()
            ))
            .hint("only letters, digits, `-` and single dots can"))
    }
}

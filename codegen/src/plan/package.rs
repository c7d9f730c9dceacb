//! Decides what `Cargo.toml` has: keys of the manifest, else their defaults.

use crate::manifest::{self, KEYS, Layout, RUST_VERSION, VERSION};

use super::ir::package::Package;

/// Features that are on by default.
const DEFAULT_FEATURES: [&str; 2] = ["default-https-client", "rt-tokio"];

/// Plans the package of a crate of the manifest.
pub fn package(crate_: &manifest::Crate) -> Package {
    let without = &crate_.features.without;
    let default = match &crate_.features.default {
        Some(names) => names.clone(),
        None => DEFAULT_FEATURES.map(str::to_owned).to_vec(),
    };
    let dependencies = crate_.dependencies.iter();
    Package {
        library: crate_.library_name(),
        names_library: crate_.library.is_some(),
        service_at_root: crate_.layout == Layout::Root,
        keys: keys(&crate_.package.keys),
        metadata: crate_.package.metadata.clone(),
        without_features: without.clone(),
        default_features: default
            .into_iter()
            .filter(|it| !without.contains(it))
            .collect(),
        dependencies: dependencies
            .map(|it| (it.name.clone(), it.value.clone()))
            .collect(),
        ..named(&crate_.name)
    }
}

/// The package of a crate about which a manifest says no more than its name.
pub fn named(name: &str) -> Package {
    Package {
        name: name.to_owned(),
        library: name.replace('-', "_"),
        names_library: false,
        service_at_root: false,
        keys: keys(&[]),
        metadata: String::new(),
        without_features: Vec::new(),
        default_features: DEFAULT_FEATURES.map(str::to_owned).to_vec(),
        dependencies: Vec::new(),
    }
}

/// The keys of `[package]` in their order.
fn keys(given: &[(&'static str, String)]) -> Vec<(&'static str, String)> {
    let find = |key: &str| given.iter().find(|(name, _)| *name == key);
    let value = |key: &'static str| -> Option<String> {
        if let Some((_, value)) = find(key) {
            return Some(value.clone());
        }
        let default = match key {
            "version" => VERSION,
            "description" => "Clients for AWS services, cut to the operations that are called",
            "edition" => "2024",
            "rust-version" => RUST_VERSION,
            // Cargo warns of a package that has both.
            "license" if find("license-file").is_none() => "Apache-2.0 OR MIT",
            "publish" => return Some("false".to_owned()),
            _ => return None,
        };
        Some(format!("{default:?}"))
    };
    let keys = KEYS.into_iter();
    keys.filter_map(|key| Some((key, value(key)?))).collect()
}

//! What `Cargo.toml` of a generated crate has.

/// The package of a crate.
#[derive(Debug, Clone)]
pub struct Package {
    /// Name of the package.
    pub name: String,
    /// Name of the library in Rust.
    pub library: String,
    /// True if Cargo would give the library another name.
    pub names_library: bool,
    /// True if the items of the only service are at the crate's root.
    pub service_at_root: bool,
    /// Keys of `[package]` beside the name, in their order, and their values as TOML.
    pub keys: Vec<(&'static str, String)>,
    /// The tables `[package.metadata…]` as TOML; empty if there are none.
    pub metadata: String,
    /// Features that generated crates have, but not this one.
    pub without_features: Vec<String>,
    /// Features that are on by default, beside those of services.
    pub default_features: Vec<String>,
    /// Dependencies that generated code needs by its manifest only: name, and value as TOML.
    pub dependencies: Vec<(String, String)>,
}

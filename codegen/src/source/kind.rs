//! Kinds of files that describe a service.

/// The kinds of files that describe a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Operations and shapes.
    Service,
    /// Operations whose results come in pages.
    Paginators,
    /// States of resources that a caller can wait for.
    Waiters,
    /// Rules that turn a region and settings into a URL.
    EndpointRules,
    /// Documentation, apart from the model. botocore has no such file; `botosmith import` writes
    /// it.
    Docs,
    /// Names that differ from the model's. Stands beside models from which code was generated.
    Names,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Service,
        Self::Paginators,
        Self::Waiters,
        Self::EndpointRules,
        Self::Docs,
        Self::Names,
    ];

    /// Returns the name of the file.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Service => "service-2.json",
            Self::Paginators => "paginators-1.json",
            Self::Waiters => "waiters-2.json",
            Self::EndpointRules => "endpoint-rule-set-1.json",
            Self::Docs => "docs-2.json",
            Self::Names => "names.lock",
        }
    }

    /// Returns the name of the file with botocore's additions. Files that are not botocore's have
    /// none.
    pub(super) fn extras(self) -> Option<String> {
        let name = self.file_name().strip_suffix(".json")?;
        Some(format!("{name}.sdk-extras.json"))
    }
}

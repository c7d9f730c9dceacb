//! Targets of links within the page.

use crate::changes::comparison::{OperationChanges, ServiceChanges};

/// Where links lead to. It is an element within a fold, since browsers open what is around their target.
pub(super) struct Anchor(pub(super) String);

impl Anchor {
    pub(super) fn of_service(service: &ServiceChanges, index: usize) -> Self {
        Self(format!("service/{}", safe(&service.name, index)))
    }

    /// `index` is the operation's among those of its status.
    pub(super) fn operation(&self, operation: &OperationChanges, index: usize) -> Self {
        Self(format!("{}/{}", self.0, safe(&operation.name, index)))
    }

    pub(super) fn link(&self) -> String {
        format!("#{}", self.0)
    }
}

/// A name as part of an anchor. The number keeps apart what is the same without its strange characters.
fn safe(name: &str, index: usize) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.chars().all(is_plain) {
        name.to_owned()
    } else {
        format!("{}~{index}", name.replace(|c| !is_plain(c), "_"))
    }
}

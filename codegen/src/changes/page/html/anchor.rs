//! Targets of links within the page.

use crate::changes::comparison::{OperationChanges, ServiceChanges};

/// Target of a link. The target is an element inside a fold, since browsers open the folds around
/// it.
pub(super) struct Anchor(pub(super) String);

impl Anchor {
    pub(super) fn of_service(service: &ServiceChanges, index: usize) -> Self {
        Self(format!("service/{}", safe(&service.name, index)))
    }

    /// Anchor of what changed in the service as a whole. No operation has it.
    pub(super) fn general(&self) -> Self {
        Self(format!("{}//general", self.0))
    }

    /// Anchor of an operation; `index` counts the operations of the service.
    pub(super) fn operation(&self, operation: &OperationChanges, index: usize) -> Self {
        Self(format!("{}/{}", self.0, safe(&operation.name, index)))
    }

    pub(super) fn link(&self) -> String {
        format!("#{}", self.0)
    }
}

/// Turns a name into a part of an anchor. The index keeps names apart that become equal without
/// their special characters.
fn safe(name: &str, index: usize) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.chars().all(is_plain) {
        name.to_owned()
    } else {
        format!("{}~{index}", name.replace(|c| !is_plain(c), "_"))
    }
}

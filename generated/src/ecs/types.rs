// Made by botosmith; do not edit.

//! What goes into operations and comes out of them.

pub mod builders;
pub mod error;
mod agent_update_status;

pub use agent_update_status::AgentUpdateStatus;

mod container_instance;

pub use container_instance::ContainerInstance;

mod resource;

pub use resource::Resource;

mod version_info;

pub use version_info::VersionInfo;

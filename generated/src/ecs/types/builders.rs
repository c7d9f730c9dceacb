// Made by botosmith; do not edit.

//! Builders of the types.

pub use super::container_instance::ContainerInstanceBuilder;
pub use super::resource::ResourceBuilder;
pub use super::version_info::VersionInfoBuilder;

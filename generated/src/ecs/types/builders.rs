// Made by botosmith; do not edit.

//! Builders of the types.

pub use super::attachment::AttachmentBuilder;
pub use super::attribute::AttributeBuilder;
pub use super::container_instance::ContainerInstanceBuilder;
pub use super::container_instance_health_status::ContainerInstanceHealthStatusBuilder;
pub use super::gpu_device::GpuDeviceBuilder;
pub use super::instance_health_check_result::InstanceHealthCheckResultBuilder;
pub use super::key_value_pair::KeyValuePairBuilder;
pub use super::platform_device::PlatformDeviceBuilder;
pub use super::resource::ResourceBuilder;
pub use super::tag::TagBuilder;
pub use super::version_info::VersionInfoBuilder;

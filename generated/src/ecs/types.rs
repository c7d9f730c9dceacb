// Made by botosmith; do not edit.

//! What goes into operations and comes out of them.

pub mod builders;
pub mod error;
mod agent_update_status;

pub use agent_update_status::AgentUpdateStatus;

mod attachment;

pub use attachment::Attachment;

mod attribute;

pub use attribute::Attribute;

mod container_instance;

pub use container_instance::ContainerInstance;

mod container_instance_health_status;

pub use container_instance_health_status::ContainerInstanceHealthStatus;

mod gpu_device;

pub use gpu_device::GpuDevice;

mod gpu_sharing_mode;

pub use gpu_sharing_mode::GpuSharingMode;

mod instance_health_check_result;

pub use instance_health_check_result::InstanceHealthCheckResult;

mod instance_health_check_state;

pub use instance_health_check_state::InstanceHealthCheckState;

mod instance_health_check_type;

pub use instance_health_check_type::InstanceHealthCheckType;

mod key_value_pair;

pub use key_value_pair::KeyValuePair;

mod platform_device;

pub use platform_device::PlatformDevice;

mod platform_device_type;

pub use platform_device_type::PlatformDeviceType;

mod resource;

pub use resource::Resource;

mod tag;

pub use tag::Tag;

mod target_type;

pub use target_type::TargetType;

mod version_info;

pub use version_info::VersionInfo;

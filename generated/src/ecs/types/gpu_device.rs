// Made by botosmith; do not edit.

use crate::ecs::types;
use crate::support::json;

/// A GPU of an instance: who uses it, and how much of its memory is still free.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct GpuDevice {
    /// Identifies the GPU, also in what is told about containers.
    pub gpu_id: Option<String>,
    /// How the GPU is shared.
    pub sharing_mode: Option<types::GpuSharingMode>,
    /// Memory for containers in MiB, which can be less than what the GPU has.
    pub total_memory_in_mib: Option<i32>,
    /// Memory in MiB that is not promised to a container yet. What containers really use does not count.
    pub remaining_memory_in_mib: Option<i32>,
    /// How many containers the GPU serves.
    pub container_count: Option<i32>,
}

impl GpuDevice {
    /// Identifies the GPU, also in what is told about containers.
    pub fn gpu_id(&self) -> Option<&str> {
        self.gpu_id.as_deref()
    }

    /// How the GPU is shared.
    pub fn sharing_mode(&self) -> Option<&types::GpuSharingMode> {
        self.sharing_mode.as_ref()
    }

    /// Memory for containers in MiB, which can be less than what the GPU has.
    pub fn total_memory_in_mib(&self) -> Option<i32> {
        self.total_memory_in_mib
    }

    /// Memory in MiB that is not promised to a container yet. What containers really use does not count.
    pub fn remaining_memory_in_mib(&self) -> Option<i32> {
        self.remaining_memory_in_mib
    }

    /// How many containers the GPU serves.
    pub fn container_count(&self) -> Option<i32> {
        self.container_count
    }

    /// A builder of [`GpuDevice`].
    pub fn builder() -> GpuDeviceBuilder {
        GpuDeviceBuilder::default()
    }
}

/// A builder of [`GpuDevice`].
#[derive(Clone, PartialEq, Default, Debug)]
#[non_exhaustive]
pub struct GpuDeviceBuilder {
    pub(crate) gpu_id: Option<String>,
    pub(crate) sharing_mode: Option<types::GpuSharingMode>,
    pub(crate) total_memory_in_mib: Option<i32>,
    pub(crate) remaining_memory_in_mib: Option<i32>,
    pub(crate) container_count: Option<i32>,
}

impl GpuDeviceBuilder {
    /// Identifies the GPU, also in what is told about containers.
    pub fn gpu_id(mut self, input: impl Into<String>) -> Self {
        self.gpu_id = Some(input.into());
        self
    }

    /// Sets or clears [`gpu_id`](Self::gpu_id).
    pub fn set_gpu_id(mut self, input: Option<String>) -> Self {
        self.gpu_id = input;
        self
    }

    /// What [`gpu_id`](Self::gpu_id) is set to.
    pub fn get_gpu_id(&self) -> &Option<String> {
        &self.gpu_id
    }

    /// How the GPU is shared.
    pub fn sharing_mode(mut self, input: types::GpuSharingMode) -> Self {
        self.sharing_mode = Some(input);
        self
    }

    /// Sets or clears [`sharing_mode`](Self::sharing_mode).
    pub fn set_sharing_mode(mut self, input: Option<types::GpuSharingMode>) -> Self {
        self.sharing_mode = input;
        self
    }

    /// What [`sharing_mode`](Self::sharing_mode) is set to.
    pub fn get_sharing_mode(&self) -> &Option<types::GpuSharingMode> {
        &self.sharing_mode
    }

    /// Memory for containers in MiB, which can be less than what the GPU has.
    pub fn total_memory_in_mib(mut self, input: i32) -> Self {
        self.total_memory_in_mib = Some(input);
        self
    }

    /// Sets or clears [`total_memory_in_mib`](Self::total_memory_in_mib).
    pub fn set_total_memory_in_mib(mut self, input: Option<i32>) -> Self {
        self.total_memory_in_mib = input;
        self
    }

    /// What [`total_memory_in_mib`](Self::total_memory_in_mib) is set to.
    pub fn get_total_memory_in_mib(&self) -> &Option<i32> {
        &self.total_memory_in_mib
    }

    /// Memory in MiB that is not promised to a container yet. What containers really use does not count.
    pub fn remaining_memory_in_mib(mut self, input: i32) -> Self {
        self.remaining_memory_in_mib = Some(input);
        self
    }

    /// Sets or clears [`remaining_memory_in_mib`](Self::remaining_memory_in_mib).
    pub fn set_remaining_memory_in_mib(mut self, input: Option<i32>) -> Self {
        self.remaining_memory_in_mib = input;
        self
    }

    /// What [`remaining_memory_in_mib`](Self::remaining_memory_in_mib) is set to.
    pub fn get_remaining_memory_in_mib(&self) -> &Option<i32> {
        &self.remaining_memory_in_mib
    }

    /// How many containers the GPU serves.
    pub fn container_count(mut self, input: i32) -> Self {
        self.container_count = Some(input);
        self
    }

    /// Sets or clears [`container_count`](Self::container_count).
    pub fn set_container_count(mut self, input: Option<i32>) -> Self {
        self.container_count = input;
        self
    }

    /// What [`container_count`](Self::container_count) is set to.
    pub fn get_container_count(&self) -> &Option<i32> {
        &self.container_count
    }

    /// The finished [`GpuDevice`].
    pub fn build(self) -> GpuDevice {
        GpuDevice {
            gpu_id: self.gpu_id,
            sharing_mode: self.sharing_mode,
            total_memory_in_mib: self.total_memory_in_mib,
            remaining_memory_in_mib: self.remaining_memory_in_mib,
            container_count: self.container_count,
        }
    }
}

impl GpuDevice {
    pub(crate) fn read_from(r: &mut json::Reader<'_>) -> Self {
        let mut b = GpuDeviceBuilder::default();
        r.object(
            &[
                "gpuId",
                "sharingMode",
                "totalMemoryInMiB",
                "remainingMemoryInMiB",
                "containerCount",
            ],
            &mut |member, r| match member {
                0 => b.gpu_id = r.string(),
                1 => {
                    b.sharing_mode = r
                        .text()
                        .map(|text| types::GpuSharingMode::from(&*text));
                }
                2 => b.total_memory_in_mib = r.integer(),
                3 => b.remaining_memory_in_mib = r.integer(),
                4 => b.container_count = r.integer(),
                _ => {}
            },
        );
        b.build()
    }
}

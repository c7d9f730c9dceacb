//! Settings of services that have operations whose requests are compressed.

use super::{Builder, Config};
use crate::support::request_compression::{
    DisableRequestCompression, RequestMinCompressionSizeBytes,
};

impl Config {
    /// Whether the compression of requests is switched off, if that is set.
    pub fn disable_request_compression(&self) -> Option<bool> {
        let setting = self.config.load::<DisableRequestCompression>();
        setting.map(|it| it.0)
    }

    /// How long a body is at least that is compressed, if that is set.
    pub fn request_min_compression_size_bytes(&self) -> Option<u32> {
        let setting = self.config.load::<RequestMinCompressionSizeBytes>();
        setting.map(|it| it.0)
    }
}

impl Builder {
    /// Switches the compression of requests off.
    pub fn disable_request_compression(
        mut self,
        disable_request_compression: impl Into<Option<bool>>,
    ) -> Self {
        self.set_disable_request_compression(disable_request_compression.into());
        self
    }

    /// Sets or clears whether the compression of requests is switched off.
    pub fn set_disable_request_compression(
        &mut self,
        disable_request_compression: Option<bool>,
    ) -> &mut Self {
        let setting = disable_request_compression.map(DisableRequestCompression);
        self.config.store_or_unset(setting);
        self
    }

    /// Sets how long a body is at least that is compressed: 10,240 bytes if nothing is set, 10,485,760 at most.
    pub fn request_min_compression_size_bytes(
        mut self,
        request_min_compression_size_bytes: impl Into<Option<u32>>,
    ) -> Self {
        self.set_request_min_compression_size_bytes(request_min_compression_size_bytes.into());
        self
    }

    /// Sets or clears how long a body is at least that is compressed.
    pub fn set_request_min_compression_size_bytes(
        &mut self,
        request_min_compression_size_bytes: Option<u32>,
    ) -> &mut Self {
        let setting = request_min_compression_size_bytes.map(RequestMinCompressionSizeBytes);
        self.config.store_or_unset(setting);
        self
    }
}

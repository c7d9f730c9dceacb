//! Compression settings, of services with compressed requests.

use super::{Builder, Config};
use crate::support::request_compression::{
    DisableRequestCompression, RequestMinCompressionSizeBytes,
};

impl Config {
    /// Returns `true` if request compression is disabled; `None` if that is not set.
    pub fn disable_request_compression(&self) -> Option<bool> {
        let setting = self.config.load::<DisableRequestCompression>();
        setting.map(|it| it.0)
    }

    /// Returns the minimum size of compressed bodies, if set.
    pub fn request_min_compression_size_bytes(&self) -> Option<u32> {
        let setting = self.config.load::<RequestMinCompressionSizeBytes>();
        setting.map(|it| it.0)
    }
}

impl Builder {
    /// Disables or enables request compression.
    pub fn disable_request_compression(
        mut self,
        disable_request_compression: impl Into<Option<bool>>,
    ) -> Self {
        self.set_disable_request_compression(disable_request_compression.into());
        self
    }

    /// Disables or enables request compression, or clears the setting.
    pub fn set_disable_request_compression(
        &mut self,
        disable_request_compression: Option<bool>,
    ) -> &mut Self {
        let setting = disable_request_compression.map(DisableRequestCompression);
        self.config.store_or_unset(setting);
        self
    }

    /// Sets the minimum size of compressed bodies. The default is 10,240 bytes, the maximum
    /// 10,485,760.
    pub fn request_min_compression_size_bytes(
        mut self,
        request_min_compression_size_bytes: impl Into<Option<u32>>,
    ) -> Self {
        self.set_request_min_compression_size_bytes(request_min_compression_size_bytes.into());
        self
    }

    /// Sets or clears the minimum size of compressed bodies.
    pub fn set_request_min_compression_size_bytes(
        &mut self,
        request_min_compression_size_bytes: Option<u32>,
    ) -> &mut Self {
        let setting = request_min_compression_size_bytes.map(RequestMinCompressionSizeBytes);
        self.config.store_or_unset(setting);
        self
    }
}

//! Checksum settings, of services with checksums of several algorithms.

use aws_types::sdk_config::{RequestChecksumCalculation, ResponseChecksumValidation};

use super::{Builder, Config};

impl Config {
    /// Returns when requests get a checksum, if set.
    pub fn request_checksum_calculation(&self) -> Option<&RequestChecksumCalculation> {
        self.config.load::<RequestChecksumCalculation>()
    }

    /// Returns when responses are validated by their checksum, if set.
    pub fn response_checksum_validation(&self) -> Option<&ResponseChecksumValidation> {
        self.config.load::<ResponseChecksumValidation>()
    }
}

impl Builder {
    /// Sets when requests get a checksum. The default is wherever the operation supports one.
    pub fn request_checksum_calculation(
        mut self,
        request_checksum_calculation: RequestChecksumCalculation,
    ) -> Self {
        self.set_request_checksum_calculation(Some(request_checksum_calculation));
        self
    }

    /// Sets or clears when requests get a checksum.
    pub fn set_request_checksum_calculation(
        &mut self,
        request_checksum_calculation: Option<RequestChecksumCalculation>,
    ) -> &mut Self {
        self.config.store_or_unset(request_checksum_calculation);
        self
    }

    /// Sets when responses are validated by their checksum. The default is wherever the operation
    /// supports it.
    pub fn response_checksum_validation(
        mut self,
        response_checksum_validation: ResponseChecksumValidation,
    ) -> Self {
        self.set_response_checksum_validation(Some(response_checksum_validation));
        self
    }

    /// Sets or clears when responses are validated by their checksum.
    pub fn set_response_checksum_validation(
        &mut self,
        response_checksum_validation: Option<ResponseChecksumValidation>,
    ) -> &mut Self {
        self.config.store_or_unset(response_checksum_validation);
        self
    }
}

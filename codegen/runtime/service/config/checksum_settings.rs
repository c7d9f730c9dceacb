//! Settings of services that have operations with checksums.

use aws_types::sdk_config::{RequestChecksumCalculation, ResponseChecksumValidation};

use super::{Builder, Config};

impl Config {
    /// When requests have checksums, if that is set.
    pub fn request_checksum_calculation(&self) -> Option<&RequestChecksumCalculation> {
        self.config.load::<RequestChecksumCalculation>()
    }

    /// When responses are held against their checksums, if that is set.
    pub fn response_checksum_validation(&self) -> Option<&ResponseChecksumValidation> {
        self.config.load::<ResponseChecksumValidation>()
    }
}

impl Builder {
    /// Sets when requests have checksums: wherever they can, if nothing is set.
    pub fn request_checksum_calculation(
        mut self,
        request_checksum_calculation: RequestChecksumCalculation,
    ) -> Self {
        self.set_request_checksum_calculation(Some(request_checksum_calculation));
        self
    }

    /// Sets or clears when requests have checksums.
    pub fn set_request_checksum_calculation(
        &mut self,
        request_checksum_calculation: Option<RequestChecksumCalculation>,
    ) -> &mut Self {
        self.config.store_or_unset(request_checksum_calculation);
        self
    }

    /// Sets when responses are held against their checksums: wherever they can, if nothing is set.
    pub fn response_checksum_validation(
        mut self,
        response_checksum_validation: ResponseChecksumValidation,
    ) -> Self {
        self.set_response_checksum_validation(Some(response_checksum_validation));
        self
    }

    /// Sets or clears when responses are held against their checksums.
    pub fn set_response_checksum_validation(
        &mut self,
        response_checksum_validation: Option<ResponseChecksumValidation>,
    ) -> &mut Self {
        self.config.store_or_unset(response_checksum_validation);
        self
    }
}

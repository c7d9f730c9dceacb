// Made by botosmith; do not edit.

use std::fmt;

use aws_smithy_types::error::metadata::ErrorMetadata;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::request_id::RequestId;

use crate::support::error as support_error;
use crate::support::json;

/// The caller is not allowed to do this.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct AccessDeniedException {
    /// What is not allowed.
    pub message: Option<String>,
    meta: ErrorMetadata,
}

impl AccessDeniedException {
    /// What is not allowed.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// A builder of [`AccessDeniedException`].
    pub fn builder() -> AccessDeniedExceptionBuilder {
        AccessDeniedExceptionBuilder::default()
    }
}

impl fmt::Display for AccessDeniedException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        support_error::fmt_modeled(f, "AccessDeniedException", self.message.as_deref())
    }
}

impl std::error::Error for AccessDeniedException {}

impl ProvideErrorMetadata for AccessDeniedException {
    fn meta(&self) -> &ErrorMetadata {
        &self.meta
    }
}

impl RequestId for AccessDeniedException {
    fn request_id(&self) -> Option<&str> {
        self.meta.request_id()
    }
}

/// A builder of [`AccessDeniedException`].
#[derive(Clone, PartialEq, Default, Debug)]
#[non_exhaustive]
pub struct AccessDeniedExceptionBuilder {
    pub(crate) message: Option<String>,
    pub(crate) meta: Option<ErrorMetadata>,
}

impl AccessDeniedExceptionBuilder {
    /// What is not allowed.
    pub fn message(mut self, input: impl Into<String>) -> Self {
        self.message = Some(input.into());
        self
    }

    /// Sets or clears [`message`](Self::message).
    pub fn set_message(mut self, input: Option<String>) -> Self {
        self.message = input;
        self
    }

    /// What [`message`](Self::message) is set to.
    pub fn get_message(&self) -> &Option<String> {
        &self.message
    }

    /// Sets code, message and request id.
    pub fn meta(mut self, meta: ErrorMetadata) -> Self {
        self.meta = Some(meta);
        self
    }

    /// Sets or clears code, message and request id.
    pub fn set_meta(&mut self, meta: Option<ErrorMetadata>) -> &mut Self {
        self.meta = meta;
        self
    }

    /// The finished [`AccessDeniedException`].
    pub fn build(self) -> AccessDeniedException {
        AccessDeniedException {
            message: self.message,
            meta: self.meta.unwrap_or_default(),
        }
    }
}

impl AccessDeniedException {
    pub(crate) fn read_from(r: &mut json::Reader<'_>, meta: ErrorMetadata) -> Self {
        let mut b = AccessDeniedExceptionBuilder::default();
        r.object(&["message"], &mut |_, r| b.message = r.string());
        if b.message.is_none() {
            b.message = meta.message().map(str::to_owned);
        }
        b.meta = Some(meta);
        b.build()
    }
}

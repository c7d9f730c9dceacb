// Made by botosmith; do not edit.

use std::fmt;

use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_types::error::metadata::ErrorMetadata;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::ErrorKind;
use aws_smithy_types::retry::ProvideErrorKind;
use aws_types::request_id::RequestId;

use crate::ecs::types;
use crate::support::error as support_error;

/// Why `RegisterContainerInstance` failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum RegisterContainerInstanceError {
    /// The caller is not allowed to do this.
    AccessDeniedException(types::error::AccessDeniedException),
    /// The request cannot be fulfilled as it was made: the caller lacks a permission, or an identifier is wrong.
    ClientException(types::error::ClientException),
    /// There is no such cluster in this region and account.
    ClusterNotFoundException(types::error::ClusterNotFoundException),
    /// A value in the request is not valid.
    InvalidParameterException(types::error::InvalidParameterException),
    /// Something went wrong inside of the service.
    ServerException(types::error::ServerException),
    /// None of the above: an error that the model does not know, or one from before or after the
    /// service was asked.
    #[deprecated(
        note = "match with a wildcard and look at `code()`: the error may be known later"
    )]
    Unhandled(support_error::Unhandled),
}

#[allow(deprecated, reason = "only this code may match `Unhandled`")]
impl std::error::Error for RegisterContainerInstanceError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::AccessDeniedException(inner) => Some(inner),
            Self::ClientException(inner) => Some(inner),
            Self::ClusterNotFoundException(inner) => Some(inner),
            Self::InvalidParameterException(inner) => Some(inner),
            Self::ServerException(inner) => Some(inner),
            Self::Unhandled(inner) => Some(inner.source()),
        }
    }
}

#[allow(deprecated, reason = "only this code may match `Unhandled`")]
impl fmt::Display for RegisterContainerInstanceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AccessDeniedException(inner) => fmt::Display::fmt(inner, f),
            Self::ClientException(inner) => fmt::Display::fmt(inner, f),
            Self::ClusterNotFoundException(inner) => fmt::Display::fmt(inner, f),
            Self::InvalidParameterException(inner) => fmt::Display::fmt(inner, f),
            Self::ServerException(inner) => fmt::Display::fmt(inner, f),
            Self::Unhandled(inner) => fmt::Display::fmt(inner, f),
        }
    }
}

#[allow(deprecated, reason = "only this code may match `Unhandled`")]
impl ProvideErrorMetadata for RegisterContainerInstanceError {
    fn meta(&self) -> &ErrorMetadata {
        match self {
            Self::AccessDeniedException(inner) => inner.meta(),
            Self::ClientException(inner) => inner.meta(),
            Self::ClusterNotFoundException(inner) => inner.meta(),
            Self::InvalidParameterException(inner) => inner.meta(),
            Self::ServerException(inner) => inner.meta(),
            Self::Unhandled(inner) => inner.meta(),
        }
    }
}

impl RequestId for RegisterContainerInstanceError {
    fn request_id(&self) -> Option<&str> {
        ProvideErrorMetadata::meta(self).request_id()
    }
}

#[allow(deprecated, reason = "only this code may make an `Unhandled`")]
impl RegisterContainerInstanceError {
    /// An error that is none of the modeled ones, from its cause.
    pub fn unhandled(
        err: impl Into<Box<dyn std::error::Error + Send + Sync + 'static>>,
    ) -> Self {
        Self::Unhandled(
            support_error::Unhandled::new(err, ErrorMetadata::builder().build()),
        )
    }

    /// An error that is none of the modeled ones, from its metadata.
    pub fn generic(err: ErrorMetadata) -> Self {
        Self::Unhandled(support_error::Unhandled::new(err.clone(), err))
    }

    /// Code, message and request id.
    pub fn meta(&self) -> &ErrorMetadata {
        ProvideErrorMetadata::meta(self)
    }

    /// Whether this is [`AccessDeniedException`](Self::AccessDeniedException).
    pub fn is_access_denied_exception(&self) -> bool {
        matches!(self, Self::AccessDeniedException(_))
    }

    /// Whether this is [`ClientException`](Self::ClientException).
    pub fn is_client_exception(&self) -> bool {
        matches!(self, Self::ClientException(_))
    }

    /// Whether this is [`ClusterNotFoundException`](Self::ClusterNotFoundException).
    pub fn is_cluster_not_found_exception(&self) -> bool {
        matches!(self, Self::ClusterNotFoundException(_))
    }

    /// Whether this is [`InvalidParameterException`](Self::InvalidParameterException).
    pub fn is_invalid_parameter_exception(&self) -> bool {
        matches!(self, Self::InvalidParameterException(_))
    }

    /// Whether this is [`ServerException`](Self::ServerException).
    pub fn is_server_exception(&self) -> bool {
        matches!(self, Self::ServerException(_))
    }
}

#[allow(deprecated, reason = "only this code may make an `Unhandled`")]
impl CreateUnhandledError for RegisterContainerInstanceError {
    fn create_unhandled_error(
        source: Box<dyn std::error::Error + Send + Sync + 'static>,
        meta: Option<ErrorMetadata>,
    ) -> Self {
        Self::Unhandled(support_error::Unhandled::new(source, meta.unwrap_or_default()))
    }
}

impl ProvideErrorKind for RegisterContainerInstanceError {
    fn code(&self) -> Option<&str> {
        ProvideErrorMetadata::code(self)
    }

    fn retryable_error_kind(&self) -> Option<ErrorKind> {
        None
    }
}

// Made by botosmith; do not edit.

use std::fmt;

use aws_smithy_types::error::metadata::ErrorMetadata;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::error::operation::BuildError;
use aws_types::request_id::RequestId;

use crate::ecs::error::SdkError;
use crate::ecs::operation;
use crate::ecs::types;
use crate::support::error as support_error;

/// All errors of Amazon ECS.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
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
impl std::error::Error for Error {
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
impl fmt::Display for Error {
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
impl ProvideErrorMetadata for Error {
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

impl RequestId for Error {
    fn request_id(&self) -> Option<&str> {
        ProvideErrorMetadata::meta(self).request_id()
    }
}

#[allow(deprecated, reason = "only this code may make an `Unhandled`")]
impl Error {
    fn from_unhandled(inner: support_error::Unhandled) -> Self {
        Self::Unhandled(inner)
    }
}

impl From<BuildError> for Error {
    fn from(error: BuildError) -> Self {
        Self::from_unhandled(
            support_error::Unhandled::new(error, ErrorMetadata::builder().build()),
        )
    }
}

impl<E, R> From<SdkError<E, R>> for Error
where
    E: std::error::Error + ProvideErrorMetadata + Into<Self> + Send + Sync + 'static,
    R: Send + Sync + fmt::Debug + 'static,
{
    fn from(error: SdkError<E, R>) -> Self {
        match error {
            SdkError::ServiceError(context) => context.into_err().into(),
            error => {
                let meta = error.meta().clone();
                Self::from_unhandled(support_error::Unhandled::new(error, meta))
            }
        }
    }
}

#[allow(deprecated, reason = "only this code may match `Unhandled`")]
impl From<operation::register_container_instance::RegisterContainerInstanceError>
for Error {
    fn from(
        error: operation::register_container_instance::RegisterContainerInstanceError,
    ) -> Self {
        match error {
            operation::register_container_instance::RegisterContainerInstanceError::AccessDeniedException(
                inner,
            ) => Self::AccessDeniedException(inner),
            operation::register_container_instance::RegisterContainerInstanceError::ClientException(
                inner,
            ) => Self::ClientException(inner),
            operation::register_container_instance::RegisterContainerInstanceError::ClusterNotFoundException(
                inner,
            ) => Self::ClusterNotFoundException(inner),
            operation::register_container_instance::RegisterContainerInstanceError::InvalidParameterException(
                inner,
            ) => Self::InvalidParameterException(inner),
            operation::register_container_instance::RegisterContainerInstanceError::ServerException(
                inner,
            ) => Self::ServerException(inner),
            operation::register_container_instance::RegisterContainerInstanceError::Unhandled(
                inner,
            ) => Self::Unhandled(inner),
        }
    }
}

//! Checksums of bodies. See "httpChecksum" in Smithy's documentation, and `httpchecksum.py` in botocore.

use crate::error::Result;
use crate::model::{self, HttpChecksum, Location, Member};

use super::context::Context;
use super::http;
use super::members::FieldType;
use super::names::Ident;
use super::types::{Role, Structure};

/// What the bodies of requests are proved with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestChecksum {
    /// CRC-32, which botocore takes where nobody chooses.
    Crc32,
    /// What the input says.
    Chosen {
        /// The field that names the algorithm, an optional text or enum.
        field: Ident,
        /// The header that this field is, if it is one.
        header: Option<String>,
        /// Whether there has to be a checksum.
        required: bool,
    },
}

/// What the bodies of responses are held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseChecksum {
    /// The field of the input that asks for it, an optional text or enum.
    pub field: Ident,
    /// The checksums that there may be.
    pub algorithms: Vec<Algorithm>,
}

/// A kind of checksum, those first that are quick to work out, as in botocore and in AWS's SDK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// CRC-64/NVME
    Crc64Nvme,
    /// CRC-32C
    Crc32c,
    /// CRC-32
    Crc32,
    /// SHA-1
    Sha1,
    /// SHA-256
    Sha256,
}

impl Algorithm {
    /// All that AWS's crate has, and their names in models.
    const ALL: [(Self, &'static str); 5] = [
        (Self::Crc64Nvme, "CRC64NVME"),
        (Self::Crc32c, "CRC32C"),
        (Self::Crc32, "CRC32"),
        (Self::Sha1, "SHA1"),
        (Self::Sha256, "SHA256"),
    ];
}

/// The checksum of an operation's requests.
pub(super) fn of_request(
    context: &Context<'_>,
    operation: &model::Operation,
    input: &Structure,
) -> Result<Option<RequestChecksum>> {
    let checksum = operation.http_checksum.as_ref();
    let required =
        operation.http_checksum_required || checksum.is_some_and(|it| it.request_checksum_required);
    let named = checksum.and_then(|it| Some((it, it.request_algorithm_member.as_deref()?)));
    let Some((checksum, name)) = named else {
        return Ok(required.then_some(RequestChecksum::Crc32));
    };
    let (field, member) = find(context, (operation, checksum), input, name)?;
    let location = http::location(context, Role::Input, member);
    let header = (location == Some(Location::Header)).then(|| {
        let mut fields = input.fields.iter();
        let field = fields.find(|it| it.name == field);
        field.expect("it was found").key.clone()
    });
    Ok(Some(RequestChecksum::Chosen {
        field,
        header,
        required,
    }))
}

/// The checksum of an operation's responses. Of the algorithms that a model lists, those count that there are.
pub(super) fn of_response(
    context: &Context<'_>,
    operation: &model::Operation,
    input: &Structure,
) -> Result<Option<ResponseChecksum>> {
    let Some(checksum) = &operation.http_checksum else {
        return Ok(None);
    };
    // Without a member that asks for them, botocore does not look at them.
    let Some(name) = &checksum.request_validation_mode_member else {
        return Ok(None);
    };
    let (field, _) = find(context, (operation, checksum), input, name)?;
    if checksum.response_algorithms.is_empty() {
        let what = "`responseAlgorithms` has to list the checksums that responses may have";
        return Err(context.service.source.error(checksum.at, what));
    }
    let listed = |name: &str| checksum.response_algorithms.iter().any(|it| it == name);
    let algorithms = Algorithm::ALL.into_iter().filter(|(_, name)| listed(name));
    let algorithms: Vec<Algorithm> = algorithms.map(|(it, _)| it).collect();
    if algorithms.is_empty() {
        let listed = checksum.response_algorithms.join(", ");
        let what = format!("a response's checksum by `{}`", listed.escape_debug());
        return Err(context.unsupported(checksum.at, &what));
    }
    Ok(Some(ResponseChecksum { field, algorithms }))
}

/// A member of the input that `httpChecksum` names.
fn find<'a>(
    context: &Context<'a>,
    (operation, checksum): (&model::Operation, &HttpChecksum),
    input: &Structure,
    name: &str,
) -> Result<(Ident, &'a Member)> {
    let error = |what: String| context.service.source.error(checksum.at, what);
    let shape = operation.input.as_ref().map(|it| context.shape(&it.shape));
    let members = shape.and_then(|it| it.as_structure()).map(|it| &it.members);
    let mut known = members.into_iter().flatten();
    let shown = name.escape_debug();
    let Some((_, member)) = known.find(|(it, _)| it.as_str() == name) else {
        let known = members.into_iter().flat_map(|it| it.keys());
        let known = known.map(model::MemberName::as_str);
        return Err(error(format!("the input has no member `{shown}`"))
            .hint(crate::nearest::hint(name, known)));
    };
    let mut fields = input.fields.iter();
    let field = fields.find(|it| it.member == name);
    let field = field.expect("each member has its field");
    match (&field.ty, field.optional) {
        (FieldType::String | FieldType::Enumeration(_), true) => Ok((field.name.clone(), member)),
        _ => Err(error(format!(
            "`{shown}` has to be a string of the input that may be unset"
        ))
        .hint("it names an algorithm, or says `ENABLED`")),
    }
}

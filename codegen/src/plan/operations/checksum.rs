//! Plans the checksums of bodies. See "httpChecksum" in Smithy's documentation, and
//! `httpchecksum.py` in botocore.

use crate::error::Result;
use crate::model::{self, HttpChecksum};
use crate::plan::context::Context;
use crate::plan::ir::field::{Field, FieldType};
use crate::plan::ir::http::HttpLocation;
use crate::plan::ir::operation::{ChecksumAlgorithm, RequestChecksum, ResponseChecksum};
use crate::plan::ir::types::Structure;

/// The algorithms of AWS's checksum crate by their names in models, fastest first.
const ALGORITHMS: [(ChecksumAlgorithm, &str); 5] = [
    (ChecksumAlgorithm::Crc64Nvme, "CRC64NVME"),
    (ChecksumAlgorithm::Crc32c, "CRC32C"),
    (ChecksumAlgorithm::Crc32, "CRC32"),
    (ChecksumAlgorithm::Sha1, "SHA1"),
    (ChecksumAlgorithm::Sha256, "SHA256"),
];

/// Plans the checksum of an operation's requests.
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
    let field = find(context, checksum, input, name)?;
    Ok(Some(RequestChecksum::Chosen {
        field: field.name.clone(),
        header: (field.location == HttpLocation::Header).then(|| field.key.clone()),
        required,
    }))
}

/// Plans the validation of an operation's responses. Algorithms that the model lists and AWS's
/// crate does not have are left out.
pub(super) fn of_response(
    context: &Context<'_>,
    operation: &model::Operation,
    input: &Structure,
) -> Result<Option<ResponseChecksum>> {
    let Some(checksum) = &operation.http_checksum else {
        return Ok(None);
    };
    // botocore validates only if a member of the input can ask for it.
    let Some(name) = &checksum.request_validation_mode_member else {
        return Ok(None);
    };
    let field = find(context, checksum, input, name)?;
    if checksum.response_algorithms.is_empty() {
        let what = "`responseAlgorithms` lists no checksum algorithm";
        let error = context.service.source.error(checksum.at, what);
        return Err(error.hint("list the algorithms, or remove `requestValidationModeMember`"));
    }
    let is_listed = |name: &str| checksum.response_algorithms.iter().any(|it| it == name);
    let algorithms: Vec<ChecksumAlgorithm> = ALGORITHMS
        .into_iter()
        .filter(|(_, name)| is_listed(name))
        .map(|(algorithm, _)| algorithm)
        .collect();
    if algorithms.is_empty() {
        let listed = checksum.response_algorithms.join(", ");
        let what = format!("a checksum of responses by `{}`", listed.escape_debug());
        return Err(context.unsupported(checksum.at, &what));
    }
    Ok(Some(ResponseChecksum {
        field: field.name.clone(),
        algorithms,
    }))
}

/// Finds the field of the input that `httpChecksum` names.
fn find<'a>(
    context: &Context<'_>,
    checksum: &HttpChecksum,
    input: &'a Structure,
    name: &str,
) -> Result<&'a Field> {
    let error = |what: String| context.service.source.error(checksum.at, what);
    let shown = name.escape_debug();
    let field = input.fields.iter().find(|field| field.member == name);
    let field = field.ok_or_else(|| {
        let known = input.fields.iter().map(|field| field.member.as_str());
        error(format!("the input has no member `{shown}`")).hint(crate::nearest::hint(name, known))
    })?;
    match (&field.ty, field.optional) {
        (FieldType::String | FieldType::Enumeration(_), true) => Ok(field),
        _ => Err(
            error(format!("`{shown}` must be an optional string of the input"))
                .hint("it names an algorithm, or is `ENABLED`"),
        ),
    }
}

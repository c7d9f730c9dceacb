//! Tree hashes of request bodies.
//!
//! The body is read before the call begins, since its hash is part of the signature: bytes in
//! memory as they are, a file a second time. A stream that can be read only once is loaded. Retries
//! send the same hashes.

use aws_runtime::auth::SigV4OperationSigningConfig;
use aws_sigv4::http_request::SignableBody;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextMut, Input,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_runtime_api::client::runtime_plugin::{SharedRuntimePlugin, StaticRuntimePlugin};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::config_bag::{ConfigBag, Layer, Storable, StoreReplace};
use sha2::{Digest, Sha256};

use super::client::{BoxFuture, Customization};

/// Header with the hash of the whole body.
const CONTENT_HASH: &str = "x-amz-content-sha256";

/// Adds the SHA-256 of the body and its tree hash as headers, each unless the caller has set it.
#[derive(Debug, Clone, Copy)]
pub struct TreeHash {
    /// Header of the tree hash.
    pub header: &'static str,
    /// Returns the body of an input.
    pub body: fn(&mut Input) -> Option<&mut ByteStream>,
}

/// The hashes of a call's body, in hexadecimal digits.
#[derive(Debug, PartialEq, Eq)]
struct Hashes {
    content: String,
    tree: String,
}

impl Storable for Hashes {
    type Storer = StoreReplace<Self>;
}

impl Customization for TreeHash {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }

    fn before_call<'a>(
        &'a self,
        input: &'a mut Input,
        overrides: &'a mut Vec<SharedRuntimePlugin>,
    ) -> Option<BoxFuture<'a, Result<(), BoxError>>> {
        let body = (self.body)(input)?;
        Some(Box::pin(async move {
            let mut layer = Layer::new("TreeHash");
            layer.store_put(hash(body).await?);
            let plugin = StaticRuntimePlugin::new().with_config(layer.freeze());
            overrides.push(SharedRuntimePlugin::new(plugin));
            Ok(())
        }))
    }
}

impl Intercept for TreeHash {
    fn name(&self) -> &'static str {
        "TreeHash"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(hashes) = cfg.load::<Hashes>() else {
            return Ok(());
        };
        let headers = context.request_mut().headers_mut();
        if !headers.contains_key(self.header) {
            headers.insert(self.header, hashes.tree.clone());
        }
        if !headers.contains_key(CONTENT_HASH) {
            headers.insert(CONTENT_HASH, hashes.content.clone());
        }
        let content = headers.get(CONTENT_HASH).unwrap_or_default().to_owned();
        if let Some(signing) = cfg.load::<SigV4OperationSigningConfig>() {
            let mut signing = signing.clone();
            signing.signing_options.payload_override = Some(SignableBody::Precomputed(content));
            cfg.interceptor_state().store_put(signing);
        }
        Ok(())
    }
}

/// Hashes a body, and leaves it as one that can still be sent.
async fn hash(body: &mut ByteStream) -> Result<Hashes, BoxError> {
    let mut hasher = Hasher::default();
    if let Some(bytes) = body.bytes() {
        hasher.update(bytes);
        return Ok(hasher.finish());
    }
    let whole = std::mem::take(body).into_inner();
    if let Some(copy) = whole.try_clone() {
        *body = ByteStream::new(whole);
        let mut copy = ByteStream::new(copy);
        while let Some(part) = copy.try_next().await? {
            hasher.update(&part);
        }
    } else {
        let bytes = ByteStream::new(whole).collect().await?.into_bytes();
        hasher.update(&bytes);
        *body = ByteStream::new(SdkBody::from(bytes));
    }
    Ok(hasher.finish())
}

/// Length of the parts whose hashes are the leaves of the tree.
const LEAF: usize = 1 << 20;

/// Hashes bytes that come in pieces.
#[derive(Debug, Default)]
struct Hasher {
    content: Sha256,
    leaf: Sha256,
    /// Number of bytes of the current leaf.
    filled: usize,
    leaves: Vec<[u8; 32]>,
}

impl Hasher {
    fn update(&mut self, mut bytes: &[u8]) {
        self.content.update(bytes);
        while !bytes.is_empty() {
            let (part, rest) = bytes.split_at(bytes.len().min(LEAF - self.filled));
            self.leaf.update(part);
            self.filled += part.len();
            if self.filled == LEAF {
                self.end_leaf();
            }
            bytes = rest;
        }
    }

    fn end_leaf(&mut self) {
        self.leaves.push(self.leaf.finalize_reset().into());
        self.filled = 0;
    }

    fn finish(mut self) -> Hashes {
        // The tree of nothing is one leaf of nothing.
        if self.filled > 0 || self.leaves.is_empty() {
            self.end_leaf();
        }
        Hashes {
            content: hex(&self.content.finalize()),
            tree: hex(&root(self.leaves)),
        }
    }
}

/// Hashes neighbours in pairs until one hash is left. The last one of an odd number stays as it is.
fn root(mut hashes: Vec<[u8; 32]>) -> [u8; 32] {
    while hashes.len() > 1 {
        let parents = hashes.chunks(2).map(|pair| match pair {
            [left, right] => Sha256::new()
                .chain_update(left)
                .chain_update(right)
                .finalize()
                .into(),
            alone => alone[0],
        });
        hashes = parents.collect();
    }
    hashes[0]
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

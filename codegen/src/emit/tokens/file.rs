//! Files of a generated crate.

use proc_macro2::TokenStream;
use quote::quote;

use super::fragments::{allow_deprecated, inner_docs};

/// A file to be written.
pub struct File<'a> {
    /// Path in the crate, with `/`.
    pub path: String,
    /// The content.
    pub content: Content<'a>,
}

/// The content of a file.
pub enum Content<'a> {
    /// Rust, still to be emitted and formatted. Tokens cannot leave their thread, but a function
    /// that makes them can.
    Tokens(Box<dyn Fn() -> TokenStream + Send + Sync + 'a>),
    /// Text as it is.
    Text(String),
}

impl<'a> File<'a> {
    /// A Rust file that is emitted by `emit`.
    pub(in crate::emit) fn rust(
        path: impl Into<String>,
        emit: impl Fn() -> EmittedFile + Send + Sync + 'a,
    ) -> Self {
        Self {
            path: path.into(),
            content: Content::Tokens(Box::new(move || emit().into_tokens())),
        }
    }

    /// A file with this text.
    pub(in crate::emit) fn text(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            content: Content::Text(text.into()),
        }
    }
}

/// The parts of an emitted Rust file, in their order.
#[derive(Default)]
pub(in crate::emit) struct EmittedFile {
    /// Markdown of the `//!` lines.
    pub(in crate::emit) docs: Option<String>,
    /// True if the file cannot do without something deprecated.
    pub(in crate::emit) allow_deprecated: bool,
    /// Further attributes of the file.
    pub(in crate::emit) attributes: TokenStream,
    /// `use` items.
    pub(in crate::emit) imports: TokenStream,
    /// Modules, and re-exports of what is in them.
    pub(in crate::emit) modules: TokenStream,
    /// All other items.
    pub(in crate::emit) items: TokenStream,
}

impl EmittedFile {
    fn into_tokens(self) -> TokenStream {
        let docs = self.docs.as_deref().map(inner_docs);
        let allow = allow_deprecated(self.allow_deprecated);
        let Self {
            attributes,
            imports,
            modules,
            items,
            ..
        } = self;
        quote!(#docs #attributes #allow #imports #modules #items)
    }
}

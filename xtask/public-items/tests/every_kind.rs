//! Reads the API of a crate with one item of each kind.

use std::fs;

use public_items::{Crate, Kind};

const LIBRARY: &str = r#"
//! A crate.
#![forbid(unsafe_code)]
use std::fmt;
mod hidden;
pub mod open;
pub mod inline {
    pub(crate) struct Inner;
    pub(super) fn up() {}
    pub use super::hidden::Alias as Other;
    pub use crate::open::Plain;
    #[derive(Clone)]
    pub struct Tuple(pub u8, u16, pub ::std::vec::Vec<crate::open::Plain>);
}
pub use ::aws_smithy_types::Blob;
pub use aws_types::{region::Region, SdkConfig as Config};
pub use hidden::{Generic, Trait};
pub use hidden::deep::*;
#[doc(hidden)]
pub mod secret { pub struct Secret; }
#[cfg(test)]
pub mod tests {}
pub const LIMIT: usize = 3;
pub static NAMES: &'static [&'static str] = &[];
pub type Result<T, E = open::Plain> = ::std::result::Result<T, E>;
pub(crate) fn private() {}
pub async fn wait<'a, F>(mut f: F, text: &'a mut ::std::string::String) -> impl ::std::iter::Iterator<Item = &'a str> + '_
where F: ::std::ops::FnMut(u8, &str) -> bool + ::std::marker::Send, { todo!() }
"#;

const HIDDEN: &str = r#"
pub mod deep {
    #[deprecated(note = "old")]
    #[non_exhaustive]
    #[derive(Debug, ::std::hash::Hash)]
    pub enum Choice { #[deprecated] One, Two(u8), Three { a: u8 }, #[doc(hidden)] Four }
}
pub type Alias = u8;
pub struct Generic<'a, T: ?Sized + Send, const N: usize = 3> { #[doc = "x"] #[deprecated] pub a: &'a T, pub(crate) b: [u8; N], c: () }
impl<'a, T: ?Sized + Send, const N: usize> Generic<'a, T, N> {
    pub const ONE: Self = todo!();
    pub const fn new(r#type: &'a T) -> Result<Self, <T as ToOwned>::Owned> where T: ToOwned { todo!() }
    pub fn by_ref(&mut self, (a, b): (u8, Option<[u8; 2]>), f: &dyn Fn(u8) -> u8,) -> Self::Ref { todo!() }
    pub fn by_value(mut self) {}
    #[doc(hidden)]
    pub fn unseen(&self) {}
    fn private(&self) {}
}
impl<T: Send> ::std::convert::From<Option<T>> for Generic<'_, T> { fn from(t: Option<T>) -> Self { todo!() } }
impl super::fmt::Display for super::open::Plain { }
pub trait Trait: Send + ::std::fmt::Debug { type Out: Clone; fn needed(&self) -> Self::Out; fn given(&self) {} }
"#;

const OPEN: &str = "pub struct Plain; impl Plain { pub fn r#fn() -> crate::open::Plain { Plain } }";

/// Writes a crate and reads it.
fn krate(files: &[(&str, &str)]) -> public_items::Result<Crate> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    Crate::read(&folder.path().join("lib.rs"))
}

#[test]
fn every_kind_of_item_is_read() {
    let krate = krate(&[
        ("lib.rs", LIBRARY),
        ("hidden.rs", HIDDEN),
        ("open/mod.rs", OPEN),
    ])
    .unwrap();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!(
            "public_items_of_every_kind",
            krate.public_items("").unwrap().join("\n")
        )
    });
    let below = krate.public_items("open").unwrap();
    assert_eq!(
        below,
        [
            "pub struct Plain",
            "impl Display for Plain",
            "pub fn Plain::fn() -> Plain"
        ]
    );
}

#[test]
fn lines_have_their_item_and_the_items_that_they_mention() {
    let library = "
        mod inner {
            pub struct Part;
            pub struct Whole { pub part: Option<Part>, pub name: String }
            impl From<super::inner::Part> for Whole { fn from(it: Part) -> Self { todo!() } }
        }
        pub mod types { pub use crate::inner::{Part, Whole}; pub struct String; }
    ";
    let lines = krate(&[("lib.rs", library)]).unwrap().lines("").unwrap();
    let about = |text: &str| {
        let line = lines.iter().find(|line| line.text == text).unwrap();
        let mentions: Vec<_> = line.mentions.iter().map(String::as_str).collect();
        (line.kind, line.item.as_str(), mentions)
    };
    assert_eq!(about("pub mod types"), (Kind::Module, "types", vec![]));
    assert_eq!(
        about("pub types::Whole::part: Option<Part>"),
        (Kind::Item, "types::Whole", vec!["types::Part"])
    );
    assert_eq!(
        about("impl From<Part> for types::Whole"),
        (Kind::Impl, "types::Whole", vec!["types::Part"])
    );
    // Rust's `String`, although the crate has a type of this name.
    assert_eq!(
        about("pub types::Whole::name: String"),
        (Kind::Item, "types::Whole", vec![])
    );
}

#[test]
fn errors_have_their_location() {
    let error = |files: &[(&str, &str)]| {
        let read = krate(files).and_then(|krate| krate.public_items("missing"));
        read.unwrap_err().to_string()
    };
    assert_eq!(error(&[("lib.rs", "")]), "there is no module `missing`");
    let text = error(&[("lib.rs", "mod a;")]);
    assert!(
        text.starts_with("cannot read ") && text.contains("mod.rs: "),
        "{text}"
    );
    let text = error(&[("lib.rs", "mod a;"), ("a.rs", "\n  fn 1() {}")]);
    assert!(text.contains("a.rs:2:6: "), "{text}");
    let library = "pub mod missing { pub use crate as own; }";
    assert_eq!(
        error(&[("lib.rs", library)]),
        "`pub use` in the module `missing` names `crate`, which does not exist"
    );
    let library = "pub mod missing { #[derive(1)] pub struct A; }";
    let text = error(&[("lib.rs", library)]);
    assert!(
        text.starts_with("a `derive` in the module `missing` is"),
        "{text}"
    );
}

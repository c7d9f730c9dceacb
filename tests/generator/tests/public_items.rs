//! The reader of public APIs, on a crate that has one of each.

use generator_tests::project::Project;
use generator_tests::public_items::Crate;

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
pub struct Generic<'a, T: ?Sized + Send, const N: usize = 3> { #[doc = "x"] pub a: &'a T, pub(crate) b: [u8; N], c: () }
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

#[test]
fn every_kind_of_item() {
    let project = Project::new();
    project.write("src/lib.rs", LIBRARY);
    project.write("src/hidden.rs", HIDDEN);
    project.write("src/open/mod.rs", OPEN);
    let krate = Crate::read(&project.path("src/lib.rs"));
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!(
            "public_items_of_every_kind",
            krate.public_items("").join("\n")
        )
    });
    let below = krate.public_items("open");
    assert_eq!(
        below,
        [
            "pub struct Plain",
            "impl Display for Plain",
            "pub fn Plain::fn() -> Plain"
        ]
    );
}

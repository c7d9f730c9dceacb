// Made by botosmith; do not edit.

use crate::support::json;

/// A label on a resource, of one's own choice. A resource has each key once, and at most 50 of them.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Tag {
    /// The tag's name, up to 128 characters. `aws:` at the start is AWS's own.
    pub key: Option<String>,
    /// Its value, up to 256 characters.
    pub value: Option<String>,
}

impl Tag {
    /// The tag's name, up to 128 characters. `aws:` at the start is AWS's own.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// Its value, up to 256 characters.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// A builder of [`Tag`].
    pub fn builder() -> TagBuilder {
        TagBuilder::default()
    }
}

/// A builder of [`Tag`].
#[derive(Clone, PartialEq, Default, Debug)]
#[non_exhaustive]
pub struct TagBuilder {
    pub(crate) key: Option<String>,
    pub(crate) value: Option<String>,
}

impl TagBuilder {
    /// The tag's name, up to 128 characters. `aws:` at the start is AWS's own.
    pub fn key(mut self, input: impl Into<String>) -> Self {
        self.key = Some(input.into());
        self
    }

    /// Sets or clears [`key`](Self::key).
    pub fn set_key(mut self, input: Option<String>) -> Self {
        self.key = input;
        self
    }

    /// What [`key`](Self::key) is set to.
    pub fn get_key(&self) -> &Option<String> {
        &self.key
    }

    /// Its value, up to 256 characters.
    pub fn value(mut self, input: impl Into<String>) -> Self {
        self.value = Some(input.into());
        self
    }

    /// Sets or clears [`value`](Self::value).
    pub fn set_value(mut self, input: Option<String>) -> Self {
        self.value = input;
        self
    }

    /// What [`value`](Self::value) is set to.
    pub fn get_value(&self) -> &Option<String> {
        &self.value
    }

    /// The finished [`Tag`].
    pub fn build(self) -> Tag {
        Tag {
            key: self.key,
            value: self.value,
        }
    }
}

impl Tag {
    pub(crate) fn write_to(&self, w: &mut json::Writer) {
        w.string("key", self.key.as_deref());
        w.string("value", self.value.as_deref());
    }

    pub(crate) fn read_from(r: &mut json::Reader<'_>) -> Self {
        let mut b = TagBuilder::default();
        r.object(
            &["key", "value"],
            &mut |member, r| match member {
                0 => b.key = r.string(),
                1 => b.value = r.string(),
                _ => {}
            },
        );
        b.build()
    }
}

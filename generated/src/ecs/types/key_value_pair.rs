// Made by botosmith; do not edit.

use crate::support::json;

/// A name and its value.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct KeyValuePair {
    /// The name.
    pub name: Option<String>,
    /// The value.
    pub value: Option<String>,
}

impl KeyValuePair {
    /// The name.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The value.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// A builder of [`KeyValuePair`].
    pub fn builder() -> KeyValuePairBuilder {
        KeyValuePairBuilder::default()
    }
}

/// A builder of [`KeyValuePair`].
#[derive(Clone, PartialEq, Default, Debug)]
#[non_exhaustive]
pub struct KeyValuePairBuilder {
    pub(crate) name: Option<String>,
    pub(crate) value: Option<String>,
}

impl KeyValuePairBuilder {
    /// The name.
    pub fn name(mut self, input: impl Into<String>) -> Self {
        self.name = Some(input.into());
        self
    }

    /// Sets or clears [`name`](Self::name).
    pub fn set_name(mut self, input: Option<String>) -> Self {
        self.name = input;
        self
    }

    /// What [`name`](Self::name) is set to.
    pub fn get_name(&self) -> &Option<String> {
        &self.name
    }

    /// The value.
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

    /// The finished [`KeyValuePair`].
    pub fn build(self) -> KeyValuePair {
        KeyValuePair {
            name: self.name,
            value: self.value,
        }
    }
}

impl KeyValuePair {
    pub(crate) fn read_from(r: &mut json::Reader<'_>) -> Self {
        let mut b = KeyValuePairBuilder::default();
        r.object(
            &["name", "value"],
            &mut |member, r| match member {
                0 => b.name = r.string(),
                1 => b.value = r.string(),
                _ => {}
            },
        );
        b.build()
    }
}

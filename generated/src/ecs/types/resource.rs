// Made by botosmith; do not edit.

use std::fmt;

use crate::support::json;
use crate::support::members::SetMembers;

/// Something of which a container instance has a certain amount, such as memory.
///
/// [`type`](Self::type) says which of the values counts.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Resource {
    /// What it is: `CPU`, `MEMORY`, `PORTS`, or a name of one's own.
    pub name: Option<String>,
    /// Which value counts: `INTEGER`, `DOUBLE`, `LONG` or `STRINGSET`.
    pub r#type: Option<String>,
    /// How much there is, if [`type`](Self::type) is `DOUBLE`.
    pub double_value: f64,
    /// How much there is, if [`type`](Self::type) is `LONG`.
    pub long_value: i64,
    /// How much there is, if [`type`](Self::type) is `INTEGER`.
    pub integer_value: i32,
    /// Which ones there are, if [`type`](Self::type) is `STRINGSET`.
    pub string_set_value: Option<Vec<String>>,
    _set: SetMembers<1>,
}

impl Resource {
    /// What it is: `CPU`, `MEMORY`, `PORTS`, or a name of one's own.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Which value counts: `INTEGER`, `DOUBLE`, `LONG` or `STRINGSET`.
    pub fn r#type(&self) -> Option<&str> {
        self.r#type.as_deref()
    }

    /// How much there is, if [`type`](Self::type) is `DOUBLE`.
    pub fn double_value(&self) -> f64 {
        self.double_value
    }

    /// How much there is, if [`type`](Self::type) is `LONG`.
    pub fn long_value(&self) -> i64 {
        self.long_value
    }

    /// How much there is, if [`type`](Self::type) is `INTEGER`.
    pub fn integer_value(&self) -> i32 {
        self.integer_value
    }

    /// Which ones there are, if [`type`](Self::type) is `STRINGSET`.
    pub fn string_set_value(&self) -> &[String] {
        self.string_set_value.as_deref().unwrap_or_default()
    }

    /// A builder of [`Resource`].
    pub fn builder() -> ResourceBuilder {
        ResourceBuilder::default()
    }
}

impl fmt::Debug for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resource")
            .field("name", &self.name)
            .field("type", &self.r#type)
            .field("double_value", &self.double_value)
            .field("long_value", &self.long_value)
            .field("integer_value", &self.integer_value)
            .field("string_set_value", &self.string_set_value)
            .finish()
    }
}

/// A builder of [`Resource`].
#[derive(Clone, PartialEq, Default, Debug)]
#[non_exhaustive]
pub struct ResourceBuilder {
    pub(crate) name: Option<String>,
    pub(crate) r#type: Option<String>,
    pub(crate) double_value: Option<f64>,
    pub(crate) long_value: Option<i64>,
    pub(crate) integer_value: Option<i32>,
    pub(crate) string_set_value: Option<Vec<String>>,
}

impl ResourceBuilder {
    /// What it is: `CPU`, `MEMORY`, `PORTS`, or a name of one's own.
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

    /// Which value counts: `INTEGER`, `DOUBLE`, `LONG` or `STRINGSET`.
    pub fn r#type(mut self, input: impl Into<String>) -> Self {
        self.r#type = Some(input.into());
        self
    }

    /// Sets or clears [`type`](Self::type).
    pub fn set_type(mut self, input: Option<String>) -> Self {
        self.r#type = input;
        self
    }

    /// What [`type`](Self::type) is set to.
    pub fn get_type(&self) -> &Option<String> {
        &self.r#type
    }

    /// How much there is, if [`type`](Self::type) is `DOUBLE`.
    pub fn double_value(mut self, input: f64) -> Self {
        self.double_value = Some(input);
        self
    }

    /// Sets or clears [`double_value`](Self::double_value).
    pub fn set_double_value(mut self, input: Option<f64>) -> Self {
        self.double_value = input;
        self
    }

    /// What [`double_value`](Self::double_value) is set to.
    pub fn get_double_value(&self) -> &Option<f64> {
        &self.double_value
    }

    /// How much there is, if [`type`](Self::type) is `LONG`.
    pub fn long_value(mut self, input: i64) -> Self {
        self.long_value = Some(input);
        self
    }

    /// Sets or clears [`long_value`](Self::long_value).
    pub fn set_long_value(mut self, input: Option<i64>) -> Self {
        self.long_value = input;
        self
    }

    /// What [`long_value`](Self::long_value) is set to.
    pub fn get_long_value(&self) -> &Option<i64> {
        &self.long_value
    }

    /// How much there is, if [`type`](Self::type) is `INTEGER`.
    pub fn integer_value(mut self, input: i32) -> Self {
        self.integer_value = Some(input);
        self
    }

    /// Sets or clears [`integer_value`](Self::integer_value).
    pub fn set_integer_value(mut self, input: Option<i32>) -> Self {
        self.integer_value = input;
        self
    }

    /// What [`integer_value`](Self::integer_value) is set to.
    pub fn get_integer_value(&self) -> &Option<i32> {
        &self.integer_value
    }

    /// Which ones there are, if [`type`](Self::type) is `STRINGSET`.
    ///
    /// Appends one item; [`set_string_set_value`](Self::set_string_set_value) replaces the whole list.
    pub fn string_set_value(mut self, input: impl Into<String>) -> Self {
        self.string_set_value.get_or_insert_default().push(input.into());
        self
    }

    /// Sets or clears [`string_set_value`](Self::string_set_value).
    pub fn set_string_set_value(mut self, input: Option<Vec<String>>) -> Self {
        self.string_set_value = input;
        self
    }

    /// What [`string_set_value`](Self::string_set_value) is set to.
    pub fn get_string_set_value(&self) -> &Option<Vec<String>> {
        &self.string_set_value
    }

    /// The finished [`Resource`].
    pub fn build(self) -> Resource {
        Resource {
            _set: SetMembers::new(
                &[
                    self.double_value.is_some(),
                    self.long_value.is_some(),
                    self.integer_value.is_some(),
                ],
            ),
            name: self.name,
            r#type: self.r#type,
            double_value: self.double_value.unwrap_or_default(),
            long_value: self.long_value.unwrap_or_default(),
            integer_value: self.integer_value.unwrap_or_default(),
            string_set_value: self.string_set_value,
        }
    }
}

impl Resource {
    pub(crate) fn write_to(&self, w: &mut json::Writer) {
        w.string("name", self.name.as_deref());
        w.string("type", self.r#type.as_deref());
        w.double("doubleValue", self._set.value(0, self.double_value));
        w.long("longValue", self._set.value(1, self.long_value));
        w.integer("integerValue", self._set.value(2, self.integer_value));
        w.list(
            "stringSetValue",
            self.string_set_value.as_deref(),
            |item, w| {
                w.string(json::ITEM, Some(item.as_str()));
            },
        );
    }

    pub(crate) fn read_from(r: &mut json::Reader<'_>) -> Self {
        let mut b = ResourceBuilder::default();
        r.object(
            &[
                "name",
                "type",
                "doubleValue",
                "longValue",
                "integerValue",
                "stringSetValue",
            ],
            &mut |member, r| match member {
                0 => b.name = r.string(),
                1 => b.r#type = r.string(),
                2 => b.double_value = r.double(),
                3 => b.long_value = r.long(),
                4 => b.integer_value = r.integer(),
                5 => {
                    let items = b.string_set_value.get_or_insert_default();
                    r.list(&mut |r| items.extend(r.string()));
                }
                _ => {}
            },
        );
        b.build()
    }
}

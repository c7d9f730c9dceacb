// Made by botosmith; do not edit.

use aws_smithy_types::error::operation::BuildError;

use crate::ecs::types;
use crate::support::json;

/// A name, perhaps with a value, by which tasks are placed: a constraint can ask for instances that have it.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Attribute {
    /// The attribute's name: 1 to 128 letters, digits, `-`, `_`, `/`, backslashes or `.`.
    pub name: String,
    /// Its value, up to 128 characters.
    pub value: Option<String>,
    /// What kind of resource [`target_id`](Self::target_id) is, if that is not a whole ARN.
    pub target_type: Option<types::TargetType>,
    /// The resource that has the attribute: its ARN, or the last part of that.
    pub target_id: Option<String>,
}

impl Attribute {
    /// The attribute's name: 1 to 128 letters, digits, `-`, `_`, `/`, backslashes or `.`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its value, up to 128 characters.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// What kind of resource [`target_id`](Self::target_id) is, if that is not a whole ARN.
    pub fn target_type(&self) -> Option<&types::TargetType> {
        self.target_type.as_ref()
    }

    /// The resource that has the attribute: its ARN, or the last part of that.
    pub fn target_id(&self) -> Option<&str> {
        self.target_id.as_deref()
    }

    /// A builder of [`Attribute`].
    pub fn builder() -> AttributeBuilder {
        AttributeBuilder::default()
    }
}

/// A builder of [`Attribute`].
#[derive(Clone, PartialEq, Default, Debug)]
#[non_exhaustive]
pub struct AttributeBuilder {
    pub(crate) name: Option<String>,
    pub(crate) value: Option<String>,
    pub(crate) target_type: Option<types::TargetType>,
    pub(crate) target_id: Option<String>,
}

impl AttributeBuilder {
    /// The attribute's name: 1 to 128 letters, digits, `-`, `_`, `/`, backslashes or `.`.
    ///
    /// This field is required.
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

    /// Its value, up to 128 characters.
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

    /// What kind of resource [`target_id`](Self::target_id) is, if that is not a whole ARN.
    pub fn target_type(mut self, input: types::TargetType) -> Self {
        self.target_type = Some(input);
        self
    }

    /// Sets or clears [`target_type`](Self::target_type).
    pub fn set_target_type(mut self, input: Option<types::TargetType>) -> Self {
        self.target_type = input;
        self
    }

    /// What [`target_type`](Self::target_type) is set to.
    pub fn get_target_type(&self) -> &Option<types::TargetType> {
        &self.target_type
    }

    /// The resource that has the attribute: its ARN, or the last part of that.
    pub fn target_id(mut self, input: impl Into<String>) -> Self {
        self.target_id = Some(input.into());
        self
    }

    /// Sets or clears [`target_id`](Self::target_id).
    pub fn set_target_id(mut self, input: Option<String>) -> Self {
        self.target_id = input;
        self
    }

    /// What [`target_id`](Self::target_id) is set to.
    pub fn get_target_id(&self) -> &Option<String> {
        &self.target_id
    }

    /// The finished [`Attribute`].
    ///
    /// # Errors
    /// If a required field is not set.
    pub fn build(self) -> Result<Attribute, BuildError> {
        if self.name.is_none() {
            return Err(
                BuildError::missing_field(
                    "name",
                    "name was not specified but it is required when building Attribute",
                ),
            );
        }
        Ok(self.finish())
    }

    fn finish(self) -> Attribute {
        Attribute {
            name: self.name.unwrap_or_default(),
            value: self.value,
            target_type: self.target_type,
            target_id: self.target_id,
        }
    }
}

impl Attribute {
    pub(crate) fn write_to(&self, w: &mut json::Writer) {
        w.string("name", Some(self.name.as_str()));
        w.string("value", self.value.as_deref());
        w.string("targetType", self.target_type.as_ref().map(types::TargetType::as_str));
        w.string("targetId", self.target_id.as_deref());
    }

    pub(crate) fn read_from(r: &mut json::Reader<'_>) -> Self {
        let mut b = AttributeBuilder::default();
        r.object(
            &["name", "value", "targetType", "targetId"],
            &mut |member, r| match member {
                0 => b.name = r.string(),
                1 => b.value = r.string(),
                2 => b.target_type = r.text().map(|text| types::TargetType::from(&*text)),
                3 => b.target_id = r.string(),
                _ => {}
            },
        );
        b.finish()
    }
}

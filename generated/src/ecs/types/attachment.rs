// Made by botosmith; do not edit.

use crate::ecs::types;
use crate::support::json;

/// Something that belongs to a container instance or task and lives beside it, such as a network interface.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Attachment {
    /// Identifies the attachment.
    pub id: Option<String>,
    /// What it is: `ElasticNetworkInterface`, `AmazonElasticBlockStorage` and so on.
    pub r#type: Option<String>,
    /// How far it is: `PRECREATED`, `CREATED`, `ATTACHING`, `ATTACHED`, `DETACHING`, `DETACHED`, `DELETED` or `FAILED`.
    pub status: Option<String>,
    /// More about it, by name: a network interface has its id, its addresses and its subnet here.
    pub details: Option<Vec<types::KeyValuePair>>,
}

impl Attachment {
    /// Identifies the attachment.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// What it is: `ElasticNetworkInterface`, `AmazonElasticBlockStorage` and so on.
    pub fn r#type(&self) -> Option<&str> {
        self.r#type.as_deref()
    }

    /// How far it is: `PRECREATED`, `CREATED`, `ATTACHING`, `ATTACHED`, `DETACHING`, `DETACHED`, `DELETED` or `FAILED`.
    pub fn status(&self) -> Option<&str> {
        self.status.as_deref()
    }

    /// More about it, by name: a network interface has its id, its addresses and its subnet here.
    pub fn details(&self) -> &[types::KeyValuePair] {
        self.details.as_deref().unwrap_or_default()
    }

    /// A builder of [`Attachment`].
    pub fn builder() -> AttachmentBuilder {
        AttachmentBuilder::default()
    }
}

/// A builder of [`Attachment`].
#[derive(Clone, PartialEq, Default, Debug)]
#[non_exhaustive]
pub struct AttachmentBuilder {
    pub(crate) id: Option<String>,
    pub(crate) r#type: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) details: Option<Vec<types::KeyValuePair>>,
}

impl AttachmentBuilder {
    /// Identifies the attachment.
    pub fn id(mut self, input: impl Into<String>) -> Self {
        self.id = Some(input.into());
        self
    }

    /// Sets or clears [`id`](Self::id).
    pub fn set_id(mut self, input: Option<String>) -> Self {
        self.id = input;
        self
    }

    /// What [`id`](Self::id) is set to.
    pub fn get_id(&self) -> &Option<String> {
        &self.id
    }

    /// What it is: `ElasticNetworkInterface`, `AmazonElasticBlockStorage` and so on.
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

    /// How far it is: `PRECREATED`, `CREATED`, `ATTACHING`, `ATTACHED`, `DETACHING`, `DETACHED`, `DELETED` or `FAILED`.
    pub fn status(mut self, input: impl Into<String>) -> Self {
        self.status = Some(input.into());
        self
    }

    /// Sets or clears [`status`](Self::status).
    pub fn set_status(mut self, input: Option<String>) -> Self {
        self.status = input;
        self
    }

    /// What [`status`](Self::status) is set to.
    pub fn get_status(&self) -> &Option<String> {
        &self.status
    }

    /// More about it, by name: a network interface has its id, its addresses and its subnet here.
    ///
    /// Appends one item; [`set_details`](Self::set_details) replaces the whole list.
    pub fn details(mut self, input: types::KeyValuePair) -> Self {
        self.details.get_or_insert_default().push(input);
        self
    }

    /// Sets or clears [`details`](Self::details).
    pub fn set_details(mut self, input: Option<Vec<types::KeyValuePair>>) -> Self {
        self.details = input;
        self
    }

    /// What [`details`](Self::details) is set to.
    pub fn get_details(&self) -> &Option<Vec<types::KeyValuePair>> {
        &self.details
    }

    /// The finished [`Attachment`].
    pub fn build(self) -> Attachment {
        Attachment {
            id: self.id,
            r#type: self.r#type,
            status: self.status,
            details: self.details,
        }
    }
}

impl Attachment {
    pub(crate) fn read_from(r: &mut json::Reader<'_>) -> Self {
        let mut b = AttachmentBuilder::default();
        r.object(
            &["id", "type", "status", "details"],
            &mut |member, r| match member {
                0 => b.id = r.string(),
                1 => b.r#type = r.string(),
                2 => b.status = r.string(),
                3 => {
                    let items = b.details.get_or_insert_default();
                    r.list(&mut |r| items.push(types::KeyValuePair::read_from(r)));
                }
                _ => {}
            },
        );
        b.build()
    }
}

//! Writes values into formats of serde.

use std::borrow::Cow;

use serde_core::ser::{Error, SerializeMap, SerializeSeq};
use serde_core::{Serialize, Serializer};

use super::{Data, MAX_DEPTH, Object, Path, UNKNOWN_MEMBER};

/// A value as formats see it.
pub enum Node<'a> {
    /// No value: a member that is not set, or an empty item of a sparse list or map.
    Absent,
    /// A null that is a value.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// An integer.
    Long(i64),
    /// An integer that may be larger than an `i64`.
    Unsigned(u64),
    /// A finite number of single precision.
    Float(f32),
    /// A finite number of double precision.
    Double(f64),
    /// A text.
    Text(Cow<'a, str>),
    /// A list.
    List(&'a dyn List),
    /// A map.
    Map(&'a dyn Map),
    /// A structure or union.
    Object(&'a dyn Object),
    /// A value that cannot be written, for this reason.
    Invalid(String),
}

impl<'a> Node<'a> {
    /// A text that is borrowed.
    pub fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

/// A list of values.
pub trait List {
    /// The number of items.
    fn length(&self) -> usize;

    /// Returns an item.
    fn item(&self, index: usize) -> Node<'_>;
}

/// A map of values.
pub trait Map {
    /// Returns the entries, sorted by key.
    fn entries(&self) -> Vec<(&str, &dyn Data)>;
}

/// Writes a value.
///
/// # Errors
/// If the value or a part of it has no text: a timestamp outside of the years 1 to 9999, or a value
/// that is nested too deep. Or if the format fails.
pub fn serialize<S: Serializer>(value: &dyn Data, serializer: S) -> Result<S::Ok, S::Error> {
    let (node, path) = (value.node(), Path::ROOT);
    Value { node, path }.serialize(serializer)
}

/// Writes the members of an object.
pub struct Writer<'a> {
    target: &'a mut dyn Target,
    path: &'a Path<'a>,
}

impl Writer<'_> {
    /// Writes a member, if it is set.
    pub fn member(&mut self, name: &'static str, value: &dyn Data) {
        match value.node() {
            Node::Absent => {}
            node => {
                let path = self.path.member(name);
                self.target.entry(name, &Value { node, path });
            }
        }
    }

    /// Writes the variant of a union that is newer than the model.
    pub fn unknown_variant(&mut self) {
        self.member(UNKNOWN_MEMBER, &Empty);
    }
}

/// An object without members.
struct Empty;

impl Object for Empty {
    fn write(&self, _w: &mut Writer<'_>) {}

    fn read(_r: &mut super::Reader<'_>) -> Option<Self> {
        None
    }
}

impl Data for Empty {
    fn node(&self) -> Node<'_> {
        Node::Object(self)
    }

    fn read(_r: &mut super::Reader<'_>) -> Option<Self> {
        None
    }
}

/// The map that a [`Writer`] fills, whatever the format.
trait Target {
    fn entry(&mut self, key: &str, value: &Value<'_>);
}

/// A map of a format, and its first error.
struct Entries<M: SerializeMap> {
    map: M,
    error: Option<M::Error>,
}

impl<M: SerializeMap> Target for Entries<M> {
    fn entry(&mut self, key: &str, value: &Value<'_>) {
        if self.error.is_none() {
            self.error = self.map.serialize_entry(key, value).err();
        }
    }
}

/// A value at its place.
struct Value<'a> {
    node: Node<'a>,
    path: Path<'a>,
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let path = &self.path;
        if path.depth > MAX_DEPTH {
            return Err(S::Error::custom(Path::too_deep()));
        }
        match &self.node {
            Node::Absent | Node::Null => serializer.serialize_none(),
            Node::Boolean(value) => serializer.serialize_bool(*value),
            Node::Long(value) => serializer.serialize_i64(*value),
            Node::Unsigned(value) => serializer.serialize_u64(*value),
            Node::Float(value) => serializer.serialize_f32(*value),
            Node::Double(value) => serializer.serialize_f64(*value),
            Node::Text(text) => serializer.serialize_str(text),
            Node::List(list) => {
                let length = list.length();
                let mut items = serializer.serialize_seq(Some(length))?;
                for index in 0..length {
                    let (node, path) = (list.item(index), path.item(index));
                    items.serialize_element(&Value { node, path })?;
                }
                items.end()
            }
            Node::Map(map) => {
                let entries = map.entries();
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    let (node, path) = (value.node(), path.member(key));
                    map.serialize_entry(key, &Value { node, path })?;
                }
                map.end()
            }
            Node::Object(object) => {
                let (map, error) = (serializer.serialize_map(None)?, None);
                let mut entries = Entries { map, error };
                let target = &mut entries;
                object.write(&mut Writer { target, path });
                match entries.error {
                    Some(error) => Err(error),
                    None => entries.map.end(),
                }
            }
            Node::Invalid(reason) => Err(S::Error::custom(format_args!("{reason}{path}"))),
        }
    }
}

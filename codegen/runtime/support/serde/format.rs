//! Formats of serde behind the traits of `read`: the only code that is compiled for each format.

use std::fmt;

use serde_core::Deserialize;
use serde_core::de::{
    DeserializeSeed, Deserializer, Error, Expected, IgnoredAny, MapAccess, SeqAccess, Unexpected,
    Visitor,
};

use super::read::{Entries, Items, Kind, Mistake, Source, Token, Visit, Wanted};

/// A deserializer until it is used, and its error afterwards.
pub struct Once<D, E> {
    deserializer: Option<D>,
    error: Option<E>,
    is_nullable: bool,
}

impl<'de, D: Deserializer<'de>> Once<D, D::Error> {
    /// A whole value, which cannot be null.
    pub fn whole(deserializer: D) -> Self {
        Self {
            deserializer: Some(deserializer),
            error: None,
            is_nullable: false,
        }
    }

    fn part(deserializer: D) -> Self {
        Self {
            is_nullable: true,
            ..Self::whole(deserializer)
        }
    }

    /// Returns the error, if there is one.
    pub fn finish(mut self) -> Result<(), D::Error> {
        // Formats go on behind the value.
        self.skip();
        self.error.map_or(Ok(()), Err)
    }
}

impl<'de, D: Deserializer<'de>> Source for Once<D, D::Error> {
    fn take(&mut self, wanted: &Wanted<'_>, visit: Visit<'_>) -> bool {
        let Some(deserializer) = self.deserializer.take() else {
            return false;
        };
        let mut is_set = false;
        let visitor = Value {
            wanted,
            visit: &mut |token| {
                is_set = true;
                visit(token)
            },
            is_nullable: self.is_nullable,
        };
        let result = if self.is_nullable {
            deserializer.deserialize_option(visitor)
        } else {
            visitor.read(deserializer)
        };
        self.error = result.err();
        is_set
    }

    fn skip(&mut self) -> bool {
        let Some(deserializer) = self.deserializer.take() else {
            return false;
        };
        match Option::<IgnoredAny>::deserialize(deserializer) {
            Ok(value) => value.is_some(),
            Err(error) => {
                self.error = Some(error);
                false
            }
        }
    }
}

impl Expected for Wanted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.what, self.path)
    }
}

/// Passes a value on as a [`Token`].
struct Value<'a> {
    wanted: &'a Wanted<'a>,
    visit: Visit<'a>,
    is_nullable: bool,
}

impl Value<'_> {
    fn read<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.wanted.kind {
            Kind::Any => deserializer.deserialize_any(self),
            Kind::Boolean => deserializer.deserialize_bool(self),
            Kind::Integer => deserializer.deserialize_i64(self),
            Kind::Text => deserializer.deserialize_str(self),
            Kind::List => deserializer.deserialize_seq(self),
            Kind::Map => deserializer.deserialize_map(self),
        }
    }

    fn pass<E: Error>(self, token: Token<'_>, found: Unexpected<'_>) -> Result<(), E> {
        (self.visit)(token).map_err(|mistake| match mistake {
            Mistake::Type => E::invalid_type(found, self.wanted),
            Mistake::Value => E::invalid_value(found, self.wanted),
            Mistake::Other(text) => E::custom(text),
        })
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Expected::fmt(self.wanted, f)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.pass(Token::Boolean(value), Unexpected::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.pass(Token::Signed(value), Unexpected::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.pass(Token::Unsigned(value), Unexpected::Unsigned(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.pass(Token::Float(value), Unexpected::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.pass(Token::Text(value), Unexpected::Str(value))
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        if self.is_nullable {
            Ok(())
        } else {
            Err(E::invalid_type(Unexpected::Unit, self.wanted))
        }
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.read(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.read(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let mut items = Access::new(access);
        let result = self.pass(Token::List(&mut items), Unexpected::Seq);
        items.error.map_or(result, Err)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let mut entries = Access::new(access);
        let result = self.pass(Token::Map(&mut entries), Unexpected::Map);
        entries.error.map_or(result, Err)
    }
}

/// A list or map of a format, and its first error.
struct Access<A, E> {
    access: A,
    error: Option<E>,
}

impl<A, E> Access<A, E> {
    fn new(access: A) -> Self {
        let error = None;
        Self { access, error }
    }

    /// Keeps an error; `true` if there was a value.
    fn keep(&mut self, result: Result<Option<()>, E>) -> bool {
        match result {
            Ok(found) => found.is_some(),
            Err(error) => {
                self.error = Some(error);
                false
            }
        }
    }
}

impl<'de, A: SeqAccess<'de>> Items for Access<A, A::Error> {
    fn next(&mut self, read: &mut dyn FnMut(&mut dyn Source)) -> bool {
        let item = self.access.next_element_seed(Part(read));
        self.keep(item)
    }
}

impl<'de, A: MapAccess<'de>> Entries for Access<A, A::Error> {
    fn key(&mut self, found: &mut dyn FnMut(&str)) -> bool {
        if self.error.is_some() {
            return false;
        }
        let key = self.access.next_key_seed(Key(found));
        self.keep(key)
    }

    fn value(&mut self, read: &mut dyn FnMut(&mut dyn Source)) {
        let value = self.access.next_value_seed(Part(read));
        self.keep(value.map(Some));
    }
}

/// Reads a part of a list or map.
struct Part<'a>(&'a mut dyn FnMut(&mut dyn Source));

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut source = Once::part(deserializer);
        (self.0)(&mut source);
        source.finish()
    }
}

/// Reads a key.
struct Key<'a>(&'a mut dyn FnMut(&str));

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        (self.0)(key);
        Ok(())
    }
}

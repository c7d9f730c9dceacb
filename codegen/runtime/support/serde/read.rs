//! Reads values from formats of serde.
//!
//! [`Reader`] is what emitted code calls. Behind it are traits without type parameters ([`Source`],
//! [`Items`], [`Entries`]), which `format` implements for the types that formats have.

use serde_core::de::{Deserializer, Error};

use super::format::Once;
use super::{Data, MAX_DEPTH, Path, UNKNOWN_MEMBER};

/// Reads a value.
///
/// # Errors
/// If the input is not of the format, or not of the type. The error names the place.
pub fn deserialize<'de, T: Data, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = None;
    whole(deserializer, &mut |r| value = T::read(r))?;
    value.ok_or_else(|| D::Error::custom("there is no value"))
}

fn whole<'de, D: Deserializer<'de>>(
    deserializer: D,
    read: &mut dyn FnMut(&mut Reader<'_>),
) -> Result<(), D::Error> {
    let mut source = Once::whole(deserializer);
    read(&mut Reader::new(&mut source, Path::ROOT));
    source.finish()
}

/// A value that can be read once.
pub trait Source {
    /// Reads the value and passes it to `visit`. Returns `false` if it is null, or was read.
    fn take(&mut self, wanted: &Wanted<'_>, visit: Visit<'_>) -> bool;

    /// Skips the value. Returns `false` if it is null, or was read.
    fn skip(&mut self) -> bool;
}

/// Gets a value from a format.
pub type Visit<'a> = &'a mut dyn FnMut(Token<'_>) -> Result<(), Mistake>;

/// A value that is expected: formats that have types of their own are asked for it.
pub struct Wanted<'a> {
    /// The kind to ask for.
    pub kind: Kind,
    /// The value in words, for errors.
    pub what: &'static str,
    /// The place of the value.
    pub path: &'a Path<'a>,
}

/// A kind of values.
#[derive(Clone, Copy)]
pub enum Kind {
    Any,
    Boolean,
    Integer,
    Text,
    List,
    Map,
}

/// A value, or the beginning of one.
pub enum Token<'a> {
    Boolean(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Text(&'a str),
    List(&'a mut dyn Items),
    Map(&'a mut dyn Entries),
}

/// The reason why a value is not accepted.
pub enum Mistake {
    /// It is of another type.
    Type,
    /// It is of the right type, but not among its values.
    Value,
    /// Another reason.
    Other(String),
}

/// Items of a list.
pub trait Items {
    /// Reads the next item, with `read`; `false` if there is none, or after an error.
    fn next(&mut self, read: &mut dyn FnMut(&mut dyn Source)) -> bool;
}

/// Entries of a map. Each key is followed by its value.
pub trait Entries {
    /// Reads the next key; `false` if there is none, or after an error.
    fn key(&mut self, found: &mut dyn FnMut(&str)) -> bool;

    /// Reads the value of the key, with `read`.
    fn value(&mut self, read: &mut dyn FnMut(&mut dyn Source));
}

/// Reads one value. The first error is kept where serde's types are, and ends the reading.
pub struct Reader<'a> {
    source: &'a mut dyn Source,
    path: Path<'a>,
    /// True unless a value was read.
    is_null: bool,
}

impl<'a> Reader<'a> {
    fn new(source: &'a mut dyn Source, path: Path<'a>) -> Self {
        Self {
            source,
            path,
            is_null: true,
        }
    }

    /// Reads the value; `None` if it is null or cannot be read.
    pub fn value<T: Data>(&mut self) -> Option<T> {
        T::read(self).or_else(T::of_null)
    }

    /// Reads an object, and calls `member` for each known member, with its index in `names`.
    /// Returns `false` if there is null instead. An object that lacks one of the members `demanded`
    /// is an error.
    pub fn object(
        &mut self,
        names: &[&str],
        demanded: &[usize],
        member: &mut dyn FnMut(usize, &mut Reader<'_>),
    ) -> bool {
        let (path, mut missing) = (self.path, demanded.to_vec());
        self.take(Kind::Map, "an object", &mut |token| {
            members(token, names, &path, &mut |found, r| match found {
                Some(index) => {
                    member(index, r);
                    if !r.is_null {
                        missing.retain(|it| *it != index);
                    }
                }
                None => _ = r.source.skip(),
            })?;
            match missing.first() {
                Some(index) => {
                    let text = format!("missing field `{}`{path}", names[*index]);
                    Err(Mistake::Other(text))
                }
                None => Ok(()),
            }
        })
    }

    /// Reads a union, which is an object with exactly one member that is not null. Returns `true`
    /// if that is a variant that is newer than the model.
    pub fn union(
        &mut self,
        names: &[&str],
        member: &mut dyn FnMut(usize, &mut Reader<'_>),
    ) -> bool {
        let (path, mut known, mut unknown) = (self.path, 0, 0);
        self.take(Kind::Map, "an object with one member", &mut |token| {
            members(token, names, &path, &mut |found, r| match found {
                Some(index) => {
                    member(index, r);
                    known += usize::from(!r.is_null);
                }
                None => unknown += usize::from(r.source.skip()),
            })?;
            match known + unknown {
                1 => Ok(()),
                count => {
                    let text = format!("expected a union with one member, found {count}{path}");
                    Err(Mistake::Other(text))
                }
            }
        });
        unknown == 1
    }

    /// Reads a list, and calls `item` for each item. Returns `false` if there is null instead.
    pub fn list(&mut self, item: &mut dyn FnMut(&mut Reader<'_>)) -> bool {
        let path = self.path;
        self.take(Kind::List, "a list", &mut |token| match token {
            Token::List(items) => {
                each_item(items, &path, item);
                Ok(())
            }
            _ => Err(Mistake::Type),
        })
    }

    /// Reads a map, and calls `entry` for each entry. Returns `false` if there is null instead.
    pub fn map(&mut self, entry: &mut dyn FnMut(&str, &mut Reader<'_>)) -> bool {
        let path = self.path;
        self.take(Kind::Map, "a map", &mut |token| match token {
            Token::Map(entries) => {
                each_entry(entries, &path, entry);
                Ok(())
            }
            _ => Err(Mistake::Type),
        })
    }

    /// Reads a text.
    pub fn text(&mut self, found: &mut dyn FnMut(&str)) {
        self.take(Kind::Text, "a string", &mut |token| match token {
            Token::Text(text) => {
                found(text);
                Ok(())
            }
            _ => Err(Mistake::Type),
        });
    }

    /// Reads a value of this kind. Returns `false` if there is null instead.
    pub fn take(&mut self, kind: Kind, what: &'static str, visit: Visit<'_>) -> bool {
        let path = &self.path;
        let wanted = Wanted { kind, what, path };
        let is_set = if path.depth > MAX_DEPTH {
            let refuse = &mut |_: Token<'_>| Err(Mistake::Other(Path::too_deep()));
            self.source.take(&wanted, refuse)
        } else {
            self.source.take(&wanted, visit)
        };
        self.is_null = !is_set;
        is_set
    }

    /// The place of the value.
    pub fn path(&self) -> Path<'a> {
        self.path
    }
}

/// Calls `item` for each item of a list.
pub fn each_item(items: &mut dyn Items, path: &Path<'_>, item: &mut dyn FnMut(&mut Reader<'_>)) {
    let mut index = 0;
    while items.next(&mut |source| item(&mut Reader::new(source, path.item(index)))) {
        index += 1;
    }
}

/// Calls `entry` for each entry of a map.
pub fn each_entry(
    entries: &mut dyn Entries,
    path: &Path<'_>,
    entry: &mut dyn FnMut(&str, &mut Reader<'_>),
) {
    let mut key = String::new();
    while entries.key(&mut |found| found.clone_into(&mut key)) {
        entries.value(&mut |source| {
            let mut reader = Reader::new(source, path.member(&key));
            entry(&key, &mut reader);
        });
    }
}

/// Calls `member` for each member of an object: with its index in `names`, or with `None` if it is
/// not there.
fn members(
    token: Token<'_>,
    names: &[&str],
    path: &Path<'_>,
    member: &mut dyn FnMut(Option<usize>, &mut Reader<'_>),
) -> Result<(), Mistake> {
    let Token::Map(entries) = token else {
        return Err(Mistake::Type);
    };
    // Members are mostly in the order of the names.
    let (mut likely, mut found) = (0, None);
    while entries.key(&mut |key| {
        let is_next = names.get(likely).is_some_and(|name| *name == key);
        let position = || names.iter().position(|name| *name == key);
        found = is_next.then_some(likely).or_else(position);
    }) {
        likely = found.map_or(likely, |index| index + 1);
        entries.value(&mut |source| {
            let name = found.map_or(UNKNOWN_MEMBER, |index| names[index]);
            member(found, &mut Reader::new(source, path.member(name)));
        });
    }
    Ok(())
}

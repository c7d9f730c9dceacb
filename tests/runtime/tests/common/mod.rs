//! A structure with a member of every kind, read and written as in generated code.
#![allow(dead_code)] // Each test uses some of this.

use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime, Document};
use botosmith_runtime::support::body::{self, Body, Unread};
use botosmith_runtime::support::json::{ITEM, Reader, Writer};
use std::collections::HashMap;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Everything {
    pub name: Option<String>,
    pub boolean: Option<bool>,
    pub byte: Option<i8>,
    pub short: Option<i16>,
    pub integer: Option<i32>,
    pub long: Option<i64>,
    pub float: Option<f32>,
    pub double: Option<f64>,
    pub blob: Option<Blob>,
    pub epoch: Option<DateTime>,
    pub date: Option<DateTime>,
    pub http: Option<DateTime>,
    pub document: Option<Document>,
    pub strings: Option<Vec<String>>,
    pub sparse: Option<Vec<Option<i64>>>,
    pub tags: Option<HashMap<String, String>>,
    pub gaps: Option<HashMap<String, Option<String>>>,
    pub child: Option<Box<Everything>>,
    pub children: Option<Vec<Everything>>,
    pub by_name: Option<HashMap<String, Everything>>,
}

impl Everything {
    pub fn write(&self, w: &mut Writer) {
        w.string("name", self.name.as_deref());
        w.boolean("boolean", self.boolean);
        w.byte("byte", self.byte);
        w.short("short", self.short);
        w.integer("integer", self.integer);
        w.long("long", self.long);
        w.float("float", self.float);
        w.double("double", self.double);
        w.blob("blob", self.blob.as_ref());
        w.timestamp("epoch", self.epoch.as_ref(), Format::EpochSeconds);
        w.timestamp("date", self.date.as_ref(), Format::DateTime);
        w.timestamp("http", self.http.as_ref(), Format::HttpDate);
        w.document("document", self.document.as_ref());
        w.list("strings", self.strings.as_deref(), |item, w| {
            w.string(ITEM, Some(item))
        });
        w.list("sparse", self.sparse.as_deref(), |item, w| match item {
            Some(item) => w.long(ITEM, Some(*item)),
            None => w.null(ITEM),
        });
        w.map("tags", self.tags.as_ref(), |value, w| {
            w.string(ITEM, Some(value))
        });
        w.map("gaps", self.gaps.as_ref(), |value, w| match value {
            Some(value) => w.string(ITEM, Some(value)),
            None => w.null(ITEM),
        });
        w.object("child", self.child.as_deref(), Everything::write);
        w.list("children", self.children.as_deref(), |item, w| {
            w.object(ITEM, Some(item), Everything::write)
        });
        w.map("by \\\"name\\\"", self.by_name.as_ref(), |value, w| {
            w.object(ITEM, Some(value), Everything::write)
        });
    }

    pub fn read(r: &mut Reader<'_>) -> Self {
        let mut b = Self::default();
        const FIELDS: &[&str] = &[
            "name",
            "boolean",
            "byte",
            "short",
            "integer",
            "long",
            "float",
            "double",
            "blob",
            "epoch",
            "date",
            "http",
            "document",
            "strings",
            "sparse",
            "tags",
            "gaps",
            "child",
            "children",
            "by \"name\"",
        ];
        r.object(FIELDS, &mut |member, r| match member {
            0 => b.name = r.string(),
            1 => b.boolean = r.boolean(),
            2 => b.byte = r.byte(),
            3 => b.short = r.short(),
            4 => b.integer = r.integer(),
            5 => b.long = r.long(),
            6 => b.float = r.float(),
            7 => b.double = r.double(),
            8 => b.blob = r.blob(),
            9 => b.epoch = r.timestamp(Format::EpochSeconds),
            10 => b.date = r.timestamp(Format::DateTime),
            11 => b.http = r.timestamp(Format::HttpDate),
            12 => b.document = r.document(),
            13 => {
                let items = b.strings.get_or_insert_default();
                r.list(&mut |r| items.extend(r.string()));
            }
            14 => {
                let items = b.sparse.get_or_insert_default();
                r.sparse_list(&mut |r| items.push(r.and_then(Reader::long)));
            }
            15 => {
                let items = b.tags.get_or_insert_default();
                r.map(&mut |key, r| {
                    if let Some(value) = r.string() {
                        items.insert(key, value);
                    }
                });
            }
            16 => {
                let items = b.gaps.get_or_insert_default();
                r.sparse_map(&mut |key, r| {
                    items.insert(key, r.and_then(Reader::string));
                });
            }
            17 => b.child = Some(Box::new(Everything::read(r))),
            18 => {
                let items = b.children.get_or_insert_default();
                r.list(&mut |r| items.push(Everything::read(r)));
            }
            19 => {
                let items = b.by_name.get_or_insert_default();
                r.map(&mut |key, r| {
                    items.insert(key, Everything::read(r));
                });
            }
            _ => r.skip(),
        });
        b
    }

    pub fn to_json(&self) -> Result<Vec<u8>, String> {
        let mut w = Writer::new();
        w.object(ITEM, Some(self), Everything::write);
        w.finish().map_err(|error| error.to_string())
    }

    pub fn from_json(json: &[u8]) -> Result<Self, String> {
        let value = body::output(json, &mut Everything::read_body);
        value.map_err(|error| error.to_string())
    }

    /// Reads what is readable.
    pub fn from_lenient_json(json: &[u8]) -> Self {
        body::error(json, &mut Everything::read_body)
    }

    fn read_body(body: Body<'_>) -> (Self, Result<(), Unread>) {
        let mut r = Reader::of(body);
        let value = Everything::read(&mut r);
        (value, r.finish().map_err(Unread::from))
    }
}

/// Reads a whole message with one method of the reader.
pub fn read<'a, T>(
    json: &'a (impl AsRef<[u8]> + ?Sized),
    read: impl FnOnce(&mut Reader<'a>) -> T,
) -> Result<T, String> {
    let mut r = Reader::new(json.as_ref());
    let value = read(&mut r);
    r.finish().map_err(|error| error.to_string())?;
    Ok(value)
}

/// Writes a message with one value.
pub fn write(write: impl FnOnce(&mut Writer)) -> Result<String, String> {
    let mut w = Writer::default();
    write(&mut w);
    let json = w.finish().map_err(|error| error.to_string())?;
    Ok(String::from_utf8(json).expect("JSON is UTF-8"))
}

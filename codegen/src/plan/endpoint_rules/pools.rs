//! Pools that are filled: equal entries get the same position, so that tables are small.

use std::collections::HashMap;
use std::hash::Hash;

use crate::plan::ir::rules::{
    AuthScheme, Call, Condition, Data, Field, Header, Index, Operand, Run, Table,
};

/// The pools of a table. Positions beyond [`Index`] are noticed at the end, by
/// [`finish`](Self::finish).
#[derive(Default)]
pub(super) struct Pools {
    pub(super) table: Table,
    texts: HashMap<String, Index>,
    calls: HashMap<Call, Index>,
    conditions: HashMap<Condition, Index>,
    is_full: bool,
}

impl Pools {
    pub(super) fn text(&mut self, text: &str) -> Index {
        let pool = &mut self.table.texts;
        let found = once(&mut self.texts, pool, text.to_owned());
        self.index(found)
    }

    pub(super) fn call(&mut self, call: Call) -> Index {
        let pool = &mut self.table.calls;
        let found = once(&mut self.calls, pool, call);
        self.index(found)
    }

    pub(super) fn condition(&mut self, condition: Condition) -> Index {
        let pool = &mut self.table.conditions;
        let found = once(&mut self.conditions, pool, condition);
        self.index(found)
    }

    pub(super) fn parts(&mut self, parts: &[Operand]) -> Run {
        let found = run(&mut self.table.parts, parts);
        self.run(found, parts.len())
    }

    pub(super) fn fields(&mut self, fields: &[Field]) -> Run {
        let found = run(&mut self.table.fields, fields);
        self.run(found, fields.len())
    }

    pub(super) fn items(&mut self, items: &[Data]) -> Run {
        let found = run(&mut self.table.items, items);
        self.run(found, items.len())
    }

    pub(super) fn auth_schemes(&mut self, schemes: &[AuthScheme]) -> Run {
        let found = run(&mut self.table.auth_schemes, schemes);
        self.run(found, schemes.len())
    }

    pub(super) fn headers(&mut self, headers: &[Header]) -> Run {
        let found = run(&mut self.table.headers, headers);
        self.run(found, headers.len())
    }

    /// Converts a position to that of a table.
    pub(super) fn index(&mut self, position: usize) -> Index {
        Index::try_from(position).unwrap_or_else(|_| {
            self.is_full = true;
            0
        })
    }

    fn run(&mut self, first: usize, count: usize) -> Run {
        Run {
            first: self.index(first),
            count: self.index(count),
        }
    }

    /// The table; `None` if a pool has more entries than an [`Index`] can count.
    pub(super) fn finish(self) -> Option<Table> {
        (!self.is_full).then_some(self.table)
    }
}

fn once<T: Hash + Eq + Clone>(known: &mut HashMap<T, Index>, pool: &mut Vec<T>, value: T) -> usize {
    if let Some(found) = known.get(&value) {
        return usize::from(*found);
    }
    let position = pool.len();
    if let Ok(index) = Index::try_from(position) {
        known.insert(value.clone(), index);
    }
    pool.push(value);
    position
}

/// Finds or appends `items` as neighbours in the pool, perhaps as a part of a longer run.
fn run<T: PartialEq + Copy>(pool: &mut Vec<T>, items: &[T]) -> usize {
    if items.is_empty() {
        return 0;
    }
    let found = pool.windows(items.len()).position(|it| it == items);
    found.unwrap_or_else(|| {
        pool.extend_from_slice(items);
        pool.len() - items.len()
    })
}

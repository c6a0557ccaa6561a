//! Changing one value in a TOML text, and nothing else.
//!
//! The parser says where things stand, and the text is patched there, one thing at a time. What is not touched stays as
//! it is byte for byte, which a document that is written anew does not promise: scattered dotted keys and line ends move.

mod array;
mod cut;
mod insert;
mod line;

use std::ops::Range;

use toml_edit::{Array, Document, Item, Table, TableLike, TomlError, Value};

/// What to do to a text.
#[derive(Debug, Clone)]
pub(crate) struct Edit {
    path: Vec<String>,
    deed: Deed,
}

#[derive(Debug, Clone)]
enum Deed {
    Set(Value),
    List(Vec<String>),
    Remove,
}

impl Edit {
    /// Gives the key at `path` a value.
    pub(crate) fn set(path: &[&str], value: impl Into<Value>) -> Self {
        Self::new(path, Deed::Set(value.into()))
    }

    /// Makes the list at `path` hold these.
    pub(crate) fn list(path: &[&str], values: &[String]) -> Self {
        Self::new(path, Deed::List(values.to_vec()))
    }

    /// Takes the key at `path` out. Comments beside and above it stay.
    pub(crate) fn remove(path: &[&str]) -> Self {
        Self::new(path, Deed::Remove)
    }

    fn new(path: &[&str], deed: Deed) -> Self {
        Self { path: path.iter().map(|&step| step.to_owned()).collect(), deed }
    }

    /// The text after it.
    ///
    /// # Errors
    /// The text is no TOML.
    pub(crate) fn apply(&self, text: &str) -> Result<String, TomlError> {
        let document = Document::parse(text)?;
        let root = document.as_table();
        match (&self.deed, find(root, &self.path)) {
            (Deed::Remove, None) => Ok(text.to_owned()),
            (Deed::Remove, Some(_)) => cut::remove(text, &self.path),
            (Deed::Set(value), Some(Item::Value(old))) => Ok(replaced(text, old, value)),
            (Deed::List(values), Some(Item::Value(Value::Array(_)))) => array::fill(text, &self.path, values),
            (Deed::List(values), Some(Item::Value(old))) => Ok(replaced(text, old, &list(values))),
            (Deed::Set(value), None) => Ok(insert::insert(text, root, &self.path, value)),
            (Deed::List(values), None) if values.is_empty() => Ok(text.to_owned()),
            (Deed::List(values), None) => Ok(insert::insert(text, root, &self.path, &list(values))),
            // A table in a value's place: it goes first.
            (Deed::Set(_) | Deed::List(_), Some(_)) => self.apply(&cut::remove(text, &self.path)?),
        }
    }
}

fn replaced(text: &str, old: &Value, new: &Value) -> String {
    old.span().map_or_else(|| text.to_owned(), |span| spliced(text, span, &written(new)))
}

fn list(values: &[String]) -> Value {
    Value::Array(values.iter().collect::<Array>())
}

/// A value as it is written, without anything around it.
fn written(value: &Value) -> String {
    value.to_string().trim().to_owned()
}

fn spliced(text: &str, span: Range<usize>, new: &str) -> String {
    [text.get(..span.start).unwrap_or_default(), new, text.get(span.end..).unwrap_or_default()].concat()
}

/// What is at `path`.
fn find<'a>(root: &'a Table, path: &[String]) -> Option<&'a Item> {
    let (last, way) = path.split_last()?;
    let mut table: &dyn TableLike = root;
    for step in way {
        table = table.get(step)?.as_table_like()?;
    }
    table.get(last)
}

#[cfg(test)]
mod tests;

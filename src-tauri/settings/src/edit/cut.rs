//! Taking things out.

use std::ops::Range;

use toml_edit::{Document, InlineTable, Item, Key, Table, TableLike, TomlError, Value};

use super::{line, spliced};

/// The text without what is at `path`. Comments stay, those within a table that goes as well.
pub(super) fn remove(text: &str, path: &[String]) -> Result<String, TomlError> {
    let mut text = text.to_owned();
    loop {
        let document = Document::parse(text.as_str())?;
        let Some(next) = one(&text, document.as_table(), path).filter(|next| *next != text) else { return Ok(text) };
        text = next;
    }
}

/// The text without the first piece of what is at `path`: a value or a header.
fn one(text: &str, root: &Table, path: &[String]) -> Option<String> {
    let (last, way) = path.split_last()?;
    let mut table: &dyn TableLike = root;
    let mut braces: Option<&InlineTable> = None;
    for step in way {
        let item = table.get(step)?;
        // Keys with dots in an inline table belong to the table that has the braces.
        if let Item::Value(Value::InlineTable(inner)) = item
            && !inner.is_dotted()
        {
            braces = Some(inner);
        }
        table = item.as_table_like()?;
    }
    let (key, item) = table.get_key_value(last)?;
    let value = leaves(key, item).into_iter().next();
    match (braces, value) {
        (Some(braces), Some(value)) => member(text, braces, value),
        (Some(_), None) => None,
        (None, Some(value)) => {
            // Keys stand at the beginning of a line, dotted ones with all their parts.
            let start = line::start(text, value.start);
            Some(excised(text, start + line::indent(text, value.start).len()..value.end))
        }
        (None, None) => header(item).map(|span| excised(text, span)),
    }
}

/// The values in an item, however deep dotted keys and tables go: from the last part of the key to the end of the value.
fn leaves(key: &Key, item: &Item) -> Vec<Range<usize>> {
    match item {
        Item::Value(Value::InlineTable(table)) if table.is_dotted() => below(table),
        Item::Value(value) => {
            key.span().zip(value.span()).map(|(key, value)| key.start..value.end).into_iter().collect()
        }
        Item::Table(table) => below(table),
        Item::ArrayOfTables(_) | Item::None => Vec::new(),
    }
}

fn below(table: &dyn TableLike) -> Vec<Range<usize>> {
    let mut pairs = table.iter().filter_map(|(name, _)| table.get_key_value(name)).collect::<Vec<_>>();
    pairs.sort_by_key(|(key, _)| key.span().map(|span| span.start));
    pairs.into_iter().flat_map(|(key, item)| leaves(key, item)).collect()
}

/// A header in a table whose values are all gone.
fn header(item: &Item) -> Option<Range<usize>> {
    let table = item.as_table()?;
    let own = table.span().filter(|_| !table.is_implicit() && !table.is_dotted());
    own.or_else(|| table.iter().find_map(|(_, item)| header(item)))
}

/// The text without a member of an inline table.
fn member(text: &str, table: &InlineTable, member: Range<usize>) -> Option<String> {
    let whole = table.span()?;
    let mut members = below(table);
    members.sort_by_key(|span| span.start);
    let place = members.iter().position(|span| *span == member)?;
    let from = place.checked_sub(1).and_then(|before| members.get(before)).map_or(whole.start + 1, |it| it.end);
    let to = members.get(place + 1).map_or(whole.end - 1, |next| next.start);
    Some(element(text, from, key_start(text, from, member.start)..member.end, to))
}

/// Where a key begins whose last part is at `leaf`: behind the comma, the blanks and the comments that follow `from`.
fn key_start(text: &str, from: usize, leaf: usize) -> usize {
    let mut at = line::comma(text, from..leaf).map_or(from, |comma| comma + 1);
    while let Some(rest) = text.get(at..leaf) {
        let bare = rest.trim_start();
        at += rest.len() - bare.len();
        if !bare.starts_with('#') {
            break;
        }
        at = line::stop(text, at).min(leaf);
    }
    at
}

/// Takes an element out of a list, and one comma: the one behind it, else the one before. `from` is where the element
/// before ends or the bracket opens, `to` is where the next one begins or the bracket closes.
pub(super) fn element(text: &str, from: usize, element: Range<usize>, to: usize) -> String {
    match line::comma(text, element.end..to) {
        // Nothing but blanks in between, most of the time; there may be a comment.
        Some(comma) if text.get(element.end..comma).is_some_and(|between| between.trim().is_empty()) => {
            excised(text, element.start..comma + 1)
        }
        Some(comma) => excised(&excised(text, comma..comma + 1), element),
        None => match line::comma(text, from..element.start) {
            Some(comma) if text.get(comma + 1..element.start).is_some_and(|it| !it.contains(['#', '\n'])) => {
                excised(text, comma..element.end)
            }
            Some(comma) => excised(&excised(text, element), comma..comma + 1),
            None => excised(text, element),
        },
    }
}

/// The text without the span. A line that is left blank goes as a whole; else blanks are not left on both sides.
fn excised(text: &str, span: Range<usize>) -> String {
    let (start, stop) = (line::start(text, span.start), line::stop(text, span.end));
    let before = text.get(start..span.start).unwrap_or_default();
    let after = text.get(span.end..stop).unwrap_or_default();
    if before.trim().is_empty() && after.trim().is_empty() {
        return spliced(text, start..stop, "");
    }
    let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
    let doubled = before.trim().is_empty() || before.ends_with([' ', '\t', '[']);
    spliced(text, span.start..span.end + if doubled { blanks } else { 0 }, "")
}

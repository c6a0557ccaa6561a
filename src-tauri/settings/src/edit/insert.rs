//! Putting a key in that is not there yet.

use std::ops::Range;

use toml_edit::{InlineTable, Item, Key, Table, TableLike, Value};

use super::{line, spliced, written};

/// What a new key goes into.
enum Home<'a> {
    /// A table that has its values on lines of their own: with a header, or the document.
    Lines(&'a Table),
    /// A table in braces.
    Braces(&'a InlineTable),
}

/// The text with a key more. It stands with its kin: in its table where there is one, in the same form.
pub(super) fn insert(text: &str, root: &Table, path: &[String], value: &Value) -> String {
    let mut home = Home::Lines(root);
    // How much of the path is home's, and the table that keys with dots make below it.
    let (mut own, mut dotted) = (0, None);
    let mut table: &dyn TableLike = root;
    for (depth, step) in path.iter().enumerate() {
        let Some(item) = table.get(step) else { break };
        let Some(inner) = item.as_table_like() else { break };
        table = inner;
        match item {
            Item::Value(Value::InlineTable(inner)) if !inner.is_dotted() => {
                (home, own, dotted) = (Home::Braces(inner), depth + 1, None);
            }
            Item::Table(inner) if inner.is_dotted() => dotted = Some(inner),
            // Known by its subtables alone: the header is still to be written.
            Item::Table(inner) if inner.is_implicit() => dotted = None,
            Item::Table(inner) => (home, own, dotted) = (Home::Lines(inner), depth + 1, None),
            _ => {}
        }
    }
    let written = written(value);
    match home {
        Home::Braces(braces) => member(text, braces, &pair(path.get(own..).unwrap_or_default(), &written)),
        Home::Lines(table) if path.len() == own + 1 || dotted.is_some() => {
            let pair = pair(path.get(own..).unwrap_or_default(), &written);
            match dotted.and_then(body_end).or_else(|| body_end(table)).or_else(|| header(table)) {
                Some(at) => after_line(text, at, &pair),
                None => at_the_top(text, root, &pair),
            }
        }
        Home::Lines(_) => section(text, path, &written),
    }
}

fn pair(path: &[String], value: &str) -> String {
    format!("{} = {value}", dots(path))
}

fn dots(path: &[String]) -> String {
    path.iter().map(|step| Key::new(step.as_str()).display_repr().into_owned()).collect::<Vec<_>>().join(".")
}

fn member(text: &str, braces: &InlineTable, pair: &str) -> String {
    let Some(whole) = braces.span() else { return text.to_owned() };
    match last(braces) {
        Some(end) => spliced(text, end..end, &format!(", {pair}")),
        None => {
            let at = whole.start + 1;
            let blank = if text.get(at..).is_some_and(|rest| rest.starts_with('}')) { " " } else { "" };
            spliced(text, at..at, &format!(" {pair}{blank}"))
        }
    }
}

/// Where the last value ends, within braces.
fn last(table: &InlineTable) -> Option<usize> {
    let ends = table.iter().filter_map(|(_, value)| match value {
        Value::InlineTable(inner) if inner.is_dotted() => last(inner),
        value => value.span().map(|span| span.end),
    });
    ends.max()
}

/// Where the last value ends that is in the table itself, and not below another header.
fn body_end(table: &Table) -> Option<usize> {
    let ends = table.iter().filter_map(|(_, item)| match item {
        Item::Value(Value::InlineTable(inner)) if inner.is_dotted() => last(inner),
        Item::Value(value) => value.span().map(|span| span.end),
        Item::Table(inner) if inner.is_dotted() => body_end(inner),
        Item::Table(_) | Item::ArrayOfTables(_) | Item::None => None,
    });
    ends.max()
}

fn header(table: &Table) -> Option<usize> {
    table.span().filter(|span| !table.is_implicit() && !span.is_empty()).map(|span| span.end)
}

fn after_line(text: &str, at: usize, pair: &str) -> String {
    let (stop, end, indent) = (line::stop(text, at), line::end(text), line::indent(text, at));
    let before = if text.get(..stop).is_some_and(|before| before.ends_with('\n')) { "" } else { end };
    spliced(text, stop..stop, &format!("{before}{indent}{pair}{end}"))
}

/// Before the first header, and the comment that belongs to it.
fn at_the_top(text: &str, root: &Table, pair: &str) -> String {
    let end = line::end(text);
    let Some(first) = headers(root).into_iter().map(|span| span.start).min() else {
        let before = if text.is_empty() || text.ends_with('\n') { "" } else { end };
        return format!("{text}{before}{pair}{end}");
    };
    let mut at = line::start(text, first);
    while at > 0 {
        let above = line::start(text, at - 1);
        if !text.get(above..at).is_some_and(|line| line.trim_start().starts_with('#')) {
            break;
        }
        at = above;
    }
    spliced(text, at..at, &format!("{pair}{end}{end}"))
}

fn headers(table: &Table) -> Vec<Range<usize>> {
    let below = table.iter().flat_map(|(_, item)| match item {
        Item::Table(inner) => {
            let own = inner.span().filter(|_| !inner.is_implicit() && !inner.is_dotted());
            own.into_iter().chain(headers(inner)).collect()
        }
        Item::ArrayOfTables(tables) => {
            tables.iter().flat_map(|inner| inner.span().into_iter().chain(headers(inner))).collect::<Vec<_>>()
        }
        Item::Value(_) | Item::None => Vec::new(),
    });
    below.collect()
}

/// A new table at the end of the text.
fn section(text: &str, path: &[String], value: &str) -> String {
    let Some((last, table)) = path.split_last() else { return text.to_owned() };
    let end = line::end(text);
    let before = match text {
        "" => String::new(),
        _ if text.ends_with('\n') => end.to_owned(),
        _ => format!("{end}{end}"),
    };
    format!("{text}{before}[{}]{end}{}{end}", dots(table), pair(std::slice::from_ref(last), value))
}

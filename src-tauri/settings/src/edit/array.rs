//! Lists of texts.

use toml_edit::{Array, Document, Item, TomlError, Value};

use super::{cut, find, line, list, replaced, spliced, written};

/// The text whose array at `path` holds these. Elements that stay in their order are not touched, and all comments stay.
pub(super) fn fill(text: &str, path: &[String], wanted: &[String]) -> Result<String, TomlError> {
    let mut text = text.to_owned();
    loop {
        let document = Document::parse(text.as_str())?;
        let Some(Item::Value(value @ Value::Array(array))) = find(document.as_table(), path) else { return Ok(text) };
        let unwanted = |value: &Value| value.as_str().is_none_or(|value| wanted.iter().all(|wanted| wanted != value));
        let misplaced = || array.iter().zip(wanted).position(|(value, wanted)| value.as_str() != Some(wanted));
        let next = if let Some(place) = array.iter().position(unwanted).or_else(misplaced) {
            without(&text, array, place)
        } else if let Some(more) = wanted.get(array.len()) {
            with(&text, array, more)
        } else if array.len() > wanted.len() {
            without(&text, array, wanted.len())
        } else {
            return Ok(text);
        };
        match next {
            Some(next) => text = next,
            None => return Ok(replaced(&text, value, &list(wanted))),
        }
    }
}

fn without(text: &str, array: &Array, place: usize) -> Option<String> {
    let whole = array.span()?;
    let before = place.checked_sub(1).and_then(|before| array.get(before)).and_then(Value::span);
    let after = array.get(place + 1).and_then(Value::span);
    let from = before.map_or(whole.start + 1, |span| span.end);
    Some(cut::element(text, from, array.get(place)?.span()?, after.map_or(whole.end - 1, |span| span.start)))
}

/// An element more, at the end; on a line of its own where the others have theirs.
fn with(text: &str, array: &Array, value: &str) -> Option<String> {
    let whole = array.span()?;
    let value = written(&Value::from(value));
    let Some(last) = array.iter().last() else {
        return Some(spliced(text, whole.start + 1..whole.start + 1, &value));
    };
    let last = last.span()?;
    let comma = line::comma(text, last.end..whole.end - 1);
    let (next, indent, end) = (line::stop(text, last.end), line::indent(text, last.start), line::end(text));
    let in_lines = text.get(whole.start..last.start)?.contains('\n') && next < whole.end;
    Some(match (in_lines, comma) {
        (false, _) => spliced(text, last.end..last.end, &format!(", {value}")),
        (true, Some(comma)) if comma < next => spliced(text, next..next, &format!("{indent}{value},{end}")),
        // A comma on a later line stays what it is: one at the end.
        (true, Some(_)) => spliced(text, last.end..last.end, &format!(",{end}{indent}{value}")),
        (true, None) => {
            let text = spliced(text, next..next, &format!("{indent}{value}{end}"));
            spliced(&text, last.end..last.end, ",")
        }
    })
}

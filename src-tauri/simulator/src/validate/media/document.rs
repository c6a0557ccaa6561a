//! Documents: at most five, 4.5 MB each, with names of their own and a text beside them.

use serde_json::Value;

use super::super::{Checked, Path, Refusal, Subject, path};
use super::inline;
use crate::model::items;

const MOST: usize = 5;
const MAX_BYTES: usize = 4_718_592;
const NAME: &str = "The document file name can only contain alphanumeric characters, whitespace characters, hyphens, \
    parentheses, and square brackets. The name can't contain more than one consecutive whitespace character.";

pub(super) fn check(document: &Value, place: &Path) -> Checked {
    if !is_name(document["name"].as_str().unwrap_or_default()) {
        return Err(Refusal::service(place.member("name"), NAME));
    }
    if document.get("format").is_none() && document["source"].get("bytes").is_some() {
        return Err(Refusal::service(place.member("format"), format!("The document at {place} needs a format.")));
    }
    let Some(bytes) = inline(document) else { return Ok(()) };
    if bytes.len() > MAX_BYTES {
        let text = format!("The document at {place} is too large: {} bytes. The maximum is 4.5 MB.", bytes.len());
        return Err(Refusal::service(place, text));
    }
    let is_what_it_says = match document["format"].as_str() {
        Some("pdf") => bytes.starts_with(b"%PDF"),
        Some("docx" | "xlsx") => bytes.starts_with(b"PK"),
        _ => true,
    };
    if is_what_it_says {
        Ok(())
    } else {
        Err(Refusal::model(place, format!("{place}: The document specified was not valid.")))
    }
}

/// What concerns all documents together.
pub(super) fn check_all<'a>(subject: Subject<'_>, documents: impl Iterator<Item = &'a Value>) -> Checked {
    let mut names: Vec<&str> = Vec::new();
    for name in documents.filter_map(|document| document["name"].as_str()) {
        if names.contains(&name) {
            return Err(Refusal::service(
                "messages",
                format!("The document names must be unique, and '{name}' is used twice."),
            ));
        }
        names.push(name);
    }
    if names.len() > MOST {
        let text = format!("The request holds {} documents. A request can hold at most {MOST} documents.", names.len());
        return Err(Refusal::service("messages", text));
    }
    for (at, message) in subject.turn.messages().iter().enumerate() {
        let blocks = items(&message["content"]);
        let has = |kind: &str| blocks.iter().any(|block| block.get(kind).is_some());
        if has("document") && !has("text") {
            let text = format!("A text block must be included with the document at messages.{at}.content.");
            return Err(Refusal::service(path::content(at), text));
        }
    }
    Ok(())
}

fn is_name(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c.is_whitespace() || "-()[]".contains(c);
    let characters: Vec<char> = name.chars().collect();
    characters.iter().all(|c| allowed(*c)) && !characters.windows(2).any(|pair| pair.iter().all(|c| c.is_whitespace()))
}

//! Images, documents, video and audio: who takes them, how many, how large, and whether they are what they say.

mod document;
mod image;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::{Checked, Path, Refusal, Subject, path};
use crate::model::items;

const MAX_VIDEO: usize = 25 * 1024 * 1024;

/// A block that holds media, wherever it stands.
struct Medium<'a> {
    kind: &'static str,
    value: &'a Value,
    place: Path,
    in_result: bool,
}

pub(super) fn check(subject: Subject<'_>) -> Checked {
    let media = media(subject);
    for medium in &media {
        supported(subject, medium)?;
        match medium.kind {
            "image" => image::check(medium.value, &medium.place)?,
            "document" => document::check(medium.value, &medium.place)?,
            "video" => video(medium)?,
            _ => {}
        }
    }
    image::count(media.iter().filter(|medium| medium.kind == "image").count())?;
    document::check_all(subject, media.iter().filter(|medium| medium.kind == "document").map(|medium| medium.value))
}

fn media(subject: Subject<'_>) -> Vec<Medium<'_>> {
    let mut media = Vec::new();
    for (at, message) in subject.turn.messages().iter().enumerate() {
        for (number, block) in items(&message["content"]).iter().enumerate() {
            let place = path::block(at, number);
            media.extend(medium(block, &place, false));
            for (inner, part) in items(&block["toolResult"]["content"]).iter().enumerate() {
                media.extend(medium(part, &place.member("toolResult").member("content").index(inner), true));
            }
        }
    }
    media
}

fn medium<'a>(block: &'a Value, place: &Path, in_result: bool) -> Option<Medium<'a>> {
    let kinds = ["image", "document", "video", "audio"];
    let kind = kinds.into_iter().find(|kind| block.get(*kind).is_some())?;
    Some(Medium { kind, value: &block[kind], place: place.member(kind), in_result })
}

fn supported(subject: Subject<'_>, medium: &Medium<'_>) -> Checked {
    let taken = match medium.kind {
        "image" => subject.model.has('I') && (!medium.in_result || subject.family.images_in_tool_results),
        "document" => {
            let format = medium.value["format"].as_str().unwrap_or_default();
            subject.model.has('D') || subject.family.documents.iter().any(|known| known == format)
        }
        "video" => subject.model.has('V'),
        _ => subject.model.has('A'),
    };
    if taken {
        return Ok(());
    }
    let kind = medium.kind;
    let within = if medium.in_result { " in a toolResult" } else { "" };
    let text = format!(
        "This model doesn't support the {kind} content block{within} that you provided. Remove the block or use \
         another model, and try again."
    );
    Err(Refusal::service(&medium.place, text))
}

/// The inline bytes. The shape has been checked, so that what is there is base64.
fn inline(value: &Value) -> Option<Vec<u8>> {
    STANDARD.decode(value["source"]["bytes"].as_str()?).ok()
}

fn video(medium: &Medium<'_>) -> Checked {
    match inline(medium.value) {
        Some(bytes) if bytes.len() >= MAX_VIDEO => {
            let text = "The video is too large to be sent inline: use an S3 location for 25 MB and more.";
            Err(Refusal::service(&medium.place, text))
        }
        _ => Ok(()),
    }
}

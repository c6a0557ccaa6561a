//! A message's content to `ir::Block`s.

use super::wire::{CacheControl, Content, File, ImageUrl, InputAudio, Part};
use crate::doors::media::{data_url, media, sniff_kind};
use crate::doors::openai::Object;
use crate::error::{Error, Result};
use crate::ir::{Block, CacheTtl, Media, MediaKind, Remote, media_kind};

/// Content as blocks; `path` is where it stands in the request (`messages[0].content`).
pub(super) fn blocks(content: Option<Content>, path: &str) -> Result<Vec<Block>> {
    match content {
        None => Ok(Vec::new()),
        Some(Content::Text(text)) => Ok(vec![Block::Text(text)]),
        Some(Content::Parts(parts)) => {
            let mut blocks = Vec::with_capacity(parts.len());
            for (i, Object(part)) in parts.into_iter().enumerate() {
                push_part(part, &format!("{path}[{i}]"), &mut blocks)?;
            }
            Ok(blocks)
        }
    }
}

/// Only the text, for messages that are instructions.
pub(super) fn text_blocks(content: Option<Content>, path: &str) -> Result<Vec<Block>> {
    let blocks = blocks(content, path)?;
    if blocks.iter().any(|block| matches!(block, Block::Media(_) | Block::Remote(_))) {
        return Err(
            Error::invalid(path, format!("'{path}': a system message takes text only.")).code("unsupported_value")
        );
    }
    Ok(blocks)
}

fn push_part(part: Part, path: &str, blocks: &mut Vec<Block>) -> Result<()> {
    let cache = part.cache_control.as_ref().or(part.prompt_cache_breakpoint.as_ref()).map(ttl);
    let block = match part.r#type.as_str() {
        // Null is as good as nothing.
        "text" | "input_text" | "output_text" => Block::Text(part.text.unwrap_or_default()),
        "refusal" => Block::Text(required(part.refusal, path, "refusal")?),
        "image_url" => image(required(part.image_url, path, "image_url")?, path)?,
        "input_audio" => Block::Media(audio(&required(part.input_audio, path, "input_audio")?, path)?),
        "video_url" => video(required(part.video_url, path, "video_url")?, path)?,
        "file" => file(required(part.file, path, "file")?, path)?,
        // Some clients leave the type out of plain text.
        "" if part.text.is_some() => Block::Text(part.text.unwrap_or_default()),
        other => {
            let message = format!(
                "'{path}.type': '{other}' is not supported. Supported: text, image_url, input_audio, video_url, file."
            );
            return Err(Error::invalid(format!("{path}.type"), message).code("unsupported_value"));
        }
    };
    blocks.push(block);
    blocks.extend(cache.map(Block::CachePoint));
    Ok(())
}

pub(super) fn ttl(mark: &CacheControl) -> CacheTtl {
    match mark.ttl.as_deref() {
        // Bedrock knows five minutes and an hour; OpenAI speaks of 30 minutes and more.
        Some("1h" | "30m" | "12h" | "24h") => CacheTtl::Long,
        _ => CacheTtl::Short,
    }
}

fn required<T>(member: Option<T>, path: &str, name: &str) -> Result<T> {
    member.ok_or_else(|| {
        let path = format!("{path}.{name}");
        let message = format!("Missing required parameter: '{path}'.");
        Error::invalid(path, message).code("missing_required_parameter")
    })
}

fn image(image: ImageUrl, path: &str) -> Result<Block> {
    from_url(MediaKind::Image, image.0, None, format!("{path}.image_url.url"))
}

fn video(video: ImageUrl, path: &str) -> Result<Block> {
    from_url(MediaKind::Video, video.0, None, format!("{path}.video_url.url"))
}

fn audio(audio: &InputAudio, path: &str) -> Result<Media> {
    let path = format!("{path}.input_audio");
    // By the book it is bare base64; some clients send a data URL.
    let (mime, data) = match data_url(&audio.data) {
        Ok(url) => (url.mime, url.data),
        Err(_) => (audio.format.as_str(), audio.data.as_str().into()),
    };
    let read = media(MediaKind::Audio, mime, &data, None);
    read.map(|media| Media { param: path.clone(), ..media }).map_err(|why| unfit(&path, &why))
}

/// A file is what its type or its name says: a document mostly, but clients also send pictures this way.
fn file(file: File, path: &str) -> Result<Block> {
    let Some(data) = file.file_data.or(file.file_url) else {
        let path = format!("{path}.file.file_data");
        let message =
            format!("'{path}' is missing: there is no file store here, so send the file itself as a data URL.");
        return Err(Error::invalid(path, message).code("missing_required_parameter"));
    };
    let path = format!("{path}.file.file_data");
    let (mime, base64) = match data_url(&data) {
        Ok(url) => (url.mime, url.data),
        // Bare base64, which some clients send; its name tells the type.
        Err(_) if !data.contains(':') => ("application/octet-stream", data.as_str().into()),
        Err(_) => {
            let kind = media_kind("", file.filename.as_deref().or(Some(&data))).unwrap_or(MediaKind::Document);
            return from_url(kind, data, file.filename, path);
        }
    };
    let kind = sniff_kind(&base64).or_else(|| media_kind(mime, file.filename.as_deref()));
    let kind = kind.unwrap_or(MediaKind::Document);
    placed(media(kind, mime, &base64, file.filename), path)
}

/// A data URL is here; an https URL is fetched later. Other schemes lead to places that are none of ours.
fn from_url(kind: MediaKind, url: String, name: Option<String>, param: String) -> Result<Block> {
    let scheme = url.split(':').next().unwrap_or_default();
    if scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http") {
        return Ok(Block::Remote(Remote { kind, url, name, param }));
    }
    let read = data_url(&url).and_then(|url| media(kind, url.mime, &url.data, name));
    placed(read, param)
}

/// Media with its place in the request, or why it is none.
fn placed(read: std::result::Result<Media, String>, param: String) -> Result<Block> {
    match read {
        Ok(media) => Ok(Block::Media(Media { param, ..media })),
        Err(why) => Err(unfit(&param, &why)),
    }
}

fn unfit(path: &str, why: &str) -> Error {
    let why = why.trim_end_matches('.');
    Error::invalid(path, format!("'{path}' {why}.")).code("invalid_value")
}

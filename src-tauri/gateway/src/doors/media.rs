//! Media as clients send them: data URLs and bare base64, with whatever name of the type they like.

use base64::Engine;
use base64::alphabet;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::ir::{Media, MediaKind};

/// Takes both alphabets' padding habits; the alphabet itself is made standard first.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A `data:` URL, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub struct DataUrl<'a> {
    /// The type, without parameters, as written.
    pub mime: &'a str,
    /// The base64 text, as written.
    pub data: &'a str,
}

/// Takes a `data:` URL apart.
///
/// # Errors
/// It is none, or it is not base64; the text says what is.
pub fn data_url(url: &str) -> Result<DataUrl<'_>, String> {
    let scheme = url.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:"));
    let rest = scheme.and_then(|_| url.get(5..)).ok_or("must be a data URL: data:<type>;base64,<data>")?;
    let (head, data) = rest.split_once(',').ok_or("is a data URL without a comma before its data")?;
    let mut params = head.split(';').map(str::trim);
    let mime = params.next().unwrap_or_default();
    if !params.any(|param| param.eq_ignore_ascii_case("base64")) {
        return Err("is a data URL that is not base64: write data:<type>;base64,<data>".to_owned());
    }
    Ok(DataUrl { mime, data })
}

/// Media of this kind from base64 text. What the bytes say of themselves beats what the type says.
///
/// # Errors
/// It is not base64, is empty, or is of a type that Bedrock does not take.
pub fn media(kind: MediaKind, mime: &str, data: &str, name: Option<String>) -> Result<Media, String> {
    let (base64, start) = canonical(data)?;
    let sniffed = sniff(&start).filter(|(sniffed, _)| *sniffed == kind).map(|(_, format)| format);
    let format = sniffed
        .or_else(|| by_mime(kind, mime))
        .or_else(|| name.as_deref().and_then(|name| by_extension(kind, name)))
        .ok_or_else(|| format!("is of type `{mime}`; Bedrock takes {}", accepted(kind)))?;
    Ok(Media { kind, format, name, base64 })
}

/// What kind of media a type is.
#[must_use]
pub fn kind_of(mime: &str, name: Option<&str>) -> Option<MediaKind> {
    [MediaKind::Image, MediaKind::Document, MediaKind::Audio, MediaKind::Video]
        .into_iter()
        .find(|kind| by_mime(*kind, mime).is_some() || name.is_some_and(|name| by_extension(*kind, name).is_some()))
}

/// Standard padded base64, and the first bytes that it stands for.
fn canonical(data: &str) -> Result<(String, Vec<u8>), String> {
    let cleaned: String = data
        .chars()
        .filter(|c| !c.is_ascii_whitespace())
        .map(|c| match c {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    let mut bytes = LENIENT.decode(&cleaned).map_err(|e| format!("is not valid base64: {e}"))?;
    if bytes.is_empty() {
        return Err("is empty".to_owned());
    }
    let base64 = if cleaned.len().is_multiple_of(4) { cleaned } else { STANDARD.encode(&bytes) };
    bytes.truncate(64);
    Ok((base64, bytes))
}

fn sniff(start: &[u8]) -> Option<(MediaKind, &'static str)> {
    match start {
        [0x89, b'P', b'N', b'G', ..] => Some((MediaKind::Image, "png")),
        [0xFF, 0xD8, 0xFF, ..] => Some((MediaKind::Image, "jpeg")),
        [b'G', b'I', b'F', b'8', ..] => Some((MediaKind::Image, "gif")),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some((MediaKind::Image, "webp")),
        [b'%', b'P', b'D', b'F', ..] => Some((MediaKind::Document, "pdf")),
        _ => None,
    }
}

/// Types and file endings, per kind, to Bedrock's name of the format (facts/bedrock.md section 2).
const FORMATS: &[(MediaKind, &str, &[&str])] = &[
    (MediaKind::Image, "png", &["image/png", "image/x-png"]),
    (MediaKind::Image, "jpeg", &["image/jpeg", "image/jpg", "image/pjpeg", "jpg"]),
    (MediaKind::Image, "gif", &["image/gif"]),
    (MediaKind::Image, "webp", &["image/webp"]),
    (MediaKind::Document, "pdf", &["application/pdf", "application/x-pdf"]),
    (MediaKind::Document, "csv", &["text/csv", "application/csv"]),
    (MediaKind::Document, "doc", &["application/msword"]),
    (MediaKind::Document, "docx", &["application/vnd.openxmlformats-officedocument.wordprocessingml.document"]),
    (MediaKind::Document, "xls", &["application/vnd.ms-excel"]),
    (MediaKind::Document, "xlsx", &["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]),
    (MediaKind::Document, "html", &["text/html", "application/xhtml+xml", "htm"]),
    (
        MediaKind::Document,
        "txt",
        &["text/plain", "application/json", "application/xml", "text/xml", "json", "xml", "log"],
    ),
    (MediaKind::Document, "md", &["text/markdown", "text/x-markdown", "markdown"]),
    (MediaKind::Audio, "mp3", &["audio/mp3", "audio/mpeg", "audio/mpeg3"]),
    (MediaKind::Audio, "wav", &["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"]),
    (MediaKind::Audio, "flac", &["audio/flac", "audio/x-flac"]),
    (MediaKind::Audio, "ogg", &["audio/ogg", "application/ogg"]),
    (MediaKind::Audio, "opus", &["audio/opus"]),
    (MediaKind::Audio, "aac", &["audio/aac"]),
    (MediaKind::Audio, "m4a", &["audio/mp4", "audio/m4a", "audio/x-m4a"]),
    (MediaKind::Audio, "webm", &["audio/webm"]),
    (MediaKind::Audio, "pcm", &["audio/pcm", "audio/l16", "pcm16"]),
    (MediaKind::Video, "mp4", &["video/mp4", "video/x-m4v", "m4v"]),
    (MediaKind::Video, "mov", &["video/quicktime", "video/mov"]),
    (MediaKind::Video, "mkv", &["video/x-matroska", "video/mkv"]),
    (MediaKind::Video, "webm", &["video/webm"]),
    (MediaKind::Video, "flv", &["video/x-flv", "video/flv"]),
    (MediaKind::Video, "mpeg", &["video/mpeg"]),
    (MediaKind::Video, "wmv", &["video/x-ms-wmv", "video/wmv"]),
    (MediaKind::Video, "three_gp", &["video/3gpp", "3gp"]),
];

fn by_mime(kind: MediaKind, mime: &str) -> Option<&'static str> {
    let mime = mime.trim();
    formats(kind).find(|(format, names)| is_any(mime, format, names)).map(|(format, _)| format)
}

fn by_extension(kind: MediaKind, name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    formats(kind).find(|(format, names)| is_any(extension, format, names)).map(|(format, _)| format)
}

fn is_any(word: &str, format: &str, names: &[&str]) -> bool {
    word.eq_ignore_ascii_case(format) || names.iter().any(|name| word.eq_ignore_ascii_case(name))
}

fn formats(kind: MediaKind) -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    FORMATS.iter().filter(move |(k, ..)| *k == kind).map(|(_, format, names)| (*format, *names))
}

fn accepted(kind: MediaKind) -> String {
    formats(kind).map(|(format, _)| format).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &str =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    #[test]
    fn parameters_and_case_do_not_matter() {
        for url in
            ["data:image/png;base64,AAAA", "DATA:image/png;charset=utf-8;Base64,AAAA", "data:image/png; base64,AAAA"]
        {
            assert_eq!(data_url(url), Ok(DataUrl { mime: "image/png", data: "AAAA" }), "{url}");
        }
    }

    #[test]
    fn what_is_no_base64_data_url_is_said() {
        for (url, why) in [
            ("https://x/y.png", "must be a data URL"),
            ("data:image/png;base64", "without a comma"),
            ("data:image/png,abc", "not base64"),
            ("daté:x", "must be a data URL"),
        ] {
            let error = data_url(url).expect_err(url);
            assert!(error.contains(why), "{url}: {error}");
        }
    }

    #[test]
    fn the_bytes_beat_the_declared_type() {
        let media = media(MediaKind::Image, "image/jpg", PNG, None).expect("a PNG");
        assert_eq!((media.format, media.base64.as_str()), ("png", PNG));
    }

    #[test]
    fn sloppy_base64_is_made_canonical() {
        for (sloppy, canonical) in [("-_-_", "+/+/"), ("YQ", "YQ=="), ("Y\nQ=\r\n=", "YQ==")] {
            let media = media(MediaKind::Document, "text/plain", sloppy, None).expect(sloppy);
            assert_eq!(media.base64, canonical);
        }
    }

    #[test]
    fn a_file_name_helps_where_the_type_is_vague() {
        let media = media(MediaKind::Document, "application/octet-stream", "YQ==", Some("notes.MD".into()));
        assert_eq!(media.map(|m| m.format), Ok("md"));
        assert_eq!(kind_of("application/octet-stream", Some("a.xlsx")), Some(MediaKind::Document));
        assert_eq!(kind_of("application/zip", Some("a.zip")), None);
    }
}

//! Pictures, documents, sound and film: which formats there are, and how to tell them.

use super::MediaKind;

/// Bedrock's name of the format. What the bytes say of themselves beats the type, and the type beats the file's name.
#[must_use]
pub fn media_format(kind: MediaKind, mime: &str, name: Option<&str>, start: &[u8]) -> Option<&'static str> {
    let sniffed = sniff(start).filter(|(sniffed, _)| *sniffed == kind).map(|(_, format)| format);
    sniffed.or_else(|| by_mime(kind, mime)).or_else(|| name.and_then(|name| by_extension(kind, name)))
}

/// What kind of media a type or a file's name stands for.
#[must_use]
pub fn media_kind(mime: &str, name: Option<&str>) -> Option<MediaKind> {
    [MediaKind::Image, MediaKind::Document, MediaKind::Audio, MediaKind::Video]
        .into_iter()
        .find(|kind| by_mime(*kind, mime).is_some() || name.is_some_and(|name| by_extension(*kind, name).is_some()))
}

/// What kind of media these bytes begin.
#[must_use]
pub fn media_sniff(start: &[u8]) -> Option<MediaKind> {
    sniff(start).map(|(kind, _)| kind)
}

/// The formats of a kind, for people.
#[must_use]
pub fn media_formats(kind: MediaKind) -> String {
    formats(kind).map(|(format, _)| format).collect::<Vec<_>>().join(", ")
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

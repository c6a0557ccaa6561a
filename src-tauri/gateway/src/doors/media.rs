//! Media as clients send them: data URLs and bare base64, with whatever name of the type they like.

use std::borrow::Cow;

use base64::Engine;
use base64::alphabet;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

use crate::ir::{Media, MediaKind, media_format, media_formats, media_sniff};

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
    /// Base64 text; as written, unless the URL holds something else.
    pub data: Cow<'a, str>,
}

/// Takes a `data:` URL apart.
///
/// # Errors
/// It is none; the text says what one is.
pub fn data_url(url: &str) -> Result<DataUrl<'_>, String> {
    let scheme = url.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:"));
    let rest =
        scheme.and_then(|_| url.get(5..)).ok_or("must be an https URL or a data URL (data:<type>;base64,<data>)")?;
    let (head, data) = rest.split_once(',').ok_or("is a data URL without a comma before its data")?;
    let mut params = head.split(';').map(str::trim);
    let mime = params.next().unwrap_or_default();
    let is_base64 = params.any(|param| param.eq_ignore_ascii_case("base64"));
    // RFC 2397: what is not base64 is text with percent signs, and base64 may have them too.
    let data = match (is_base64, data.contains('%')) {
        (true, false) => Cow::Borrowed(data),
        (true, true) => percent_decode_str(data).decode_utf8_lossy(),
        (false, _) => Cow::Owned(STANDARD.encode(percent_decode_str(data).collect::<Vec<u8>>())),
    };
    Ok(DataUrl { mime, data })
}

/// Media of this kind from base64 text; the caller says where in the request it stands. What the bytes say of themselves
/// beats what the type says.
///
/// # Errors
/// It is not base64, is empty, or is of a type that Bedrock does not take.
pub fn media(kind: MediaKind, mime: &str, data: &str, name: Option<String>) -> Result<Media, String> {
    let (base64, start) = canonical(data)?;
    let format = media_format(kind, mime, name.as_deref(), &start)
        .ok_or_else(|| format!("is of type `{mime}`; Bedrock takes {}", media_formats(kind)))?;
    Ok(Media { kind, format, name, base64, param: String::new() })
}

/// What kind of media the bytes say that they are, if they say.
#[must_use]
pub fn sniff_kind(data: &str) -> Option<MediaKind> {
    // Enough for every signature; a multiple of four decodes by itself.
    let start = data.get(..64).unwrap_or(data);
    canonical(start).ok().and_then(|(_, bytes)| media_sniff(&bytes))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::media_kind;

    const PNG: &str =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    #[test]
    fn parameters_and_case_do_not_matter() {
        for url in
            ["data:image/png;base64,AAAA", "DATA:image/png;charset=utf-8;Base64,AAAA", "data:image/png; base64,AAAA"]
        {
            assert_eq!(data_url(url), Ok(DataUrl { mime: "image/png", data: "AAAA".into() }), "{url}");
        }
    }

    #[test]
    fn what_is_not_base64_is_made_so() {
        for (url, data) in [
            ("data:text/plain,hello%20there", "aGVsbG8gdGhlcmU="),
            ("data:,", ""),
            ("data:image/png;base64,AA%2B%3D", "AA+="),
        ] {
            assert_eq!(data_url(url).map(|url| url.data.into_owned()), Ok(data.to_owned()), "{url}");
        }
    }

    #[test]
    fn what_is_no_data_url_is_said() {
        for (url, why) in [
            ("https://x/y.png", "must be an https URL or a data URL"),
            ("data:image/png;base64", "without a comma"),
            ("daté:x", "must be an https URL or a data URL"),
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
        assert_eq!(media_kind("application/octet-stream", Some("a.xlsx")), Some(MediaKind::Document));
        assert_eq!(media_kind("application/zip", Some("a.zip")), None);
    }
}

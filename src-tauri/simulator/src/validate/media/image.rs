//! Images: at most 20, 3.75 MB and 8,000 pixels each, and of the format that they are said to have.

use serde_json::Value;

use super::super::{Checked, Path, Refusal};
use super::inline;

const MOST: usize = 20;
const MAX_BYTES: usize = 3_932_160;
const MAX_PIXELS: u32 = 8_000;

pub(super) fn count(images: usize) -> Checked {
    if images <= MOST {
        return Ok(());
    }
    Err(Refusal::service(
        "messages",
        format!("The request holds {images} images. A request can hold at most {MOST} images."),
    ))
}

pub(super) fn check(image: &Value, place: &Path) -> Checked {
    let Some(bytes) = inline(image) else { return Ok(()) };
    let said = image["format"].as_str().unwrap_or_default();
    if bytes.len() > MAX_BYTES {
        let text = format!("{place}: image exceeds 3.75 MB maximum: {} bytes > {MAX_BYTES} bytes", bytes.len());
        return Err(Refusal::model(place, text));
    }
    match format(&bytes) {
        None => return Err(Refusal::model(place, format!("{place}: Could not process image"))),
        Some(found) if found != said => {
            let text = format!(
                "{place}: The image was specified using the image/{said} media type, but the image appears to be a \
                 image/{found} image"
            );
            return Err(Refusal::model(place, text));
        }
        Some(_) => {}
    }
    match dimensions(&bytes) {
        Some((width, height)) if width > MAX_PIXELS || height > MAX_PIXELS => {
            let text =
                format!("{place}: At least one of the image dimensions exceed max allowed size: {MAX_PIXELS} pixels");
            Err(Refusal::model(place, text))
        }
        _ => Ok(()),
    }
}

/// The format, from the first bytes.
fn format(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ => None,
    }
}

/// Width and height where the header tells them simply.
fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    match format(bytes)? {
        "png" => Some((big(bytes.get(16..20)?), big(bytes.get(20..24)?))),
        "gif" => Some((little(bytes.get(6..8)?), little(bytes.get(8..10)?))),
        "jpeg" => jpeg(bytes),
        _ => None,
    }
}

/// Walks the segments to the frame header.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let (0xff, marker) = (*bytes.get(at)?, *bytes.get(at + 1)?) else { return None };
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            return Some((big(bytes.get(at + 7..at + 9)?), big(bytes.get(at + 5..at + 7)?)));
        }
        at += 2 + usize::try_from(big(bytes.get(at + 2..at + 4)?)).ok()?;
    }
}

fn big(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

fn little(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_format_and_size() {
        let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0, 0, 0x1f, 0x41, 0, 0, 0, 2]].concat();
        assert_eq!((format(&png), dimensions(&png)), (Some("png"), Some((8001, 2))));
        assert_eq!(dimensions(b"GIF89a\x02\x00\x03\x00"), Some((2, 3)));
        let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 0, 3, 0, 2];
        assert_eq!((format(&jpeg), dimensions(&jpeg)), (Some("jpeg"), Some((2, 3))));
        assert_eq!(format(b"hello"), None);
    }
}

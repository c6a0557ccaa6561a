//! Lines of a text.

use std::ops::Range;

/// The line end that this text uses.
pub(super) fn end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Where the line begins that `at` is in.
pub(super) fn start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// Where the line after the one begins that `at` is in, or where the text ends.
pub(super) fn stop(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|after| after.find('\n')).map_or(text.len(), |newline| at + newline + 1)
}

/// The blanks at the beginning of the line that `at` is in.
pub(super) fn indent(text: &str, at: usize) -> &str {
    let line = text.get(start(text, at)..at).unwrap_or_default();
    line.get(..line.len() - line.trim_start().len()).unwrap_or_default()
}

/// The place of the first comma in the span, comments passed over.
pub(super) fn comma(text: &str, span: Range<usize>) -> Option<usize> {
    let mut comment = false;
    let found = text.get(span.clone())?.bytes().position(|byte| {
        comment = byte != b'\n' && (comment || byte == b'#');
        byte == b',' && !comment
    })?;
    Some(span.start + found)
}

//! Pictures and other media in a body, in a few words: what is looked at is the text.

use std::borrow::Cow;
use std::fmt::Write;

/// The least run of base64 that is left out. No text has such a run.
const LEAST: usize = 1024;

/// The text without its long runs of base64, each replaced by its size. `found` becomes true where there was one.
pub(super) fn without<'t>(text: &'t str, found: &mut bool) -> Cow<'t, str> {
    let bytes = text.as_bytes();
    let mut short = String::new();
    let (mut done, mut at) = (0, 0);
    while at < bytes.len() {
        let end = run(bytes, at);
        if end - at >= LEAST {
            short.push_str(&text[done..at]);
            // Writing to a string cannot fail.
            let _ = write!(short, "({} bytes of base64 left out)", (end - at) / 4 * 3);
            done = end;
        }
        at = end + 1;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    *found = true;
    short.push_str(&text[done..]);
    Cow::Owned(short)
}

/// Where the run of base64 ends that begins here.
fn run(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' | b'-' | b'_' | b'=' => at += 1,
            // Some writers of JSON escape the slash.
            b'\\' if bytes.get(at + 1) == Some(&b'/') => at += 2,
            _ => break,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut found = false;
        assert_eq!(without(text, &mut found), expected);
        assert_eq!(found, text != expected);
    }

    #[test]
    fn media_become_a_note() {
        let picture = "iVBORw0KGgo+".repeat(200);
        check(
            &format!(r#"{{"url":"data:image/png;base64,{picture}","x":1}}"#),
            r#"{"url":"data:image/png;base64,(1800 bytes of base64 left out)","x":1}"#,
        );
        check(&format!(r#"{{"bytes":"{picture}"}}"#), r#"{"bytes":"(1800 bytes of base64 left out)"}"#);
        check(&picture, "(1800 bytes of base64 left out)");
        check(&format!("é{picture}é{picture}"), "é(1800 bytes of base64 left out)é(1800 bytes of base64 left out)");
        check(&picture.replace('+', "\\/"), "(1950 bytes of base64 left out)");
    }

    #[test]
    fn text_stays_as_it_is() {
        for text in ["", "é", "hello world", r#"{"url":"data:image/png;base64,iVBORw0KGgo="}"#, &"word ".repeat(9999)]
        {
            check(text, text);
        }
    }
}

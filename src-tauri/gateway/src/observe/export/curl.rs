//! A request as a command for a POSIX shell.

use std::fmt::Write;

use super::url;
use crate::observe::{Detail, Row};

/// Headers that change what a request does, and cannot be secret.
const CARRIED: &[&str] = &["anthropic-version", "anthropic-beta", "x-outcrop-region"];

/// The request again. The key comes from `$OUTCROP_API_KEY`, the body from the capture; where that has none, or not all
/// of it, a comment says so.
#[must_use]
pub fn curl(row: &Row, detail: Option<&Detail>, base_url: &str) -> String {
    let mut command = String::new();
    let body = detail.and_then(|detail| detail.request.as_ref());
    let posts = row.method == "POST";
    match body {
        None if posts => command.push_str("# The body was not captured: put it in the place of {}.\n"),
        Some(body) if !body.is_whole() => command.push_str("# The body is not whole: media or its end are left out.\n"),
        None | Some(_) => {}
    }
    command.push_str("curl");
    if row.streamed {
        command.push_str(" -N");
    }
    let plain = if posts { "POST" } else { "GET" };
    if row.method != plain {
        // Writing to a string cannot fail, here and below.
        let _ = write!(command, " -X {}", quoted(&row.method));
    }
    let _ = write!(command, " {}", quoted(&url(base_url, &row.path)));
    command.push_str(" \\\n  -H \"Authorization: Bearer $OUTCROP_API_KEY\"");
    let headers = detail.map(|detail| detail.request_headers.as_slice()).unwrap_or_default();
    for (name, value) in headers.iter().filter(|(name, _)| CARRIED.contains(&name.as_str())) {
        let _ = write!(command, " \\\n  -H {}", quoted(&format!("{name}: {value}")));
    }
    if headers.iter().any(|(name, _)| name == "x-outcrop-profile") {
        command.push_str(" \\\n  -H \"x-outcrop-profile: $AWS_PROFILE\"");
    }
    if posts {
        command.push_str(" \\\n  -H 'Content-Type: application/json'");
        let text = body.map_or_else(|| "{}".to_owned(), |body| body.text());
        // `--data` would take a leading @ for the name of a file.
        let _ = write!(command, " \\\n  --data-raw {}", quoted(&text));
    }
    command.push('\n');
    command
}

/// One word for a POSIX shell, whatever it holds. No argument can hold a NUL.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\0', "").replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::Body;
    use proptest::prelude::*;

    const BASE: &str = "http://127.0.0.1:8642";

    fn chat(body: Option<&str>) -> (Row, Detail) {
        let request = body.map(|body| Body::whole(body.as_bytes()));
        (Row::new("POST", "/v1/chat/completions"), Detail { request, ..Detail::default() })
    }

    #[test]
    fn a_request_can_be_made_again() {
        let (mut row, mut detail) = chat(Some(r#"{"it's":"$HOME"}"#));
        row.streamed = true;
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        detail.request_headers = vec![
            header("authorization", "…"),
            header("x-outcrop-region", "eu-west-1"),
            header("x-outcrop-profile", "…"),
            header("accept", "*/*"),
        ];
        assert_eq!(
            curl(&row, Some(&detail), BASE),
            r#"curl -N http://127.0.0.1:8642/v1/chat/completions \
  -H "Authorization: Bearer $OUTCROP_API_KEY" \
  -H 'x-outcrop-region: eu-west-1' \
  -H "x-outcrop-profile: $AWS_PROFILE" \
  -H 'Content-Type: application/json' \
  --data-raw '{"it'\''s":"$HOME"}'
"#
        );
        let list = curl(&Row::new("GET", "/v1/models"), None, "http://127.0.0.1:8642/v1");
        let expected = "curl http://127.0.0.1:8642/v1/models \\\n  -H \"Authorization: Bearer $OUTCROP_API_KEY\"\n";
        assert_eq!(list, expected);
    }

    #[test]
    fn what_is_missing_is_said() {
        let (row, detail) = chat(None);
        assert!(curl(&row, Some(&detail), BASE).starts_with("# The body was not captured"));
        let (row, detail) = chat(Some(&"x ".repeat(1024 * 1024)));
        assert!(curl(&row, Some(&detail), BASE).starts_with("# The body is not whole"));
    }

    /// What the shell makes of it.
    #[cfg(unix)]
    fn read_back(script: &str) -> Vec<u8> {
        let output = std::process::Command::new("sh").args(["-c", script]).output().expect("a shell");
        assert!(output.status.success(), "{script:?}: {output:?}");
        output.stdout
    }

    #[cfg(unix)]
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_word_is_one_word_to_the_shell(word in "[^\0]*") {
            prop_assert_eq!(read_back(&format!("printf %s {}", quoted(&word))), word.into_bytes());
        }

        /// Whatever path, method and body hold, the shell runs `curl` once and nothing else.
        #[test]
        fn a_command_is_one_command(path in "[ -~]{0,40}", method in "[A-Z'$`;]{1,8}", body in "[^\0]{0,80}") {
            let (row, detail) = chat(Some(&body));
            let row = Row { path, method, ..row };
            let command = curl(&row, Some(&detail), BASE);
            let ran = read_back(&format!("curl() {{ echo ran >&2; for a; do printf '%s\\0' \"$a\"; done; }}\n{command}"));
            let words: Vec<&[u8]> = ran.split(|byte| *byte == 0).collect();
            prop_assert!(words.contains(&b"-H".as_slice()));
            prop_assert_eq!(words.contains(&body.as_bytes()), row.method == "POST" || body.is_empty());
        }
    }
}

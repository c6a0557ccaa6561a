//! The line that can be pasted as it is.

/// A request that streams an answer.
pub(crate) fn line(url: &str, key: &str) -> String {
    let body = r#"{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Hello"}]}"#;
    let key = header(key);
    format!("curl -N {url}/v1/chat/completions -H {key} -H 'content-type: application/json' -d '{body}'")
}

/// A key that somebody chose may hold what a shell reads; single quotes stop it.
fn header(key: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if key.chars().all(plain) {
        format!("\"Authorization: Bearer {key}\"")
    } else {
        format!("'Authorization: Bearer {}'", key.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_the_readmes() {
        let expected = r#"curl -N http://127.0.0.1:8642/v1/chat/completions -H "Authorization: Bearer outcrop_1" -H 'content-type: application/json' -d '{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Hello"}]}'"#;
        assert_eq!(line("http://127.0.0.1:8642", "outcrop_1"), expected);
    }

    #[test]
    fn a_shell_does_not_read_the_key() {
        assert_eq!(header("a$b'c"), r"'Authorization: Bearer a$b'\''c'");
    }
}

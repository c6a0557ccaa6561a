//! Token ids as text. LangChain sends them for any model, always of this vocabulary (facts/openai.md section 4).

use tiktoken_rs::cl100k_base_singleton;

/// The text that these ids of `cl100k_base` stand for. Ids are cut anywhere, so that a character at an end may be
/// incomplete: it becomes `U+FFFD`. The vocabulary is part of the program; the first call takes some tens of
/// milliseconds to unfold it.
///
/// # Errors
/// The first id that is none.
pub(super) fn text_of_tokens(tokens: &[u32]) -> Result<String, u32> {
    let bytes = cl100k_base_singleton().decode_bytes(tokens).map_err(|unknown| unknown.token)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_become_text() {
        assert_eq!(text_of_tokens(&[9906, 11, 1917, 0]).as_deref(), Ok("Hello, world!"));
        assert_eq!(text_of_tokens(&[]).as_deref(), Ok(""));
        assert_eq!(text_of_tokens(&[9906, 4_000_000]), Err(4_000_000));
    }
}

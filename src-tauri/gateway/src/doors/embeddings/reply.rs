//! Vectors to OpenAI's list.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::wire::{Entry, List, Numbers, Usage};
use super::{Encoding, Form};
use crate::ir::Vectors;

pub(super) fn list<'a>(form: &'a Form, vectors: &'a Vectors) -> List<'a> {
    let entry = |(index, vector): (usize, &'a Vec<f32>)| {
        let embedding = match form.encoding {
            Encoding::Float => Numbers::Floats(vector),
            Encoding::Base64 => Numbers::Base64(STANDARD.encode(little_endian(vector))),
        };
        Entry { object: "embedding", index, embedding }
    };
    let count = vectors.tokens.count;
    List {
        object: "list",
        data: vectors.vectors.iter().enumerate().map(entry).collect(),
        model: &form.model,
        usage: Usage { prompt_tokens: count, total_tokens: count, estimated: vectors.tokens.estimated },
    }
}

fn little_endian(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|value| value.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::ir::Tokens;

    #[test]
    fn both_encodings_say_the_same() {
        let vectors = Vectors { vectors: vec![vec![1.0, -0.5]], tokens: Tokens { count: 3, estimated: false } };
        let form = |encoding| Form { model: "m".into(), encoding };
        assert_eq!(
            json!(list(&form(Encoding::Float), &vectors)),
            json!({"object": "list", "data": [{"object": "embedding", "index": 0, "embedding": [1.0, -0.5]}],
                "model": "m", "usage": {"prompt_tokens": 3, "total_tokens": 3}})
        );
        let form = form(Encoding::Base64);
        assert_eq!(json!(list(&form, &vectors))["data"][0]["embedding"], json!("AACAPwAAAL8="));
    }
}

//! Vectors that mean a little: texts that share words are near each other, and the same text has always the same one.

use serde_json::{Value, json};

use crate::digest::seed;

/// How many places of the vector a word leans on.
const PLACES: u64 = 24;

/// A unit vector for the text.
pub(super) fn embed(text: &str, dimensions: usize) -> Vec<f64> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut vector = vec![0.0; dimensions];
    for word in words {
        lean(&mut vector, seed(word), 1.0);
    }
    // The whole text too, a little: no two texts share a vector.
    lean(&mut vector, seed(text), 0.1);
    normalized(vector)
}

/// A unit vector for bytes, such as an image's.
pub(super) fn embed_bytes(bytes: &[u8], dimensions: usize) -> Vec<f64> {
    embed(&crate::digest::hex(&crate::digest::sha256(bytes)), dimensions)
}

fn lean(vector: &mut [f64], seed: u64, weight: f64) {
    let mut state = seed;
    for _ in 0..PLACES {
        let random = next(&mut state);
        let length = u64::try_from(vector.len()).unwrap_or(1).max(1);
        let at = usize::try_from((random >> 1) % length).unwrap_or_default();
        if let Some(slot) = vector.get_mut(at) {
            *slot += if random & 1 == 0 { weight } else { -weight };
        }
    }
}

/// SplitMix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn normalized(vector: Vec<f64>) -> Vec<f64> {
    let length = vector.iter().map(|value| value * value).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
    // Eight digits are what the services send.
    vector.into_iter().map(|value| (value / length * 1e8).round() / 1e8).collect()
}

/// The vector in one of Cohere's types; `binary` and `ubinary` pack eight signs into a byte.
pub(super) fn typed(vector: &[f64], kind: &str) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "a unit vector's values are between -1 and 1")]
    let whole = |value: &f64| (value * 127.0).round() as i64;
    match kind {
        "int8" => json!(vector.iter().map(whole).collect::<Vec<_>>()),
        "uint8" => json!(vector.iter().map(|value| whole(value) + 128).collect::<Vec<_>>()),
        "binary" => json!(packed(vector).map(|byte| i16::from(byte) - 128).collect::<Vec<_>>()),
        "ubinary" => json!(packed(vector).collect::<Vec<_>>()),
        _ => json!(vector),
    }
}

fn packed(vector: &[f64]) -> impl Iterator<Item = u8> {
    vector.chunks(8).map(|chunk| chunk.iter().fold(0, |byte, value| (byte << 1) | u8::from(*value > 0.0)))
}

/// The nearness of two unit vectors.
pub(super) fn similarity(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearness_follows_shared_words() {
        let near = |one: &str, other: &str| similarity(&embed(one, 256), &embed(other, 256));
        assert!((near("granite", "granite") - 1.0).abs() < 1e-6);
        assert!(near("hard granite rock", "granite rock is hard") > near("hard granite rock", "the sea in summer"));
        assert!(embed("a", 64) != embed("a ", 64));
    }

    #[test]
    fn types_have_their_sizes() {
        let vector = embed("granite", 256);
        let length = |kind: &str| typed(&vector, kind).as_array().unwrap().len();
        assert_eq!([length("float"), length("int8"), length("binary"), length("ubinary")], [256, 256, 32, 32]);
    }
}

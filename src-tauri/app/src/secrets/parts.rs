//! Secrets of any length in places of a few bytes: Windows takes 2,560 of them, and a short-term Bedrock API key has more.
//!
//! What fits is stored as it is. What does not is cut, and its place says into how many parts.

use super::keychain::{Keychain, KeychainError};

/// Bytes that fit everywhere. [Windows: `CRED_MAX_CREDENTIAL_BLOB_SIZE`]
const ROOM: usize = 2_560;
/// No secret begins with a zero byte, so what does is a note of ours.
const NOTE: &[u8] = b"\0parts:";
/// Of a note that asks for more, not a word is believed.
const MOST: usize = 64;

/// What is kept under a name.
pub(super) fn read(keychain: &dyn Keychain, name: &str) -> Result<Option<Vec<u8>>, KeychainError> {
    let Some(first) = keychain.read(name)? else { return Ok(None) };
    let Some(count) = count(&first)? else { return Ok(Some(first)) };
    let mut whole = Vec::new();
    for number in 1..=count {
        let part = keychain.read(&place(name, number))?;
        whole.extend(part.ok_or_else(|| KeychainError::broken(format!("part {number} of `{name}` is missing")))?);
    }
    Ok(Some(whole))
}

/// Keeps something under a name.
pub(super) fn write(keychain: &dyn Keychain, name: &str, secret: &[u8]) -> Result<(), KeychainError> {
    let before = parts(keychain, name);
    let count = if secret.len() > ROOM { secret.len().div_ceil(ROOM) } else { 0 };
    if count > MOST {
        return Err(KeychainError::broken(format!("`{name}` has {} bytes, which is more than any key", secret.len())));
    }
    // The parts first: a note never speaks of what is not there yet.
    for (number, part) in (1..).zip(secret.chunks(ROOM).take(count)) {
        keychain.write(&place(name, number), part)?;
    }
    match count {
        0 => keychain.write(name, secret)?,
        _ => keychain.write(name, &[NOTE, count.to_string().as_bytes()].concat())?,
    }
    (count + 1..=before).try_for_each(|number| keychain.remove(&place(name, number)))
}

/// Keeps nothing under it any more.
pub(super) fn remove(keychain: &dyn Keychain, name: &str) -> Result<(), KeychainError> {
    let before = parts(keychain, name);
    keychain.remove(name)?;
    (1..=before).try_for_each(|number| keychain.remove(&place(name, number)))
}

/// How many parts there are; what cannot be read has none worth removing.
fn parts(keychain: &dyn Keychain, name: &str) -> usize {
    let note = keychain.read(name).ok().flatten();
    note.and_then(|note| count(&note).ok().flatten()).unwrap_or(0)
}

fn count(first: &[u8]) -> Result<Option<usize>, KeychainError> {
    let Some(count) = first.strip_prefix(NOTE) else { return Ok(None) };
    let count = std::str::from_utf8(count).ok().and_then(|count| count.parse().ok());
    match count.filter(|count| (1..=MOST).contains(count)) {
        Some(count) => Ok(Some(count)),
        None => Err(KeychainError::broken("a note of parts that is none of ours")),
    }
}

fn place(name: &str, number: usize) -> String {
    format!("{name}.{number}")
}

#[cfg(test)]
mod tests {
    use super::super::tests::Memory;
    use super::*;

    #[test]
    fn any_length_comes_back_whole() {
        let keychain = Memory::default();
        for length in [0, 1, ROOM, ROOM + 1, 3 * ROOM, 10] {
            let secret = vec![7; length];
            write(&keychain, "key", &secret).expect("it is kept");
            assert_eq!(read(&keychain, "key"), Ok(Some(secret)), "{length}");
            assert!(keychain.longest() <= ROOM);
        }
        assert_eq!(keychain.places(), ["key"], "parts that are not needed any more are gone");
        remove(&keychain, "key").expect("it is removed");
        assert_eq!(keychain.places(), [""; 0]);
    }

    #[test]
    fn a_missing_part_is_told() {
        let keychain = Memory::default();
        write(&keychain, "key", &[7; 6_000]).expect("it is kept");
        keychain.remove("key.2").expect("it can be removed");
        assert_eq!(read(&keychain, "key").map_err(|error| error.detail), Err("part 2 of `key` is missing".to_owned()));
    }
}

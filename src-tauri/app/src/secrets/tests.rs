use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, mpsc};

use super::*;

/// A keychain in memory. A clone is the same one.
#[derive(Clone, Default)]
pub(crate) struct Memory(Arc<Mutex<BTreeMap<String, Vec<u8>>>>);

impl Memory {
    pub(crate) fn places(&self) -> Vec<String> {
        self.held().keys().cloned().collect()
    }

    pub(crate) fn text(&self, place: &str) -> Option<String> {
        self.held().get(place).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    pub(crate) fn longest(&self) -> usize {
        self.held().values().map(Vec::len).max().unwrap_or_default()
    }

    fn held(&self) -> MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.0.lock().expect("no test panics while it holds this")
    }
}

impl Keychain for Memory {
    fn read(&self, place: &str) -> Result<Option<Vec<u8>>, KeychainError> {
        Ok(self.held().get(place).cloned())
    }
    fn write(&self, place: &str, secret: &[u8]) -> Result<(), KeychainError> {
        self.held().insert(place.to_owned(), secret.to_vec());
        Ok(())
    }
    fn remove(&self, place: &str) -> Result<(), KeychainError> {
        self.held().remove(place);
        Ok(())
    }
}

/// A keychain that cannot be used.
pub(crate) struct Absent;

impl Absent {
    fn refusal() -> KeychainError {
        KeychainError { why: Why::Missing, detail: "no bus".into() }
    }
}

impl Keychain for Absent {
    fn read(&self, _: &str) -> Result<Option<Vec<u8>>, KeychainError> {
        Err(Self::refusal())
    }
    fn write(&self, _: &str, _: &[u8]) -> Result<(), KeychainError> {
        Err(Self::refusal())
    }
    fn remove(&self, _: &str) -> Result<(), KeychainError> {
        Err(Self::refusal())
    }
}

/// A keychain that waits for somebody to unlock it, who does once the other end is dropped.
struct Locked(Mutex<mpsc::Receiver<()>>, Memory);

impl Locked {
    fn vault() -> (mpsc::Sender<()>, Memory, Vault) {
        let (unlock, unlocked) = mpsc::channel();
        let within = Memory::default();
        let vault = Vault::new(Self(Mutex::new(unlocked), within.clone()));
        (unlock, within, Vault { patience: Duration::from_millis(20), ..vault })
    }

    fn wait(&self) -> &Memory {
        let _ = self.0.lock().expect("no test panics while it holds this").recv();
        &self.1
    }
}

impl Keychain for Locked {
    fn read(&self, place: &str) -> Result<Option<Vec<u8>>, KeychainError> {
        self.wait().read(place)
    }
    fn write(&self, place: &str, secret: &[u8]) -> Result<(), KeychainError> {
        self.wait().write(place, secret)
    }
    fn remove(&self, place: &str) -> Result<(), KeychainError> {
        self.wait().remove(place)
    }
}

async fn why(vault: &Vault) -> Option<Why> {
    vault.open().await.err().map(|error| error.why)
}

#[tokio::test]
async fn the_first_run_stores_a_key_that_the_second_finds() {
    let vault = Vault::new(Memory::default());
    let first = vault.open().await.expect("a key").api_key;
    let second = vault.open().await.expect("a key").api_key;
    assert!(second.matches(first.expose().as_bytes()));
    assert!(first.expose().len() >= 64, "256 bits, in hexadecimal");
}

#[tokio::test]
async fn choices_and_keys_come_back() {
    let keychain = Memory::default();
    let vault = Vault::new(keychain.clone());
    for who in [Who::Chain, Who::Profile("profile:a b".into()), Who::BedrockKey] {
        vault.keep_who(who.clone()).await.expect("it is kept");
        assert_eq!(vault.open().await.expect("all of it").who, Some(who));
    }
    let long = "k".repeat(5_000);
    vault.keep_bedrock_key(Some(long.clone().into())).await.expect("it is kept");
    let kept = vault.open().await.expect("all of it").bedrock_key.expect("the key");
    assert_eq!(kept.expose_secret(), long);
    vault.keep_bedrock_key(None).await.expect("it is gone");
    assert!(vault.open().await.expect("all of it").bedrock_key.is_none());
    assert_eq!(keychain.places(), [API_KEY, WHO]);
}

#[tokio::test]
async fn what_is_no_key_is_not_used_as_one_and_not_overwritten() {
    let keychain = Memory::default();
    keychain.write(API_KEY, b"two words").expect("it takes anything");
    assert_eq!(why(&Vault::new(keychain.clone())).await, Some(Why::Broken));
    assert_eq!(keychain.text(API_KEY).as_deref(), Some("two words"));
}

#[tokio::test]
async fn a_keychain_that_is_missing_or_does_not_answer_says_so() {
    assert_eq!(why(&Vault::new(Absent)).await, Some(Why::Missing));
    let (_stays, _, locked) = Locked::vault();
    assert_eq!(why(&locked).await, Some(Why::Silent));
}

#[tokio::test]
async fn what_is_taken_back_leaves_the_next_change_alone() {
    let (unlock, within, mut vault) = Locked::vault();
    assert!(vault.keep_bedrock_key(Some("first".into())).await.is_err());
    vault.patience = PATIENCE;
    let (kept, ()) = tokio::join!(vault.keep_bedrock_key(Some("second".into())), async { drop(unlock) });
    kept.expect("it is kept");
    while !vault.is_quiet() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(within.text(BEDROCK_KEY).as_deref(), Some("second"));
}

#[tokio::test]
async fn what_was_given_up_does_not_come_about_later() {
    let (unlock, within, vault) = Locked::vault();
    within.write(API_KEY, b"old").expect("it takes anything");
    let fresh = ApiKey::generate().expect("there is randomness");
    let given_up = [vault.keep_api_key(fresh).await, vault.keep_bedrock_key(Some("new".into())).await];
    assert!(given_up.iter().all(|done| done.as_ref().is_err_and(|error| error.why == Why::Silent)));
    drop(unlock);
    while !vault.is_quiet() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!((within.text(API_KEY).as_deref(), within.text(BEDROCK_KEY)), (Some("old"), None));
}

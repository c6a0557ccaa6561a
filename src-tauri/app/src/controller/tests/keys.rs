//! Keys and the keychain.

use super::*;
use crate::secrets::{Keychain, Why};
use crate::state::Who;
use crate::text::Language;

fn answer(log: &[String]) -> serde_json::Value {
    let line = log.iter().find_map(|line| line.strip_prefix("window: {\"kind\":\"answered\"")).expect("an answer");
    let whole = format!("{{\"kind\":\"answered\"{line}");
    serde_json::from_str::<serde_json::Value>(&whole).expect("it is JSON")["answer"].clone()
}

#[tokio::test]
async fn without_a_keychain_nothing_starts_until_the_user_agrees() {
    let mut bench = Bench::with(Vault::new(Absent), |_, _| {}).await;
    bench.begin().await;
    assert_eq!(bench.log().last().map(String::as_str), Some("tray: Attention: The keychain cannot be used"));
    assert_eq!(bench.asked(), [""; 0]);
    bench.hear(take(Offer::AskKeychain)).await;
    assert_eq!((bench.asked(), bench.controller.state.key.clone()), (vec![], Key::None { why: Why::Missing }));
    bench.hear(take(Offer::UseSessionKey)).await;
    assert_eq!(bench.asked().len(), 1);
    assert_eq!(bench.controller.state.key, Key::Kept(Keeping::Session { why: Why::Missing }));
    let said = "Not in a keychain: this key lasts until you quit.".to_owned();
    assert!(bench.controller.desktop.menu.contains(&said));
}

#[tokio::test]
async fn a_key_of_the_environment_needs_no_keychain_and_no_agreement() {
    let key = ApiKey::new("mine").expect("it fits in a header");
    let mut bench = Bench::with(Vault::new(Absent), |given, _| given.api_key = Some(key)).await;
    bench.begin().await;
    assert_eq!(bench.controller.state.key, Key::Kept(Keeping::Environment));
    assert_eq!(bench.asked().len(), 1);
    bench.hear(Event::Chosen(Action::ChooseWho(Who::Profile("default".into())))).await;
    assert_eq!(bench.controller.state.not_kept, Some(Why::Missing), "a choice that nobody keeps is told");
    bench.ask(Request::RotateKey).await;
    assert_eq!(answer(&bench.log())["kind"], "refused");
}

#[tokio::test]
async fn the_key_is_told_on_demand_and_changed() {
    let (mut bench, keychain) = Bench::listening().await;
    let before = keychain.text("api-key").expect("it was stored");
    bench.ask(Request::RevealKey).await;
    assert_eq!(answer(&bench.log())["text"], before.as_str());
    bench.ask(Request::RotateKey).await;
    assert_eq!(answer(&bench.log())["kind"], "done");
    assert_eq!(bench.asked(), ["rekey"]);
    let after = keychain.text("api-key").expect("it was stored");
    assert_ne!(before, after);
    bench.ask(Request::RevealKey).await;
    assert_eq!(answer(&bench.log())["text"], after.as_str());
}

#[tokio::test]
async fn a_bedrock_key_is_kept_used_and_forgotten() {
    let (mut bench, keychain) = Bench::listening().await;
    bench.ask(Request::KeepBedrockKey { key: view::Secret("two words".into()) }).await;
    assert_eq!(answer(&bench.log())["kind"], "refused");
    bench.ask(Request::KeepBedrockKey { key: view::Secret(" ABSK-example ".into()) }).await;
    assert_eq!(keychain.text("bedrock-api-key").as_deref(), Some("ABSK-example"));
    let told = serde_json::to_string(&view::Overview::of(&bench.controller.state, Text::of(Language::English)))
        .expect("it is plain data");
    assert!(!told.contains("ABSK"), "it goes one way only");
    bench.hear(Event::Chosen(Action::ChooseWho(Who::BedrockKey))).await;
    assert_eq!(bench.asked(), ["become: API key in its own region", "who?"]);
    bench.ask(Request::ForgetBedrockKey).await;
    assert_eq!((keychain.text("bedrock-api-key"), bench.who()), (None, Who::Chain));
    assert_eq!(bench.asked(), ["become: chain in its own region", "who?"]);
}

#[tokio::test]
async fn the_choice_is_remembered_and_a_flag_beats_it() {
    let keychain = Memory::default();
    keychain.write("aws-profile", b"profile:work").expect("it is kept");
    let mut bench = Bench::with(Vault::new(keychain.clone()), |_, _| {}).await;
    bench.begin().await;
    assert_eq!(bench.asked(), ["start: Aws 8642 work in its own region"]);
    let flag = |given: &mut Given, _: &mut State| given.profile = Some("default".into());
    let mut bench = Bench::with(Vault::new(keychain.clone()), flag).await;
    bench.begin().await;
    assert_eq!(bench.asked(), ["start: Aws 8642 default in its own region"]);
    assert_eq!(keychain.text("aws-profile").as_deref(), Some("profile:work"), "a flag is for once");
}

#[tokio::test]
async fn a_choice_made_without_a_keychain_outlives_its_coming() {
    let keychain = Memory::default();
    keychain.write("aws-profile", b"profile:work").expect("it is kept");
    let mut bench = Bench::with(Vault::new(Absent), |_, _| {}).await;
    bench.begin().await;
    bench.hear(Event::Chosen(Action::ChooseWho(Who::Profile("default".into())))).await;
    assert_eq!(bench.controller.state.not_kept, Some(Why::Missing));
    bench.controller.vault = Vault::new(keychain.clone());
    bench.hear(take(Offer::AskKeychain)).await;
    assert_eq!(bench.asked().last().map(String::as_str), Some("start: Aws 8642 default in its own region"));
    assert_eq!(
        (keychain.text("aws-profile").as_deref(), &bench.controller.state.not_kept),
        (Some("profile:default"), &None)
    );
}

#[tokio::test]
async fn an_offer_that_is_taken_twice_starts_once() {
    let mut bench = Bench::with(Vault::new(Absent), |_, _| {}).await;
    bench.begin().await;
    bench.controller.vault = Vault::new(Memory::default());
    bench.controller.handle(take(Offer::AskKeychain));
    bench.hear(take(Offer::AskKeychain)).await;
    bench.hear(take(Offer::AskKeychain)).await;
    bench.hear(take(Offer::UseFreePort)).await;
    assert_eq!(bench.asked(), ["start: Aws 8642 chain in its own region"]);
    assert_eq!(bench.controller.given.listen.port, 8642);
}

#[tokio::test]
async fn a_short_term_key_tells_its_end() {
    let (mut bench, _) = Bench::listening().await;
    // bedrock.amazonaws.com/?Action=CallWithBearerToken&X-Amz-Date=20261122T180000Z&X-Amz-Expires=43200
    let key = "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29tLz9BY3Rpb249Q2FsbFdpdGhCZWFyZXJUb2tlbiZYLUFtei1EYXRlPTIwMjYxMTIyVDE4MDAwMFomWC1BbXotRXhwaXJlcz00MzIwMA==";
    bench.ask(Request::KeepBedrockKey { key: view::Secret(key.into()) }).await;
    let told = view::Overview::of(&bench.controller.state, Text::of(Language::English)).bedrock_key;
    assert_eq!((told.kept, told.expires), (true, Some(1_795_413_600_000.0)));
}

#[test]
fn secrets_of_the_window_do_not_print() {
    let canary = || view::Secret("canary".into());
    let said = [
        format!("{:?}", Event::Asked(1, Request::KeepBedrockKey { key: canary() })),
        format!("{:?}", Event::Asked(1, Request::AnswerMfa { code: Some(canary()) })),
        format!("{:?}", view::Answer::Key { text: canary() }),
    ];
    assert!(said.iter().all(|said| !said.contains("canary")), "{said:?}");
}

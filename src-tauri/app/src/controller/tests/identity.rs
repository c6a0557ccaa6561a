//! Who we are: choices, sign-ins, codes, reminders.

use std::time::Duration;

use outcrop_gateway::aws::{self, MfaQuestion, SignedIn, Standing, Trouble, What};
use outcrop_gateway::ir::Effort;
use secrecy::ExposeSecret;
use tokio::sync::oneshot;

use super::*;
use crate::state::Who;
use crate::text::Language;
use crate::tray::standing;

fn work() -> Who {
    Who::Profile("work".into())
}

fn stands(standing: Standing) -> Event {
    Event::Standing(Box::new(standing))
}

#[tokio::test]
async fn choices_reach_the_next_request_and_the_keychain() {
    let (mut bench, keychain) = Bench::listening().await;
    bench.hear(Event::Chosen(Action::ChooseWho(work()))).await;
    bench.hear(Event::Chosen(Action::ChooseRegion(Some("eu-central-1".into())))).await;
    bench.hear(Event::Chosen(Action::ChooseEffort(Some(Effort::High)))).await;
    let asked = ["become: work in its own region", "who?", "become: work in eu-central-1", "effort: Some(High)"];
    assert_eq!(bench.asked(), asked);
    assert_eq!(keychain.text("aws-profile").as_deref(), Some("profile:work"));
    assert!(bench.controller.desktop.menu.contains(&"AWS profile: work >".to_owned()));
    assert!(bench.controller.desktop.menu.contains(&"Region: eu-central-1 >".to_owned()));
    assert!(bench.controller.desktop.menu.contains(&"Reasoning: High >".to_owned()));
}

#[tokio::test]
async fn a_choice_that_comes_to_nothing_is_taken_back() {
    let (mut bench, keychain) = Bench::listening().await;
    bench.engine.script().refusal = Some(Refusal::said("There is no profile `work`."));
    bench.ask(Request::ChooseWho { who: view::Who::Profile { name: "work".into() } }).await;
    assert_eq!((bench.who(), keychain.text("aws-profile")), (Who::Chain, None));
    let refused = r#"{"kind":"refused","reason":"There is no profile `work`."}"#;
    assert!(bench.log().contains(&format!(r#"window: {{"kind":"answered","ask":7,"answer":{refused}}}"#)));
}

#[tokio::test]
async fn a_choice_that_fails_late_does_not_undo_the_next_one() {
    let (mut bench, keychain) = Bench::listening().await;
    bench.engine.script().refusal = Some(Refusal::said("There is no profile `gone`."));
    bench.controller.handle(Event::Chosen(Action::ChooseWho(Who::Profile("gone".into()))));
    bench.engine.script().refusal = None;
    bench.hear(Event::Chosen(Action::ChooseWho(work()))).await;
    assert_eq!((bench.who(), keychain.text("aws-profile").as_deref()), (work(), Some("profile:work")));
}

#[tokio::test]
async fn aws_is_asked_when_it_matters_and_never_on_a_timer() {
    let (mut bench, _) = Bench::listening().await;
    bench.hear(stands(standing("work", aws::State::Well))).await;
    assert_eq!(bench.asked(), ["who?"]);
    for _ in 0..3 {
        bench.hear(Event::Tick).await;
    }
    // Credentials that were renewed are no other identity.
    let expiry = Some(SystemTime::UNIX_EPOCH);
    bench.hear(stands(Standing { expiry, ..standing("work", aws::State::Well) })).await;
    assert_eq!(bench.asked(), [""; 0]);
    bench.hear(stands(standing("default", aws::State::Well))).await;
    assert_eq!(bench.asked(), ["who?"]);
}

#[tokio::test]
async fn signing_in_again() {
    let (mut bench, _) = Bench::listening().await;
    bench.controller.state.who = work();
    let trouble = Trouble::new(What::SignInExpired { profile: "work".into() }).ended_by("corp");
    bench.hear(stands(standing("work", aws::State::Trouble(trouble)))).await;
    assert!(bench.log().contains(&"tray: Attention: AWS credentials need you".to_owned()));
    bench.hear(take(Offer::SignIn)).await;
    bench.hear(take(Offer::SignIn)).await;
    assert!(bench.log().contains(&"browser: https://corp.example".to_owned()));
    let asked = bench.asked();
    assert_eq!(asked.iter().filter(|line| *line == "sign in: work").count(), 1, "once, however often it is clicked");
    bench.hear(Event::SignedIn(Ok(()))).await;
    bench.hear(stands(standing("work", aws::State::Well))).await;
    assert!(bench.log().contains(&"tray: Running: Running".to_owned()));
    assert!(bench.asked().contains(&"who?".to_owned()));
}

#[tokio::test]
async fn a_sign_in_can_be_given_up_and_can_fail() {
    let (mut bench, _) = Bench::listening().await;
    bench.ask(Request::SignIn { profile: "work".into() }).await;
    assert!(bench.controller.state.sign_in.is_some());
    bench.ask(Request::CancelSignIn).await;
    assert!(bench.controller.state.sign_in.is_none());
    bench.engine.script().sign_in = Some(Err(Refusal::said("AWS refused.")));
    bench.ask(Request::SignIn { profile: "work".into() }).await;
    assert_eq!(bench.controller.state.sign_in_failed, Some(Refusal::said("AWS refused.")));
}

#[tokio::test]
async fn a_code_is_asked_for_in_the_window() {
    let (mut bench, _) = Bench::listening().await;
    let (answer, answered) = oneshot::channel();
    let question = MfaQuestion { profile: "work".into(), serial: "arn:aws:iam::1:mfa/me".into() };
    bench.hear(Event::MfaAsked(question, answer)).await;
    assert_eq!(bench.log(), ["open: Overview"]);
    assert!(view::Overview::of(&bench.controller.state, Text::of(Language::English)).mfa.is_some());
    bench.ask(Request::AnswerMfa { code: Some(view::Secret(" 123456 ".into())) }).await;
    assert_eq!(answered.await.ok().flatten().map(|code| code.expose_secret().to_owned()).as_deref(), Some("123456"));
    assert!(view::Overview::of(&bench.controller.state, Text::of(Language::English)).mfa.is_none());
    bench.log();
    bench.ask(Request::AnswerMfa { code: Some(view::Secret("123456".into())) }).await;
    assert!(bench.log()[0].contains("No code is waited for any more."));
}

#[tokio::test]
async fn the_user_is_reminded_once_not_twice() {
    let (mut bench, _) = Bench::listening().await;
    bench.controller.state.who = work();
    let sign_in = Some(SignedIn { until: SystemTime::UNIX_EPOCH + Duration::from_secs(240), renewable: false });
    for _ in 0..3 {
        bench.hear(stands(Standing { sign_in: sign_in.clone(), ..standing("work", aws::State::Well) })).await;
        bench.hear(Event::Tick).await;
    }
    let reminded = |log: Vec<String>| log.into_iter().filter(|line| line.starts_with("notify")).collect::<Vec<_>>();
    assert_eq!(reminded(bench.log()), ["notify: work: the sign-in ends in 4 min"]);
    bench.controller.given.now = || SystemTime::UNIX_EPOCH + Duration::from_secs(241);
    for _ in 0..3 {
        bench.hear(Event::Tick).await;
    }
    assert_eq!(reminded(bench.log()), ["notify: work: the sign-in has ended"]);
}

#[tokio::test]
async fn the_reminder_is_about_who_we_are_and_not_about_who_was_chosen_just_now() {
    let (mut bench, _) = Bench::listening().await;
    bench.controller.state.who = Who::Profile("home".into());
    let sign_in = Some(SignedIn { until: SystemTime::UNIX_EPOCH + Duration::from_secs(60), renewable: false });
    bench.hear(stands(Standing { sign_in, ..standing("work", aws::State::Well) })).await;
    assert!(bench.log().contains(&"notify: work: the sign-in ends in 1 min".to_owned()));
}

#[tokio::test]
async fn quitting_waits_until_the_keychain_knows_the_last_choice() {
    let (mut bench, keychain) = Bench::listening().await;
    for name in ["home", "work"] {
        bench.controller.state.who = Who::Profile(name.into());
        let chosen = bench.controller.as_chosen();
        bench.controller.became(chosen, Ok(()), None);
    }
    bench.controller.handle(Event::Stopped);
    assert!(!bench.controller.finished, "the keychain is still at it");
    bench.hear(Event::Tick).await;
    assert!(bench.controller.finished);
    assert_eq!(keychain.text("aws-profile").as_deref(), Some("profile:work"));
}

#[tokio::test]
async fn of_two_quick_choices_the_later_one_is_in_force() {
    let (mut bench, keychain) = Bench::listening().await;
    let (go, slow) = oneshot::channel();
    bench.engine.script().slow.push_back(slow);
    bench.controller.handle(Event::Chosen(Action::ChooseWho(Who::Profile("default".into()))));
    bench.hear(Event::Chosen(Action::ChooseWho(work()))).await;
    go.send(()).expect("the first one waits for it");
    bench.until(|event| matches!(event, Event::Remembered(_))).await;
    let become_: Vec<String> = bench.asked().into_iter().filter(|line| line.starts_with("become")).collect();
    assert_eq!(become_, ["become: default in its own region", "become: work in its own region"]);
    assert_eq!((bench.who(), keychain.text("aws-profile").as_deref()), (work(), Some("profile:work")));
}

#[tokio::test]
async fn a_choice_made_while_the_gateway_stops_is_kept() {
    let (mut bench, keychain) = Bench::listening().await;
    bench.controller.handle(take(Offer::TryDemo));
    bench.controller.handle(Event::Chosen(Action::ChooseRegion(Some("eu-west-1".into()))));
    bench.hear(Event::Chosen(Action::ChooseWho(work()))).await;
    assert_eq!(keychain.text("aws-profile").as_deref(), Some("profile:work"));
    while bench.controller.keeping > 0 {
        bench.until(|event| matches!(event, Event::ChoiceKept(_))).await;
    }
    let kept = std::fs::read_to_string(bench.home.path().join("settings.toml")).expect("it was made");
    assert!(kept.ends_with("\nregion = \"eu-west-1\"\n"), "{kept}");
}

#[tokio::test]
async fn what_the_file_says_of_an_older_choice_does_not_undo_the_next() {
    let (mut bench, _) = Bench::listening().await;
    let region = |name: &str| Event::Chosen(Action::ChooseRegion(Some(name.to_owned())));
    bench.hear(region("eu-west-1")).await;
    // The file's word of it comes after the next choice.
    bench.controller.handle(region("us-west-2"));
    bench.until(|event| matches!(event, Event::Became(..))).await;
    while bench.controller.keeping > 0 {
        bench.until(|event| matches!(event, Event::ChoiceKept(_))).await;
    }
    assert_eq!(bench.controller.state.region.as_deref(), Some("us-west-2"));
    let become_: Vec<String> = bench.asked().into_iter().filter(|line| line.starts_with("become")).collect();
    assert_eq!(become_, ["become: chain in eu-west-1", "become: chain in us-west-2"]);
}

#[tokio::test]
async fn profiles_are_followed_without_a_gateway() {
    let (mut bench, _) = Bench::listening().await;
    let aws = bench.home.path().join(".aws");
    std::fs::create_dir(&aws).expect("a folder");
    std::fs::write(aws.join("config"), "[profile later]\nregion = eu-west-1\n").expect("it is written");
    bench.controller.given.environment = Environment::of([("HOME", bench.home.path().display().to_string())]);
    bench.hear(Event::Chosen(Action::Stop)).await;
    bench.controller.handle(Event::Tick);
    bench.until(|event| matches!(event, Event::Profiles(_))).await;
    assert!(bench.controller.desktop.menu.contains(&"  ( ) later".to_owned()), "{:?}", bench.controller.desktop.menu);
}

#[tokio::test]
async fn the_last_words_of_a_gateway_that_stops_are_not_believed() {
    let (mut bench, _) = Bench::listening().await;
    bench.controller.handle(Event::Chosen(Action::Stop));
    bench.hear(stands(standing("work", aws::State::Well))).await;
    assert_eq!(bench.asked(), [""; 0]);
    assert!(bench.controller.state.standing.is_none());
}

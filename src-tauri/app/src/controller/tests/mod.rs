mod bench;
mod identity;
mod keys;
mod window;

use bench::Bench;
use tokio::sync::mpsc;

use super::*;
use crate::refusal::Refusal;
use crate::secrets::Keeping;
use crate::secrets::tests::{Absent, Memory};
use crate::state::{Action, Failure, Key, Mode, Offer};
use crate::text::Language;
use crate::view::{self, Request};

fn take(offer: Offer) -> Event {
    Event::Chosen(Action::Take(offer))
}

fn taken() -> Failure {
    Failure::PortTaken { port: 8642, holder: None }
}

#[tokio::test]
async fn the_gateway_starts_with_the_key() {
    let mut bench = Bench::with(Vault::new(Memory::default()), |_, _| {}).await;
    assert_eq!(bench.log(), ["keep window: false", "tray: Idle: Starting…"]);
    bench.begin().await;
    // The second draw lets the key be copied.
    assert_eq!(bench.log(), ["tray: Idle: Starting…", "announce: http://127.0.0.1:8642", "tray: Running: Running"]);
    assert_eq!(bench.asked(), ["start: Aws 8642 chain in its own region"]);
}

#[tokio::test]
async fn copying() {
    let (mut bench, keychain) = Bench::listening().await;
    bench.hear(Event::Chosen(Action::CopyBaseUrl)).await;
    bench.hear(Event::Chosen(Action::CopyApiKey)).await;
    let copied: Vec<String> = bench.log().into_iter().filter(|line| line.starts_with("copy")).collect();
    let key = keychain.text("api-key").expect("it was stored");
    assert_eq!(copied, ["copy: http://127.0.0.1:8642/v1".to_owned(), format!("copy: {key}")]);
}

#[tokio::test]
async fn every_ask_is_answered_once() {
    let (mut bench, keychain) = Bench::listening().await;
    bench.ask(Request::CopyBaseUrl).await;
    let done = r#"window: {"kind":"answered","ask":7,"answer":{"kind":"done"}}"#;
    assert_eq!(bench.log(), ["copy: http://127.0.0.1:8642/v1", done]);
    bench.controller.desktop.no_clipboard = true;
    bench.ask(Request::CopyApiKey).await;
    let refused = r#"{"kind":"refused","reason":"Nothing was copied: no clipboard."}"#;
    assert_eq!(bench.log(), [format!(r#"window: {{"kind":"answered","ask":7,"answer":{refused}}}"#)]);
    bench.controller.desktop.no_clipboard = false;
    bench.ask(Request::CopyText { text: "Bearer {{key}}".into() }).await;
    let key = keychain.text("api-key").expect("it was stored");
    assert_eq!(bench.log(), [format!("copy: Bearer {key}"), done.to_owned()]);
}

#[tokio::test]
async fn the_window_hears_the_state_once_and_then_each_change_once() {
    let mut bench = Bench::with(Vault::new(Memory::default()), |_, _| {}).await;
    bench.log();
    bench.hear(Event::WindowReady).await;
    bench.hear(Event::LaunchedAgain).await;
    assert_eq!(bench.log(), [r#"window: {"kind":"starting"}"#, "open"]);
    bench.begin().await;
    let told: Vec<String> = bench.log().into_iter().filter(|line| line.starts_with("window")).collect();
    // Each is another state, though the word for it is the same: launch at login, the key, the gateway.
    assert_eq!(told.last().map(String::as_str), Some(r#"window: {"kind":"running"}"#));
    bench.hear(Event::WindowReady).await;
    assert_eq!(bench.log(), [r#"window: {"kind":"running"}"#], "a page loaded again asks again");
    bench.hear(Event::WindowClosed).await;
    bench.hear(take(Offer::TryDemo)).await;
    assert!(bench.log().iter().all(|line| !line.starts_with("window")), "nobody is told after the window closed");
}

#[tokio::test]
async fn the_demo_is_tried_and_left() {
    let (mut bench, _) = Bench::listening().await;
    bench.hear(take(Offer::TryDemo)).await;
    let restarted = |end: &str| {
        ["tray: Idle: Stopping…", "tray: Idle: Starting…", "announce: http://127.0.0.1:8642", end].map(str::to_owned)
    };
    assert_eq!(bench.log(), restarted("tray: Demo: Demo, no AWS"));
    bench.ask(Request::Take { offer: view::Offer::LeaveDemo }).await;
    assert_eq!(bench.mode(), Mode::Aws);
    let starts = ["Demo", "Aws"].map(|mode| format!("start: {mode} 8642 chain in its own region"));
    assert_eq!(bench.asked(), starts);
}

#[tokio::test]
async fn stopping_and_starting() {
    let (mut bench, _) = Bench::listening().await;
    bench.hear(Event::Chosen(Action::Stop)).await;
    assert_eq!(bench.log(), ["tray: Idle: Stopping…", "tray: Idle: Stopped"]);
    assert!(bench.controller.desktop.menu.contains(&"* Start".to_owned()));
    bench.hear(Event::Chosen(Action::Start)).await;
    assert_eq!(bench.log().last().map(String::as_str), Some("tray: Running: Running"));
    bench.hear(Event::Chosen(Action::Stop)).await;
    bench.hear(Event::Chosen(Action::Quit)).await;
    assert!(bench.controller.finished);
}

#[tokio::test]
async fn a_taken_port_can_be_tried_again_or_left() {
    let mut bench = Bench::with(Vault::new(Memory::default()), |_, _| {}).await;
    bench.engine.script().failures.extend([taken(), taken()]);
    bench.begin().await;
    assert_eq!(bench.log().last().map(String::as_str), Some("tray: Attention: Port 8642 is taken"));
    bench.hear(Event::Chosen(Action::Start)).await;
    assert_eq!(bench.log(), ["tray: Idle: Starting…", "tray: Attention: Port 8642 is taken"]);
    bench.hear(take(Offer::UseFreePort)).await;
    assert_eq!(bench.asked().last().map(String::as_str), Some("start: Aws 0 chain in its own region"));
    assert_eq!(bench.log().last().map(String::as_str), Some("tray: Running: Running"));
}

#[tokio::test]
async fn quitting_stops_the_gateway_first() {
    let (mut bench, _) = Bench::listening().await;
    bench.hear(Event::Chosen(Action::Quit)).await;
    assert_eq!(bench.log(), ["tray: Idle: Stopping…"]);
    assert!(bench.controller.finished);
}

#[tokio::test]
async fn quitting_twice_does_not_wait() {
    let (mut bench, _) = Bench::listening().await;
    bench.engine.script().never_stops = true;
    bench.hear(Event::AskedToStop).await;
    assert!(!bench.controller.finished);
    bench.hear(Event::AskedToStop).await;
    assert!(bench.controller.finished);
}

#[tokio::test]
async fn quitting_during_a_switch_does_not_start_again() {
    let (mut bench, _) = Bench::listening().await;
    bench.controller.handle(take(Offer::TryDemo));
    bench.hear(Event::Chosen(Action::Quit)).await;
    assert!(bench.controller.finished);
    assert_eq!(bench.asked(), [""; 0]);
}

#[tokio::test]
async fn what_is_not_offered_does_nothing() {
    let (mut bench, _) = Bench::listening().await;
    for offer in [Offer::LeaveDemo, Offer::StartAgain, Offer::UseSessionKey, Offer::SignIn] {
        bench.hear(take(offer)).await;
    }
    assert_eq!(bench.asked(), [""; 0]);
}

#[tokio::test]
async fn a_switch_that_was_clicked_is_drawn_as_it_is() {
    let (mut bench, _) = Bench::listening().await;
    bench.hear(Event::Chosen(Action::LaunchAtLogin(true))).await;
    assert!(bench.controller.desktop.menu.contains(&"(o) Launch at login".to_owned()));
    bench.log();
    // What is chosen already is drawn again: the item has flipped itself.
    bench.hear(Event::Chosen(Action::ChooseEffort(None))).await;
    assert_eq!(bench.log(), ["tray: Running: Running"]);
}

#[tokio::test]
async fn without_a_tray_the_window_comes_and_stays() {
    let (mut bench, _) = Bench::listening().await;
    bench.hear(Event::TrayShown(false)).await;
    assert_eq!(bench.log(), ["keep window: true"], "a panel that goes for a moment is no reason to pop up");
    bench.hear(Event::TrayShown(true)).await;
    assert_eq!(bench.log(), ["keep window: false", "tray: Running: Running"]);

    let mut bench = Bench::with(Vault::new(Memory::default()), |_, _| {}).await;
    bench.controller.tray_known = false;
    bench.log();
    bench.hear(Event::TrayShown(false)).await;
    assert_eq!(bench.log(), ["keep window: true", "open"]);
    assert!(!view::Overview::of(&bench.controller.state, Text::of(Language::English)).tray);

    bench.controller.tray_known = false;
    bench.controller.given.hidden = true;
    bench.hear(Event::TrayShown(false)).await;
    assert_eq!(bench.log(), ["keep window: true"], "nobody asked for a window at login");
}

#[tokio::test]
async fn running_ends_with_quitting() {
    let (outbox, inbox) = mpsc::unbounded_channel();
    let (bench, _) = Bench::listening().await;
    outbox.send(Event::Started(Err(Failure::Other { reason: Refusal::said("why") }))).expect("the inbox is open");
    outbox.send(Event::AskedToStop).expect("the inbox is open");
    bench.controller.run(inbox).await;
}

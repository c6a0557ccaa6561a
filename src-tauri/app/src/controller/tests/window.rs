//! What the window asks for beside the state: settings, the log, models, playing, the doctor.

use std::fs;
use std::time::Duration;

use outcrop_gateway::observe::Call;
use serde_json::{Value, json};

use super::bench::Bench;
use crate::controller::Event;
use crate::state::Action;
use crate::view::{Change, Effort, Language, Request};

/// A head that says nothing.
const NOBODY: &[(&str, &str)] = &[];

fn answered(event: &Event) -> bool {
    matches!(event, Event::Answered(..))
}

fn change(change: Change) -> Event {
    Event::Asked(1, Request::Change { change })
}

fn refused(log: &[String]) -> String {
    let found = log.iter().filter_map(|line| line.strip_prefix("window: ")).find_map(|line| {
        let told: Value = serde_json::from_str(line).expect("it is JSON");
        told["answer"]["reason"].as_str().map(str::to_owned)
    });
    found.unwrap_or_else(|| panic!("nothing was refused: {log:?}"))
}

#[tokio::test]
async fn a_changed_setting_is_in_the_file_and_in_force() {
    let (mut bench, _) = Bench::listening().await;
    let file = bench.home.path().join("settings.toml");
    bench.controller.handle(change(Change::Effort(Some(Effort::High))));
    bench.until(answered).await;
    assert!(fs::read_to_string(&file).expect("it was made").contains("reasoning_effort = \"high\""));
    assert_eq!(bench.asked(), ["effort: Some(High)"]);
    fs::write(&file, "strict = \n").expect("it can be written");
    bench.until(|event| matches!(event, Event::Kept(_))).await;
    assert!(bench.controller.state.settings_trouble.is_some());
    bench.log();
    bench.controller.handle(change(Change::Strict(true)));
    bench.until(answered).await;
    let reason = refused(&bench.log());
    assert!(reason.contains("settings.toml:1"), "{reason}");
}

#[tokio::test]
async fn a_page_hears_no_answers_that_an_earlier_one_asked_for() {
    let (mut bench, _) = Bench::listening().await;
    bench.hear(Event::WindowReady).await;
    let strict = |number, on| Event::Asked(number, Request::Change { change: Change::Strict(on) });
    bench.controller.handle(strict(1, true));
    bench.hear(Event::WindowClosed).await;
    bench.hear(Event::WindowReady).await;
    // What was answered before is no matter: its page was still there.
    bench.log();
    bench.controller.handle(strict(2, false));
    // The answers come in the order in which the file was written.
    let told = tokio::time::timeout(Duration::from_secs(30), async {
        let mut told = Vec::new();
        while !told.iter().any(|line: &String| line.contains(r#""ask":2"#)) {
            tokio::time::sleep(Duration::from_millis(5)).await;
            bench.hear(Event::Tick).await;
            told.extend(bench.log());
        }
        told
    });
    let told = told.await.expect("the second is answered");
    assert!(told.iter().all(|line| !line.contains(r#""ask":1"#)), "{told:?}");
}

#[tokio::test]
async fn another_port_restarts_the_gateway() {
    let (mut bench, _) = Bench::listening().await;
    bench.controller.handle(change(Change::Port(9000)));
    bench.until(answered).await;
    assert_eq!(bench.asked()[0], "start: Aws 9000 chain in its own region");
}

#[tokio::test]
async fn a_port_that_is_named_while_the_gateway_starts_is_moved_to() {
    let (mut bench, _) = Bench::listening().await;
    bench.hear(Event::Chosen(Action::Stop)).await;
    bench.controller.handle(Event::Chosen(Action::Start));
    let mut kept = bench.controller.desk.kept.clone();
    kept.settings.port = Some(9000);
    bench.hear(Event::Kept(Box::new(kept))).await;
    let starts = ["8642", "9000"].map(|port| format!("start: Aws {port} chain in its own region"));
    assert_eq!(bench.asked(), starts);
}

#[tokio::test]
async fn it_listens_where_the_file_says() {
    let (mut bench, _) = Bench::listening().await;
    fs::write(bench.home.path().join("settings.toml"), "host = '0.0.0.0'\n").expect("it is written");
    bench.until(|event| matches!(event, Event::Kept(_))).await;
    assert_eq!(bench.controller.given.listen.host.to_string(), "0.0.0.0");
    assert_eq!(bench.asked(), ["start: Aws 8642 chain in its own region"]);
}

#[tokio::test]
async fn what_the_command_line_names_is_not_the_files_to_change() {
    let (mut bench, _) = Bench::listening().await;
    (bench.controller.given.port_fixed, bench.controller.given.region_fixed) = (true, true);
    fs::write(bench.home.path().join("settings.toml"), "port = 9000\nregion = 'eu-west-1'\n").expect("it is written");
    bench.until(|event| matches!(event, Event::Kept(_))).await;
    assert_eq!(bench.asked(), [""; 0]);
}

#[tokio::test]
async fn a_region_in_the_file_is_gone_to_and_one_that_is_chosen_is_kept() {
    let (mut bench, _) = Bench::listening().await;
    let file = bench.home.path().join("settings.toml");
    fs::write(&file, "region = 'eu-west-1'\n").expect("it is written");
    bench.until(|event| matches!(event, Event::Became(..))).await;
    assert_eq!(bench.asked()[0], "become: chain in eu-west-1");
    bench.controller.handle(Event::Asked(1, Request::ChooseRegion { region: Some("us-west-2".into()) }));
    bench.until(|event| matches!(event, Event::Kept(_))).await;
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "region = \"us-west-2\"\n");
}

#[tokio::test]
async fn the_log_is_captured_shown_copied_and_emptied() {
    let (mut bench, _) = Bench::listening().await;
    bench.ask(Request::Capture { on: true }).await;
    assert!(bench.controller.state.capture);
    let feed = bench.controller.desk.feed.clone();
    Call::open(&feed, "POST", "/v1/chat/completions", NOBODY).finish();
    bench.log();
    bench.ask(Request::ShowDetail { id: 1 }).await;
    assert!(bench.log()[0].contains(r#""kind":"detail","detail":{"id":1"#));
    bench.ask(Request::CopyCurl { id: 1 }).await;
    let copied = bench.log().remove(0);
    assert!(copied.starts_with("copy: ") && copied.contains("curl "), "{copied}");
    bench.ask(Request::CopyCurl { id: 2 }).await;
    assert!(refused(&bench.log()).contains("no longer"));
    bench.ask(Request::ClearLog).await;
    assert_eq!(feed.rows().len(), 0);
    bench.ask(Request::ShowFile { path: "/etc/passwd".into() }).await;
    assert!(refused(&bench.log()).contains("has not saved"));
}

#[tokio::test]
async fn a_request_that_was_not_captured_is_not_sent_again() {
    let (mut bench, _) = Bench::listening().await;
    let feed = bench.controller.desk.feed.clone();
    Call::open(&feed, "POST", "/v1/chat/completions", NOBODY).finish();
    let replay = |id| Request::Replay { id, model: None, profile: None, region: None };
    bench.log();
    bench.ask(replay(1)).await;
    assert!(refused(&bench.log()).contains("captured"));
    bench.ask(replay(2)).await;
    assert!(refused(&bench.log()).contains("no longer"));
}

#[tokio::test]
async fn the_doctor_tells_each_finding() {
    let (mut bench, _) = Bench::listening().await;
    bench.hear(Event::WindowReady).await;
    bench.log();
    bench.ask(Request::Examine).await;
    let told: Vec<Value> =
        bench.log().iter().filter_map(|line| serde_json::from_str(line.strip_prefix("window: ")?).ok()).collect();
    let doctors: Vec<_> = told.iter().filter(|told| told["kind"] == "doctor").map(|told| &told["doctor"]).collect();
    assert_eq!(doctors.last().expect("it is told")["running"], json!(false));
    assert_eq!(doctors.last().expect("it is told")["steps"][0]["part"], json!("files"));
    assert_eq!(bench.asked().last().map(String::as_str), Some("examine: chain in its own region"));
}

#[tokio::test]
async fn the_doctor_comes_to_what_does_not_run() {
    let (mut bench, _) = Bench::listening().await;
    bench.hear(Event::Chosen(Action::Stop)).await;
    bench.log();
    bench.ask(Request::Examine).await;
    assert!(bench.log().iter().all(|line| !line.contains("refused")));
    assert_eq!(bench.asked().last().map(String::as_str), Some("examine: chain in its own region"));
}

#[tokio::test]
async fn another_language_is_spoken_at_once() {
    let (mut bench, _) = Bench::listening().await;
    bench.hear(Event::WindowReady).await;
    bench.ask(Request::Examine).await;
    bench.ask(Request::CopyCurl { id: 2 }).await;
    assert_eq!(refused(&bench.log()), "This request is no longer in the log.");
    bench.controller.handle(change(Change::Language(Language::TraditionalChinese)));
    bench.until(answered).await;
    let told: Vec<String> = bench.log().into_iter().filter(|line| line.contains(r#""kind":"doctor""#)).collect();
    assert!(told.len() == 1 && told[0].contains("可以列出模型"), "what was found is told once more: {told:?}");
    bench.ask(Request::CopyCurl { id: 2 }).await;
    assert_eq!(refused(&bench.log()), "這個請求已不在記錄中。");
}

//! Answers that begin late: the status is held back, but not for ever.

use std::time::Duration;

use crate::support::sse::{Sse, told};
use crate::support::{Bench, NOVA, ask_stream};

/// The status goes out while Bedrock has not answered yet; then the role, comments, and the answer.
#[tokio::test]
async fn a_slow_first_byte_is_bridged() {
    let bench = Bench::with(|config| {
        config.limits.hold_answer = Duration::from_millis(50);
        config.limits.hold_event = Duration::from_millis(50);
        config.limits.keep_alive = Duration::from_millis(60);
    })
    .await;
    bench.script("slow-first-byte ms=700");
    let mut live = bench.client.live(&ask_stream(NOVA, "Hello")).await;
    assert_eq!(live.status, 200);
    assert!(bench.calls()[0].status.is_none() || bench.calls()[0].outcome == bedrock_simulator::Outcome::Open);
    let mut events = Vec::new();
    while let Some(event) = live.next().await {
        events.push(event);
    }
    assert!(matches!(&events[0], Sse::Data(chunk) if chunk["choices"][0]["delta"]["role"] == "assistant"));
    assert_eq!(events[1], Sse::Comment, "{events:#?}");
    let comments = events.iter().filter(|event| **event == Sse::Comment).count();
    assert!(comments >= 3, "a comment now and then: {events:#?}");
    // Comments do not reset the timers of those who count chunks.
    let empty = |event: &&Sse| matches!(event, Sse::Data(chunk) if chunk["choices"][0]["delta"] == serde_json::json!({}) && chunk["choices"][0]["finish_reason"].is_null());
    assert!(events.iter().any(|event| empty(&event)), "and an empty chunk now and then: {events:#?}");
    assert_eq!(told(&events).finish(), Some("stop"));
}

/// Bedrock has accepted the call, but says nothing yet.
#[tokio::test]
async fn a_slow_first_event_is_bridged() {
    let bench = Bench::with(|config| {
        config.limits.hold_event = Duration::from_millis(50);
        config.limits.keep_alive = Duration::from_millis(60);
    })
    .await;
    let frames = [
        bytes::Bytes::new(),
        bedrock_simulator::Frame::event("messageStart", serde_json::json!({"role": "assistant"})).encode(),
    ];
    let script = bedrock_simulator::Script::bytes(frames.to_vec()).gap(Duration::from_millis(400)).then_cut();
    bench.simulator.enqueue(script);
    let mut live = bench.client.live(&ask_stream(NOVA, "Hello")).await;
    assert_eq!(live.status, 200);
    assert!(live.headers.contains_key("x-request-id"), "AWS has answered by then");
    let mut events = Vec::new();
    while let Some(event) = live.next().await {
        events.push(event);
    }
    assert!(events.contains(&Sse::Comment), "{events:#?}");
    assert!(told(&events).error.is_some());
}

#[tokio::test]
async fn silence_within_an_answer_is_bridged() {
    let bench = Bench::with(|config| config.limits.keep_alive = Duration::from_millis(40)).await;
    bench.script("text text=\"One two three\" gap=150");
    let events = bench.client.chat(&ask_stream(NOVA, "Hello")).await.events();
    assert!(events.contains(&Sse::Comment), "{events:#?}");
    let told = told(&events);
    assert_eq!((told.finish(), &told.message()["content"]), (Some("stop"), &serde_json::json!("One two three")));
}

/// A refusal that comes after the status went out is the stream's end.
#[tokio::test]
async fn a_late_refusal_is_an_error_event() {
    let bench = Bench::with(|config| config.limits.hold_answer = Duration::from_millis(30)).await;
    bench.script("http:ValidationException first-byte=300 message=Late.");
    let told = told(&bench.client.chat(&ask_stream(NOVA, "Hello")).await.events());
    let error = told.error.expect("an error");
    assert_eq!((&error["message"], &error["type"]), (&"Late.".into(), &"invalid_request_error".into()));
}

/// Within the bound the status waits, so that a refusal is one.
#[tokio::test]
async fn a_refusal_in_time_is_a_status() {
    let bench = Bench::start().await;
    bench.script("http:ValidationException first-byte=300 message=\"In time.\"");
    let answer = bench.client.chat(&ask_stream(NOVA, "Hello")).await;
    assert_eq!(answer.status, 400, "{}", answer.text());
}

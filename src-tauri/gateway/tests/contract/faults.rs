//! Streams that break: an `error` event that no client can take for success (facts/openai.md section 2).

use std::time::Duration;

use serde_json::Value;

use crate::support::sse::{Sse, Told, told};
use crate::support::{Bench, NOVA, ask_stream};
use outcrop_gateway::observe::Outcome;

/// The stream that the script breaks, with our limits on silence as small as can be.
async fn broken(script: &str) -> (Told, Bench) {
    let bench = Bench::with(|config| config.limits.idle = Duration::from_millis(150)).await;
    bench.script(script);
    let events = bench.client.chat(&ask_stream(NOVA, "Hello")).await.events();
    let told = told(&events);
    assert!(matches!(events.last(), Some(Sse::Data(_))), "{script}: the error comes last: {events:#?}");
    assert!(!told.looks_complete(), "{script}: {told:#?}");
    (told, bench)
}

async fn check(script: &str, kind: &str, code: &str, message: &str) {
    let (told, bench) = broken(script).await;
    let error = told.error.expect(script);
    assert_eq!((&error["type"], &error["code"]), (&Value::from(kind), &Value::from(code)), "{script}: {error}");
    assert!(error["message"].as_str().is_some_and(|said| said.contains(message)), "{script}: {error}");
    let row = bench.row().await;
    assert_eq!((row.outcome, row.status), (Outcome::Failed, Some(200)), "{script}");
    assert_eq!(row.error.as_deref(), error["message"].as_str(), "{script}");
    assert!(row.aws_request_id.is_some(), "{script}");
}

#[tokio::test]
async fn an_exception_in_the_middle() {
    for (name, kind, code) in [
        ("internalServerException", "server_error", "upstream_error"),
        ("modelStreamErrorException", "server_error", "upstream_error"),
        ("validationException", "invalid_request_error", ""),
        ("throttlingException", "rate_limit_error", "rate_limit_exceeded"),
        ("serviceUnavailableException", "server_error", "overloaded"),
    ] {
        let script = format!("midstream:{name} after=2 message=\"The words of {name}.\"");
        let (told, bench) = broken(&script).await;
        let error = told.error.expect(name);
        assert_eq!(error["type"], kind, "{name}: {error}");
        assert_eq!(error["code"].as_str().unwrap_or_default(), code, "{name}: {error}");
        assert_eq!(error["message"], format!("The words of {name}."));
        assert!(told.choices[0]["message"]["content"].is_string(), "{name}: what came before it was sent");
        assert_eq!(bench.row().await.outcome, Outcome::Failed, "{name}");
    }
}

#[tokio::test]
async fn a_connection_that_is_cut() {
    for after in [2, 3, 5] {
        let script = format!("cut after={after}");
        check(&script, "server_error", "stream_interrupted", "broke before the answer was complete").await;
    }
}

#[tokio::test]
async fn a_cut_within_a_tools_arguments() {
    check("cut after=3 reply=tool", "server_error", "stream_interrupted", "broke").await;
}

#[tokio::test]
async fn a_frame_that_was_corrupted_on_the_way() {
    for after in [2, 4] {
        check(&format!("bad-crc after={after}"), "server_error", "stream_interrupted", "broke").await;
    }
}

/// The SDK takes a clean end of the connection for the end of the answer.
#[tokio::test]
async fn an_end_without_a_stop() {
    check("no-stop", "server_error", "stream_interrupted", "broke").await;
}

#[tokio::test]
async fn silence_in_the_middle() {
    for after in [2, 3] {
        check(&format!("freeze after={after}"), "server_error", "stream_stalled", "silent").await;
    }
}

/// What goes wrong before the first word is a status, not a stream: that the model has begun is no word yet.
#[tokio::test]
async fn nothing_at_all() {
    for (script, status) in [
        ("cut after=0", 500),
        ("bad-crc after=0", 500),
        ("freeze after=0", 504),
        ("cut after=1", 500),
        ("bad-crc after=1", 500),
        ("midstream:throttlingException after=0", 429),
        ("freeze after=1", 504),
    ] {
        let bench = Bench::with(|config| {
            config.limits.first_event = Duration::from_millis(200);
            config.limits.idle = Duration::from_millis(200);
        })
        .await;
        bench.script(script);
        let answer = bench.client.chat(&ask_stream(NOVA, "Hello")).await;
        assert_eq!(answer.status, status, "{script}: {}", answer.text());
        assert!(answer.json()["error"]["message"].is_string(), "{script}: {}", answer.text());
        assert!(answer.header("x-request-id").is_some(), "{script}");
        assert_eq!(bench.row().await.outcome, Outcome::Failed, "{script}");
    }
}

/// An exception as the very first frame comes before the status is out.
#[tokio::test]
async fn an_exception_first_of_all_is_a_status() {
    use bedrock_simulator::{Frame, Script};
    for (name, status) in [
        ("throttlingException", 429),
        ("validationException", 400),
        ("serviceUnavailableException", 503),
        ("internalServerException", 500),
    ] {
        let bench = Bench::start().await;
        bench.simulator.enqueue(Script::frames(vec![Frame::exception(name, "No.")]));
        let answer = bench.client.chat(&ask_stream(NOVA, "Hello")).await;
        assert_eq!(answer.status, status, "{name}: {}", answer.text());
        assert_eq!(answer.json()["error"]["message"], "No.", "{name}");
    }
}

/// Converse's own events of kinds that are newer than the SDK pass unnoticed.
#[tokio::test]
async fn unknown_frames_are_passed_over() {
    use bedrock_simulator::{Frame, Script};
    use serde_json::json;
    let bench = Bench::start().await;
    bench.simulator.enqueue(Script::frames(vec![
        Frame::event("messageStart", json!({"role": "assistant"})),
        Frame::event("somethingNew", json!({"a": 1})),
        Frame::event("contentBlockDelta", json!({"contentBlockIndex": 0, "delta": {"text": "Hi"}})),
        Frame::event("contentBlockDelta", json!({"contentBlockIndex": 1, "delta": {"newKind": {"a": 1}}})),
        Frame::event("contentBlockStart", json!({"contentBlockIndex": 2, "start": {"newKind": {"a": 1}}})),
        Frame::event("messageStop", json!({"stopReason": "a_new_reason"})),
        Frame::event(
            "metadata",
            json!({"usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2}, "metrics": {"latencyMs": 1}}),
        ),
    ]));
    let told = told(&bench.client.chat(&ask_stream(NOVA, "Hello")).await.events());
    assert_eq!((&told.message()["content"], told.finish()), (&json!("Hi"), Some("stop")));
}

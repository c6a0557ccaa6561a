//! One recorded stream, cut at every byte: split between two writes, broken off, ended early, and corrupted.

// The lints know test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use bedrock_simulator::Script;
use bytes::Bytes;
use serde_json::{Value, json};
use support::client::Answer;
use support::recorded;
use support::sse::{Sse, Told, told};
use support::{Bench, NOVA, ask_stream, redact, with};

async fn ask(bench: &Bench, script: Script) -> Answer {
    bench.simulator.clear();
    bench.simulator.enqueue(script);
    let more = json!({"stream_options": {"include_usage": true}});
    bench.client.chat(&with(ask_stream(NOVA, "Hello"), more)).await
}

/// The chunks, without what is made up anew for each answer.
fn chunks(answer: &Answer) -> Vec<Value> {
    let events = answer.events().into_iter();
    let data = events.map(|event| match event {
        Sse::Data(chunk) => redact(chunk),
        Sse::Done => json!("[DONE]"),
        Sse::Comment => json!(":"),
    });
    data.collect()
}

/// The stream broke: no client may take what came for a whole answer.
fn is_broken(answer: &Answer, what: &str) {
    if answer.status == 200 {
        let told = told(&answer.events());
        assert!(told.error.is_some() && !told.looks_complete(), "{what}: {told:#?}");
    } else {
        assert!(answer.status >= 500, "{what}: {}", answer.text());
        assert!(answer.json()["error"]["message"].is_string(), "{what}: {}", answer.text());
    }
}

/// The answer was complete before it broke: complete or broken, and never both.
fn is_either(answer: &Answer, what: &str) -> Told {
    let told = told(&answer.events());
    assert!(told.done != told.error.is_some(), "{what}: {told:#?}");
    told
}

#[tokio::test]
async fn uncut() {
    let bench = Bench::start().await;
    let (body, _) = recorded::body();
    let told = told(&ask(&bench, Script::bytes(vec![body])).await.events());
    assert_eq!(told.finish(), Some("tool_calls"));
    let message = told.message();
    assert_eq!(message["reasoning_content"], "Grübel.");
    assert_eq!(message["content"], "Let me look. 👩‍🚀");
    assert_eq!(message["tool_calls"][0]["function"]["arguments"], r#"{"city":"Zürich"}"#);
    assert!(told.usage.is_some() && told.done);
}

#[tokio::test]
async fn split_between_two_writes() {
    let bench = Bench::start().await;
    let (body, _) = recorded::body();
    let whole = chunks(&ask(&bench, Script::bytes(vec![body.clone()])).await);
    for at in 1..body.len() {
        let answer = ask(&bench, Script::bytes(vec![body.slice(..at), body.slice(at..)])).await;
        assert_eq!(chunks(&answer), whole, "split at {at}");
    }
}

#[tokio::test]
async fn broken_off() {
    let bench = Bench::start().await;
    let (body, stop) = recorded::body();
    for at in 0..=body.len() {
        let answer = ask(&bench, Script::bytes(vec![body.slice(..at)]).then_cut()).await;
        let what = format!("broken off at {at} of {}", body.len());
        if at < stop {
            is_broken(&answer, &what);
        } else {
            is_either(&answer, &what);
        }
    }
}

/// As a proxy ends it that lost the other side: the HTTP body is complete, and the answer is not.
#[tokio::test]
async fn ended_early() {
    let bench = Bench::start().await;
    let (body, stop) = recorded::body();
    for at in 0..=body.len() {
        let answer = ask(&bench, Script::bytes(vec![body.slice(..at)])).await;
        let what = format!("ended at {at} of {}", body.len());
        if at < stop {
            is_broken(&answer, &what);
        } else {
            let told = is_either(&answer, &what);
            // Between two frames the answer is whole; only its usage may be missing.
            assert!(told.done || (at > stop && at < body.len()), "{what}: {told:#?}");
        }
    }
}

/// One bit is another: the CRCs tell.
#[tokio::test]
async fn corrupted() {
    let bench = Bench::start().await;
    let (body, stop) = recorded::body();
    // The places of a frame are all alike; a step that is prime to their lengths visits each kind.
    for at in (0..body.len()).step_by(7) {
        let mut corrupt = body.to_vec();
        corrupt[at] ^= 0x10;
        let answer = ask(&bench, Script::bytes(vec![Bytes::from(corrupt)])).await;
        let what = format!("corrupted at {at} of {}", body.len());
        if at < stop {
            is_broken(&answer, &what);
        } else {
            is_either(&answer, &what);
        }
    }
}

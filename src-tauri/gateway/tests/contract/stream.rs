//! Streams that go well. `sse::told` checks the rules that hold for each of them.

use serde_json::{Value, json};

use crate::support::sse::{Sse, Told, told};
use crate::support::{Bench, CLAUDE, NOVA, ask, ask_stream, tools, with};

async fn stream(bench: &Bench, request: Value) -> Told {
    let answer = bench.client.chat(&request).await;
    let events = answer.events();
    assert_eq!(events.last(), Some(&Sse::Done), "{events:#?}");
    told(&events)
}

/// Every answer is the same, whole or in pieces.
#[tokio::test]
async fn a_stream_adds_up_to_the_plain_answer() {
    for script in [
        "text text=Hi",
        "several-text",
        "long words=50",
        "tool",
        "tools n=3",
        "text-then-tool",
        "tool-text-tool",
        "tool-no-args",
        "reasoning thinking=Hm. text=Yes.",
        "reasoning-tool",
        "redacted",
        "citations",
        "cache",
        "stop:max_tokens",
        "stop:stop_sequence",
        "stop:guardrail_intervened",
        "stop:content_filtered",
        "stop:model_context_window_exceeded",
    ] {
        let bench = Bench::start().await;
        let request = with(ask(CLAUDE, "Hello"), json!({"tools": tools(), "reasoning_effort": "low"}));
        bench.script(script);
        let plain = bench.client.chat(&request).await.json();
        bench.script(script);
        let more = json!({"stream": true, "stream_options": {"include_usage": true}});
        let streamed = stream(&bench, with(request, more)).await;
        assert_eq!(streamed.choices[0]["finish_reason"], plain["choices"][0]["finish_reason"], "{script}");
        let mut message = plain["choices"][0]["message"].clone();
        // Lists without an index break the SDKs' accumulators, so a stream leaves these out, and numbers those.
        message.as_object_mut().expect("a message").shift_remove("thinking_blocks");
        let mut told = streamed.message().clone();
        let annotations = told.get_mut("annotations").and_then(Value::as_array_mut);
        for annotation in annotations.into_iter().flatten() {
            annotation.as_object_mut().expect("an annotation").shift_remove("index");
        }
        if message["content"] == "" {
            told["content"] = json!(told["content"].as_str().unwrap_or_default());
        }
        assert_eq!(told, message, "{script}");
        assert_eq!(streamed.usage.as_ref(), Some(&plain["usage"]), "{script}");
    }
}

#[tokio::test]
async fn calls_are_numbered_from_0_without_gaps() {
    let bench = Bench::start().await;
    bench.script("tool-text-tool");
    let told = stream(&bench, with(ask_stream(NOVA, "Hello"), json!({"tools": tools()}))).await;
    assert_eq!(told.message()["tool_calls"].as_array().map(Vec::len), Some(2), "{told:?}");
    assert_eq!(told.finish(), Some("tool_calls"));
}

#[tokio::test]
async fn no_arguments_are_an_empty_object() {
    let bench = Bench::start().await;
    bench.script("tool-no-args name=time");
    let told = stream(&bench, with(ask_stream(NOVA, "Hello"), json!({"tools": tools()}))).await;
    assert_eq!(told.message()["tool_calls"][0]["function"], json!({"name": "time", "arguments": "{}"}));
}

#[tokio::test]
async fn usage_comes_only_when_asked_for() {
    for (options, expected) in [
        (json!({}), false),
        (json!({"stream_options": null}), false),
        (json!({"stream_options": {}}), false),
        (json!({"stream_options": {"include_usage": false}}), false),
        (json!({"stream_options": {"include_usage": true, "include_obfuscation": false}}), true),
    ] {
        let bench = Bench::start().await;
        let told = stream(&bench, with(ask_stream(NOVA, "Hello"), options.clone())).await;
        assert_eq!(told.usage.is_some(), expected, "{options}");
    }
}

#[tokio::test]
async fn the_first_words_come_before_the_last_are_written() {
    let bench = Bench::start().await;
    bench.script("long words=20 gap=30");
    let mut live = bench.client.live(&ask_stream(NOVA, "Hello")).await;
    assert!(matches!(live.next().await, Some(Sse::Data(_))));
    let Some(Sse::Data(words)) = live.next().await else { panic!("the first words") };
    assert!(words["choices"][0]["delta"]["content"].is_string(), "{words}");
    assert_eq!(bench.calls()[0].outcome, bedrock_simulator::Outcome::Open, "the rest is still to be written");
    while live.next().await.is_some() {}
}

#[tokio::test]
async fn nothing_on_the_way_may_hold_a_stream_back_or_squeeze_it() {
    let bench = Bench::start().await;
    let request = bench.client.chat_request(&ask_stream(NOVA, "Hello"));
    let (mut head, body) = request.into_parts();
    // The SDKs send this accept even for streams, and offer to unpack.
    head.headers.insert("accept", http::HeaderValue::from_static("application/json"));
    head.headers.insert("accept-encoding", http::HeaderValue::from_static("gzip, deflate, br, zstd"));
    let answer = bench.client.finish(http::Request::from_parts(head, body)).await;
    assert_eq!(answer.header("content-encoding"), None);
    assert_eq!(answer.header("cache-control"), Some("no-cache"));
    assert_eq!(told(&answer.events()).finish(), Some("stop"));
}

#[tokio::test]
async fn several_answers_share_a_stream() {
    let bench = Bench::start().await;
    let more = json!({"n": 2, "stream_options": {"include_usage": true}});
    let told = stream(&bench, with(ask_stream(NOVA, "Hello"), more)).await;
    assert_eq!(told.choices.len(), 2);
    assert_eq!(told.choices[0]["message"], told.choices[1]["message"]);
    assert!(told.usage.is_some_and(|usage| usage["completion_tokens"].as_u64() > Some(10)));
}

/// Models that take tools in Converse only get a stream that is made here.
#[tokio::test]
async fn a_model_that_streams_no_tools_is_asked_for_a_whole_answer() {
    let bench = Bench::start().await;
    bench.script("text-then-tool");
    let llama = "us.meta.llama3-3-70b-instruct-v1:0";
    let told = stream(&bench, with(ask_stream(llama, "Hello"), json!({"tools": tools()}))).await;
    assert_eq!(told.finish(), Some("tool_calls"));
    assert_eq!(told.message()["content"], "Let me look that up.");
    let operations: Vec<String> = bench.calls().into_iter().map(|call| call.operation).collect();
    assert_eq!(operations, ["Converse"]);
}

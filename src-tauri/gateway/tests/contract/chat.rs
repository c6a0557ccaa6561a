//! Plain answers.

use serde_json::{Value, json};

use crate::support::{Bench, CLAUDE, NOVA, ask, tools, with};

async fn completion(bench: &Bench, request: Value) -> Value {
    let answer = bench.client.chat(&request).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/json"));
    answer.json()
}

/// The script's answer to a request with tools, as message and finish reason.
async fn check(script: &str, message: Value, finish_reason: &str) {
    let bench = Bench::start().await;
    bench.script(script);
    let answer = completion(&bench, with(ask(CLAUDE, "Hello"), json!({"tools": tools()}))).await;
    let choice = &answer["choices"][0];
    let mut got = choice["message"].clone();
    for call in got.get_mut("tool_calls").and_then(Value::as_array_mut).into_iter().flatten() {
        assert!(call["id"].as_str().is_some_and(|id| !id.is_empty()), "{call}");
        call["id"] = json!("[id]");
    }
    assert_eq!(got, message, "{script}");
    assert_eq!(choice["finish_reason"], finish_reason, "{script}");
}

fn call(name: &str, arguments: &str) -> Value {
    json!({"type": "function", "id": "[id]", "function": {"name": name, "arguments": arguments}})
}

#[tokio::test]
async fn the_required_members_are_there() {
    let bench = Bench::start().await;
    let answer = completion(&bench, ask(NOVA, "Hello")).await;
    assert!(answer["id"].as_str().is_some_and(|id| id.starts_with("chatcmpl-")), "{answer}");
    assert_eq!(answer["object"], "chat.completion");
    assert!(answer["created"].as_u64().is_some_and(|created| created > 1_700_000_000), "{answer}");
    assert_eq!(answer["model"], NOVA);
    let choice = &answer["choices"][0];
    assert_eq!(choice["index"], 0);
    assert_eq!(choice["message"]["role"], "assistant");
    assert_eq!(choice["message"]["content"], "This is the simulator's answer to: Hello");
    assert_eq!(choice["finish_reason"], "stop");
    assert!(choice["message"].get("refusal").is_some_and(Value::is_null), "{answer}");
    assert!(choice.get("logprobs").is_some_and(Value::is_null), "{answer}");
    let usage = &answer["usage"];
    let count = |name: &str| usage[name].as_u64().expect(name);
    assert_eq!(count("prompt_tokens") + count("completion_tokens"), count("total_tokens"));
    assert!(answer.get("error").is_none(), "LangChain raises on an error member of a 200");
}

#[tokio::test]
async fn every_kind_of_answer_is_told() {
    let text = |text: &str| json!({"role": "assistant", "content": text, "refusal": null});
    let called = |content: Value, calls: Value| json!({"role": "assistant", "content": content, "refusal": null, "tool_calls": calls});
    check("text text=Hi", text("Hi"), "stop").await;
    let several = "This is text block 1.This is text block 2.This is text block 3.";
    check("several-text", text(several), "stop").await;
    let weather = || call("weather", r#"{"city":"Bern"}"#);
    check(r#"tool input="{\"city\":\"Bern\"}""#, called(Value::Null, json!([weather()])), "tool_calls").await;
    let two = json!([weather(), call("time", r#"{"city":"Bern"}"#)]);
    check(r#"tools input="{\"city\":\"Bern\"}""#, called(Value::Null, two), "tool_calls").await;
    let before = r#"text-then-tool text="Let me see." input="{\"city\":\"Bern\"}""#;
    check(before, called(json!("Let me see."), json!([weather()])), "tool_calls").await;
    check("tool-no-args name=time", called(Value::Null, json!([call("time", "{}")])), "tool_calls").await;
}

#[tokio::test]
async fn stop_reasons_become_finish_reasons() {
    for (reason, finish) in [
        ("end_turn", "stop"),
        ("stop_sequence", "stop"),
        ("tool_use", "tool_calls"),
        ("max_tokens", "length"),
        ("model_context_window_exceeded", "length"),
        ("guardrail_intervened", "content_filter"),
        ("content_filtered", "content_filter"),
    ] {
        let bench = Bench::start().await;
        bench.script(&format!("stop:{reason}"));
        let answer = completion(&bench, with(ask(NOVA, "Hello"), json!({"tools": tools()}))).await;
        assert_eq!(answer["choices"][0]["finish_reason"], finish, "{reason}");
        assert!(answer["choices"][0]["message"].get("content").is_some(), "{reason}: content may be null, not absent");
    }
}

#[tokio::test]
async fn malformed_output_is_never_an_unknown_finish_reason() {
    for reason in ["malformed_model_output", "malformed_tool_use"] {
        let bench = Bench::start().await;
        bench.script(&format!("stop:{reason}"));
        let answer = bench.client.chat(&ask(NOVA, "Hello")).await;
        let finish = answer.json()["choices"][0]["finish_reason"].clone();
        let known = ["stop", "length", "tool_calls", "content_filter"];
        assert!(answer.status >= 500 || finish.as_str().is_some_and(|word| known.contains(&word)), "{finish}");
    }
}

#[tokio::test]
async fn thinking_is_shown_and_signed() {
    let bench = Bench::start().await;
    bench.script("reasoning thinking=Hm. text=Yes.");
    let answer = completion(&bench, with(ask(CLAUDE, "Hello"), json!({"reasoning_effort": "low"}))).await;
    let message = &answer["choices"][0]["message"];
    assert_eq!((&message["reasoning_content"], &message["content"]), (&json!("Hm."), &json!("Yes.")));
    assert!(message["thinking_blocks"][0]["signature"].is_string(), "LiteLLM sends it back: {message}");
}

#[tokio::test]
async fn cached_tokens_are_part_of_the_prompt() {
    let bench = Bench::start().await;
    bench.script("cache read=1000 write=200");
    let usage = completion(&bench, ask(NOVA, "Hello")).await["usage"].clone();
    let fresh = usage["prompt_tokens"].as_u64().expect("a number") - 1200;
    assert!(fresh > 0 && fresh < 100, "{usage}");
    assert_eq!(usage["prompt_tokens_details"]["cached_tokens"], 1000);
    assert_eq!(usage["prompt_tokens_details"]["cache_write_tokens"], 200);
    // Roo Code reads only these.
    assert_eq!(usage["cache_read_input_tokens"], 1000);
    assert_eq!(usage["cache_creation_input_tokens"], 200);
}

#[tokio::test]
async fn names_find_their_way_there_and_back() {
    let bench = Bench::start().await;
    let odd = json!([{"type": "function", "function": {"name": "mcp.server/tool", "parameters": {"type": "object"}}}]);
    bench.script("tool");
    let answer = completion(&bench, with(ask(NOVA, "Hello"), json!({"tools": odd}))).await;
    assert_eq!(answer["choices"][0]["message"]["tool_calls"][0]["function"]["name"], "mcp.server/tool");
    let sent = &bench.calls()[0].body["toolConfig"]["tools"][0]["toolSpec"]["name"];
    assert!(sent.as_str().is_some_and(|name| name.starts_with("mcp_server_tool_")), "{sent}");
}

#[tokio::test]
async fn members_of_a_schema_keep_their_order() {
    let bench = Bench::start().await;
    let schema = json!({"type": "object", "properties": {"zebra": {"type": "string"}, "ant": {"type": "string"}}});
    let offered = json!([{"type": "function", "function": {"name": "f", "parameters": schema}}]);
    completion(&bench, with(ask(NOVA, "Hello"), json!({"tools": offered, "temperature": 0.7}))).await;
    let body = &bench.calls()[0].body;
    let sent = body["toolConfig"]["tools"][0]["toolSpec"]["inputSchema"]["json"].to_string();
    assert!(sent.find("zebra") < sent.find("ant"), "prompt caches compare bytes: {sent}");
    assert_eq!(body["inferenceConfig"]["temperature"], json!(0.7), "not 0.699999988079071");
}

#[tokio::test]
async fn several_answers_are_several_calls() {
    let bench = Bench::start().await;
    let answer = completion(&bench, with(ask(NOVA, "Hello"), json!({"n": 3}))).await;
    let indexes: Vec<&Value> = answer["choices"].as_array().expect("choices").iter().map(|c| &c["index"]).collect();
    assert_eq!(indexes, [0, 1, 2]);
    assert_eq!(bench.calls().len(), 3);
}

#[tokio::test]
async fn what_was_adjusted_is_said() {
    let bench = Bench::start().await;
    let answer = bench.client.chat(&with(ask(NOVA, "Hello"), json!({"temperature": 1.7, "seed": 7}))).await;
    assert_eq!(answer.header("x-outcrop-adjusted"), Some("seed dropped; temperature clamped to 1"));
    assert_eq!(bench.row().await.adjusted, ["seed dropped", "temperature clamped to 1"]);
}

#[tokio::test]
async fn the_predecessors_path_is_served_too() {
    let bench = Bench::start().await;
    let request = bench.client.chat_request(&ask(NOVA, "Hello"));
    let (mut head, body) = request.into_parts();
    head.uri = "/api/v1/chat/completions".parse().expect("a path");
    let answer = bench.client.finish(http::Request::from_parts(head, body)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

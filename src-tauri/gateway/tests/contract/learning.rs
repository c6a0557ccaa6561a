//! What a refusal teaches of a model, and what it must not.

use serde_json::{Value, json};

use crate::support::{Bench, CLAUDE, NOVA, ask, tools, with};

/// Refusals of a conversation: another conversation with the same model is asked as before.
const OF_A_CONVERSATION: &[&str] = &[
    "messages: roles must alternate between \"user\" and \"assistant\"",
    "messages.3: `tool_use` ids were found without `tool_result` blocks immediately after",
    "messages.0.content.1: the image is larger than 3.75 MB",
    "messages: final assistant content cannot be prefilled when thinking is enabled",
    "temperature must be at most 1",
    "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `text`. When `thinking` is enabled, a final `assistant` message must start with a thinking block.",
    "messages.1.content.0: Invalid `signature` in `thinking` block",
    "max_tokens must be greater than thinking.budget_tokens",
];

async fn unspoiled(message: &str) -> bool {
    let bench = Bench::start().await;
    let request = with(ask(CLAUDE, "Hello"), json!({"reasoning_effort": "low", "tools": tools()}));
    bench.client.chat(&request).await;
    let before = bench.calls()[0].body.clone();
    bench.simulator.enqueue(
        bedrock_simulator::Script::parse(&format!("http:ValidationException message={}", json!(message))).unwrap(),
    );
    bench.client.chat(&request).await;
    bench.simulator.clear();
    bench.client.chat(&request).await;
    let calls = bench.calls();
    calls.len() == 1 && calls[0].body == before
}

#[tokio::test]
async fn a_conversation_that_is_refused_spoils_no_other() {
    let mut spoilt: Vec<&str> = Vec::new();
    for message in OF_A_CONVERSATION {
        if !unspoiled(message).await {
            spoilt.push(message);
        }
    }
    assert_eq!(spoilt, Vec::<&str>::new(), "a refusal of one conversation teaches nothing of the model");
}

/// The model refuses a parameter: it is left out at once, said, and not tried again.
#[tokio::test]
async fn a_parameter_that_is_refused_is_left_out() {
    for (message, parameter) in [
        ("temperature is deprecated for this model.", json!({"temperature": 0.5})),
        (
            "This model doesn't support the stopSequences field. Remove stopSequences and try again.",
            json!({"stop": "END"}),
        ),
    ] {
        let bench = Bench::start().await;
        let request = with(ask(NOVA, "Hello"), parameter);
        let script = format!("http:ValidationException message={}", json!(message));
        bench.simulator.enqueue(bedrock_simulator::Script::parse(&script).unwrap());
        let first = bench.client.chat(&request).await;
        assert_eq!(first.status, 200, "{message}: {}", first.text());
        assert!(first.header("x-outcrop-adjusted").is_some(), "{message}");
        assert_eq!(bench.calls().len(), 2, "{message}: with, and without");
        let second = bench.client.chat(&request).await;
        assert_eq!(second.status, 200, "{message}");
        assert!(second.header("x-outcrop-adjusted").is_some(), "{message}: said each time");
        assert_eq!(bench.calls().len(), 3, "{message}: remembered");
        assert_eq!(bench.calls()[2].body.get("inferenceConfig").unwrap_or(&Value::Null), &Value::Null, "{message}");
    }
}

/// One refusal, one more try: what is refused again is refused.
#[tokio::test]
async fn a_second_refusal_stands() {
    let bench = Bench::start().await;
    bench.script("http:ValidationException times=9 message=\"temperature is deprecated for this model.\"");
    let answer = bench.client.chat(&with(ask(NOVA, "Hello"), json!({"temperature": 0.5}))).await;
    assert_eq!(answer.status, 400, "{}", answer.text());
    assert!(bench.calls().len() <= 2, "{}", bench.calls().len());
}

/// Where nothing may be adjusted, the request is refused instead.
#[tokio::test]
async fn strict_mode_adjusts_nothing() {
    let bench = Bench::with(|config| config.behaviour.strict = true).await;
    let answer = bench.client.chat(&with(ask(NOVA, "Hello"), json!({"temperature": 2}))).await;
    let error = &answer.json()["error"];
    assert_eq!(
        (answer.status, &error["param"], &error["code"]),
        (400, &json!("temperature"), &json!("unsupported_parameter"))
    );
    assert!(bench.calls().is_empty());
    bench.script("http:ValidationException message=\"temperature is deprecated for this model.\"");
    let answer = bench.client.chat(&with(ask(NOVA, "Hello"), json!({"temperature": 0.5}))).await;
    assert_eq!(answer.status, 400, "{}", answer.text());
    assert_eq!(bench.calls().len(), 1);
}

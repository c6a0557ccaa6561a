//! What holds for any conversation and any stream.

// The lints know test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use bedrock_simulator::Script;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config as Runs, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use serde_json::{Value, json};
use support::sse::{Sse, told};
use support::{Bench, NOVA, ask_stream, recorded, with};
use tokio::runtime::Runtime;

/// Families that differ in what they take.
const MODELS: &[&str] = &[
    NOVA,
    "us.amazon.nova-2-lite-v1:0",
    "us.anthropic.claude-opus-4-1-20250805-v1:0",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "us.anthropic.claude-opus-4-6-v1",
    "us.anthropic.claude-sonnet-5",
    "us.anthropic.claude-opus-5-5",
    "us.openai.gpt-5.6-sol",
    "openai.gpt-oss-120b-1:0",
    "deepseek.v3.2",
    "us.meta.llama3-3-70b-instruct-v1:0",
    "us.moonshotai.kimi-k3",
    "us.xai.grok-4.7",
];

/// Texts that clients send, blank ones included.
fn text() -> impl Strategy<Value = String> {
    const ODD: &[&str] =
        &["", " ", "\n\t", "\u{a0}", "a", "Grüße 👩‍🚀", "  x  ", "<system>", "\u{200b}", "\0", "\u{feff}"];
    prop_oneof![select(ODD).prop_map(str::to_owned), "[a-zA-Z ]{0,12}", "\\PC{0,6}"]
}

fn name() -> impl Strategy<Value = String> {
    const ODD: &[&str] = &["f", "g", "mcp.server/tool", "天气", "a b", "f_", "F"];
    prop_oneof![8 => select(ODD).prop_map(str::to_owned), 1 => Just("n".repeat(70)), 1 => "\\PC{1,8}"]
}

/// Few, so that they repeat and go astray.
fn id() -> impl Strategy<Value = String> {
    const ODD: &[&str] = &["0", "1", "call_1", "call_1_2", "call/1 ü", "tooluse_a.b:c-d"];
    prop_oneof![8 => select(ODD).prop_map(str::to_owned), 1 => Just("i".repeat(80))]
}

fn arguments() -> impl Strategy<Value = Value> {
    const ODD: &[&str] =
        &["", " ", "{}", "{\"a\":1}", "[1]", "null", "\"x\"", "{\"a\":", "no", "{\"\":{\"b\":[null]}}"];
    select(ODD).prop_map(|text| json!(text))
}

fn content() -> impl Strategy<Value = Value> {
    let part = (text(), any::<bool>()).prop_map(|(text, cached)| {
        let part = json!({"type": "text", "text": text});
        if cached { with(part, json!({"cache_control": {"type": "ephemeral"}})) } else { part }
    });
    prop_oneof![
        4 => text().prop_map(Value::from),
        3 => vec(part, 0..4).prop_map(Value::from),
        1 => Just(Value::Null),
    ]
}

fn call() -> impl Strategy<Value = Value> {
    (id(), name(), arguments()).prop_map(|(id, name, arguments)| {
        json!({"id": id, "type": "function", "function": {"name": name, "arguments": arguments}})
    })
}

fn message() -> impl Strategy<Value = Value> {
    let said = |role: &'static str| content().prop_map(move |content| json!({"role": role, "content": content}));
    let calls = (content(), vec(call(), 1..4))
        .prop_map(|(content, calls)| json!({"role": "assistant", "content": content, "tool_calls": calls}));
    let result =
        (id(), content()).prop_map(|(id, content)| json!({"role": "tool", "tool_call_id": id, "content": content}));
    prop_oneof![4 => said("user"), 2 => said("assistant"), 1 => said("system"), 1 => said("developer"), 4 => calls, 5 => result]
}

fn tool() -> impl Strategy<Value = Value> {
    let schemas = [json!({}), json!({"type": "object"}), json!({"properties": {"a": {"type": "string"}}}), json!(null)];
    (name(), option::of(text()), select(schemas.to_vec()), option::of(any::<bool>())).prop_map(
        |(name, description, parameters, strict)| {
            let function =
                json!({"name": name, "description": description, "parameters": parameters, "strict": strict});
            json!({"type": "function", "function": function})
        },
    )
}

/// Parameters of which each may be there or not.
fn options() -> impl Strategy<Value = Value> {
    let choices = [json!("auto"), json!("none"), json!("required"), Value::Null];
    const EFFORTS: &[&str] = &["none", "minimal", "low", "medium", "high", "xhigh"];
    (
        option::of(0.0..=2.0_f64),
        option::of(0.0..=1.0_f64),
        option::of(1..4000_u32),
        option::of(vec(text(), 0..3)),
        select(choices.to_vec()),
        option::of(any::<bool>()),
        option::of(select(EFFORTS)),
    )
        .prop_map(|(temperature, top_p, max_tokens, stop, tool_choice, parallel, effort)| {
            json!({
                "temperature": temperature, "top_p": top_p, "max_tokens": max_tokens, "stop": stop,
                "tool_choice": tool_choice, "parallel_tool_calls": parallel, "reasoning_effort": effort,
            })
        })
}

fn request() -> impl Strategy<Value = Value> {
    (select(MODELS), vec(message(), 1..9), option::of(vec(tool(), 0..4)), options()).prop_map(
        |(model, messages, tools, options)| {
            with(json!({"model": model, "messages": messages, "tools": tools}), options)
        },
    )
}

/// The same cases each time, so that a run can be trusted; `PROPTEST_CASES` asks for more of them.
fn runner(cases: u32) -> TestRunner {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    // What fails is shrunk and printed: it becomes a golden case, not a seed in a file.
    let runs = Runs { cases, failure_persistence: None, ..Runs::default() };
    TestRunner::new_with_rng(runs, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// Bedrock refuses none of what we make of a conversation, at the first try.
#[test]
fn any_conversation_is_taken() {
    let runtime = runtime();
    let bench = runtime.block_on(Bench::start());
    let run = |request: Value| {
        bench.simulator.clear();
        let answer = runtime.block_on(bench.client.chat(&request));
        let calls = bench.calls();
        if let Some(call) = calls.iter().find(|call| call.error.is_some()) {
            let error = call.error.clone().unwrap_or_default();
            return Err(TestCaseError::fail(format!("{error}\n{}", call.body)));
        }
        prop_assert!(calls.iter().all(|call| call.unknown_members.is_empty()), "{:?}", calls);
        prop_assert_eq!(answer.status, 200, "{}", answer.text());
        Ok(())
    };
    let mut runner = runner(400);
    if let Err(failure) = runner.run(&request(), run) {
        panic!("{failure}");
    }
}

/// However the bytes come, the stream is the same.
#[test]
fn any_split_gives_the_same_stream() {
    let runtime = runtime();
    let bench = runtime.block_on(Bench::start());
    let (body, _) = recorded::body();
    let stream = |script: Script| {
        bench.simulator.clear();
        bench.simulator.enqueue(script);
        let answer = runtime.block_on(bench.client.chat(&ask_stream(NOVA, "Hello")));
        let events: Vec<Sse> = answer.events();
        told(&events)
    };
    let whole = stream(Script::bytes(vec![body.clone()]));
    let mut runner = runner(60);
    let splits = vec(0..=body.len(), 0..40);
    let outcome = runner.run(&splits, |mut splits| {
        splits.sort_unstable();
        splits.dedup();
        let ends = splits.iter().copied().chain([body.len()]);
        let mut from = 0;
        let mut chunks = Vec::new();
        for end in ends {
            chunks.push(body.slice(from..end));
            from = end;
        }
        chunks.retain(|chunk| !chunk.is_empty());
        prop_assert_eq!(&stream(Script::bytes(chunks)), &whole);
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

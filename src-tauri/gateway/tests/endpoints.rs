//! The doors beside Chat: recorded requests with what becomes of them, and what holds for any request.
//!
//! A case in `golden/endpoints/` is a path and a request; its snapshot holds the bodies that reached Bedrock, which the
//! simulator has checked as Bedrock does, and the answer. A new case is a file.

// The lints know test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config as Runs, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use support::client::Answer;
use support::{Bench, redact};
use tokio::runtime::Runtime;

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// What reached Bedrock, and what came of it. Vectors and pictures are told by their length.
async fn seen(bench: &Bench, path: &str, request: &Value) -> Value {
    bench.simulator.clear();
    let answer = bench.client.post(path, request).await;
    let mut calls: Vec<Value> = bench
        .calls()
        .into_iter()
        .map(|call| {
            assert_eq!(call.error, None, "{request}");
            assert!(call.unknown_members.is_empty(), "{request}: {:?}", call.unknown_members);
            json!({"operation": call.operation, "model": call.model_id, "body": call.body})
        })
        .collect();
    // Calls run side by side.
    calls.sort_by_key(Value::to_string);
    let adjusted = answer.header("x-outcrop-adjusted").map(str::to_owned);
    json!({"status": answer.status, "adjusted": adjusted, "calls": calls, "answer": brief(redact(answer.json()))})
}

fn brief(value: Value) -> Value {
    match value {
        Value::Array(items) if items.len() > 8 && items.iter().all(Value::is_number) => {
            json!(format!("[{} numbers]", items.len()))
        }
        Value::Array(items) => items.into_iter().map(brief).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, brief(value))).collect(),
        Value::String(text) if text.len() > 300 => json!(format!("[{} characters]", text.len())),
        Value::String(id) if id.starts_with("cmpl-") || id.starts_with("rerank-") => json!("[id]"),
        other => other,
    }
}

#[test]
fn recorded() {
    let runtime = runtime();
    let bench = runtime.block_on(Bench::start());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("golden/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("golden/endpoints/*.json", |path| {
            let text = std::fs::read_to_string(path).expect("a case");
            let case: Value = serde_json::from_str(&text).expect("JSON");
            let path = case["path"].as_str().expect("a path");
            insta::assert_json_snapshot!("endpoint", runtime.block_on(seen(&bench, path, &case["request"])));
        });
    });
}

/// The same cases each time; `PROPTEST_CASES` asks for more.
fn runner(cases: u32) -> TestRunner {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    let runs = Runs { cases, failure_persistence: None, ..Runs::default() };
    TestRunner::new_with_rng(runs, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Z]{1,12}( [a-z]{1,8}){0,4}", "[\\p{Han}\\p{Latin}]{1,20}", Just("👩‍🚀 Grüße".to_owned())]
}

async fn taken(bench: &Bench, path: &str, request: &Value) -> Answer {
    bench.simulator.clear();
    let answer = bench.client.post(path, request).await;
    let refused: Vec<_> = bench.calls().into_iter().filter_map(|call| call.error).collect();
    assert!(refused.is_empty(), "{refused:?}: {request}");
    assert_eq!(answer.status, 200, "{}: {request}", answer.text());
    answer
}

/// However many texts there are: each has its vector, in its place, and Bedrock refuses none.
#[test]
fn any_texts_are_embedded_in_order() {
    const MODELS: &[&str] = &[
        "amazon.titan-embed-text-v1",
        "amazon.titan-embed-text-v2:0",
        "cohere.embed-multilingual-v3",
        "cohere.embed-v4:0",
        "amazon.nova-2-multimodal-embeddings-v1:0",
        "us.twelvelabs.marengo-embed-3-0-v1:0",
    ];
    let runtime = runtime();
    let bench = runtime.block_on(Bench::start());
    let cases = (select(MODELS), vec(text(), 1..120));
    let run = |(model, texts): (&str, Vec<String>)| {
        let request = |input: Value| json!({"model": model, "input": input});
        let vectors = |input: Value| -> Vec<Value> {
            let list = runtime.block_on(taken(&bench, "/v1/embeddings", &request(input))).json();
            let data = list["data"].as_array().expect("data").iter().enumerate();
            data.map(|(at, entry)| {
                assert_eq!(entry["index"], json!(at));
                entry["embedding"].clone()
            })
            .collect()
        };
        let all = vectors(json!(texts));
        prop_assert_eq!(all.len(), texts.len());
        // The simulator gives the same text the same vector, alone or among others.
        let middle = texts.len() / 2;
        prop_assert_eq!(&all[middle], &vectors(json!(texts[middle]))[0]);
        Ok(())
    };
    runner(40).run(&cases, run).unwrap_or_else(|failure| panic!("{failure}"));
}

/// Any prompts are completed, each `n` times.
#[test]
fn any_prompts_are_completed() {
    let runtime = runtime();
    let bench = runtime.block_on(Bench::start());
    let models = select(&["amazon.nova-lite-v1:0", "us.anthropic.claude-sonnet-5", "us.openai.gpt-5.6-sol"][..]);
    let cases = (models, vec(text(), 1..4), 1..3_usize, proptest::option::of(0.0..=2.0_f64));
    let run = |(model, prompts, n, temperature): (&str, Vec<String>, usize, Option<f64>)| {
        let request = json!({"model": model, "prompt": prompts, "n": n, "temperature": temperature});
        let answer = runtime.block_on(taken(&bench, "/v1/completions", &request)).json();
        let indexes: Vec<_> =
            answer["choices"].as_array().expect("choices").iter().map(|choice| choice["index"].clone()).collect();
        let expected: Vec<_> = (0..prompts.len() * n).map(|index| json!(index)).collect();
        prop_assert_eq!(indexes, expected);
        Ok(())
    };
    runner(40).run(&cases, run).unwrap_or_else(|failure| panic!("{failure}"));
}

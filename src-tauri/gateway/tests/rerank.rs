//! Rerankers, from HTTP to the simulator.

// The lints know test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::client::Answer;
use support::{Bench, NOVA, with};

const COHERE: &str = "cohere.rerank-v3-5:0";
const AMAZON: &str = "amazon.rerank-v1:0";

async fn rank(bench: &Bench, more: Value) -> Answer {
    let documents = json!(["bread and butter", "granite is a rock", "an outcrop of granite rock"]);
    let request = json!({"model": COHERE, "query": "granite rock outcrop", "documents": documents});
    bench.client.post("/v1/rerank", &with(request, more)).await
}

#[tokio::test]
async fn the_best_documents_come_first() {
    let bench = Bench::start().await;
    for model in [COHERE, AMAZON] {
        let answer = rank(&bench, json!({"model": model, "top_n": 2, "return_documents": true})).await;
        assert_eq!((answer.status, answer.header("x-outcrop-adjusted")), (200, None), "{model}: {}", answer.text());
        let list = answer.json();
        let results = list["results"].as_array().expect("results");
        assert_eq!(results.iter().map(|place| place["index"].as_u64()).collect::<Vec<_>>(), [Some(2), Some(1)]);
        assert!(results[0]["relevance_score"].as_f64() > results[1]["relevance_score"].as_f64());
        assert_eq!(results[0]["document"], json!({"text": "an outcrop of granite rock"}));
        assert_eq!((&list["model"], &list["meta"]["billed_units"]["search_units"]), (&json!(model), &json!(1)));
    }
    for call in bench.calls() {
        assert_eq!(call.error, None, "{}", call.body);
    }
}

#[tokio::test]
async fn documents_may_be_objects_and_more_may_be_asked_for_than_there_are() {
    let bench = Bench::start().await;
    let documents = json!([{"text": "granite rock"}, "bread", {"text": "outcrop", "title": "ignored"}]);
    let answer = rank(&bench, json!({"documents": documents, "top_n": 50})).await;
    let list = answer.json();
    assert_eq!(list["results"].as_array().map(Vec::len), Some(3), "{list}");
    assert_eq!(list["results"][0]["document"], Value::Null, "not asked for");
    let answer = rank(&bench, json!({"model": AMAZON, "max_tokens_per_doc": 100})).await;
    assert_eq!((answer.status, answer.header("x-outcrop-adjusted")), (200, Some("max_tokens_per_doc dropped")));
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_place() {
    let bench = Bench::start().await;
    for (more, param, code) in [
        (json!({"query": ""}), "query", "missing_required_parameter"),
        (json!({"documents": null}), "documents", "missing_required_parameter"),
        (json!({"documents": []}), "documents", "invalid_value"),
        (json!({"documents": ["a", ""]}), "documents[1]", "invalid_value"),
        (json!({"documents": ["a", 5]}), "documents[1]", "invalid_value"),
        (json!({"documents": vec!["a"; 1001]}), "documents", "invalid_value"),
        (json!({"top_n": 0}), "top_n", "invalid_value"),
        (json!({"model": NOVA}), "model", "unsupported_model"),
    ] {
        let answer = rank(&bench, more.clone()).await;
        let error = &answer.json()["error"];
        assert_eq!((answer.status, &error["param"], &error["code"]), (400, &json!(param), &json!(code)), "{more}");
    }
    assert!(bench.calls().is_empty());
}

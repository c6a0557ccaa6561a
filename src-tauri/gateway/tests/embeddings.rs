//! Embeddings, from HTTP to the simulator, which refuses what Bedrock would.

// The lints know test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use support::client::Answer;
use support::{Bench, NOVA, with};

const PATH: &str = "/v1/embeddings";
const TITAN: &str = "amazon.titan-embed-text-v2:0";
const COHERE: &str = "cohere.embed-multilingual-v3";
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// Each model, its own length of vector, and a further one.
const MODELS: &[(&str, usize, Option<usize>)] = &[
    ("amazon.titan-embed-text-v1", 1536, None),
    (TITAN, 1024, Some(256)),
    ("amazon.titan-embed-image-v1", 1024, Some(384)),
    ("cohere.embed-english-v3", 1024, None),
    (COHERE, 1024, None),
    ("cohere.embed-v4:0", 1536, Some(512)),
    ("us.cohere.embed-v4:0", 1536, Some(256)),
    ("amazon.nova-2-multimodal-embeddings-v1:0", 3072, Some(1024)),
    ("us.twelvelabs.marengo-embed-3-0-v1:0", 512, None),
];

async fn embed(bench: &Bench, model: &str, input: Value, more: Value) -> Answer {
    bench.client.post(PATH, &with(json!({"model": model, "input": input}), more)).await
}

async fn vectors(bench: &Bench, model: &str, input: Value) -> Vec<Vec<f64>> {
    let answer = embed(bench, model, input, json!({})).await;
    assert_eq!(answer.status, 200, "{model}: {}", answer.text());
    let list = answer.json();
    assert_eq!(list["object"], "list");
    let data = list["data"].as_array().expect("data");
    let numbers = |entry: &Value| {
        entry["embedding"].as_array().expect("numbers").iter().map(|n| n.as_f64().expect("a number")).collect()
    };
    for (at, entry) in data.iter().enumerate() {
        assert_eq!((entry["index"].as_u64(), &entry["object"]), (Some(at as u64), &json!("embedding")));
    }
    data.iter().map(numbers).collect()
}

#[tokio::test]
async fn every_model_embeds() {
    let bench = Bench::start().await;
    for (model, length, other) in MODELS {
        let answer = embed(&bench, model, json!(["one", "two words"]), json!({"user": "somebody"})).await;
        assert_eq!(answer.status, 200, "{model}: {}", answer.text());
        let list = answer.json();
        assert_eq!(list["model"], *model);
        let lengths: Vec<_> =
            list["data"].as_array().expect("data").iter().map(|e| e["embedding"].as_array().map(Vec::len)).collect();
        assert_eq!(lengths, [Some(*length); 2], "{model}");
        let tokens = list["usage"]["prompt_tokens"].as_u64().expect("tokens");
        assert!(tokens >= 2 && list["usage"]["total_tokens"] == tokens, "{model}: {list}");
        assert_eq!(list["usage"]["estimated"], Value::Null, "{model}: the simulator counts");
        if let Some(other) = other {
            let answer = embed(&bench, model, json!("one"), json!({"dimensions": other})).await;
            assert_eq!(answer.json()["data"][0]["embedding"].as_array().map(Vec::len), Some(*other), "{model}");
            assert_eq!(answer.header("x-outcrop-adjusted"), None, "{model}");
        }
    }
    for call in bench.calls() {
        assert_eq!(call.error, None, "{}", call.body);
    }
}

/// 1,000 inputs to a model that takes one at a time, and to one that takes 96, while two of the calls are throttled.
#[tokio::test]
async fn a_thousand_come_back_complete_and_in_order() {
    for (model, calls) in [(TITAN, 1000), (COHERE, 11)] {
        let bench = Bench::start().await;
        let texts: Vec<String> = (0..1000).map(|n| format!("text number {n}")).collect();
        let reversed: Vec<&String> = texts.iter().rev().collect();
        bench.script("http:ThrottlingException times=2");
        let there = vectors(&bench, model, json!(texts)).await;
        let made = bench.calls();
        assert_eq!(made.iter().filter(|call| call.error.is_none()).count(), calls, "{model}");
        assert_eq!(made.iter().filter(|call| call.error.is_some()).count(), 2, "{model}: two were throttled");
        let mut back = vectors(&bench, model, json!(reversed)).await;
        back.reverse();
        assert_eq!(there.len(), 1000);
        assert!(there == back, "{model}: in order");
        for at in [0, 1, 95, 96, 500, 999] {
            assert_eq!(vectors(&bench, model, json!(texts[at])).await[0], there[at], "{model}: {at}");
        }
    }
}

#[tokio::test]
async fn base64_holds_the_same_floats() {
    let bench = Bench::start().await;
    let floats = vectors(&bench, TITAN, json!("Hello")).await.remove(0);
    let answer = embed(&bench, TITAN, json!("Hello"), json!({"encoding_format": "base64"})).await.json();
    let bytes = STANDARD.decode(answer["data"][0]["embedding"].as_str().expect("text")).expect("base64");
    let decoded: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
    assert_eq!(decoded.len(), floats.len());
    #[expect(clippy::cast_possible_truncation, reason = "they were 32 bits wide before they were JSON")]
    let floats: Vec<f32> = floats.iter().map(|float| *float as f32).collect();
    assert_eq!(decoded, floats);
}

/// LangChain's default: ids of cl100k_base, whatever the model.
#[tokio::test]
async fn token_ids_are_the_text_that_they_stand_for() {
    let bench = Bench::start().await;
    let text = vectors(&bench, TITAN, json!("Hello, world!")).await;
    assert_eq!(vectors(&bench, TITAN, json!([9906, 11, 1917, 0])).await, text);
    assert_eq!(vectors(&bench, TITAN, json!([[9906, 11, 1917, 0]])).await, text);
}

#[tokio::test]
async fn pictures_are_embedded_where_the_model_can() {
    let bench = Bench::start().await;
    let url = format!("data:image/png;base64,{PNG}");
    for model in [
        "amazon.titan-embed-image-v1",
        COHERE,
        "cohere.embed-v4:0",
        "amazon.nova-2-multimodal-embeddings-v1:0",
        "us.twelvelabs.marengo-embed-3-0-v1:0",
    ] {
        let input = json!(["a cat", {"image_url": {"url": url}}, {"image": PNG}, "a dog"]);
        let vectors = vectors(&bench, model, input).await;
        assert_eq!(vectors.len(), 4, "{model}");
        assert_eq!(vectors[1], vectors[2], "{model}");
        assert_ne!(vectors[0], vectors[1], "{model}");
    }
    for model in ["amazon.titan-embed-image-v1", "cohere.embed-v4:0"] {
        let both = vectors(&bench, model, json!([{"text": "a cat", "image_url": url}, {"image_url": url}])).await;
        assert_ne!(both[0], both[1], "{model}");
    }
    let refused = embed(&bench, TITAN, json!([{"image_url": url}]), json!({})).await;
    assert_eq!((refused.status, &refused.json()["error"]["param"]), (400, &json!("input[0]")), "{}", refused.text());
    // Nothing may be fetched from here.
    let refused = embed(&bench, COHERE, json!([{"image_url": "https://127.0.0.1/x.png"}]), json!({})).await;
    assert_eq!((refused.status, &refused.json()["error"]["code"]), (400, &json!("invalid_image_url")));
}

#[tokio::test]
async fn purposes_reach_the_model_or_the_header() {
    let bench = Bench::start().await;
    let answer = embed(&bench, COHERE, json!("a"), json!({"input_type": "search_query", "truncate": "END"})).await;
    assert_eq!((answer.status, answer.header("x-outcrop-adjusted")), (200, None), "{}", answer.text());
    let body = &bench.calls()[0].body;
    assert_eq!((&body["input_type"], &body["truncate"]), (&json!("search_query"), &json!("END")));
    let answer = embed(&bench, TITAN, json!("a"), json!({"input_type": "search_query"})).await;
    assert_eq!((answer.status, answer.header("x-outcrop-adjusted")), (200, Some("input_type dropped")));
    let answer = embed(&bench, "cohere.embed-v4:0", json!("a"), json!({"dimensions": 768})).await;
    assert_eq!(answer.header("x-outcrop-adjusted"), Some("dimensions cut from 1024 to 768"));
    assert_eq!(answer.json()["data"][0]["embedding"].as_array().map(Vec::len), Some(768));
}

#[tokio::test]
async fn strict_settings_refuse_before_anything_is_sent() {
    let bench = Bench::with(|config| config.behaviour.strict = true).await;
    let refused = embed(&bench, TITAN, json!("a"), json!({"input_type": "search_query"})).await;
    assert_eq!((refused.status, &refused.json()["error"]["param"]), (400, &json!("input_type")));
    assert!(bench.calls().is_empty());
}

#[tokio::test]
async fn openais_names_mean_the_default_model() {
    let bench = Bench::start().await;
    let answer = embed(&bench, "text-embedding-3-small", json!("a"), json!({})).await;
    assert_eq!((answer.status, &answer.json()["model"]), (200, &json!("text-embedding-3-small")), "{}", answer.text());
    assert!(bench.calls()[0].model_id.as_deref().is_some_and(|id| id.contains("embed")));
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_place() {
    let bench = Bench::start().await;
    let long = "word ".repeat(500);
    for (model, input, more, param, code) in [
        (TITAN, json!(""), json!({}), "input", "invalid_value"),
        (TITAN, json!([]), json!({}), "input", "invalid_value"),
        (TITAN, json!(["a", ""]), json!({}), "input[1]", "invalid_value"),
        (TITAN, json!(null), json!({}), "input", "missing_required_parameter"),
        (TITAN, json!("a"), json!({"dimensions": 300}), "dimensions", "unsupported_value"),
        (TITAN, json!("a"), json!({"encoding_format": "hex"}), "encoding_format", "invalid_value"),
        (TITAN, json!("word ".repeat(9000)), json!({}), "input", "context_length_exceeded"),
        (COHERE, json!(["a", long]), json!({}), "input[1]", "context_length_exceeded"),
        (NOVA, json!("a"), json!({}), "model", "unsupported_model"),
        ("cohere.embed-nowhere-v3", json!("a"), json!({}), "model", "model_not_found"),
    ] {
        let answer = embed(&bench, model, input.clone(), more).await;
        let error = &answer.json()["error"];
        assert!(answer.status == 400 || code == "model_not_found", "{model}: {}", answer.text());
        assert_eq!((&error["param"], &error["code"]), (&json!(param), &json!(code)), "{model}: {error}");
    }
}

#[tokio::test]
async fn usage_and_ids_reach_the_log() {
    let bench = Bench::start().await;
    let answer = embed(&bench, TITAN, json!(["one", "two"]), json!({})).await;
    let row = bench.row().await;
    assert_eq!(row.usage.map(|usage| usage.input), answer.json()["usage"]["prompt_tokens"].as_u64());
    assert_eq!(row.aws_request_id.as_deref(), answer.header("x-request-id"));
    assert_eq!((row.status, row.model.as_deref()), (Some(200), Some(TITAN)));
}

//! Pictures, from HTTP to the simulator.

// The lints know test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use support::client::Answer;
use support::{Bench, NOVA, with};

const CORE: &str = "stability.stable-image-core-v1:1";

async fn draw(bench: &Bench, more: Value) -> Answer {
    bench.client.post("/v1/images/generations", &with(json!({"model": CORE, "prompt": "a cat"}), more)).await
}

#[tokio::test]
async fn every_model_draws() {
    let bench = Bench::start().await;
    for model in [CORE, "stability.stable-image-ultra-v1:1", "stability.sd3-5-large-v1:0"] {
        let answer = draw(&bench, json!({"model": model, "n": 3, "response_format": "b64_json"})).await;
        assert_eq!((answer.status, answer.header("x-outcrop-adjusted")), (200, None), "{model}: {}", answer.text());
        let list = answer.json();
        assert!(list["created"].is_u64() && list["data"].as_array().is_some_and(|data| data.len() == 3), "{list}");
        let bytes = STANDARD.decode(list["data"][0]["b64_json"].as_str().expect("text")).expect("base64");
        assert!(bytes.starts_with(b"\x89PNG"), "{model}");
    }
    let answer = draw(&bench, json!({"output_format": "jpeg"})).await;
    let bytes = STANDARD.decode(answer.json()["data"][0]["b64_json"].as_str().expect("text")).expect("base64");
    assert!(bytes.starts_with(b"\xff\xd8\xff"));
    for call in bench.calls() {
        assert_eq!(call.error, None, "{}", call.body);
    }
}

#[tokio::test]
async fn what_became_of_the_wishes_is_said() {
    let bench = Bench::start().await;
    let more =
        json!({"size": "1792x1024", "quality": "hd", "style": "vivid", "background": "auto", "response_format": "url"});
    let answer = draw(&bench, more).await;
    assert_eq!(
        answer.header("x-outcrop-adjusted"),
        Some(
            "quality dropped; style dropped; response_format answered with data URLs; size became aspect ratio 16:9 at the model's own size"
        )
    );
    assert!(answer.json()["data"][0]["url"].as_str().is_some_and(|url| url.starts_with("data:image/png;base64,")));
    assert_eq!(bench.calls()[0].body["aspect_ratio"], "16:9");
    let more = json!({"aspect_ratio": "21:9", "seed": 5, "negative_prompt": "dogs"});
    assert_eq!(draw(&bench, more).await.header("x-outcrop-adjusted"), None);
    let body = &bench.calls()[1].body;
    assert_eq!(
        [&body["aspect_ratio"], &body["seed"], &body["negative_prompt"]],
        [&json!("21:9"), &json!(5), &json!("dogs")]
    );
}

#[tokio::test]
async fn a_filter_is_a_refusal() {
    let bench = Bench::start().await;
    bench.script("stop:content_filtered");
    let answer = draw(&bench, json!({})).await;
    let error = &answer.json()["error"];
    assert_eq!(
        (answer.status, &error["code"], &error["param"]),
        (400, &json!("content_policy_violation"), &json!("prompt"))
    );
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_place() {
    let bench = Bench::start().await;
    for (more, param, code) in [
        (json!({"prompt": " "}), "prompt", "missing_required_parameter"),
        (json!({"prompt": "x".repeat(10_001)}), "prompt", "string_above_max_length"),
        (json!({"model": null}), "model", "missing_required_parameter"),
        (json!({"model": NOVA}), "model", "unsupported_model"),
        (json!({"n": 0}), "n", "invalid_value"),
        (json!({"n": 11}), "n", "invalid_value"),
        (json!({"size": "big"}), "size", "invalid_value"),
        (json!({"size": "0x5"}), "size", "invalid_value"),
        (json!({"response_format": "file"}), "response_format", "invalid_value"),
        (json!({"output_format": "webp"}), "output_format", "invalid_value"),
        (json!({"aspect_ratio": "7:3"}), "aspect_ratio", "invalid_value"),
        (json!({"stream": true}), "stream", "unsupported_parameter"),
    ] {
        let answer = draw(&bench, more.clone()).await;
        let error = &answer.json()["error"];
        assert_eq!((answer.status, &error["param"], &error["code"]), (400, &json!(param), &json!(code)), "{more}");
    }
    assert!(bench.calls().is_empty());
}

//! What `/v1/models` tells, how it is kept, and what it does when a part cannot be had.

// The lints know test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::sse::Sse;
use support::{Bench, NOVA, ask, ask_stream, eventually};

const LISTS: &[(&str, &str, u32)] = &[
    ("ListFoundationModels", "foundation models", 1),
    ("ListInferenceProfiles", "inference profiles", 1),
    ("ListImportedModels", "imported models", 1),
    ("ListCustomModels", "custom models", 1),
    ("ListCustomModelDeployments", "custom model deployments", 1),
    ("ListProvisionedModelThroughputs", "provisioned throughput", 1),
];

async fn list(bench: &Bench) -> Value {
    let answer = bench.client.get("/v1/models").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

fn model<'a>(list: &'a Value, id: &str) -> &'a Value {
    let data = list["data"].as_array().expect("data");
    data.iter().find(|model| model["id"] == id).unwrap_or_else(|| panic!("{id} is not listed"))
}

fn lists(bench: &Bench) -> usize {
    bench.simulator.requests().iter().filter(|call| call.operation.starts_with("List")).count()
}

#[tokio::test]
async fn a_model_says_what_it_can_and_costs() {
    let bench = Bench::start().await;
    let list = list(&bench).await;
    assert_eq!(list["missing"], Value::Null);
    let sonnet = model(&list, "us.anthropic.claude-sonnet-5");
    assert_eq!(
        [&sonnet["context_length"], &sonnet["context_window"], &sonnet["max_model_len"], &sonnet["max_output_tokens"]],
        [&json!(1_000_000), &json!(1_000_000), &json!(1_000_000), &json!(128_000)]
    );
    assert_eq!(
        sonnet["capabilities"],
        json!({"vision": true, "documents": true, "audio": false, "video": false, "tools": true, "reasoning": true,
            "prompt_caching": true, "structured_output": true, "streaming": true})
    );
    // A profile of one geography costs a tenth more than the global one.
    assert_eq!(
        sonnet["pricing"],
        json!({"prompt": "0.0000022", "completion": "0.000011", "input_cache_read": "0.00000022",
            "input_cache_write": "0.00000275", "input_cache_write_1h": "0.0000044"})
    );
    assert_eq!(model(&list, "global.anthropic.claude-sonnet-5")["pricing"]["prompt"], "0.000002");
    assert_eq!(sonnet["lifecycle"], json!({"status": "active"}));
    let ending = model(&list, "us.anthropic.claude-sonnet-4-5-20250929-v1:0");
    assert_eq!(ending["lifecycle"], json!({"status": "legacy", "ends": "2027-04-08"}));
}

#[tokio::test]
async fn embedding_image_and_rerank_models_are_told_apart() {
    let bench = Bench::start().await;
    let list = list(&bench).await;
    for (id, kind, pricing) in [
        ("amazon.titan-embed-text-v2:0", "embedding", json!({"prompt": "0.00000002"})),
        ("us.cohere.embed-v4:0", "embedding", json!({"prompt": "0.00000012"})),
        ("cohere.rerank-v3-5:0", "rerank", json!({"request": "0.002"})),
        ("stability.stable-image-core-v1:1", "image", json!({"image": "0.04"})),
    ] {
        let model = model(&list, id);
        assert_eq!((&model["kind"], &model["pricing"]), (&json!(kind), &pricing), "{id}");
        assert_eq!(model["capabilities"], Value::Null, "{id}");
    }
    assert_eq!(model(&list, "us.cohere.embed-v4:0")["dimensions"], json!([1536, 1024, 512, 256]));
}

/// What an account made itself is listed by its ARN, says what it is made of, and can be asked.
#[tokio::test]
async fn what_an_account_made_itself_is_listed_and_answers() {
    let bench = Bench::start().await;
    let list = list(&bench).await;
    for (arn, source, name, base) in [
        ("imported-model/imp123abc456", "imported-model", "team-imported", Value::Null),
        ("custom-model-deployment/dep123abc456", "custom-model-deployment", "team-tuned", json!(NOVA)),
        ("provisioned-model/prov1234abcd", "provisioned-model", "team-reserved", json!(NOVA)),
    ] {
        let id = format!("arn:aws:bedrock:us-east-1:123456789012:{arn}");
        let model = model(&list, &id);
        assert_eq!([&model["source"], &model["name"], &model["base_model"]], [&json!(source), &json!(name), &base]);
        assert_eq!(model["pricing"], Value::Null, "it is not priced by the token");
        let answer = bench.client.chat(&ask(&id, "Hello")).await;
        assert_eq!(answer.status, 200, "{id}: {}", answer.text());
    }
}

#[tokio::test]
async fn each_list_that_fails_is_named_and_the_others_are_there() {
    for (operation, name, times) in LISTS {
        let bench = Bench::start().await;
        bench.script(&format!("http:AccessDeniedException on={operation} times={times}"));
        let list = list(&bench).await;
        let missing = list["missing"].as_array().expect("missing");
        assert_eq!(missing.len(), 1, "{operation}: {missing:?}");
        assert!(missing[0]["list"].as_str().is_some_and(|list| list.ends_with(name)), "{missing:?}");
        assert!(missing[0]["message"].as_str().is_some_and(|message| !message.is_empty()));
        assert!(list["data"].as_array().is_some_and(|data| data.len() > 2), "{operation}");
    }
}

#[tokio::test]
async fn a_list_that_fails_later_is_shown_as_it_was() {
    let bench = Bench::start().await;
    let before = list(&bench).await;
    bench.script("http:AccessDeniedException on=ListFoundationModels");
    let listing = bench.gateway.refresh_models().await.expect("a list");
    assert_eq!(listing.missing.len(), 1);
    let after = list(&bench).await;
    assert_eq!(after["data"], before["data"], "what it listed before");
    assert_eq!(after["missing"][0]["list"], "foundation models");
    bench.gateway.refresh_models().await.expect("a list");
    assert_eq!(list(&bench).await["missing"], Value::Null);
}

#[tokio::test]
async fn a_refresh_asks_anew_and_many_share_one() {
    let bench = Bench::start().await;
    list(&bench).await;
    let once = lists(&bench);
    list(&bench).await;
    assert_eq!(lists(&bench), once, "kept");
    let (a, b, c) =
        tokio::join!(bench.gateway.refresh_models(), bench.gateway.refresh_models(), bench.gateway.refresh_models());
    assert!(a.is_ok() && b.is_ok() && c.is_ok());
    // The first may have begun before the others asked: they wait for the next, together.
    assert!((2 * once..=3 * once).contains(&lists(&bench)), "{} after {once}", lists(&bench));
}

/// An old list is answered with at once, even where AWS takes its time, and is renewed behind the answer.
#[tokio::test]
async fn an_old_list_is_renewed_behind_the_answer() {
    let bench = Bench::with(|config| config.limits.model_list = Duration::from_millis(50)).await;
    let before = list(&bench).await;
    let once = lists(&bench);
    tokio::time::sleep(Duration::from_millis(60)).await;
    bench.script("text on=ListFoundationModels first-byte=500");
    let began = Instant::now();
    let (a, b) = tokio::join!(list(&bench), list(&bench));
    assert!(a == before && b == before && began.elapsed() < Duration::from_millis(400), "{:?}", began.elapsed());
    eventually("a renewal", || lists(&bench) >= 2 * once).await;
    // Every list has been asked for; the slow one still runs, and nobody begins another beside it.
    list(&bench).await;
    assert_eq!(lists(&bench), 2 * once);
}

/// Streams and list requests go on as they began while the list is renewed, even by a renewal that hangs.
#[tokio::test]
async fn a_refresh_changes_nothing_for_requests_under_way() {
    let bench = Bench::start().await;
    let before = list(&bench).await;
    let arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/z9y8x7w6v5u4";
    let mut live = bench.client.live(&ask_stream(arn, "[[script: long words=30 gap=10]]")).await;
    assert_eq!(live.status, 200);
    assert!(live.next().await.is_some());
    bench.script("text on=ListFoundationModels first-byte=800");
    let refresh = bench.gateway.refresh_models();
    let meanwhile = async {
        let began = Instant::now();
        assert_eq!(list(&bench).await, before, "the old list, at once");
        let answer = bench.client.chat(&ask(arn, "Hello")).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert!(began.elapsed() < Duration::from_millis(700), "nobody waits: {:?}", began.elapsed());
    };
    let (refreshed, ()) = tokio::join!(refresh, meanwhile);
    assert!(refreshed.is_ok());
    let mut last = None;
    while let Some(event) = live.next().await {
        last = Some(event);
    }
    assert_eq!(last, Some(Sse::Done));
    assert_eq!(list(&bench).await["data"], before["data"]);
}

#[tokio::test]
async fn an_id_that_is_not_listed_is_still_tried() {
    let bench = Bench::start().await;
    list(&bench).await;
    // Routers are in no list of ours.
    let router = "arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/amazon.nova:1";
    let answer = bench.client.chat(&ask(router, "Hello")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let answer = bench.client.chat(&ask("newcomer.model-9", "Hello")).await;
    assert_eq!((answer.status, &answer.json()["error"]["code"]), (404, &json!("model_not_found")));
    assert_eq!(bench.calls().last().and_then(|call| call.model_id.clone()).as_deref(), Some("newcomer.model-9"));
}

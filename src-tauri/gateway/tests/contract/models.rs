//! The model list.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::support::client::Client;
use crate::support::upstream::{self, Upstream};
use crate::support::{Bench, NOVA, ask, gateway};

async fn listed(bench: &Bench) -> Vec<Value> {
    let answer = bench.client.get("/v1/models").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let list = answer.json();
    assert_eq!(list["object"], "list");
    list["data"].as_array().expect("models").clone()
}

fn ids(models: &[Value]) -> Vec<&str> {
    models.iter().map(|model| model["id"].as_str().expect("an id")).collect()
}

#[tokio::test]
async fn what_can_be_invoked_is_listed() {
    let bench = Bench::start().await;
    let models = listed(&bench).await;
    let ids = ids(&models);
    assert!(ids.contains(&NOVA), "on demand");
    assert!(ids.contains(&"us.anthropic.claude-sonnet-4-5-20250929-v1:0"), "system profiles");
    assert!(ids.iter().any(|id| id.contains(":application-inference-profile/")), "application profiles, by ARN");
    assert!(!ids.contains(&"anthropic.claude-sonnet-4-5-20250929-v1:0"), "nothing that only a profile reaches");
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(ids, sorted, "in order, each once");
    for model in &models {
        assert_eq!(model["object"], "model", "{model}");
        assert!(model["created"].is_i64() && model["owned_by"].is_string() && model["name"].is_string(), "{model}");
    }
}

/// Every id that is listed can be asked for: as the SDKs encode it, and with raw slashes and colons.
#[tokio::test]
async fn each_can_be_retrieved_by_its_id() {
    let bench = Bench::start().await;
    let models = listed(&bench).await;
    for model in &models {
        let id = model["id"].as_str().expect("an id");
        for path in [id.to_owned(), id.replace('/', "%2F"), id.replace('/', "%2f").replace(':', "%3A")] {
            let answer = bench.client.get(&format!("/v1/models/{path}")).await;
            assert_eq!((answer.status, &answer.json()), (200, model), "{path}");
        }
    }
    let answer = bench.client.get(&format!("/api/v1/models/{NOVA}")).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn one_that_is_not_there() {
    let bench = Bench::start().await;
    for path in ["/v1/models/no.such-model", "/v1/models/a%2Fb%3Ac", "/v1/models/a/b:c"] {
        let answer = bench.client.get(path).await;
        let error = &answer.json()["error"];
        assert_eq!((answer.status, &error["code"], &error["param"]), (404, &json!("model_not_found"), &json!("model")));
    }
}

/// What is listed can be called, whatever its id looks like.
#[tokio::test]
async fn each_way_to_name_a_model_reaches_it() {
    let bench = Bench::start().await;
    let models = listed(&bench).await;
    let arn = ids(&models).into_iter().find(|id| id.contains(":application-inference-profile/")).expect("an ARN");
    for (name, reached) in [
        (NOVA, NOVA),
        ("us.amazon.nova-lite-v1:0", "us.amazon.nova-lite-v1:0"),
        (arn, arn),
        ("claude-sonnet-5", "us.anthropic.claude-sonnet-5"),
        ("bedrock/amazon.nova-lite-v1:0", NOVA),
    ] {
        let answer = bench.client.chat(&ask(name, "Hello")).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.text());
        assert_eq!(answer.json()["model"], name, "the client's own name comes back");
        assert_eq!(bench.calls().last().and_then(|call| call.model_id.clone()).as_deref(), Some(reached), "{name}");
    }
}

#[tokio::test]
async fn openais_names_fall_to_the_default_and_aliases_beat_all() {
    let bench = Bench::with(|config| {
        config.models.default_chat = Some(NOVA.to_owned());
        config.models.aliases.insert("gpt-4o-mini".to_owned(), "us.amazon.nova-micro-v1:0".to_owned());
    })
    .await;
    for (name, reached) in [
        ("gpt-4o", NOVA),
        ("gpt-4o-mini", "us.amazon.nova-micro-v1:0"),
        ("openai.gpt-oss-20b-1:0", "openai.gpt-oss-20b-1:0"),
    ] {
        let answer = bench.client.chat(&ask(name, "Hello")).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.text());
        assert_eq!(bench.calls().last().and_then(|call| call.model_id.clone()).as_deref(), Some(reached), "{name}");
    }
}

#[tokio::test]
async fn one_call_that_fails_does_not_hide_the_others() {
    for operation in ["ListFoundationModels", "ListInferenceProfiles"] {
        let bench = Bench::start().await;
        bench.script(&format!("http:AccessDeniedException on={operation} times=2"));
        let models = listed(&bench).await;
        let with_profiles = ids(&models).iter().any(|id| id.starts_with("us."));
        assert_eq!(with_profiles, operation == "ListFoundationModels", "{operation}");
        assert_eq!(ids(&models).contains(&NOVA), operation == "ListInferenceProfiles", "{operation}");
    }
}

/// The next time that anything is listed, AWS refuses.
fn refuse_all_lists(bench: &Bench) {
    for list in [
        "ListFoundationModels",
        "ListInferenceProfiles times=2",
        "ListImportedModels",
        "ListCustomModels",
        "ListCustomModelDeployments",
        "ListProvisionedModelThroughputs",
    ] {
        bench.script(&format!("http:AccessDeniedException on={list}"));
    }
}

/// An identity that may invoke and not list pays for that once, and not with every call.
#[tokio::test]
async fn a_list_that_cannot_be_had_is_not_asked_for_again_and_again() {
    let bench = Bench::start().await;
    refuse_all_lists(&bench);
    for _ in 0..3 {
        let answer = bench.client.chat(&ask("gpt-4o", "Hello")).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    let lists = bench.simulator.requests().len() - bench.calls().len();
    assert_eq!(lists, 7, "each list once, and the profiles of both kinds");
}

#[tokio::test]
async fn nothing_at_all_is_an_error() {
    let bench = Bench::start().await;
    refuse_all_lists(&bench);
    let answer = bench.client.get("/v1/models").await;
    assert_eq!(answer.status, 403, "{}", answer.text());
    // It is not remembered: the next one asks again.
    assert!(!listed(&bench).await.is_empty());
}

#[tokio::test]
async fn the_list_is_fetched_once() {
    let bench = Bench::start().await;
    let lists = (0..8).map(|_| {
        let client = bench.client;
        tokio::spawn(async move { client.get("/v1/models").await.status })
    });
    for list in lists.collect::<Vec<_>>() {
        assert_eq!(list.await.expect("a list"), 200);
    }
    let mut calls: Vec<String> = bench.simulator.requests().into_iter().map(|call| call.operation).collect();
    calls.sort();
    calls.dedup();
    // Profiles are listed twice, once for each kind.
    assert_eq!((calls.len(), bench.simulator.requests().len()), (6, 7), "{calls:?}");
}

fn profile(n: usize) -> Value {
    let id = format!("us.provider.model-{n}");
    json!({
        "inferenceProfileId": id, "inferenceProfileName": id, "status": "ACTIVE", "type": "SYSTEM_DEFINED",
        "inferenceProfileArn": format!("arn:aws:bedrock:us-east-1:123456789012:inference-profile/{id}"),
        "models": [{"modelArn": format!("arn:aws:bedrock:us-east-1::foundation-model/provider.model-{n}")}],
    })
}

/// Pages of two, until there is no further one.
#[tokio::test]
async fn pages_are_turned_to_the_end() {
    let pages = Arc::new(AtomicUsize::new(0));
    let turned = Arc::clone(&pages);
    let aws = Upstream::start(move |line| {
        let body = if !line.contains("/inference-profiles") {
            json!({"modelSummaries": [], "modelDeploymentSummaries": [], "provisionedModelSummaries": []})
        } else if line.contains("APPLICATION") {
            json!({"inferenceProfileSummaries": []})
        } else {
            turned.fetch_add(1, Ordering::Relaxed);
            let page: usize =
                line.split_once("nextToken=page").map_or(0, |(_, rest)| rest[..1].parse().expect("a page"));
            let profiles = [profile(2 * page), profile(2 * page + 1)];
            match page {
                4 => json!({"inferenceProfileSummaries": profiles}),
                _ => json!({"inferenceProfileSummaries": profiles, "nextToken": format!("page{}", page + 1)}),
            }
        };
        upstream::answer(200, "application/json", body.to_string())
    })
    .await;
    let (gateway, _) = gateway(&aws.url, |_| {}).await;
    let list = Client::new(gateway.address()).get("/v1/models").await.json();
    assert_eq!(list["data"].as_array().map(Vec::len), Some(10), "{list}");
    assert_eq!(pages.load(Ordering::Relaxed), 5);
}

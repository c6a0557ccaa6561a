//! What a row tells beyond the outcome: who called, who served, what it cost, and when what happened.

use http::{HeaderValue, Request};
use outcrop_gateway::config::{Behaviour, Live};
use outcrop_gateway::error::Kind;
use outcrop_gateway::ir::Effort;
use outcrop_gateway::observe::{App, Change, Outcome, Row};
use serde_json::{Value, json};

use crate::support::client::Client;
use crate::support::upstream::{self, Upstream};
use crate::support::{Bench, CLAUDE, NOVA, ask, ask_stream, gateway, with};

#[tokio::test]
async fn the_client_is_known() {
    let bench = Bench::start().await;
    for (name, value, app) in [
        ("user-agent", "AsyncOpenAI/Python 3.54.0", Some(App::OpenAiPython)),
        ("x-outcrop-app", "playground", Some(App::Playground)),
        ("user-agent", "something/1", None),
    ] {
        let mut request = bench.client.chat_request(&ask(NOVA, "Hello"));
        request.headers_mut().insert(name, HeaderValue::from_static(value));
        bench.client.finish(request).await;
        assert_eq!(bench.feed.rows().last().expect("a row").app, app, "{value}");
    }
}

#[tokio::test]
async fn who_served_it_where_and_when() {
    for request in [ask(NOVA, "Hello"), ask_stream(NOVA, "Hello")] {
        let bench = Bench::start().await;
        bench.client.chat(&request).await;
        let row = bench.row().await;
        assert_eq!((row.region.as_deref(), row.profile.as_deref()), (Some("us-east-1"), None), "fixed keys");
        let t = row.timeline;
        let steps = [t.body, t.parsed, t.sent, t.accepted, row.first_token, row.duration];
        assert!(steps.iter().all(Option::is_some) && steps.is_sorted(), "{steps:?}");
        assert!(row.served.as_ref().is_some_and(|served| served.latency.is_some()), "{row:?}");
    }
}

#[tokio::test]
async fn the_effort_that_applied() {
    let bench = Bench::start().await;
    let behaviour = Behaviour { effort: Some(Effort::Low), ..Behaviour::default() };
    bench.gateway.configure(Live { behaviour, ..Live::default() }).expect("settings that fit");
    for (model, own, effort) in [
        (CLAUDE, json!({}), Some(Effort::Low)),
        (CLAUDE, json!({"reasoning_effort": "high"}), Some(Effort::High)),
        (CLAUDE, json!({"reasoning_effort": "none"}), Some(Effort::None)),
        (CLAUDE, json!({"temperature": 0.5}), None),
        ("us.amazon.nova-2-lite-v1:0", json!({"reasoning_effort": "max"}), Some(Effort::High)),
        (NOVA, json!({"reasoning_effort": "high"}), None),
    ] {
        let answer = bench.client.chat(&with(ask(model, "Hello"), own.clone())).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(bench.feed.rows().last().expect("a row").effort, effort, "{model} {own}");
    }
}

/// One answer as Bedrock gives it, and what becomes of it in the log and in the answer.
async fn answered(model: &str, more: Value, request: Value) -> (Row, Value) {
    let mut said = json!({
        "output": {"message": {"role": "assistant", "content": [{"text": "Hi"}]}}, "stopReason": "end_turn",
        "usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 1100}, "metrics": {"latencyMs": 512},
    });
    said = with(said, more);
    let aws = Upstream::start(move |_| upstream::answer(200, "application/json", said.to_string())).await;
    let (gateway, feed) = gateway(&aws.url, |_| {}).await;
    let answer = Client::new(gateway.address()).chat(&with(ask(model, "Hello"), request)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let row = Row::clone(&feed.rows()[0]);
    (row, answer.json())
}

#[tokio::test]
async fn what_it_cost() {
    let cached = json!({"usage": {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 0,
        "cacheReadInputTokens": 10_000, "cacheWriteInputTokens": 3000,
        "cacheDetails": [{"ttl": "5m", "inputTokens": 1000}, {"ttl": "1h", "inputTokens": 2000}]}});
    for (model, more, cost) in [
        // 1000 x 3 + 100 x 15 dollars for a million, and a tenth more for the geography.
        (CLAUDE, json!({}), Some("0.00495")),
        // + 10,000 x 0.3 + 1000 x 3.75 + 2000 x 6
        (CLAUDE, cached, Some("0.025575")),
        (CLAUDE, json!({"serviceTier": {"type": "flex"}}), Some("0.002475")),
        (CLAUDE, json!({"serviceTier": {"type": "reserved"}}), None),
        ("newcomer.model-1", json!({}), None),
    ] {
        let (row, _) = answered(model, more.clone(), json!({})).await;
        assert_eq!(row.cost.map(|price| price.to_string()).as_deref(), cost, "{model} {more}");
        assert_eq!(row.prices.is_some(), !model.starts_with("newcomer"), "{model}");
    }
}

#[tokio::test]
async fn several_answers_add_up_and_pieces_count() {
    let bench = Bench::start().await;
    let hello = ask(CLAUDE, "Hello");
    bench.client.chat(&hello).await;
    bench.client.chat(&with(hello, json!({"n": 3}))).await;
    let pictures = json!({"model": "stability.sd3-5-large-v1:0", "prompt": "A cat", "n": 2});
    let answer = bench.client.post("/v1/images/generations", &pictures).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let costs: Vec<_> = bench.feed.rows().iter().map(|row| row.cost.map(|price| price.0)).collect();
    let [Some(one), Some(three), Some(drawn)] = costs[..] else { panic!("{costs:?}") };
    assert!(one > 0 && three > one, "{costs:?}");
    assert_eq!(drawn, 2 * 80_000_000_000, "two pictures of eight cents");
}

/// The answer says which tier it was, not which was wished for.
#[tokio::test]
async fn the_tier_is_bedrocks() {
    for (asked, used, told) in [
        (json!("flex"), Some("default"), json!("default")),
        (json!("priority"), Some("priority"), json!("priority")),
        (json!("auto"), Some("reserved"), json!("scale")),
        (json!("flex"), None, json!("flex")),
        (Value::Null, Some("flex"), Value::Null),
    ] {
        let more = used.map_or_else(|| json!({}), |used| json!({"serviceTier": {"type": used}}));
        let (row, answer) = answered(CLAUDE, more, json!({"service_tier": asked})).await;
        assert_eq!(answer["service_tier"], told, "{asked} {used:?}");
        assert_eq!(row.served.as_ref().and_then(|served| served.tier.as_deref()), used);
    }
}

#[tokio::test]
async fn so_it_is_in_a_stream() {
    let bench = Bench::start().await;
    let request = with(ask_stream(CLAUDE, "Hello"), json!({"service_tier": "flex"}));
    let answer = bench.client.chat(&request).await;
    let chunks: Vec<Value> = answer
        .text()
        .lines()
        .filter_map(|line| line.strip_prefix("data: {").map(|data| format!("{{{data}")))
        .map(|data| serde_json::from_str(&data).expect("JSON"))
        .collect();
    let (last, before) = chunks.split_last().expect("chunks");
    assert_eq!(last["service_tier"], "flex");
    assert!(before.iter().all(|chunk| chunk["service_tier"].is_null()), "it is known at the end only");
    assert_eq!(bench.row().await.served.and_then(|served| served.tier).as_deref(), Some("flex"));
}

#[tokio::test]
async fn the_model_behind_a_router() {
    let router = "arn:aws:bedrock:us-east-1:1:default-prompt-router/amazon.nova:1";
    let trace = json!({"trace": {"promptRouter": {"invokedModelId": "amazon.nova-lite-v1:0"}}});
    let (row, _) = answered(router, trace, json!({})).await;
    assert_eq!(row.served.and_then(|served| served.model).as_deref(), Some("amazon.nova-lite-v1:0"));
}

#[tokio::test]
async fn errors_have_a_kind() {
    let bench = Bench::start().await;
    bench.script("http:ThrottlingException times=9");
    bench.client.chat(&ask(NOVA, "Hello")).await;
    let row = bench.row().await;
    assert_eq!((row.outcome, row.error_kind), (Outcome::Failed, Some(Kind::RateLimited)), "{row:?}");
    let request = Request::get("/v1/models").header("host", bench.client.address.to_string());
    bench.client.finish(request.body(Default::default()).expect("a request")).await;
    let row = Row::clone(bench.feed.rows().last().expect("a row"));
    assert_eq!((row.error_kind, row.status), (Some(Kind::Unauthenticated), Some(401)), "the guard's refusals too");
}

#[tokio::test]
async fn nobody_is_told_where_nobody_listens() {
    let bench = Bench::start().await;
    bench.script("freeze after=2");
    let live = bench.client.live(&ask_stream(NOVA, "Hello")).await;
    assert_eq!(bench.feed.rows()[0].model, None, "not before it is closed");
    drop(live);
    assert_eq!(bench.row().await.model.as_deref(), Some(NOVA));
    let mut changes = bench.feed.subscribe();
    bench.feed.clear();
    assert!(matches!(changes.recv().await, Ok(Change::Cleared)));
    assert!(bench.feed.rows().is_empty());
}

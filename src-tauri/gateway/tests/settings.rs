//! What the settings change of Chat: how thinking is shown, how hard to think by default, caching unasked.

// The lints know test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use outcrop_gateway::config::{Behaviour, ShowReasoning};
use outcrop_gateway::ir::Effort;
use serde_json::{Value, json};
use support::sse::told;
use support::{Bench, CLAUDE, ask, with};

async fn bench(behaviour: Behaviour) -> Bench {
    Bench::with(|config| config.behaviour = behaviour).await
}

/// The message, whole and as a stream adds up to it.
async fn thought(show: ShowReasoning) -> [Value; 2] {
    let bench = bench(Behaviour { reasoning: show, ..Behaviour::default() }).await;
    let request = with(ask(CLAUDE, "Hello"), json!({"reasoning_effort": "low"}));
    bench.script("reasoning thinking=Hm text=Hi");
    let plain = bench.client.chat(&request).await.json()["choices"][0]["message"].clone();
    bench.script("reasoning thinking=Hm text=Hi");
    let events = bench.client.chat(&with(request, json!({"stream": true}))).await.events();
    [plain, told(&events).message().clone()]
}

#[tokio::test]
async fn thinking_is_shown_as_chosen() {
    for message in thought(ShowReasoning::Field).await {
        assert_eq!((&message["content"], &message["reasoning_content"]), (&json!("Hi"), &json!("Hm")), "{message}");
    }
    for message in thought(ShowReasoning::Tags).await {
        assert_eq!(message["content"], "<think>\nHm\n</think>\n\nHi", "{message}");
        assert!(message["reasoning_content"].is_null(), "{message}");
    }
    for message in thought(ShowReasoning::Hidden).await {
        assert_eq!(message["content"], "Hi", "{message}");
        assert!(message["reasoning_content"].is_null() && message["thinking_blocks"].is_null(), "{message}");
    }
}

#[tokio::test]
async fn a_default_effort_gives_way() {
    let bench = bench(Behaviour { effort: Some(Effort::High), ..Behaviour::default() }).await;
    for (own, thinks) in [
        (json!({}), true),
        (json!({"reasoning_effort": "none"}), false),
        (json!({"temperature": 0.5}), false),
        (json!({"max_tokens": 100}), false),
    ] {
        bench.simulator.clear();
        let answer = bench.client.chat(&with(ask(CLAUDE, "Hello"), own.clone())).await;
        assert_eq!((answer.status, answer.header("x-outcrop-adjusted")), (200, None), "{own}");
        let thinking = &bench.calls()[0].body["additionalModelRequestFields"]["thinking"];
        assert_eq!(thinking["type"] == "enabled", thinks, "{own}: {thinking}");
    }
}

#[tokio::test]
async fn a_default_effort_means_the_nearest_that_a_model_knows() {
    let bench = bench(Behaviour { effort: Some(Effort::Max), ..Behaviour::default() }).await;
    let answer = bench.client.chat(&ask("us.amazon.nova-2-lite-v1:0", "Hello")).await;
    assert_eq!((answer.status, answer.header("x-outcrop-adjusted")), (200, None));
    let fields = &bench.calls()[0].body["additionalModelRequestFields"];
    assert_eq!(fields["reasoningConfig"]["maxReasoningEffort"], "high");
}

#[tokio::test]
async fn prompts_are_cached_unasked_unless_the_client_says_where() {
    let bench = bench(Behaviour { auto_cache: true, ..Behaviour::default() }).await;
    let part = json!({"type": "text", "text": "Hello", "cache_control": {"type": "ephemeral"}});
    for (content, in_system) in [(json!("Hello"), 1), (json!([part]), 0)] {
        bench.simulator.clear();
        let messages = json!([{"role": "system", "content": "Be brief."}, {"role": "user", "content": content}]);
        bench.client.chat(&json!({"model": CLAUDE, "messages": messages})).await;
        let body = bench.calls()[0].body.to_string();
        assert_eq!(body.matches("cachePoint").count(), 1 + in_system, "{body}");
    }
}

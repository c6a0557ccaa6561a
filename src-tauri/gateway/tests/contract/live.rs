//! Settings that change while the gateway runs: the next request sees them, those in flight do not.

use http::{Method, Request};
use outcrop_gateway::config::{ApiKey, Behaviour, Live, ModelNames, ShowReasoning};
use outcrop_gateway::ir::Effort;
use serde_json::{Value, json};

use crate::support::client::Client;
use crate::support::sse::{Sse, told};
use crate::support::{Bench, CLAUDE, KEY, NOVA, ask, ask_stream, tools, with};

fn live(behaviour: Behaviour) -> Live {
    Live { behaviour, ..Live::default() }
}

/// What the model itself was told for this request.
async fn fields(bench: &Bench, request: &Value) -> Value {
    bench.simulator.clear();
    let answer = bench.client.chat(request).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    bench.calls()[0].body["additionalModelRequestFields"].clone()
}

#[tokio::test]
async fn the_effort_changes_with_the_next_request() {
    let bench = Bench::start().await;
    let hello = ask(CLAUDE, "Hello");
    assert!(fields(&bench, &hello).await["thinking"].is_null());
    for (effort, budget) in [(Effort::Low, 4096), (Effort::High, 16_384)] {
        let behaviour = Behaviour { effort: Some(effort), ..Behaviour::default() };
        bench.gateway.configure(live(behaviour)).expect("settings that fit");
        assert_eq!(fields(&bench, &hello).await["thinking"]["budget_tokens"], budget);
    }
    bench.gateway.configure(Live::default()).expect("settings that fit");
    assert!(fields(&bench, &hello).await["thinking"].is_null());
}

/// By the name that was asked for, by what it means, by the foundation model; and a model's own beats all models'.
#[tokio::test]
async fn a_model_has_an_effort_of_its_own() {
    let bench = Bench::start().await;
    let base = CLAUDE.strip_prefix("us.").expect("a profile of AWS's");
    for name in ["fast", CLAUDE, base] {
        let behaviour = Behaviour {
            effort: Some(Effort::High),
            efforts: [(name.to_owned(), Effort::Low)].into(),
            ..Behaviour::default()
        };
        let models = ModelNames { aliases: [("fast".to_owned(), CLAUDE.to_owned())].into(), ..ModelNames::default() };
        bench.gateway.configure(Live { behaviour, models, ..Live::default() }).expect("settings that fit");
        assert_eq!(fields(&bench, &ask("fast", "Hello")).await["thinking"]["budget_tokens"], 4096, "{name}");
        let own = with(ask("fast", "Hello"), json!({"reasoning_effort": "medium"}));
        assert_eq!(fields(&bench, &own).await["thinking"]["budget_tokens"], 8192, "the client's own beats both");
    }
    let behaviour = Behaviour {
        effort: Some(Effort::High),
        efforts: [(CLAUDE.to_owned(), Effort::None)].into(),
        ..Behaviour::default()
    };
    bench.gateway.configure(live(behaviour)).expect("settings that fit");
    assert!(fields(&bench, &ask(CLAUDE, "Hello")).await["thinking"].is_null(), "or it is not to think at all");
}

#[tokio::test]
async fn names_change_with_the_next_request() {
    let bench = Bench::start().await;
    for model in [NOVA, "amazon.nova-micro-v1:0"] {
        let models = ModelNames {
            aliases: [("mine".to_owned(), model.to_owned())].into(),
            default_chat: Some(model.to_owned()),
            ..ModelNames::default()
        };
        bench.gateway.configure(Live { models, ..Live::default() }).expect("settings that fit");
        for name in ["mine", "gpt-4o"] {
            bench.simulator.clear();
            assert_eq!(bench.client.chat(&ask(name, "Hello")).await.status, 200);
            assert_eq!(bench.calls()[0].model_id.as_deref(), Some(model), "{name}");
        }
    }
}

#[tokio::test]
async fn strictness_and_the_form_of_thinking_change_with_the_next_request() {
    let bench = Bench::start().await;
    let seeded = with(ask(NOVA, "Hello"), json!({"seed": 7}));
    assert_eq!(bench.client.chat(&seeded).await.status, 200);
    bench.gateway.configure(live(Behaviour { strict: true, ..Behaviour::default() })).expect("settings that fit");
    assert_eq!(bench.client.chat(&seeded).await.status, 400);
    let tags = Behaviour { reasoning: ShowReasoning::Tags, ..Behaviour::default() };
    bench.gateway.configure(live(tags)).expect("settings that fit");
    bench.script("reasoning thinking=Hm text=Hi");
    let thought = bench.client.chat(&with(ask(CLAUDE, "Hello"), json!({"reasoning_effort": "low"}))).await.json();
    assert_eq!(thought["choices"][0]["message"]["content"], "<think>\nHm\n</think>\n\nHi");
}

#[tokio::test]
async fn a_page_is_let_in_and_shut_out_again() {
    let bench = Bench::start().await;
    let origin = "https://app.example";
    let status = async |client: Client| {
        let request = client.request("GET", "/v1/models").header("origin", origin).body(Default::default());
        client.finish(request.expect("a request")).await.status
    };
    assert_eq!(status(bench.client).await, 403);
    bench.gateway.configure(Live { origins: vec![origin.into()], ..Live::default() }).expect("settings that fit");
    assert_eq!(status(bench.client).await, 200);
    bench.gateway.configure(Live::default()).expect("settings that fit");
    assert_eq!(status(bench.client).await, 403);
}

#[tokio::test]
async fn settings_that_do_not_fit_change_nothing() {
    let bench = Bench::start().await;
    let models = ModelNames { default_chat: Some(NOVA.into()), ..ModelNames::default() };
    let refused = bench.gateway.configure(Live { models, origins: vec!["*".into()], ..Live::default() });
    assert_eq!(refused.expect_err("no origin").field, "origins");
    bench.client.chat(&ask("gpt-4o", "Hello")).await;
    assert_ne!(bench.calls()[0].model_id.as_deref(), Some(NOVA));
}

/// The answer under way goes on under the settings and the key that it began with.
#[tokio::test]
async fn what_is_in_flight_goes_on() {
    let bench = Bench::start().await;
    bench.script("long words=30 gap=20");
    let mut under_way = bench.client.live(&ask_stream(NOVA, "Hello")).await;
    let mut events = vec![under_way.next().await.expect("the role")];
    bench.gateway.rekey(ApiKey::new("another-key-entirely").expect("a key"));
    bench.gateway.configure(live(Behaviour { strict: true, ..Behaviour::default() })).expect("settings that fit");
    while let Some(event) = under_way.next().await {
        events.push(event);
    }
    assert_eq!((events.last(), told(&events).finish()), (Some(&Sse::Done), Some("stop")));
}

#[tokio::test]
async fn the_next_request_needs_the_new_key() {
    const NEW: &str = "another-key-entirely";
    let bench = Bench::start().await;
    let status = async |key: &str| {
        let request = Request::builder().method(Method::GET).uri("/v1/models").header("x-api-key", key);
        let request = request.header("host", bench.client.address.to_string()).body(Default::default());
        bench.client.finish(request.expect("a request")).await.status
    };
    assert_eq!((status(KEY).await, status(NEW).await), (200, 401));
    bench.gateway.rekey(ApiKey::new(NEW).expect("a key"));
    assert_eq!((status(KEY).await, status(NEW).await), (401, 200));
}

/// Asked of those models alone that need to be asked, and only where there is something to think between.
#[tokio::test]
async fn thinking_between_tools_is_asked_for() {
    const ADAPTIVE: &str = "us.anthropic.claude-sonnet-5";
    let bench = Bench::start().await;
    bench.gateway.configure(live(Behaviour { interleaved: true, ..Behaviour::default() })).expect("settings that fit");
    let thinks = json!({"reasoning_effort": "low"});
    for (model, more, asked) in [
        (CLAUDE, with(thinks.clone(), json!({"tools": tools()})), true),
        (CLAUDE, thinks.clone(), false),
        (CLAUDE, json!({"tools": tools()}), false),
        (ADAPTIVE, with(thinks.clone(), json!({"tools": tools()})), false),
    ] {
        let betas = fields(&bench, &with(ask(model, "Hello"), more.clone())).await["anthropic_beta"].clone();
        let expected = if asked { json!(["interleaved-thinking-2025-05-14"]) } else { Value::Null };
        assert_eq!(betas, expected, "{model} {more}");
    }
    let own = json!({"tools": tools(), "reasoning_effort": "low",
        "additionalModelRequestFields": {"anthropic_beta": ["context-1m-2025-08-07"]}});
    let betas = fields(&bench, &with(ask(CLAUDE, "Hello"), own)).await["anthropic_beta"].clone();
    assert_eq!(betas, json!(["interleaved-thinking-2025-05-14", "context-1m-2025-08-07"]), "beside the client's own");
}

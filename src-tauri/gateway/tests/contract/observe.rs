//! The log: one row a request, opened once and closed once, and nothing in it that is secret.

use bedrock_simulator::SECRET_ACCESS_KEY;
use outcrop_gateway::observe::{Change, Outcome};
use serde_json::json;

use crate::support::{Bench, KEY, NOVA, ask, ask_stream, config, with};

#[tokio::test]
async fn a_request_is_opened_once_updated_once_and_closed_once() {
    for request in [ask(NOVA, "Hello"), ask_stream(NOVA, "Hello"), json!({"nonsense": true})] {
        let bench = Bench::start().await;
        let mut changes = bench.feed.subscribe();
        bench.client.chat(&request).await;
        let row = bench.row().await;
        let Ok(Change::Opened(opened)) = changes.try_recv() else { panic!("opened first") };
        assert_eq!((opened.id, opened.outcome, opened.status), (row.id, Outcome::Open, None));
        if row.status == Some(200) {
            let Ok(Change::Updated(updated)) = changes.try_recv() else { panic!("then updated") };
            assert_eq!((updated.id, updated.outcome, updated.model.as_deref()), (row.id, Outcome::Open, Some(NOVA)));
        }
        let Ok(Change::Closed(closed)) = changes.try_recv() else { panic!("then closed") };
        assert_eq!((closed.id, closed.outcome), (row.id, row.outcome));
        assert!(changes.try_recv().is_err(), "and nothing else");
    }
}

#[tokio::test]
async fn a_row_tells_what_happened() {
    let bench = Bench::start().await;
    let (mut head, body) = bench.client.chat_request(&ask_stream("gpt-4o", "Hello")).into_parts();
    head.headers.insert("user-agent", http::HeaderValue::from_static("OpenAI/Python 3.54.0"));
    let answer = bench.client.finish(http::Request::from_parts(head, body)).await;
    assert_eq!(answer.status, 200);
    let row = bench.row().await;
    assert_eq!((row.method.as_str(), row.path.as_str()), ("POST", "/v1/chat/completions"));
    assert_eq!(row.client.as_deref(), Some("OpenAI/Python 3.54.0"));
    assert_eq!(row.model.as_deref(), Some("gpt-4o"));
    assert_eq!(row.resolved_model, bench.calls()[0].model_id);
    assert!(row.streamed);
    assert_eq!((row.outcome, row.status), (Outcome::Finished, Some(200)));
    assert!(row.first_token <= row.duration && row.first_token.is_some(), "{row:?}");
    assert!(row.usage.is_some_and(|usage| usage.input > 0 && usage.output > 0), "{row:?}");
    assert_eq!(row.aws_request_id.as_deref(), answer.header("x-request-id"));
    assert_eq!(row.error, None);
}

#[tokio::test]
async fn the_request_id_is_awss() {
    use crate::support::upstream::{self, Upstream};
    let said = json!({
        "output": {"message": {"role": "assistant", "content": [{"text": "Hi"}]}}, "stopReason": "end_turn",
        "usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2}, "metrics": {"latencyMs": 1},
    });
    let aws = Upstream::start(move |_| upstream::answer(200, "application/json", said.to_string())).await;
    let (gateway, feed) = crate::support::gateway(&aws.url, |_| {}).await;
    let client = crate::support::client::Client::new(gateway.address());
    let answer = client.chat(&ask(NOVA, "Hello")).await;
    assert_eq!(answer.header("x-request-id"), Some("recorded-request-id"));
    assert_eq!(feed.rows()[0].aws_request_id.as_deref(), Some("recorded-request-id"));
}

/// Key, secret, prompt, reply and a tool's argument: none of them in a row or in anything that prints.
#[tokio::test]
async fn nothing_secret_is_kept() {
    const PROMPT: &str = "CANARY-PROMPT-4711";
    const REPLY: &str = "CANARY-REPLY-4712";
    const ORIGIN: &str = "CANARY-QUERY-4713";
    let bench = Bench::start().await;
    for (script, request) in [
        (format!("text text={REPLY}"), ask(NOVA, PROMPT)),
        (format!("text text={REPLY}"), ask_stream(NOVA, PROMPT)),
        ("http:ValidationException".to_owned(), ask(NOVA, PROMPT)),
        ("cut after=3".to_owned(), ask_stream(NOVA, PROMPT)),
        ("text".to_owned(), with(ask(NOVA, PROMPT), json!({"temperature": 2, "user": PROMPT, "metadata": {"a": "b"}}))),
    ] {
        bench.script(&script);
        bench.client.chat(&request).await;
    }
    bench.client.get(&format!("/v1/models?api_key={ORIGIN}")).await;
    let shown = format!("{:?} {:?} {:?}", bench.feed.rows(), bench.gateway, config("http://127.0.0.1:1"));
    for canary in [PROMPT, REPLY, ORIGIN, KEY, SECRET_ACCESS_KEY] {
        assert!(!shown.contains(canary), "{canary}: {shown}");
    }
}

//! What was said, while the user wants it kept: all of it, redacted, and gone when he does not.

use std::sync::Arc;

use bedrock_simulator::SECRET_ACCESS_KEY;
use http::{HeaderValue, Request};
use outcrop_gateway::observe::export::{curl, har, json_line};
use outcrop_gateway::observe::{Detail, Happening};
use serde_json::{Value, json};

use crate::support::{Bench, CLAUDE, KEY, NOVA, ask, ask_stream, tools, with};

async fn bench() -> Bench {
    let bench = Bench::start().await;
    bench.feed.set_capture(true);
    bench
}

/// What is kept of the only request, once it is closed.
async fn detail(bench: &Bench) -> Arc<Detail> {
    let row = bench.row().await;
    bench.feed.detail(row.id).expect("a detail")
}

#[tokio::test]
async fn a_plain_answer_is_kept_from_end_to_end() {
    let bench = bench().await;
    let request = with(ask(NOVA, "Hello"), json!({"seed": 7}));
    let answer = bench.client.chat(&request).await;
    let detail = detail(&bench).await;
    assert_eq!(detail.request.as_ref().map(|body| body.text()), Some(request.to_string()));
    assert_eq!(detail.response.as_ref().map(|body| body.text()), Some(answer.text()));
    let [sent] = &detail.sent[..] else { panic!("{detail:?}") };
    assert_eq!((sent.operation, sent.model.as_str(), sent.times), ("Converse", NOVA, 1));
    let body: Value = serde_json::from_str(&sent.body.text()).expect("JSON");
    assert_eq!(body, bench.calls()[0].body, "what reached AWS");
    assert_eq!(detail.complaints, [("seed".to_owned(), "dropped".to_owned())]);
    let header = |headers: &[(String, String)], name: &str| {
        headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    };
    assert_eq!(header(&detail.request_headers, "authorization").as_deref(), Some("…"));
    assert_eq!(header(&detail.request_headers, "content-type").as_deref(), Some("application/json"));
    assert_eq!(header(&detail.response_headers, "x-outcrop-adjusted").as_deref(), Some("seed dropped"));
}

#[tokio::test]
async fn a_stream_is_kept_with_its_times() {
    let bench = bench().await;
    bench.script("reasoning thinking=Hm text=\"Hello there\"");
    let answer = bench.client.chat(&with(ask_stream(CLAUDE, "Hello"), json!({"reasoning_effort": "low"}))).await;
    let detail = detail(&bench).await;
    assert_eq!(detail.response.as_ref().map(|body| body.text()), Some(answer.text()), "byte for byte");
    assert_eq!(detail.sent[0].operation, "ConverseStream");
    let said: Vec<_> = detail.moments.iter().map(|moment| &moment.what).collect();
    assert!(said.contains(&&Happening::Thinking("Hm".into())), "{said:?}");
    assert!(said.contains(&&Happening::Text("Hello there".into())), "{said:?}");
    assert!(matches!(said.last(), Some(Happening::Usage(_))), "{said:?}");
    assert!(detail.moments.is_sorted_by_key(|moment| moment.at));
    assert!(detail.moments.iter().all(|moment| moment.at <= moment.until));
}

#[tokio::test]
async fn an_answer_can_be_watched_while_it_comes() {
    let bench = bench().await;
    bench.script("freeze after=4");
    let mut live = bench.client.live(&ask_stream(NOVA, "Hello")).await;
    live.next().await.expect("the role");
    live.next().await.expect("a word");
    let id = bench.feed.rows()[0].id;
    let seen = bench.feed.detail(id).expect("a detail");
    assert!(seen.moments.iter().any(|moment| matches!(moment.what, Happening::Text(_))), "{seen:?}");
    bench.feed.set_capture(false);
    assert!(bench.feed.detail(id).is_none(), "gone at once");
}

#[tokio::test]
async fn tools_and_what_was_asked_again() {
    let bench = bench().await;
    bench.script("tool name=weather");
    bench.client.chat(&with(ask(CLAUDE, "Weather?"), json!({"tools": tools()}))).await;
    let seen = detail(&bench).await;
    assert!(
        seen.moments.iter().any(|moment| matches!(&moment.what, Happening::Call { name, .. } if name == "weather"))
    );
    let bench = self::bench().await;
    let refusal = "http:ValidationException message=\"This model doesn't support the temperature field.\"";
    bench.script(refusal);
    let answer = bench.client.chat(&with(ask(NOVA, "Hello"), json!({"temperature": 0.5}))).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let seen = detail(&bench).await;
    let [first, second] = &seen.sent[..] else { panic!("{seen:?}") };
    assert!(first.body.text().contains("temperature") && !second.body.text().contains("temperature"));
}

#[tokio::test]
async fn jobs_are_kept_call_by_call() {
    let bench = bench().await;
    let request = json!({"model": "amazon.titan-embed-text-v2:0", "input": ["one", "two"]});
    let answer = bench.client.post("/v1/embeddings", &request).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let detail = detail(&bench).await;
    assert!(detail.sent.iter().all(|sent| sent.operation == "InvokeModel"));
    assert_eq!(detail.sent.len(), 2);
    assert_eq!(detail.request.as_ref().map(|body| body.text()), Some(request.to_string()));
}

#[tokio::test]
async fn pictures_are_a_note() {
    let bench = bench().await;
    let png = format!("iVBORw0KGgo{}", "A".repeat(4001));
    let content = json!([{"type": "image_url", "image_url": {"url": format!("data:image/png;base64,{png}")}}]);
    bench.client.chat(&json!({"model": NOVA, "messages": [{"role": "user", "content": content}]})).await;
    let detail = detail(&bench).await;
    let request = detail.request.as_ref().expect("a body");
    assert!(request.text().contains("data:image/png;base64,(3009 bytes of base64 left out)"), "{}", request.text());
    assert!(!request.is_whole() && request.size() > 4000);
    assert!(detail.sent.iter().all(|sent| !sent.body.text().contains("AAAAAAAA")));
}

#[tokio::test]
async fn refusals_of_the_guard_are_kept() {
    let bench = bench().await;
    let request = Request::post("/v1/chat/completions").header("host", "evil.test").header("x-api-key", KEY);
    bench.client.finish(request.body(Default::default()).expect("a request")).await;
    let detail = detail(&bench).await;
    assert!(detail.request_headers.contains(&("host".to_owned(), "evil.test".to_owned())), "{detail:?}");
    assert!(detail.request_headers.contains(&("x-api-key".to_owned(), "…".to_owned())), "{detail:?}");
    assert!(detail.request.is_none() && detail.response.is_some(), "its body was not read");
}

#[tokio::test]
async fn nothing_is_kept_unless_it_is_wanted() {
    let bench = Bench::start().await;
    bench.client.chat(&ask(NOVA, "Hello")).await;
    let id = bench.row().await.id;
    assert!(!bench.feed.captures() && bench.feed.detail(id).is_none());
    bench.feed.set_capture(true);
    assert!(bench.feed.detail(id).is_none());
    bench.client.chat(&ask(NOVA, "Hello")).await;
    assert!(bench.feed.detail(id + 1).is_some());
    bench.feed.clear();
    assert!(bench.feed.captures() && bench.feed.detail(id + 1).is_none());
}

/// The key, wherever a client puts it: in any header, in the path, in the body, in what the model says back.
#[tokio::test]
async fn no_key_is_ever_exported() {
    let bench = bench().await;
    bench.script(&format!("text text={KEY}"));
    let mut request = bench.client.chat_request(&with(ask(NOVA, KEY), json!({"user": KEY, "metadata": {"k": KEY}})));
    for name in ["x-api-key", "api-key", "user-agent", "x-title", "cookie", "x-newcomer", "http-referer"] {
        request.headers_mut().insert(name, HeaderValue::from_static(KEY));
    }
    assert_eq!(bench.client.finish(request).await.status, 200);
    bench.script(&format!("text text={KEY}"));
    bench.client.chat(&ask_stream(NOVA, KEY)).await;
    bench.client.get(&format!("/v1/models/{KEY}?key={KEY}")).await;
    bench.client.chat(&ask(KEY, "Hello")).await;
    bench.client.chat(&with(ask(NOVA, "Hello"), json!({KEY: 1}))).await;
    let rows = bench.feed.rows();
    assert_eq!(rows.len(), 5);
    let details: Vec<_> = rows.iter().map(|row| bench.feed.detail(row.id)).collect();
    let entries = || rows.iter().zip(&details).map(|(row, detail)| (&**row, detail.as_deref()));
    let mut exports = vec![har(entries(), &bench.gateway.url()).to_string()];
    for (row, detail) in entries() {
        exports.push(json_line(row, detail));
        exports.push(curl(row, detail, &bench.gateway.url()));
    }
    for export in exports.iter().chain([&format!("{details:?}")]) {
        assert!(!export.contains(KEY) && !export.contains(SECRET_ACCESS_KEY), "{export}");
    }
    assert!(exports[0].contains("text/event-stream") && exports[2].contains("$OUTCROP_API_KEY"));
}

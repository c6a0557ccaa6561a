//! Recorded requests and answers in `golden/`, each with what becomes of it in a snapshot beside it. A new case is a
//! file.
//!
//! - `requests/`: what a client sent → the body of Converse, and what was adjusted.
//! - `families/`: one request for several models → the bodies, where families differ.
//! - `refused/`: requests with the `messages` of a case that nothing can be made of → the error.
//! - `answers/`: what Bedrock answered, whole (`answer`) and streamed (`events`) → the completion and the chunks.

// The lints know test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::path::Path;

use bedrock_simulator::Frame;
use outcrop_gateway::bedrock::family::Family;
use outcrop_gateway::bedrock::request::build;
use outcrop_gateway::doors::chat::Chat;
use outcrop_gateway::doors::{Asked, Door};
use outcrop_gateway::ir::Complaint;
use serde_json::{Value, json};
use support::client::Client;
use support::sse::told;
use support::upstream::{Upstream, answer};
use support::{Bench, gateway, redact, with};

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("a case");
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("golden/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// What is made of a request.
fn built(request: &Value) -> Value {
    let asked = Chat::default().parse(request.to_string().as_bytes());
    let Asked { turn, streamed, answers, complaints, .. } = asked.unwrap_or_else(|e| panic!("{e}: {request}"));
    let built = match build(&turn, &Family::of(&turn.model)) {
        Ok(built) => built,
        Err(error) => return json!({"refused": refusal(&error)}),
    };
    let body: Value = serde_json::from_slice(&built.body).expect("JSON");
    let adjusted: Vec<String> = complaints.iter().chain(&built.complaints).map(Complaint::to_string).collect();
    let mut seen = json!({"adjusted": adjusted, "body": body});
    for (name, value, usual) in [
        ("streamed", json!(streamed), json!(false)),
        ("answers", json!(answers), json!(1)),
        ("plain_only", json!(built.plain_only), json!(false)),
    ] {
        if value != usual {
            seen[name] = value;
        }
    }
    seen
}

fn refusal(error: &outcrop_gateway::error::Error) -> Value {
    let (status, body) = Chat::default().error(error);
    let body: Value = serde_json::from_slice(&body).expect("JSON");
    json!({"status": status, "error": body["error"]})
}

#[test]
fn requests() {
    settings().bind(|| {
        insta::glob!("golden/requests/*.json", |path| insta::assert_json_snapshot!("request", built(&read(path))));
    });
}

#[test]
fn families() {
    settings().bind(|| {
        insta::glob!("golden/families/*.json", |path| {
            let case = read(path);
            let models = case["models"].as_array().expect("models").iter();
            let each = models.map(|model| {
                let name = model.as_str().expect("a model").to_owned();
                (name, built(&with(case["request"].clone(), json!({"model": model}))))
            });
            insta::assert_json_snapshot!("family", Value::Object(each.collect()));
        });
    });
}

#[test]
fn refused() {
    settings().bind(|| {
        insta::glob!("golden/refused/*.json", |path| {
            let cases = read(path);
            let refusals = cases.as_array().expect("cases").iter().map(|case| {
                let refused = Chat::default().parse(case.to_string().as_bytes()).err();
                let refused = refused.unwrap_or_else(|| panic!("it was taken: {case}"));
                json!({"request": case, "refusal": refusal(&refused)})
            });
            insta::assert_json_snapshot!("refused", refusals.collect::<Vec<_>>());
        });
    });
}

/// Bedrock takes what we make of the requests: the simulator checks them as it does, and no retry hides a refusal.
#[tokio::test]
async fn requests_are_taken() {
    let mut bench = Bench::start().await;
    let mut wrong = Vec::new();
    for (path, request) in requests_of("requests").into_iter().chain(requests_of("families")) {
        if bench.calls().iter().any(|call| call.error.is_some()) {
            // What it has learnt from a refusal is not to spoil the next case.
            bench = Bench::start().await;
        }
        bench.simulator.clear();
        let answer = bench.client.chat(&with(request, json!({"stream": false}))).await;
        for call in bench.calls() {
            if call.error.is_some() || !call.unknown_members.is_empty() {
                let (model, error) = (call.model_id.unwrap_or_default(), call.error);
                wrong.push(format!("{path} ({model}): {error:?}, unknown: {:?}\n{}", call.unknown_members, call.body));
            }
        }
        if answer.status != 200 && bench.calls().is_empty() {
            wrong.push(format!("{path}: {}", answer.text()));
        }
    }
    let mended: Vec<_> = KNOWN.iter().filter(|known| !wrong.iter().any(|what| what.starts_with(*known))).collect();
    assert!(mended.is_empty(), "these are taken now: take them out of `KNOWN`: {mended:?}");
    wrong.retain(|what| !KNOWN.iter().any(|known| what.starts_with(known)));
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n\n"));
}

/// What the simulator refuses, for a good reason.
const KNOWN: &[&str] = &[
    // The simulator takes the signatures that it made.
    "reasoning_signed_replayed.json",
];

/// File and request, for every model that a case is for and that the simulator has.
fn requests_of(folder: &str) -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(folder);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("cases").map(|entry| entry.expect("a case").path()).collect();
    paths.sort();
    let mut requests = Vec::new();
    for path in paths {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let case = read(&path);
        match case["models"].as_array() {
            None => requests.push((name, case)),
            Some(models) => requests.extend(
                models.iter().map(|model| (name.clone(), with(case["request"].clone(), json!({"model": model})))),
            ),
        }
    }
    // The table of families knows more models than the account has.
    requests.retain(|(_, request)| request["model"].as_str().is_some_and(|model| !model.starts_with("newcomer.")));
    requests
}

/// The completion and the chunks for what Bedrock answered.
async fn answered(case: &Value) -> Value {
    let frames = case["events"].as_array().expect("events").iter();
    let frames = frames.map(|event| Frame::event(event[0].as_str().expect("a name"), event[1].clone()).encode());
    let (whole, stream) = (case["answer"].to_string(), frames.collect::<Vec<_>>().concat());
    let aws = Upstream::start(move |line| {
        if line.ends_with("/converse-stream") {
            answer(200, "application/vnd.amazon.eventstream", stream.clone())
        } else {
            answer(200, "application/json", whole.clone())
        }
    })
    .await;
    let (gateway, _feed) = gateway(&aws.url, |_| {}).await;
    let client = Client::new(gateway.address());
    let request = with(
        json!({"model": "amazon.nova-lite-v1:0", "messages": [{"role": "user", "content": "Hello"}]}),
        case["request"].clone(),
    );
    let plain = client.chat(&request).await;
    assert_eq!(plain.status, 200, "{}", plain.text());
    let options = json!({"stream": true, "stream_options": {"include_usage": true}});
    let streamed = client.chat(&with(request, options)).await;
    let told = told(&streamed.events());
    assert!(told.done, "{told:#?}");
    let finish = |choice: &Value| choice["finish_reason"].clone();
    assert_eq!(finish(&told.choices[0]), finish(&plain.json()["choices"][0]), "whole and streamed");
    // A chunk says of itself what all chunks say; what is left is what the snapshot is about.
    let chunks = streamed.text().split("\n\n").filter(|chunk| !chunk.is_empty()).map(shortened).collect::<Vec<_>>();
    json!({"completion": redact(plain.json()), "chunks": chunks})
}

fn shortened(chunk: &str) -> String {
    let data = chunk.strip_prefix("data: ").expect("data");
    let Ok(Value::Object(mut chunk)) = serde_json::from_str(data) else { return data.to_owned() };
    for common in ["id", "object", "created", "model"] {
        assert!(chunk.shift_remove(common).is_some(), "{common}: {data}");
    }
    Value::Object(chunk).to_string()
}

#[test]
fn answers() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    settings().bind(|| {
        insta::glob!("golden/answers/*.json", |path| {
            let seen = runtime.block_on(answered(&read(path)));
            insta::assert_json_snapshot!("answer", seen);
        });
    });
}

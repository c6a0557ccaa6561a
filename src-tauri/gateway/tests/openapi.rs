//! The document, the page, and the answers for what is not served.

// The lints know test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use bytes::Bytes;
use http_body_util::Full;
use serde_json::{Value, json};
use support::Bench;
use support::client::{Answer, Client};

/// What a browser sends: no key.
async fn visit(client: &Client, path: &str, more: &[(&str, &str)]) -> Answer {
    let mut request = http::Request::builder().method("GET").uri(path);
    if !more.iter().any(|(name, _)| *name == "host") {
        request = request.header("host", client.address.to_string());
    }
    for (name, value) in more {
        request = request.header(*name, *value);
    }
    client.finish(request.body(Full::<Bytes>::default()).expect("a request")).await
}

#[tokio::test]
async fn every_operation_of_the_document_is_served() {
    let bench = Bench::start().await;
    let answer = visit(&bench.client, "/openapi.json", &[]).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    let document = answer.json();
    assert_eq!(document["openapi"], "3.1.0");
    for (path, methods) in document["paths"].as_object().expect("paths") {
        let called = path.replace("{id}", "amazon.nova-lite-v1:0");
        for (method, operation) in methods.as_object().expect("methods") {
            let prefixes: &[&str] = if path.starts_with("/v1") { &["", "/api"] } else { &[""] };
            for prefix in prefixes {
                let called = format!("{prefix}{called}");
                let example = &operation["requestBody"]["content"]["application/json"]["example"];
                let answer = if method == "post" {
                    bench.client.post(&called, example).await
                } else {
                    bench.client.get(&called).await
                };
                assert_eq!(answer.status, 200, "{method} {called}: {}", answer.text());
            }
        }
    }
}

/// What an example's answer holds is described.
#[tokio::test]
async fn answers_hold_what_the_document_says() {
    let bench = Bench::start().await;
    let document = bench.client.get("/openapi.json").await.json();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        let Some(operation) = methods.get("post") else { continue };
        let example = &operation["requestBody"]["content"]["application/json"]["example"];
        let answer = bench.client.post(path, example).await.json();
        let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"];
        let pointer = schema.as_str().and_then(|to| to.strip_prefix('#')).expect("a reference");
        let described = &document.pointer(pointer).expect("a schema")["properties"];
        for member in answer.as_object().expect("an object").keys() {
            assert!(!described[member].is_null(), "{path}: '{member}' is not described");
        }
    }
    let list = bench.client.get("/v1/models").await.json();
    let described = &document["components"]["schemas"]["Model"]["properties"];
    for model in list["data"].as_array().expect("models") {
        for member in model.as_object().expect("an object").keys() {
            assert!(!described[member].is_null(), "a model's '{member}' is not described");
        }
    }
}

#[tokio::test]
async fn the_page_is_read_without_a_key_and_from_nowhere_else() {
    let bench = Bench::start().await;
    let page = visit(&bench.client, "/docs", &[("sec-fetch-site", "none")]).await;
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(page.header("content-security-policy").is_some_and(|policy| policy.starts_with("default-src 'none'")));
    assert!(page.text().contains("/v1/embeddings") && !page.text().contains(support::KEY));
    for path in ["/docs", "/openapi.json"] {
        for odd in
            [[("host", "evil.example")], [("origin", "https://evil.example")], [("sec-fetch-site", "cross-site")]]
        {
            let refused = visit(&bench.client, path, &odd).await;
            assert_eq!(refused.status, 403, "{path} {odd:?}");
        }
        let posted = bench.client.post(path, &json!({})).await;
        assert_eq!((posted.status, posted.header("allow")), (405, Some("GET")));
    }
    for path in ["/v1/models", "/docs/x", "/openapi.jsonx"] {
        assert_eq!(visit(&bench.client, path, &[]).await.status, 401, "{path}");
    }
}

#[tokio::test]
async fn what_is_not_served_says_so_in_json() {
    let bench = Bench::start().await;
    let error = |answer: &Answer| -> Value { answer.json()["error"].clone() };
    for path in ["/v1/audio/speech", "/v1/moderations", "/api/v1/assistants", "/v1/batches", "/v1/fine_tuning/jobs"] {
        for answer in [bench.client.post(path, &json!({})).await, bench.client.get(path).await] {
            assert_eq!((answer.status, &error(&answer)["code"]), (404, &json!("unsupported_endpoint")), "{path}");
            assert!(error(&answer)["message"].as_str().is_some_and(|said| said.starts_with(path)), "{}", answer.text());
        }
    }
    // Uploads are forms: what matters is not that they are no JSON.
    for path in ["/v1/files", "/v1/audio/transcriptions", "/v1/images/edits"] {
        let request = bench.client.request("POST", path).header("content-type", "multipart/form-data; boundary=x");
        let answer = bench.client.finish(request.body(Full::from("--x--")).expect("a request")).await;
        assert_eq!((answer.status, &error(&answer)["code"]), (404, &json!("unsupported_endpoint")), "{path}");
    }
    let form = bench.client.request("POST", "/v1/embeddings").header("content-type", "multipart/form-data; boundary=x");
    let answer = bench.client.finish(form.body(Full::from("--x--")).expect("a request")).await;
    assert_eq!(answer.status, 415);
    let answer = bench.client.get("/v1/nothing").await;
    assert_eq!((answer.status, &error(&answer)["code"]), (404, &json!("unknown_url")));
    assert!(error(&answer)["message"].as_str().is_some_and(|said| said.contains("/v1/embeddings")));
    let answer = bench.client.get("/v1/embeddings").await;
    assert_eq!((answer.status, answer.header("allow")), (405, Some("POST")));
}

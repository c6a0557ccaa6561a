//! What AWS refuses, as clients see it (facts/openai.md section 3).

use serde_json::Value;

use crate::support::{Bench, NOVA, ask, ask_stream, gateway};
use outcrop_gateway::observe::Outcome;

/// Exception, status, type, code, and how often it is tried.
const TABLE: &[(&str, u16, &str, &str, usize)] = &[
    ("ValidationException", 400, "invalid_request_error", "", 1),
    ("AccessDeniedException", 403, "permission_error", "access_denied", 1),
    ("ResourceNotFoundException", 404, "invalid_request_error", "model_not_found", 1),
    ("ModelTimeoutException", 504, "server_error", "timeout", 1),
    ("ModelErrorException", 500, "server_error", "upstream_error", 1),
    ("ThrottlingException", 429, "rate_limit_error", "rate_limit_exceeded", 3),
    ("ModelNotReadyException", 503, "server_error", "overloaded", 3),
    ("InternalServerException", 500, "server_error", "upstream_error", 3),
    ("ServiceUnavailableException", 503, "server_error", "overloaded", 3),
    ("ServiceQuotaExceededException", 429, "rate_limit_error", "insufficient_quota", 1),
    ("ExpiredTokenException", 503, "server_error", "aws_credentials", 1),
    ("UnrecognizedClientException", 503, "server_error", "aws_credentials", 1),
    ("InvalidSignatureException", 503, "server_error", "aws_credentials", 1),
];

async fn check(row: &(&str, u16, &str, &str, usize), streamed: bool) {
    let &(name, status, kind, code, tries) = row;
    let bench = Bench::start().await;
    bench.script(&format!("http:{name} times=9 message=\"The words of {name}.\""));
    let request = if streamed { ask_stream(NOVA, "Hello") } else { ask(NOVA, "Hello") };
    let answer = bench.client.chat(&request).await;
    assert_eq!(answer.status, status, "{name}: {}", answer.text());
    let body = answer.json();
    let names: Vec<&String> = body["error"].as_object().expect("an error").keys().collect();
    assert_eq!(names, ["message", "type", "param", "code"], "{name}");
    assert_eq!(body["error"]["type"], kind, "{name}: {body}");
    assert_eq!(body["error"]["code"].as_str().unwrap_or_default(), code, "{name}: {body}");
    let message = body["error"]["message"].as_str().unwrap_or_default();
    assert!(message.contains(&format!("The words of {name}.")), "{name}: {body}");
    assert_eq!(bench.calls().len(), tries, "{name}: our tries");
    // We have tried again as often as is good: theirs on top would be nine.
    assert_eq!(answer.header("x-should-retry"), Some("false"), "{name}");
    let row = bench.row().await;
    assert_eq!((row.outcome, row.status), (Outcome::Failed, Some(status)), "{name}");
    assert_eq!(row.aws_request_id.as_deref(), answer.header("x-request-id"), "{name}");
    assert!(row.aws_request_id.is_some(), "{name}");
}

#[tokio::test]
async fn each_exception_has_its_status_and_code() {
    let checks = TABLE.iter().map(|row| tokio::spawn(check(row, false)));
    for check in checks.collect::<Vec<_>>() {
        check.await.expect("the row holds");
    }
}

#[tokio::test]
async fn so_has_it_before_a_stream() {
    let checks = TABLE.iter().map(|row| tokio::spawn(check(row, true)));
    for check in checks.collect::<Vec<_>>() {
        check.await.expect("the row holds");
    }
}

#[tokio::test]
async fn throttling_says_when_to_try_again() {
    let bench = Bench::start().await;
    bench.script("http:ThrottlingException times=9 retry-after=7");
    let answer = bench.client.chat(&ask_stream(NOVA, "Hello")).await;
    assert_eq!(answer.status, 429);
    assert_eq!(answer.header("retry-after"), Some("7"));
    assert_eq!(answer.header("x-should-retry"), Some("false"));
    assert_eq!(bench.calls().len(), 3);
}

#[tokio::test]
async fn throttling_that_passes_is_not_noticed() {
    let bench = Bench::start().await;
    bench.script("http:ThrottlingException times=2");
    let answer = bench.client.chat(&ask(NOVA, "Hello")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(bench.calls().len(), 3);
}

/// LangChain looks for the first clause, LiteLLM for the second, Codex for the code.
#[tokio::test]
async fn an_overflow_is_recognised_by_every_client() {
    for words in ["Input is too long for requested model.", "prompt is too long: 210000 tokens > 200000 maximum"] {
        let bench = Bench::start().await;
        bench.script(&format!("http:ValidationException message=\"{words}\""));
        let answer = bench.client.chat(&ask(NOVA, "Hello")).await;
        let error = &answer.json()["error"];
        assert_eq!((answer.status, &error["code"]), (400, &Value::from("context_length_exceeded")), "{error}");
        let message = error["message"].as_str().unwrap_or_default();
        assert!(message.starts_with("prompt is too long"), "{message}");
        assert!(message.to_lowercase().contains("this model's maximum context length is"), "{message}");
    }
}

#[tokio::test]
async fn a_model_that_is_not_there() {
    let bench = Bench::start().await;
    for request in [ask("no.such-model", "Hello"), ask_stream("no.such-model", "Hello")] {
        let answer = bench.client.chat(&request).await;
        let error = &answer.json()["error"];
        assert_eq!((answer.status, &error["code"]), (404, &Value::from("model_not_found")), "{error}");
        assert_eq!(error["param"], "model");
    }
}

#[tokio::test]
async fn a_model_that_needs_a_profile() {
    let bench = Bench::start().await;
    let answer = bench.client.chat(&ask("anthropic.claude-sonnet-4-5-20250929-v1:0", "Hello")).await;
    let error = &answer.json()["error"];
    assert_eq!((answer.status, &error["param"]), (400, &Value::from("model")), "{error}");
    assert!(error["message"].as_str().is_some_and(|words| words.contains("/v1/models")), "{error}");
}

/// Nobody listens there: said at once, with what to look at.
#[tokio::test]
async fn an_endpoint_where_nobody_is() {
    let (gateway, _) = gateway("http://127.0.0.1:9", |_| {}).await;
    let client = crate::support::client::Client::new(gateway.address());
    let answer = client.chat(&ask(NOVA, "Hello")).await;
    assert_eq!((answer.status, &answer.json()["error"]["code"]), (502, &Value::from("unreachable")));
}

/// What answers is some web server.
#[tokio::test]
async fn an_endpoint_that_is_not_bedrock() {
    use crate::support::upstream::{self, Upstream};
    for status in [200, 404, 502] {
        let web = Upstream::start(move |_| upstream::answer(status, "text/html", "<html>Hello</html>")).await;
        let (gateway, _) = gateway(&web.url, |_| {}).await;
        let client = crate::support::client::Client::new(gateway.address());
        for request in [ask(NOVA, "Hello"), ask_stream(NOVA, "Hello")] {
            let answer = client.chat(&request).await;
            assert!(answer.status >= 400, "{status}: {}", answer.text());
            assert!(answer.json()["error"]["message"].is_string(), "{status}: {}", answer.text());
            assert!(!answer.text().contains("<html>"), "{status}: {}", answer.text());
        }
    }
}

/// The answer is longer in coming than we wait.
#[tokio::test]
async fn a_plain_answer_that_takes_too_long() {
    let bench = Bench::with(|config| config.limits.unary = std::time::Duration::from_millis(150)).await;
    bench.script("freeze after=0");
    let answer = bench.client.chat(&ask(NOVA, "Hello")).await;
    assert_eq!((answer.status, &answer.json()["error"]["code"]), (504, &Value::from("timeout")));
    assert_eq!(bench.calls().len(), 1, "asking again would be paid for again");
}

/// A plain answer that breaks off is no answer.
#[tokio::test]
async fn a_plain_answer_that_is_cut() {
    let bench = Bench::start().await;
    bench.script("cut times=9");
    let answer = bench.client.chat(&ask(NOVA, "Hello")).await;
    assert!(answer.status >= 500, "{}", answer.text());
    assert_eq!(bench.row().await.outcome, Outcome::Failed);
}

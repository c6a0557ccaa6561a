//! Bounds on size, number and time.

use std::time::Duration;

use http_body_util::Full;
use outcrop_gateway::observe::Outcome;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::support::client::read_out;
use crate::support::{Bench, KEY, NOVA, ask, ask_stream, eventually, with};

const MIB: usize = 1024 * 1024;

/// A request with this much in it that no model has to read.
fn long(mib: usize) -> Vec<u8> {
    with(ask(NOVA, "Hello"), json!({"user": "x".repeat(mib * MIB)})).to_string().into_bytes()
}

fn head(bench: &Bench, length: &str) -> String {
    let address = bench.gateway.address();
    format!(
        "POST /v1/chat/completions HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {KEY}\r\ncontent-type: application/json\r\n{length}\r\n\r\n"
    )
}

fn is_too_large(answer: &str) {
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(answer.contains("\"request_too_large\""), "{answer}");
    assert!(answer.to_ascii_lowercase().contains("x-should-retry: false"), "{answer}");
}

#[tokio::test]
async fn a_body_that_says_it_is_too_large() {
    let bench = Bench::start().await;
    let request = bench.client.request("POST", "/v1/chat/completions").header("content-type", "application/json");
    let answer = bench.client.finish(request.body(Full::from(long(33))).expect("a request")).await;
    assert_eq!((answer.status, &answer.json()["error"]["code"]), (413, &Value::from("request_too_large")));
    assert!(bench.calls().is_empty());
    assert_eq!(bench.row().await.outcome, Outcome::Failed);
}

/// Nobody has to send 33 MiB to learn that it is too much.
#[tokio::test]
async fn a_body_that_waits_to_be_asked_for() {
    let bench = Bench::start().await;
    let head = head(&bench, &format!("content-length: {}\r\nexpect: 100-continue\r\nconnection: close", 33 * MIB));
    let answer = bench.client.raw(head.as_bytes()).await;
    is_too_large(&answer);
}

#[tokio::test]
async fn a_body_that_does_not_say_so() {
    let bench = Bench::start().await;
    let mut request = head(&bench, "transfer-encoding: chunked\r\nconnection: close").into_bytes();
    let body = long(33);
    for chunk in body.chunks(MIB) {
        request.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        request.extend_from_slice(chunk);
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"0\r\n\r\n");
    is_too_large(&bench.client.raw(&request).await);
    assert!(bench.calls().is_empty());
}

/// axum's own limit of 2 MB would break images.
#[tokio::test]
async fn a_large_body_that_fits() {
    let bench = Bench::start().await;
    let request = bench.client.request("POST", "/v1/chat/completions").header("content-type", "application/json");
    let answer = bench.client.finish(request.body(Full::from(long(8))).expect("a request")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[tokio::test]
async fn more_requests_than_places() {
    let bench = Bench::with(|config| config.limits.in_flight = 2).await;
    bench.script("freeze after=2 times=2");
    let mut held = Vec::new();
    for _ in 0..2 {
        held.push(bench.client.live(&ask_stream(NOVA, "Hello")).await);
    }
    for request in [ask(NOVA, "Hello"), ask_stream(NOVA, "Hello")] {
        let answer = bench.client.chat(&request).await;
        assert_eq!((answer.status, &answer.json()["error"]["code"]), (503, &Value::from("overloaded")));
        assert_eq!(answer.header("retry-after"), Some("1"));
        assert_eq!(answer.header("x-should-retry"), None, "trying again is right");
    }
    assert_eq!(bench.calls().len(), 2, "the others never reached AWS");
    held.clear();
    eventually("the places to be free again", || {
        bench.calls().iter().all(|call| call.outcome == bedrock_simulator::Outcome::Cancelled)
    })
    .await;
    assert_eq!(bench.client.chat(&ask(NOVA, "Hello")).await.status, 200);
}

async fn slow(bench: &Bench, sent: &str) -> String {
    let mut stream = TcpStream::connect(bench.gateway.address()).await.expect("a connection");
    stream.write_all(sent.as_bytes()).await.expect("it is sent");
    read_out(&mut stream).await
}

#[tokio::test]
async fn headers_that_never_end() {
    let bench = Bench::with(|config| config.limits.header_time = Duration::from_millis(200)).await;
    let answer = slow(&bench, "GET /v1/models HTTP/1.1\r\nhost: 127.0.0.1").await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408 "), "{answer}");
    // Nor may one say nothing at all.
    let answer = slow(&bench, "").await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408 "), "{answer}");
}

#[tokio::test]
async fn a_body_that_never_ends() {
    let bench = Bench::with(|config| config.limits.body_idle = Duration::from_millis(200)).await;
    for length in ["content-length: 500", "transfer-encoding: chunked"] {
        let answer = slow(&bench, &head(&bench, length)).await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{length}: {answer}");
        assert!(answer.contains("\"request_timeout\""), "{length}: {answer}");
    }
    assert!(bench.calls().is_empty());
    assert!(bench.feed.rows().iter().all(|row| row.outcome == Outcome::Failed && row.status == Some(408)));
}

#[tokio::test]
async fn a_body_that_breaks_off() {
    let bench = Bench::start().await;
    let mut stream = TcpStream::connect(bench.gateway.address()).await.expect("a connection");
    stream.write_all(head(&bench, "content-length: 500").as_bytes()).await.expect("it is sent");
    stream.write_all(b"{\"model\":").await.expect("it is sent");
    stream.shutdown().await.expect("an end");
    // Whether it still reads an answer is its own affair; ours is that nothing hangs and nothing is asked of AWS.
    read_out(&mut stream).await;
    assert_ne!(bench.row().await.outcome, Outcome::Finished);
    assert!(bench.calls().is_empty());
}

/// More headers than any client sends.
#[tokio::test]
async fn a_hundred_and_one_headers() {
    let bench = Bench::start().await;
    let mut request = "GET /v1/models HTTP/1.1\r\n".to_owned();
    for n in 0..101 {
        request.push_str(&format!("x-{n}: y\r\n"));
    }
    let answer = bench.client.raw(format!("{request}\r\n").as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
}

//! The client goes away: the call to Bedrock ends with it, and the log says so.

use std::time::Duration;

use bedrock_simulator::Outcome as Upstream;
use outcrop_gateway::observe::Outcome;
use serde_json::json;

use crate::support::{Bench, KEY, NOVA, ask, ask_stream, eventually, with};

async fn cancelled(bench: &Bench) {
    eventually("the upstream call to be cancelled", || {
        let calls = bench.calls();
        !calls.is_empty() && calls.iter().all(|call| call.outcome == Upstream::Cancelled)
    })
    .await;
    assert_eq!(bench.row().await.outcome, Outcome::Cancelled);
}

#[tokio::test]
async fn in_the_middle_of_a_stream() {
    let bench = Bench::start().await;
    bench.script("long words=500 gap=50");
    let mut live = bench.client.live(&ask_stream(NOVA, "Hello")).await;
    live.next().await;
    live.next().await;
    drop(live);
    cancelled(&bench).await;
}

#[tokio::test]
async fn in_the_middle_of_a_silence() {
    let bench = Bench::start().await;
    bench.script("freeze after=3");
    let mut live = bench.client.live(&ask_stream(NOVA, "Hello")).await;
    live.next().await;
    drop(live);
    cancelled(&bench).await;
}

/// The status is still held back.
#[tokio::test]
async fn before_a_stream_has_begun() {
    before_an_answer(ask_stream(NOVA, "Hello")).await;
}

#[tokio::test]
async fn before_a_plain_answer() {
    before_an_answer(ask(NOVA, "Hello")).await;
}

#[tokio::test]
async fn before_several_answers() {
    before_an_answer(with(ask(NOVA, "Hello"), json!({"n": 2}))).await;
}

async fn before_an_answer(request: serde_json::Value) {
    let bench = Bench::start().await;
    bench.script("freeze after=0 times=2");
    let client = bench.client;
    let asking = tokio::spawn(async move { client.chat(&request).await });
    eventually("the upstream call", || !bench.calls().is_empty()).await;
    asking.abort();
    cancelled(&bench).await;
    // The place is free again, and nothing lingers.
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert!(bench.calls().iter().all(|call| call.outcome == Upstream::Cancelled));
}

/// One that stays and does not read holds its connection, and Bedrock's, only for a while.
#[tokio::test]
async fn one_that_does_not_read() {
    let bench = Bench::with(|config| config.limits.write_idle = Duration::from_millis(300)).await;
    // More than all the buffers between us hold.
    bench.script("long words=100000");
    let body = ask_stream(NOVA, "Hello").to_string();
    let address = bench.gateway.address();
    let mut stream = tokio::net::TcpStream::connect(address).await.expect("a connection");
    let head = format!(
        "POST /v1/chat/completions HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {KEY}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    tokio::io::AsyncWriteExt::write_all(&mut stream, head.as_bytes()).await.expect("a request");
    cancelled(&bench).await;
    drop(stream);
}

//! What goes over the socket, byte by byte, without an SDK in between; and the binary.

// The lint knows test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used)]

use std::process::Stdio;

use bedrock_simulator::{Options, Simulator};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// An answer's head and body as text, with whether the connection ended properly behind its last chunk.
struct Raw {
    head: String,
    body: String,
}

impl Raw {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

async fn send(url: &str, request: &str, headers: &str, body: &str) -> Raw {
    let address = url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let length = body.len();
    let text = format!(
        "{request} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    );
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    // A cut connection may also be a reset one: what came before is the answer.
    let _ = stream.read_to_end(&mut bytes).await;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    Raw { head: head.to_lowercase(), body: body.to_owned() }
}

const CONVERSE: &str = "POST /model/amazon.nova-lite-v1%3A0/converse";
const STREAM: &str = "POST /model/amazon.nova-lite-v1%3A0/converse-stream";
const HELLO: &str = r#"{"messages":[{"role":"user","content":[{"text":"Hello"}]}]}"#;
const BEARER: &str = "authorization: Bearer key-for-tests\r\n";

async fn start() -> Simulator {
    let options = Options { bearer_tokens: vec!["key-for-tests".to_owned()], ..Options::default() };
    Simulator::start(options).await.unwrap()
}

#[tokio::test]
async fn nothing_goes_without_credentials() {
    let simulator = start().await;
    let raw = send(&simulator.url(), CONVERSE, "", HELLO).await;
    assert!(
        raw.head.starts_with("http/1.1 403")
            && raw.head.contains("x-amzn-errortype: missingauthenticationtokenexception")
    );
    assert!(raw.head.contains("x-amzn-requestid: "));
    assert_eq!(raw.json()["message"], "Missing Authentication Token");
    let raw = send(&simulator.url(), CONVERSE, "authorization: Bearer other\r\n", HELLO).await;
    assert!(raw.head.starts_with("http/1.1 403") && raw.head.contains("accessdeniedexception"));
}

#[tokio::test]
async fn a_bearer_token_opens_the_door() {
    let simulator = start().await;
    let raw = send(&simulator.url(), CONVERSE, BEARER, HELLO).await;
    assert!(raw.head.starts_with("http/1.1 200") && raw.head.contains("x-amzn-requestid: "));
    assert_eq!(raw.json()["stopReason"], "end_turn");
    let recorded = &simulator.requests()[0];
    assert_eq!(serde_json::to_value(recorded.auth).unwrap(), "bearer");
    assert!(!recorded.headers.contains_key("authorization"));
}

#[tokio::test]
async fn a_whole_stream_ends_in_a_last_chunk_and_a_cut_one_does_not() {
    let simulator = start().await;
    let whole = send(&simulator.url(), STREAM, BEARER, HELLO).await;
    assert!(whole.head.contains("content-type: application/vnd.amazon.eventstream"));
    assert!(whole.body.ends_with("0\r\n\r\n") && whole.body.contains("metadata"));
    for script in ["cut after=3", "cut after=0", "midstream:throttlingException"] {
        simulator.enqueue(script.parse().unwrap());
        let raw = send(&simulator.url(), STREAM, BEARER, HELLO).await;
        assert_eq!(raw.body.ends_with("0\r\n\r\n"), !script.starts_with("cut"), "{script}");
        assert_eq!(raw.body.contains("contentBlockDelta"), !script.ends_with("=0"), "{script}");
    }
}

#[tokio::test]
async fn other_languages_line_up_scripts_and_read_records() {
    let simulator = start().await;
    let url = simulator.url();
    let script = r#"{"script": "http:ThrottlingException retry-after=7"}"#;
    assert!(send(&url, "POST /_simulator/enqueue", "", script).await.head.starts_with("http/1.1 200"));
    let raw = send(&url, CONVERSE, BEARER, HELLO).await;
    assert!(raw.head.starts_with("http/1.1 429") && raw.head.contains("retry-after: 7"));
    let odd = HELLO.replace("\"messages\"", "\"stray\":1,\"messages\"");
    send(&url, CONVERSE, BEARER, &odd).await;
    let records = send(&url, "GET /_simulator/requests", "", "").await.json();
    assert_eq!(records["requests"][0]["status"], 429);
    assert_eq!(records["requests"][1]["unknown_members"], serde_json::json!(["stray"]));
    assert_eq!(records["requests"][1]["outcome"], "completed");
    send(&url, "DELETE /_simulator/requests", "", "").await;
    assert!(simulator.requests().is_empty());
    let raw = send(&url, "POST /_simulator/enqueue", "", r#"{"script": "toll"}"#).await;
    assert!(raw.head.starts_with("http/1.1 400") && raw.body.contains("no script named 'toll'"));
}

#[tokio::test]
async fn a_demo_has_no_endpoints_for_tests() {
    let simulator = Simulator::start(Options::demo()).await.unwrap();
    let raw = send(&simulator.url(), "GET /_simulator/requests", "", "").await;
    assert!(raw.head.starts_with("http/1.1 404"));
}

#[tokio::test]
async fn dropping_it_closes_its_connections() {
    let simulator = start().await;
    simulator.enqueue("freeze after=1".parse().unwrap());
    let url = simulator.url();
    let request = tokio::spawn(async move { send(&url, STREAM, BEARER, HELLO).await.body });
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    let address = simulator.url().replace("http://", "");
    drop(simulator);
    assert!(request.await.unwrap().contains("messageStart"));
    assert!(TcpStream::connect(address).await.is_err());
}

#[cfg(unix)]
#[tokio::test]
async fn the_binary_says_where_it_listens_and_ends_at_sigterm() {
    let mut process = tokio::process::Command::new(env!("CARGO_BIN_EXE_bedrock-simulator"))
        .args(["--port", "0", "--bearer-token", "key-for-tests"])
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).await.unwrap();
    let listening: Value = serde_json::from_str(&line).unwrap();
    let raw = send(listening["listening"].as_str().unwrap(), CONVERSE, BEARER, HELLO).await;
    assert!(raw.head.starts_with("http/1.1 200"));
    let id = process.id().unwrap().to_string();
    tokio::process::Command::new("kill").args(["-TERM", &id]).status().await.unwrap();
    assert!(process.wait().await.unwrap().success());
}

//! Who may not come in (anchors/reliability.md section 1). Each refusal: nothing reaches AWS, no page may read it, and
//! the log has it.

use std::net::Ipv4Addr;

use outcrop_gateway::observe::Outcome;
use serde_json::Value;

use crate::support::{Bench, KEY, NOVA, ask};

/// One attack: how it is written, and the status that it gets. `P` is the port, `P1` the next one, `K` the key.
struct Attack {
    line: &'static str,
    headers: &'static [&'static str],
    status: u16,
}

const fn attack(line: &'static str, headers: &'static [&'static str], status: u16) -> Attack {
    Attack { line, headers, status }
}

const GET: &str = "GET /v1/models HTTP/1.1";
const POST: &str = "POST /v1/chat/completions HTTP/1.1";
const HERE: &str = "host: 127.0.0.1:P";
const KEYED: &str = "authorization: Bearer K";
const JSON: &str = "content-type: application/json";

const HOSTS: &[Attack] = &[
    attack(GET, &["host: evil.test:P", KEYED], 403),
    attack(GET, &["host: 127.0.0.1.nip.io:P", KEYED], 403),
    attack(GET, &["host: 0.0.0.0:P", KEYED], 403),
    attack(GET, &["host: localhost.:P", KEYED], 403),
    attack(GET, &["host: localhost:P1", KEYED], 403),
    attack(GET, &["host: localhost", KEYED], 403),
    attack(GET, &["host: host.docker.internal:P", KEYED], 403),
    attack(GET, &["host: [::ffff:127.0.0.1]:P", KEYED], 403),
    attack(GET, &["host: 127.1:P", KEYED], 403),
    attack(GET, &["host: 2130706433:P", KEYED], 403),
    attack(GET, &[HERE, "host: 127.0.0.1:P", KEYED], 400),
    attack(GET, &[HERE, "host: evil.test", KEYED], 400),
    attack(GET, &[KEYED], 400),
    attack(GET, &["host:", KEYED], 400),
    attack(GET, &["host: localhost:P/#@evil", KEYED], 400),
    attack(GET, &["host: x@localhost:P", KEYED], 400),
    attack(GET, &["host: localhost:P, evil.test", KEYED], 400),
    attack("GET http://evil/ HTTP/1.1", &[HERE, KEYED], 400),
    attack("GET http://evil/v1/models HTTP/1.1", &[HERE, KEYED], 400),
    attack("GET http://127.0.0.1:P/v1/models HTTP/1.1", &["host: evil.test", KEYED], 400),
    // No path is exempt.
    attack("GET / HTTP/1.1", &["host: evil.test:P", KEYED], 403),
    attack("GET /health HTTP/1.1", &["host: evil.test:P"], 403),
    attack("GET /openapi.json HTTP/1.1", &["host: evil.test:P"], 403),
    attack("OPTIONS * HTTP/1.1", &["host: evil.test:P"], 403),
];

const PAGES: &[Attack] = &[
    attack(GET, &[HERE, KEYED, "origin: https://evil.test"], 403),
    attack(GET, &[HERE, KEYED, "origin: null"], 403),
    attack(GET, &[HERE, KEYED, "origin: http://127.0.0.1:P"], 403),
    attack(GET, &[HERE, KEYED, "origin: https://app.example.evil"], 403),
    attack(GET, &[HERE, KEYED, "origin: HTTPS://APP.EXAMPLE:443"], 403),
    attack(GET, &[HERE, KEYED, "origin: https://app.example", "origin: https://evil.test"], 403),
    attack(GET, &[HERE, KEYED, "sec-fetch-site: cross-site"], 403),
    attack(GET, &[HERE, KEYED, "sec-fetch-site: same-site"], 403),
    attack(POST, &[HERE, KEYED, JSON, "origin: https://evil.test"], 403),
    attack(
        "OPTIONS /v1/chat/completions HTTP/1.1",
        &[HERE, "origin: https://evil.test", "access-control-request-method: POST"],
        403,
    ),
    attack(GET, &[HERE, KEYED, "origin: https://evil.test", "connection: upgrade", "upgrade: websocket"], 403),
    attack("GET /health HTTP/1.1", &[HERE, "origin: https://evil.test"], 403),
];

const KEYS: &[Attack] = &[
    attack(GET, &[HERE], 401),
    attack(GET, &[HERE, "authorization: Bearer wrong"], 401),
    attack(GET, &[HERE, "authorization: Bearer"], 401),
    attack(GET, &[HERE, "authorization: K"], 401),
    attack(GET, &[HERE, "authorization: Basic K"], 401),
    attack(GET, &[HERE, "authorization: Bearer KK"], 401),
    attack(GET, &[HERE, "authorization: Bearer ' OR '1'='1"], 401),
    attack(GET, &[HERE, "x-api-key: ' OR '1'='1"], 401),
    attack(GET, &[HERE, "cookie: api_key=K"], 401),
    attack("GET /v1/models?api_key=K HTTP/1.1", &[HERE], 401),
    attack("GET /nowhere HTTP/1.1", &[HERE], 401),
    attack("GET / HTTP/1.1", &[HERE], 401),
    attack("POST /health HTTP/1.1", &[HERE, JSON], 401),
    attack("OPTIONS /v1/models HTTP/1.1", &[HERE], 401),
    attack("DELETE /v1/models/x HTTP/1.1", &[HERE], 401),
    attack("TRACE /v1/models HTTP/1.1", &[HERE], 401),
    attack("GET /logs HTTP/1.1", &[HERE, KEYED], 404),
    attack("GET /_simulator/requests HTTP/1.1", &[HERE, KEYED], 404),
    attack("GET /v1/../health HTTP/1.1", &[HERE], 401),
];

const BODIES: &[Attack] = &[
    attack(POST, &[HERE, KEYED, "content-type: text/plain", "content-length: 0"], 415),
    attack(POST, &[HERE, KEYED, "content-type: application/x-www-form-urlencoded", "content-length: 0"], 415),
    attack(POST, &[HERE, KEYED, "content-type: application/json+evil", "content-length: 0"], 415),
    attack(POST, &[HERE, KEYED, "content-length: 0"], 415),
    attack("GET /v1/chat/completions HTTP/1.1", &[HERE, KEYED], 405),
    attack("PUT /v1/models HTTP/1.1", &[HERE, KEYED], 405),
    attack("POST /v1/nothing HTTP/1.1", &[HERE, KEYED, JSON, "content-length: 0"], 404),
];

async fn check(bench: &Bench, attack: &Attack) {
    let port = bench.gateway.address().port();
    let real = |text: &str| match text.split_once(": ") {
        Some(("host" | "origin", _)) => {
            text.replace(":P1", &format!(":{}", port ^ 1)).replace(":P", &format!(":{port}"))
        }
        Some(("authorization" | "cookie" | "x-api-key", _)) => text.replace('K', KEY),
        _ => text.replace(":P/", &format!(":{port}/")).replace("api_key=K", &format!("api_key={KEY}")),
    };
    let before = bench.feed.rows().len();
    let headers: String = attack.headers.iter().map(|header| format!("{}\r\n", real(header))).collect();
    let request = format!("{}\r\n{headers}connection: close\r\n\r\n", real(attack.line));
    let answer = bench.client.raw(request.as_bytes()).await;
    let shown = format!("{request}→\n{answer}");
    assert!(answer.starts_with(&format!("HTTP/1.1 {} ", attack.status)), "expected {}: {shown}", attack.status);
    assert!(!answer.to_ascii_lowercase().contains("access-control-"), "{shown}");
    assert!(!answer.contains(KEY), "{shown}");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    let error: Value = serde_json::from_str(body).unwrap_or_else(|e| panic!("{e}: {shown}"));
    for member in ["message", "type", "param", "code"] {
        assert!(error["error"].get(member).is_some(), "{member}: {shown}");
    }
    let rows = bench.feed.rows();
    assert_eq!(rows.len(), before + 1, "the refusal reaches the log: {shown}");
    let row = rows.last().expect("a row");
    assert_eq!((row.outcome, row.status), (Outcome::Failed, Some(attack.status)), "{shown}");
    assert!(!format!("{row:?}").contains(KEY), "{row:?}");
}

async fn all(attacks: &[Attack]) {
    let bench = Bench::with(|config| config.origins = vec!["https://app.example".into()]).await;
    for attack in attacks {
        check(&bench, attack).await;
    }
    assert!(bench.simulator.requests().is_empty(), "nothing reached AWS");
}

#[tokio::test]
async fn hosts_that_are_not_ours() {
    all(HOSTS).await;
}

/// Where it listens on every address, each of them is ours; names are not, or pages could come in by their own.
#[tokio::test]
async fn every_address_is_ours_where_all_are_listened_on() {
    let bench = Bench::with(|config| config.listen.host = Ipv4Addr::UNSPECIFIED.into()).await;
    let port = bench.gateway.address().port();
    assert_eq!(bench.gateway.url(), format!("http://127.0.0.1:{port}"));
    let hosts = [
        (format!("127.0.0.1:{port}"), 200),
        (format!("192.168.7.7:{port}"), 200),
        (format!("[fd00::7]:{port}"), 200),
        (format!("192.168.7.7:{}", port ^ 1), 403),
        (format!("192.168.7.7.nip.io:{port}"), 403),
        (format!("evil.test:{port}"), 403),
    ];
    for (host, status) in hosts {
        let request = format!("{GET}\r\nhost: {host}\r\nauthorization: Bearer {KEY}\r\nconnection: close\r\n\r\n");
        let answer = bench.client.raw(request.as_bytes()).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{host}: {answer}");
    }
}

#[tokio::test]
async fn pages_that_nobody_approved() {
    all(PAGES).await;
}

#[tokio::test]
async fn keys_that_do_not_fit() {
    all(KEYS).await;
    let bench = Bench::start().await;
    let refusals =
        ["x".repeat(8192), "y".to_owned(), KEY.to_uppercase()].map(|key| format!("authorization: Bearer {key}"));
    let mut bodies = Vec::new();
    for refusal in &refusals {
        let port = bench.gateway.address().port();
        let request = format!("{GET}\r\nhost: 127.0.0.1:{port}\r\n{refusal}\r\nconnection: close\r\n\r\n");
        let answer = bench.client.raw(request.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
        bodies.push(answer.split_once("\r\n\r\n").expect("a body").1.to_owned());
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]), "a refusal does not tell how the key was wrong: {bodies:?}");
}

#[tokio::test]
async fn bodies_that_are_not_json() {
    all(BODIES).await;
}

#[tokio::test]
async fn what_is_no_http_gets_nowhere() {
    let bench = Bench::start().await;
    for sent in [
        "\x16\x03\x01\x02\x00\x01\x00\x01\u{fffd}\r\n\r\n",
        "GET\r\n\r\n",
        "GET /v1/models HTTP/9.9\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\nno colon\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\nhost: a\r\n folded\r\n\r\n",
        "POST /v1/chat/completions HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
        "POST /v1/chat/completions HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx",
    ] {
        let answer = bench.client.raw(sent.as_bytes()).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400 "), "{sent:?} → {answer}");
    }
    assert!(bench.simulator.requests().is_empty(), "nothing reached AWS");
}

/// The other side of the fence: what must be let in.
#[tokio::test]
async fn those_who_belong_here_come_in() {
    let bench = Bench::with(|config| config.origins = vec!["https://app.example".into()]).await;
    let port = bench.gateway.address().port();
    let key = format!("authorization: Bearer {KEY}");
    for headers in [
        vec![format!("host: 127.0.0.1:{port}"), key.clone()],
        vec![format!("host: localhost:{port}"), key.clone()],
        vec![format!("host: LOCALHOST:{port}"), key.clone()],
        vec![format!("host: [::1]:{port}"), key.clone()],
        vec![format!("host: localhost:{port}"), format!("x-api-key: {KEY}")],
        vec![format!("host: localhost:{port}"), format!("authorization: bearer {KEY}")],
        vec![format!("host: localhost:{port}"), "authorization: Bearer wrong".to_owned(), format!("x-api-key: {KEY}")],
        vec![format!("host: localhost:{port}"), key.clone(), "sec-fetch-site: none".to_owned()],
    ] {
        let request = format!("{GET}\r\n{}\r\nconnection: close\r\n\r\n", headers.join("\r\n"));
        let answer = bench.client.raw(request.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 200 "), "{request} → {answer}");
        assert!(!answer.to_ascii_lowercase().contains("access-control-"), "{answer}");
    }
    let health = format!("GET /health HTTP/1.1\r\nhost: localhost:{port}\r\nconnection: close\r\n\r\n");
    let answer = bench.client.raw(health.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("{\"status\":\"ok\"}"), "{answer}");
}

#[tokio::test]
async fn an_approved_page_may_ask_and_read() {
    let bench = Bench::with(|config| config.origins = vec!["https://app.example".into()]).await;
    let preflight = http::Request::builder()
        .method("OPTIONS")
        .uri("/v1/chat/completions")
        .header("host", bench.gateway.address().to_string())
        .header("origin", "https://app.example")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "authorization,content-type,x-stainless-os");
    let answer = bench.client.finish(preflight.body(http_body_util::Full::default()).expect("a request")).await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-origin"), Some("https://app.example"));
    assert_eq!(answer.header("access-control-allow-headers"), Some("authorization,content-type,x-stainless-os"));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    let (mut head, body) = bench.client.chat_request(&ask(NOVA, "Hello")).into_parts();
    head.headers.insert("origin", http::HeaderValue::from_static("https://app.example"));
    let answer = bench.client.finish(http::Request::from_parts(head, body)).await;
    assert_eq!((answer.status, answer.header("vary")), (200, Some("origin")));
    assert_eq!(answer.header("access-control-allow-origin"), Some("https://app.example"));
}

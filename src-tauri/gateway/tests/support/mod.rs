//! What the tests stand on: a gateway before a simulator, a client that hides nothing, and a strict reader of streams.

#![allow(dead_code, reason = "each test binary uses its own part of it")]

pub mod client;
pub mod recorded;
pub mod sse;
pub mod upstream;

use std::time::Duration;

use bedrock_simulator::{ACCESS_KEY_ID, Options, Recorded, SECRET_ACCESS_KEY, Script, Simulator};
use outcrop_gateway::config::{ApiKey, Config, Credentials};
use outcrop_gateway::observe::{Feed, Outcome, Row};
use outcrop_gateway::{Deps, Handle, start};
use serde_json::{Value, json};

use client::Client;

/// The key of every gateway in these tests.
pub const KEY: &str = "outcrop-test-key-0123456789";
/// A model that takes almost everything and adds nothing.
pub const NOVA: &str = "amazon.nova-lite-v1:0";
/// One that thinks within a budget.
pub const CLAUDE: &str = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
/// How long anything may take that should be quick, on a machine that is busy.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A gateway on a free port, before a simulator.
pub struct Bench {
    pub simulator: Simulator,
    pub gateway: Handle,
    pub feed: Feed,
    pub client: Client,
}

impl Bench {
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let simulator = Simulator::start(Options::default()).await.expect("a simulator");
        let (gateway, feed) = gateway(&simulator.url(), change).await;
        let client = Client::new(gateway.address());
        Self { simulator, gateway, feed, client }
    }

    /// Lines up a script for the next call.
    pub fn script(&self, script: &str) {
        self.simulator.enqueue(Script::parse(script).expect(script));
    }

    /// What reached the simulator for a model, without the control plane's calls.
    pub fn calls(&self) -> Vec<Recorded> {
        self.simulator.requests().into_iter().filter(|request| request.model_id.is_some()).collect()
    }

    /// The feed's only row, once it is closed.
    pub async fn row(&self) -> Row {
        eventually("a closed row", || {
            let rows = self.feed.rows();
            rows.iter().all(|row| row.outcome != Outcome::Open) && !rows.is_empty()
        })
        .await;
        let rows = self.feed.rows();
        assert_eq!(rows.len(), 1, "{rows:#?}");
        Row::clone(&rows[0])
    }
}

/// A gateway before the Bedrock at this address.
pub async fn gateway(endpoint: &str, change: impl FnOnce(&mut Config)) -> (Handle, Feed) {
    let feed = Feed::default();
    let mut config = config(endpoint);
    change(&mut config);
    let gateway = start(config, Deps { feed: feed.clone(), ..Deps::default() }).await.expect("a gateway");
    (gateway, feed)
}

pub fn config(endpoint: &str) -> Config {
    let mut config = Config::new(ApiKey::new(KEY).expect("a key"));
    config.listen.port = 0;
    config.aws.endpoint = Some(endpoint.to_owned());
    config.aws.region = Some("us-east-1".to_owned());
    config.aws.credentials = Credentials::Static {
        access_key_id: ACCESS_KEY_ID.to_owned(),
        secret_access_key: SECRET_ACCESS_KEY.to_owned().into(),
    };
    config
}

/// A request of one user message.
pub fn ask(model: &str, text: &str) -> Value {
    json!({"model": model, "messages": [{"role": "user", "content": text}]})
}

/// The same, streamed.
pub fn ask_stream(model: &str, text: &str) -> Value {
    with(ask(model, text), json!({"stream": true}))
}

/// A request with more members.
pub fn with(mut request: Value, more: Value) -> Value {
    if let (Value::Object(members), Value::Object(more)) = (&mut request, more) {
        members.extend(more);
    }
    request
}

/// Two tools.
pub fn tools() -> Value {
    let tool = |name: &str, argument: &str| {
        json!({"type": "function", "function": {"name": name, "description": format!("Looks up the {name}."),
            "parameters": {"type": "object", "properties": {argument: {"type": "string"}}, "required": [argument]}}})
    };
    json!([tool("weather", "city"), tool("time", "zone")])
}

/// Waits until it is so, for as long as [`PATIENCE`] lasts.
pub async fn eventually(what: &str, mut so: impl FnMut() -> bool) {
    let began = std::time::Instant::now();
    while !so() {
        assert!(began.elapsed() < PATIENCE, "waited in vain for {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Ids and dates that are made up anew each time.
pub fn redact(mut value: Value) -> Value {
    redact_in(&mut value);
    value
}

fn redact_in(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match (name.as_str(), value.as_str()) {
                    ("created", None) if value.is_number() => *value = json!("[created]"),
                    ("id", Some(id)) if id.starts_with("chatcmpl-") => *value = json!("[id]"),
                    _ => redact_in(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(redact_in),
        _ => {}
    }
}

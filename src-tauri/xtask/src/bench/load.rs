//! Load, made by wrk.

use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::server::{KEY, Server, TOKEN};
use crate::command;
use crate::context::Context;

/// One that needs no inference profile.
const MODEL: &str = "amazon.nova-pro-v1:0";

/// How an answer comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wire {
    /// In one piece.
    Plain,
    /// As events; a request is measured to its last one.
    Streamed,
}

impl Wire {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Streamed => "streamed",
        }
    }
}

/// What wrk is told.
pub(super) struct Load {
    url: String,
    token: &'static str,
    body: Value,
    connections: u32,
}

impl Load {
    /// What a client sends to the gateway.
    pub(super) fn on_gateway(gateway: &Server, wire: Wire, connections: u32) -> Self {
        let url = format!("{}/v1/chat/completions", gateway.url);
        let messages = json!([{ "role": "user", "content": "Hello" }]);
        let body = json!({ "model": MODEL, "stream": wire == Wire::Streamed, "messages": messages });
        Self { url, token: KEY, body, connections }
    }

    /// What the gateway then sends, but for the signature: a key says who asks.
    pub(super) fn on_simulator(simulator: &Server, wire: Wire, connections: u32) -> Self {
        let operation = if wire == Wire::Streamed { "converse-stream" } else { "converse" };
        let url = format!("{}/model/{MODEL}/{operation}", simulator.url);
        let body = json!({ "messages": [{ "role": "user", "content": [{ "text": "Hello" }] }] });
        Self { url, token: TOKEN, body, connections }
    }

    /// Puts it on for five seconds, and tells what came of it.
    pub(super) fn run(&self, context: &Context) -> Result<Measured> {
        let mut wrk = Command::new("wrk");
        wrk.args(["--threads", "1", "--duration", "5s", "--timeout", "30s", "--connections"]);
        wrk.arg(self.connections.to_string())
            .arg("--script")
            .arg(context.root.join("src-tauri/xtask/src/bench/load.lua"));
        let text = command::output(wrk.arg(&self.url).env("BODY", self.body.to_string()).env("TOKEN", self.token))?;
        Measured::read(&text)
    }
}

/// What wrk measured; times in microseconds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Measured {
    pub(super) requests: u64,
    pub(super) errors: u64,
    time: u64,
    pub(super) p50: u64,
    pub(super) p99: u64,
}

impl Measured {
    fn read(text: &str) -> Result<Self> {
        let line = text.lines().find(|line| line.starts_with('{')).context("wrk did not say what it measured")?;
        let values: Value = serde_json::from_str(line).context("wrk's figures are not JSON")?;
        let of = |name: &str| values[name].as_u64().with_context(|| format!("wrk did not tell `{name}`"));
        Ok(Self {
            requests: of("requests")?,
            errors: of("errors")?,
            time: of("time")?,
            p50: of("p50")?,
            p99: of("p99")?,
        })
    }

    pub(super) fn per_second(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let requests = self.requests as f64;
        requests / Self::seconds(self.time)
    }

    pub(super) fn seconds(microseconds: u64) -> f64 {
        std::time::Duration::from_micros(microseconds).as_secs_f64()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wrk_says() {
        let text =
            "Running 5s test\n  …\n\n{\"requests\":10,\"time\":2000000,\"errors\":0,\"p50\":1500,\"p99\":2500}\n";
        let measured = Measured::read(text).unwrap();
        assert_eq!((measured.requests, measured.errors, measured.p50, measured.p99), (10, 0, 1500, 2500));
        assert!((measured.per_second() - 5.0).abs() < f64::EPSILON);
        assert!(Measured::read("unable to connect").is_err());
    }
}

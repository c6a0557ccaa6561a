//! The programs under load.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::context::Context;

/// The gateway's key.
pub(super) const KEY: &str = "outcrop_bench";
/// A key that the simulator takes from the load itself.
pub(super) const TOKEN: &str = "bench";

/// One of them; it ends when this is dropped.
pub(super) struct Server {
    process: Child,
    /// `http://127.0.0.1:PORT`
    pub(super) url: String,
}

impl Server {
    pub(super) fn simulator(context: &Context) -> Result<Self> {
        let mut command = Command::new(context.release("bedrock-simulator"));
        Self::start(command.args(["--port", "0", "--bearer-token", TOKEN]))
    }

    /// `outcropd` as for AWS, in front of that simulator: requests are signed.
    pub(super) fn gateway(context: &Context, simulator: &Self) -> Result<Self> {
        let mut command = Command::new(context.release("outcropd"));
        // Nothing from outside: neither an account nor a proxy nor settings.
        command.args(["--port", "0", "--region", "us-east-1"]).env_clear().env("HOME", &context.target);
        command.env("OUTCROP_API_KEY", KEY).env("RUST_LOG", "off").env("AWS_ENDPOINT_URL", &simulator.url);
        command.env("AWS_ACCESS_KEY_ID", "AKIASIMULATOR0000001");
        command.env("AWS_SECRET_ACCESS_KEY", "simulator/secret/that/opens/nothing/0001");
        Self::start(&mut command)
    }

    fn start(command: &mut Command) -> Result<Self> {
        let shown = command.get_program().display().to_string();
        let spawned = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut process = spawned.with_context(|| format!("cannot start {shown}"))?;
        let mut line = String::new();
        let stdout = process.stdout.take().context("its stdout is piped")?;
        BufReader::new(stdout).read_line(&mut line).with_context(|| format!("cannot listen to {shown}"))?;
        let told: Option<serde_json::Value> = serde_json::from_str(&line).ok();
        match told.as_ref().and_then(|told| told["listening"].as_str()) {
            Some(url) => Ok(Self { url: url.to_owned(), process }),
            None => bail!("{shown} did not say where it listens"),
        }
    }

    /// MB of PSS.
    pub(super) fn memory(&self) -> Result<f64> {
        let file = format!("/proc/{}/smaps_rollup", self.process.id());
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {file}"))?;
        let line = text.lines().find_map(|line| line.strip_prefix("Pss:")).context("the kernel does not tell PSS")?;
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").trim().parse().context("PSS is no number")?;
        Ok(kilobytes / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing is in flight, and nobody asks for its code.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

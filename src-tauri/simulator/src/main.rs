//! `bedrock-simulator [--host HOST] [--port PORT] [--demo]`: the simulator as a process of its own.
//!
//! It prints one line of JSON on stdout when it listens, and ends at SIGTERM or Ctrl-C.

use std::net::IpAddr;
use std::process::ExitCode;

use bedrock_simulator::{Options, Simulator};
use clap::Parser;
use serde_json::json;

/// Amazon Bedrock's own wire on a local port, scripted, with faults.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// The port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 8643)]
    port: u16,
    /// Answers for people instead of tests.
    #[arg(long)]
    demo: bool,
    /// A Bedrock API key to accept as a bearer token; may be given several times.
    #[arg(long = "bearer-token")]
    bearer_tokens: Vec<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let base = if arguments.demo { Options::demo() } else { Options::default() };
    let options =
        Options { host: arguments.host, port: arguments.port, bearer_tokens: arguments.bearer_tokens, ..base };
    match serve(options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "a process of its own has no other way to say it")]
            {
                eprintln!("bedrock-simulator cannot listen: {error}");
            }
            ExitCode::FAILURE
        }
    }
}

async fn serve(options: Options) -> std::io::Result<()> {
    let simulator = Simulator::start(options).await?;
    #[expect(clippy::print_stdout, reason = "the line is the contract with whoever started the process")]
    {
        println!("{}", json!({ "listening": simulator.url(), "version": env!("CARGO_PKG_VERSION") }));
    }
    stop_signal().await
}

#[cfg(unix)]
async fn stop_signal() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        result = tokio::signal::ctrl_c() => result,
    }
}

#[cfg(not(unix))]
async fn stop_signal() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

//! Amazon Bedrock's own wire on a local port: the control plane's lists, Converse, ConverseStream, InvokeModel and
//! CountTokens, with SigV4 verified, requests checked as Bedrock checks them, and replies that follow a script.
//!
//! It is the other end of Outcrop's contract tests (the real AWS SDK signs, retries and decodes against it) and it is
//! Outcrop's demo mode. It knows nothing of the gateway: a mistake that both shared would cancel out.
//!
//! ```text
//! socket ─ server ─ route ─ auth ─ record ─┬─ control (lists, from data/models.toml)
//!                                          ├─ converse: validate ─ script ─ reply ─ plan ─ body (frames, faults)
//!                                          ├─ invoke: embeddings, rerank, images
//!                                          └─ count: tokens
//! ```
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use bedrock_simulator::{Options, Script, Simulator};
//!
//! let simulator = Simulator::start(Options::default()).await?;
//! simulator.enqueue(Script::parse("http:ThrottlingException times=2")?);
//! println!("AWS_ENDPOINT_URL={}", simulator.url());
//! # Ok(()) }
//! ```
//!
//! Scripts are described at [`Script`]; a request can also name its own in its last user text: `[[script: tool]]`.

mod admin;
mod auth;
mod body;
mod cache;
mod catalog;
mod control;
mod converse;
mod count;
mod demo;
mod digest;
mod exception;
mod family;
mod frame;
mod invoke;
mod model;
mod options;
mod plan;
mod record;
mod reply;
mod route;
mod schema;
mod script;
mod server;
mod signature;
mod simulator;
mod state;
mod validate;

pub use options::{ACCESS_KEY_ID, AccessKey, EXPIRED_ACCESS_KEY_ID, Options, SECRET_ACCESS_KEY, Withheld};
pub use record::{AuthKind, Outcome, Recorded};
pub use script::{Frame, ParseScriptError, Script};
pub use simulator::Simulator;

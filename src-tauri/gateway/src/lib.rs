//! Amazon Bedrock on localhost, as an OpenAI- and Anthropic-compatible API.
//!
//! One way through, for every protocol:
//!
//! ```text
//! client ─▶ http::guard ─▶ doors::*::parse ─▶ bedrock::request ─▶ AWS
//!                                                                  │
//! client ◀─ http::sse ◀─ doors::*::{reply,stream} ◀─ observe::tap ◀─ bedrock::events
//! ```
//!
//! A door knows its wire and [`ir`]; `bedrock` knows [`ir`] and the SDK; `http` alone knows axum.
//! `ARCHITECTURE.md` says what each part must not know, and `tests/layers.rs` checks it.

#[macro_use]
pub mod sentence;

pub mod aws;
pub mod bedrock;
pub mod config;
pub mod doctor;
pub mod doors;
pub mod error;
mod handle;
mod http;
pub mod ir;
mod live;
pub mod observe;
pub mod remote;

pub use handle::{Deps, Handle, StartError, start};

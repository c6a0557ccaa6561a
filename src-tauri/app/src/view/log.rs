//! The log of requests.

use serde::{Deserialize, Serialize};

/// One request: metadata only.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Row {
    /// Counts up from 1.
    pub(crate) id: u64,
    /// When its headers had arrived.
    pub(crate) started: f64,
    /// The HTTP method.
    pub(crate) method: String,
    /// The path, without its query.
    pub(crate) path: String,
    /// The client, where the gateway knows it: `openai-python`, `cline`.
    pub(crate) app: Option<String>,
    /// What the client calls itself: its `user-agent`.
    pub(crate) client: Option<String>,
    /// The model that was asked for.
    pub(crate) model: Option<String>,
    /// The model id that Bedrock was asked for, where it differs.
    pub(crate) resolved_model: Option<String>,
    /// Whether the answer was streamed.
    pub(crate) streamed: bool,
    /// The HTTP status sent.
    pub(crate) status: Option<u16>,
    /// How it ended.
    pub(crate) outcome: Outcome,
    /// From the headers to the first token sent.
    pub(crate) first_token: Option<f64>,
    /// From the headers to the end.
    pub(crate) duration: Option<f64>,
    /// Tokens, where Bedrock told.
    pub(crate) usage: Option<Usage>,
    /// What it cost, where the price is known.
    pub(crate) cost: Option<f64>,
    /// The effort that applied.
    pub(crate) effort: Option<String>,
    /// The tier that served it, where Bedrock told.
    pub(crate) service_tier: Option<String>,
    /// The AWS profile that it went as.
    pub(crate) profile: Option<String>,
    /// The region that it went to.
    pub(crate) region: Option<String>,
    /// Parameters that were dropped or changed: `name: what and why`.
    pub(crate) adjusted: Vec<String>,
    /// AWS's request id.
    pub(crate) aws_request_id: Option<String>,
    /// The error that ended it.
    pub(crate) error: Option<RowError>,
    /// When it reached which stage.
    pub(crate) timeline: Vec<Mark>,
    /// Whether there is a detail to show.
    pub(crate) captured: bool,
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Outcome {
    /// Still running.
    Open,
    /// The client got all of it.
    Finished,
    /// It ended in an error.
    Failed,
    /// The client went away.
    Cancelled,
}

/// Tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Usage {
    /// Of the input, those from and for the cache included.
    pub(crate) input: u64,
    /// Of the input, those that came from the cache.
    pub(crate) cached: u64,
    /// Of the input, those that were put into the cache.
    pub(crate) cache_written: u64,
    /// Of the output.
    pub(crate) output: u64,
}

/// What went wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct RowError {
    /// For machines: `rate_limited`, `credentials`.
    pub(crate) code: String,
    /// What the client was told, remedy included.
    pub(crate) message: String,
}

/// When a request reached a stage.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Mark {
    /// The stage.
    pub(crate) stage: Stage,
    /// Since the headers had arrived.
    pub(crate) at: f64,
}

/// The stages of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Stage {
    /// The body is here.
    Read,
    /// It is understood, and made into a request to Bedrock.
    Parsed,
    /// It has left for AWS.
    Sent,
    /// AWS has accepted it.
    Accepted,
    /// The first token is on its way to the client.
    FirstToken,
    /// The end.
    Ended,
}

/// What was captured of a request.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Detail {
    /// The row.
    pub(crate) id: u64,
    /// The client's headers; secrets are `…`.
    pub(crate) request_headers: Vec<Header>,
    /// What the client sent.
    pub(crate) request: Option<Body>,
    /// What Bedrock was asked, once for each call.
    pub(crate) upstream: Vec<Upstream>,
    /// Our headers.
    pub(crate) response_headers: Vec<Header>,
    /// What the client got.
    pub(crate) response: Option<Body>,
    /// What Bedrock said, piece by piece.
    pub(crate) events: Vec<StreamEvent>,
}

/// A header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Header {
    /// In lower case.
    pub(crate) name: String,
    /// Its value, or `…`.
    pub(crate) value: String,
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Body {
    /// As much of it as was kept.
    pub(crate) text: String,
    /// How many bytes it had.
    pub(crate) bytes: u64,
    /// Whether some of it was not kept.
    pub(crate) cut: bool,
}

/// A call to Bedrock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Upstream {
    /// `Converse`, `ConverseStream`, `InvokeModel`.
    pub(crate) operation: String,
    /// The model id.
    pub(crate) model: String,
    /// The body.
    pub(crate) body: Body,
}

/// Something that Bedrock said.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct StreamEvent {
    /// Since the headers had arrived; of pieces put together, the first one's.
    pub(crate) at: f64,
    /// Which of several answers it belongs to.
    pub(crate) answer: u32,
    /// What it is.
    pub(crate) kind: StreamEventKind,
    /// The words, the tool's input, the reason of the end.
    pub(crate) text: String,
    /// The tool's name and the call's id, for tools.
    pub(crate) name: Option<String>,
    /// How many pieces were put together here.
    pub(crate) pieces: u32,
}

/// What Bedrock said something about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum StreamEventKind {
    /// Words of the answer.
    Text,
    /// Thinking.
    Reasoning,
    /// A call of a tool.
    Tool,
    /// A source that the answer names.
    Citation,
    /// Tokens.
    Usage,
    /// The end.
    Stop,
    /// Something else.
    Other,
}

/// A form of the log for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Export {
    /// HAR 1.2.
    Har,
    /// JSON Lines.
    JsonLines,
}

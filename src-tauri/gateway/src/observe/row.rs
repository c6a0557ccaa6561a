//! One request, as the log knows it.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::app::App;
use crate::error::Kind;
use crate::ir::{Effort, Price, Prices, Served, Usage};

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Still running.
    Open,
    /// The client got all of it.
    Finished,
    /// It ended in an error.
    Failed,
    /// The client went away.
    Cancelled,
}

/// One request: metadata only, never a body, never a secret. Thousands are kept.
#[derive(Debug, Clone)]
pub struct Row {
    /// Counts up from 1 within a feed.
    pub id: u64,
    /// When its headers had arrived.
    pub started: SystemTime,
    /// The HTTP method.
    pub method: String,
    /// The path, without its query.
    pub path: String,
    /// The client, as its `user-agent` says.
    pub client: Option<String>,
    /// The client, where it is one that we know.
    pub app: Option<App>,
    /// The model that was asked for.
    pub model: Option<String>,
    /// The model id that Bedrock was asked for, where it differs.
    pub resolved_model: Option<String>,
    /// The AWS profile that served it; `None` where credentials come from elsewhere, or it was not served.
    pub profile: Option<Arc<str>>,
    /// The AWS region that served it.
    pub region: Option<Arc<str>>,
    /// How hard the model was told to think; `None` where it was told nothing.
    pub effort: Option<Effort>,
    /// Whether the answer was streamed.
    pub streamed: bool,
    /// The HTTP status sent.
    pub status: Option<u16>,
    /// How it ended.
    pub outcome: Outcome,
    /// When what happened between its headers and its first token.
    pub timeline: Timeline,
    /// From the request's headers to the first token sent.
    pub first_token: Option<Duration>,
    /// From the request's headers to the end.
    pub duration: Option<Duration>,
    /// Tokens, where Bedrock told.
    pub usage: Option<Usage>,
    /// What AWS will ask for it; `None` where a price is not known, or nothing was counted.
    pub cost: Option<Price>,
    /// The model's prices, where any is known: what `cost` was reckoned with.
    pub prices: Option<Arc<Prices>>,
    /// What Bedrock said of how it served it, where it said anything.
    pub served: Option<Box<Served>>,
    /// Parameters that were dropped or changed.
    pub adjusted: Vec<String>,
    /// AWS's request id.
    pub aws_request_id: Option<String>,
    /// The message of the error that ended it, with its remedy.
    pub error: Option<String>,
    /// What sort of error that was.
    pub error_kind: Option<Kind>,
    /// Its machine-readable reason, where that is finer than the kind.
    pub error_code: Option<&'static str>,
}

/// When what happened, since the request's headers had arrived. The first token and the end are in the row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Its body was there.
    pub body: Option<Duration>,
    /// It was understood.
    pub parsed: Option<Duration>,
    /// It was on its way to AWS: the first call, where it takes several.
    pub sent: Option<Duration>,
    /// AWS had accepted it: the head of its answer was there.
    pub accepted: Option<Duration>,
}

impl Row {
    /// A request that has just come in.
    #[must_use]
    pub fn new(method: &str, path: &str) -> Self {
        Self {
            id: 0,
            started: SystemTime::now(),
            method: method.to_owned(),
            path: path.to_owned(),
            client: None,
            app: None,
            model: None,
            resolved_model: None,
            profile: None,
            region: None,
            effort: None,
            streamed: false,
            status: None,
            outcome: Outcome::Open,
            timeline: Timeline::default(),
            first_token: None,
            duration: None,
            usage: None,
            cost: None,
            prices: None,
            served: None,
            adjusted: Vec::new(),
            aws_request_id: None,
            error: None,
            error_kind: None,
            error_code: None,
        }
    }
}

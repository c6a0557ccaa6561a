//! What has been asked for.

use serde::Serialize;

/// Counts of the requests that have ended, and those under way.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Traffic {
    /// Requests under way.
    pub(crate) open: u32,
    /// Since midnight here, or since the app started.
    pub(crate) today: Tally,
    /// The last sixty minutes, oldest first, quiet ones included.
    pub(crate) minutes: Vec<Minute>,
    /// The clients that have called since the app started, the last one first.
    pub(crate) clients: Vec<Seen>,
}

/// Counts.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Tally {
    /// Requests that have ended.
    pub(crate) requests: u32,
    /// Those of them that failed.
    pub(crate) errors: u32,
    /// Those that the client left.
    pub(crate) cancelled: u32,
    /// Input tokens, those from the cache included.
    pub(crate) input: u64,
    /// Input tokens that came from the cache.
    pub(crate) cached: u64,
    /// Output tokens.
    pub(crate) output: u64,
    /// What they cost, as far as prices are known; null where none is.
    pub(crate) cost: Option<f64>,
    /// Requests with tokens and without a known price.
    pub(crate) unpriced: u32,
    /// The median time to the first token; null where there was none.
    pub(crate) first_token: Option<f64>,
    /// The median duration.
    pub(crate) duration: Option<f64>,
    /// What one request in twenty took longer than.
    pub(crate) slow: Option<f64>,
}

/// One minute.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Minute {
    /// Its beginning.
    pub(crate) at: f64,
    /// Requests that ended in it.
    pub(crate) requests: u32,
    /// Those of them that failed.
    pub(crate) errors: u32,
    /// Tokens in and out.
    pub(crate) tokens: u64,
}

/// A client that has called.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Seen {
    /// Which one: `openai-python`, `langchain`, `cline`, …; the gateway knows them by their headers.
    pub(crate) app: String,
    /// When it called last.
    pub(crate) last: f64,
    /// How often.
    pub(crate) requests: u32,
}

//! What was asked and how it ended: opened when a request has been read, closed exactly once.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::HeaderMap;
use http::request::Parts;
use serde::Serialize;
use serde_json::Value;

use crate::auth::Identity;
use crate::plan::Answer;
use crate::route::Operation;
use crate::state::State;

/// Headers that carry secrets: they are left out of a record.
const SECRET_HEADERS: &[&str] = &["authorization", "x-amz-security-token", "cookie", "x-api-key"];

/// How a request proved who it is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AuthKind {
    /// Signed with AWS Signature Version 4.
    Sigv4,
    /// A Bedrock API key as a bearer token.
    Bearer,
    /// Nothing that could be read.
    None,
}

/// Whether the client stayed for the whole answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The answer is under way.
    Open,
    /// Everything that was to be sent was sent (for a scripted cut: everything up to the cut).
    Completed,
    /// The client went away first.
    Cancelled,
}

/// One request, as a test looks at it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Recorded {
    /// Counts up from 1.
    pub id: u64,
    /// AWS's name of the operation, such as `ConverseStream`.
    pub operation: String,
    /// The HTTP method.
    pub method: String,
    /// The path and query as sent, still encoded.
    pub path: String,
    /// The model id of the path, decoded.
    pub model_id: Option<String>,
    /// The region of the credential scope.
    pub region: Option<String>,
    /// The public half of the key that signed.
    pub access_key_id: Option<String>,
    /// How the request was authorised.
    pub auth: AuthKind,
    /// The headers by lower-case name, without those that carry secrets.
    pub headers: BTreeMap<String, String>,
    /// The JSON body; a string where it was no JSON, null where there was none.
    pub body: Value,
    /// JSON paths of members that the service model does not know. AWS ignores them, so a test has to ask.
    pub unknown_members: Vec<String>,
    /// The script that the answer followed, as far as one did.
    pub script: Option<String>,
    /// The HTTP status of the answer, once there is one.
    pub status: Option<u16>,
    /// The exception that it was answered with: `Name: message`.
    pub error: Option<String>,
    /// Whether the client stayed.
    pub outcome: Outcome,
}

/// The requests so far, bounded.
#[derive(Debug)]
pub(crate) struct Records {
    limit: usize,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    last_id: u64,
    kept: VecDeque<Recorded>,
}

impl Records {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, inner: Mutex::default() }
    }

    pub(crate) fn all(&self) -> Vec<Recorded> {
        self.lock().kept.iter().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        self.lock().kept.clear();
    }

    fn push(&self, mut record: Recorded) -> u64 {
        let mut inner = self.lock();
        inner.last_id += 1;
        record.id = inner.last_id;
        inner.kept.push_back(record);
        while inner.kept.len() > self.limit {
            inner.kept.pop_front();
        }
        inner.last_id
    }

    fn edit(&self, id: u64, change: impl FnOnce(&mut Recorded)) {
        if let Some(record) = self.lock().kept.iter_mut().find(|record| record.id == id) {
            change(record);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // A panic elsewhere cannot leave a record half written.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Follows one request. It travels with the answer's body; dropped before the end, it records a client that left.
#[derive(Debug)]
pub(crate) struct Guard {
    state: Arc<State>,
    id: u64,
    closed: bool,
}

impl Guard {
    pub(crate) fn open(state: &Arc<State>, operation: Operation, head: &Parts, path: &[String], body: &Bytes) -> Self {
        let id = state.records.push(Recorded {
            id: 0,
            operation: operation.name().to_owned(),
            method: head.method.to_string(),
            path: head.uri.to_string(),
            model_id: (path.first().map(String::as_str) == Some("model")).then(|| path.get(1).cloned()).flatten(),
            region: None,
            access_key_id: None,
            auth: AuthKind::None,
            headers: public_headers(&head.headers),
            body: if state.options.keep_requests == 0 { Value::Null } else { json(body) },
            unknown_members: Vec::new(),
            script: None,
            status: None,
            error: None,
            outcome: Outcome::Open,
        });
        Self { state: Arc::clone(state), id, closed: false }
    }

    pub(crate) fn identify(&self, identity: &Identity) {
        self.edit(|record| {
            record.auth = identity.kind();
            if let Identity::Sigv4 { access_key_id, region } = identity {
                record.access_key_id = Some(access_key_id.clone());
                record.region = Some(region.clone());
            }
        });
    }

    pub(crate) fn unknown_members(&self, paths: Vec<String>) {
        self.edit(|record| record.unknown_members = paths);
    }

    pub(crate) fn script(&self, name: String) {
        self.edit(|record| record.script = Some(name));
    }

    pub(crate) fn answered(&self, answer: &Answer) {
        self.edit(|record| {
            record.status = Some(answer.status);
            record.error.clone_from(&answer.error);
        });
    }

    /// The answer was sent to its end.
    pub(crate) fn completed(&mut self) {
        if !self.closed {
            self.closed = true;
            self.edit(|record| record.outcome = Outcome::Completed);
        }
    }

    fn edit(&self, change: impl FnOnce(&mut Recorded)) {
        self.state.records.edit(self.id, change);
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if !self.closed {
            self.edit(|record| record.outcome = Outcome::Cancelled);
        }
    }
}

fn public_headers(headers: &HeaderMap) -> BTreeMap<String, String> {
    headers
        .iter()
        .filter(|(name, _)| !SECRET_HEADERS.contains(&name.as_str()))
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect()
}

fn json(body: &Bytes) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(body).unwrap_or_else(|_| Value::String(String::from_utf8_lossy(body).into_owned()))
}

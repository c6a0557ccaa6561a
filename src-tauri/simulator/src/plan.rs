//! An answer before it is sent: status, headers, and the steps of its body, faults included.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde_json::Value;

use crate::body::PlannedBody;
use crate::exception::Exception;
use crate::record::Guard;

/// One thing that a body does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    /// Bytes that leave in a write of their own.
    Send(Bytes),
    /// Nothing, for a while.
    Pause(Duration),
    /// Nothing, for ever: the connection stays open.
    Freeze,
    /// The connection ends without the body's proper end.
    Cut,
}

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    /// Before the head is sent.
    pub(crate) delay: Duration,
    /// Whether the head is never sent.
    pub(crate) silent: bool,
    /// The announced length; none means chunks.
    pub(crate) length: Option<usize>,
    pub(crate) steps: Vec<Step>,
    /// For the record: `Name: message`.
    pub(crate) error: Option<String>,
}

impl Answer {
    /// A JSON document with status 200.
    pub(crate) fn json(value: &Value) -> Self {
        let bytes = Bytes::from(value.to_string());
        Self { length: Some(bytes.len()), ..Self::body("application/json", vec![Step::Send(bytes)]) }
    }

    /// A body that goes out in chunks, with status 200.
    pub(crate) fn body(content_type: &'static str, steps: Vec<Step>) -> Self {
        Self {
            status: 200,
            content_type,
            headers: Vec::new(),
            delay: Duration::ZERO,
            silent: false,
            length: None,
            steps,
            error: None,
        }
    }

    /// Waits as long as the first byte is to be held back.
    pub(crate) async fn wait(&self) {
        if self.silent {
            std::future::pending::<()>().await;
        }
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
    }

    /// The HTTP response; the guard goes along with its body.
    pub(crate) fn respond(self, guard: Option<Guard>) -> Response<PlannedBody> {
        let mut response = Response::new(PlannedBody::new(self.steps, self.length, guard));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let request_id = uuid::Uuid::new_v4().to_string();
        let fixed = [("content-type", self.content_type.to_owned()), ("x-amzn-requestid", request_id)];
        for (name, value) in fixed.into_iter().chain(self.headers) {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(HeaderName::from_static(name), value);
            }
        }
        response
    }
}

impl From<Exception> for Answer {
    fn from(exception: Exception) -> Self {
        let mut answer = Self::json(&exception.body());
        answer.status = exception.status;
        answer.error = Some(format!("{}: {}", exception.name, exception.message));
        answer.headers.push(("x-amzn-errortype", exception.name.to_owned()));
        if let Some(seconds) = exception.retry_after {
            answer.headers.push(("retry-after", seconds.to_string()));
        }
        answer
    }
}

//! Responses, and the headers that clients read.

use std::time::Instant;

use axum::body::Body;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;

use crate::error::Error;
use crate::ir::Complaint;
use crate::observe::Notes;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const EVENTS: HeaderValue = HeaderValue::from_static("text/event-stream; charset=utf-8");

/// A JSON body.
pub(super) fn json(body: Vec<u8>) -> Response {
    with_type(JSON, Body::from(body))
}

/// A stream of events. Nothing on the way may hold them back.
pub(super) fn events(body: Body) -> Response {
    let mut response = with_type(EVENTS, body);
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

fn with_type(kind: HeaderValue, body: Body) -> Response {
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

/// A failure, in the door's own shape, noted in the log.
pub(super) fn failure(error: &Error, (status, body): (u16, Vec<u8>), notes: &Notes) -> Response {
    notes.error(error);
    let mut response = json(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    if let Some(wait) = error.wait() {
        headers.insert(RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
    }
    if error.is_final() {
        headers.insert("x-should-retry", HeaderValue::from_static("false"));
    }
    request_id(headers, error.aws_request_id());
    response
}

/// AWS's request id, where SDKs look for one.
pub(super) fn request_id(headers: &mut HeaderMap, id: Option<&str>) {
    if let Some(id) = id.and_then(|id| HeaderValue::from_str(id).ok()) {
        headers.insert("x-request-id", id);
    }
}

/// How long it took until the answer began, in milliseconds, as OpenAI says it.
pub(super) fn processing_time(headers: &mut HeaderMap, began: Instant) {
    let elapsed = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    headers.insert("openai-processing-ms", HeaderValue::from(elapsed));
}

/// What was dropped or changed: `temperature clamped to 1; seed dropped`.
pub(super) fn adjusted(headers: &mut HeaderMap, complaints: &[Complaint]) {
    if complaints.is_empty() {
        return;
    }
    let text = complaints.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let plain: String =
        text.chars().map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '?' }).take(4000).collect();
    if let Ok(value) = HeaderValue::from_str(&plain) {
        headers.insert("x-outcrop-adjusted", value);
    }
}

/// The method that a path takes.
pub(super) fn allow(headers: &mut HeaderMap, method: &'static Method) {
    headers.insert(ALLOW, HeaderValue::from_static(method.as_str()));
}

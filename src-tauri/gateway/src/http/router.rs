//! What stands around every route: the log, the guard, and what catches a panic.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_REQUEST_HEADERS, EXPECT, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;

use super::guard::Guard;
use super::observed::Observed;
use super::serve::{Begun, Gateway};
use super::{answer, body, routes};
use crate::config::Live;
use crate::doors::openai;
use crate::error::{Error, Kind};
use crate::observe::{Call, Feed, Head, Notes};

/// What stands around every route.
#[derive(Debug, Clone)]
struct Gate {
    guard: Arc<Guard>,
    feed: Feed,
    max_body: usize,
}

/// All routes, behind the guard, each request in the log.
pub(crate) fn router(gateway: Arc<Gateway>, guard: Guard, feed: Feed) -> Router {
    let gate = Gate { guard: Arc::new(guard), feed, max_body: gateway.limits.body };
    routes::all().with_state(gateway).layer(from_fn_with_state(gate, pass))
}

/// Opens the call, asks the guard, and ties the call to the body of the answer.
async fn pass(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let call = Call::open(&gate.feed, request.method().as_str(), request.uri().path(), request.headers());
    let notes = call.notes();
    let live = gate.guard.settings();
    request.extensions_mut().insert(Begun { notes: notes.clone(), live: Arc::clone(&live) });
    let served = AssertUnwindSafe(guarded(&gate, request, next, &notes, &live)).catch_unwind().await;
    let response = served.unwrap_or_else(|_| {
        let error = Error::new(Kind::Internal, "Outcrop failed on this request; the others go on. Please report it.");
        answer::failure(&error, openai::error_body(&error), &notes)
    });
    notes.status(response.status().as_u16());
    notes.answers(response.headers());
    response.map(|body| Body::new(Observed::new(body, call)))
}

impl Head for HeaderMap {
    fn value(&self, name: &str) -> Option<&[u8]> {
        self.get(name).map(HeaderValue::as_bytes)
    }

    fn each(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.iter().map(|(name, value)| (name.as_str(), value.as_bytes()))
    }
}

async fn guarded(gate: &Gate, request: Request, next: Next, notes: &Notes, live: &Live) -> Response {
    let (head, request_body) = request.into_parts();
    match gate.guard.admit(&head, live) {
        Err(error) => {
            let error = routes::instead_of(error, head.uri.path());
            // By then the key was right: its owner deserves to read why.
            // One that waits for our word before it sends has not sent anything.
            if error.kind() == Kind::TooLarge && !head.headers.contains_key(EXPECT) {
                body::drain(request_body, gate.max_body * 2).await;
            }
            answer::failure(&error, openai::error_body(&error), notes)
        }
        Ok(admitted) => {
            let asked = head.headers.get(ACCESS_CONTROL_REQUEST_HEADERS).cloned();
            let preflight = head.method == Method::OPTIONS && admitted.origin.is_some();
            let mut response = if preflight {
                StatusCode::NO_CONTENT.into_response()
            } else {
                next.run(Request::from_parts(head, request_body)).await
            };
            if let Some(origin) = admitted.origin {
                share_with(origin, asked.filter(|_| preflight), response.headers_mut());
            }
            response
        }
    }
}

/// The approved page may read this answer.
fn share_with(origin: HeaderValue, asked: Option<HeaderValue>, headers: &mut HeaderMap) {
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(VARY, HeaderValue::from_static("origin"));
    headers.insert(
        ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("x-request-id, x-outcrop-adjusted, retry-after"),
    );
    if let Some(asked) = asked {
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, asked);
    }
}

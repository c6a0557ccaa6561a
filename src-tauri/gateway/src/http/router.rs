//! Which path is served by what.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_REQUEST_HEADERS, USER_AGENT, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::FutureExt;

use super::guard::Guard;
use super::observed::Observed;
use super::{Gateway, answer, body};
use crate::doors::chat::Chat;
use crate::doors::completions::Completions;
use crate::doors::embeddings::Embeddings;
use crate::doors::images::Images;
use crate::doors::rerank::Reranks;
use crate::doors::{models, openai};
use crate::error::{Error, Kind, Result};
use crate::observe::{Call, Feed, Notes};

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
    let api = Router::new()
        .route("/chat/completions", post(chat))
        .route("/completions", post(completions))
        .route("/embeddings", post(embeddings))
        .route("/images/generations", post(images))
        .route("/rerank", post(rerank))
        .route("/models", get(list_models))
        .route("/models/{*id}", get(get_model));
    Router::new()
        .nest("/v1", api.clone())
        // Where the predecessor, bedrock-access-gateway, had it.
        .nest("/api/v1", api)
        .route("/health", get(health))
        .fallback(unknown)
        .method_not_allowed_fallback(wrong_method)
        .with_state(gateway)
        .layer(from_fn_with_state(gate, pass))
}

/// Opens the call, asks the guard, and ties the call to the body of the answer.
async fn pass(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let client = request.headers().get(USER_AGENT).map(|agent| String::from_utf8_lossy(agent.as_bytes()).into_owned());
    let call = Call::open(&gate.feed, request.method().as_str(), request.uri().path(), client);
    let notes = call.notes();
    request.extensions_mut().insert(notes.clone());
    let served = AssertUnwindSafe(guarded(&gate, request, next, &notes)).catch_unwind().await;
    let response = served.unwrap_or_else(|_| {
        let error = Error::new(Kind::Internal, "Outcrop failed on this request; the others go on. Please report it.");
        answer::failure(&error, openai::error_body(&error), &notes)
    });
    notes.status(response.status().as_u16());
    response.map(|body| Body::new(Observed::new(body, call)))
}

async fn guarded(gate: &Gate, request: Request, next: Next, notes: &Notes) -> Response {
    let (head, request_body) = request.into_parts();
    match gate.guard.admit(&head) {
        Err(error) => {
            // By then the key was right: its owner deserves to read why.
            if error.kind() == Kind::TooLarge {
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

async fn chat(State(gateway): State<Arc<Gateway>>, notes: axum::Extension<Notes>, request: Request) -> Response {
    gateway.serve(Chat { reasoning: gateway.behaviour.reasoning }, request, notes.0).await
}

async fn completions(State(gateway): State<Arc<Gateway>>, notes: axum::Extension<Notes>, request: Request) -> Response {
    gateway.serve(Completions, request, notes.0).await
}

async fn embeddings(State(gateway): State<Arc<Gateway>>, notes: axum::Extension<Notes>, request: Request) -> Response {
    gateway.hand_out(Embeddings, request, notes.0).await
}

async fn images(State(gateway): State<Arc<Gateway>>, notes: axum::Extension<Notes>, request: Request) -> Response {
    gateway.hand_out(Images, request, notes.0).await
}

async fn rerank(State(gateway): State<Arc<Gateway>>, notes: axum::Extension<Notes>, request: Request) -> Response {
    gateway.hand_out(Reranks, request, notes.0).await
}

async fn list_models(
    State(gateway): State<Arc<Gateway>>,
    headers: HeaderMap,
    notes: axum::Extension<Notes>,
) -> Response {
    respond(gateway.models(&headers).await.map(|models| models::list(&models)), &notes)
}

async fn get_model(
    State(gateway): State<Arc<Gateway>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    notes: axum::Extension<Notes>,
) -> Response {
    let one = gateway.models(&headers).await.and_then(|models| models::one(&models, &id));
    respond(one, &notes)
}

/// Says that somebody is here, and nothing else.
async fn health() -> Response {
    answer::json(br#"{"status":"ok"}"#.to_vec())
}

async fn unknown(notes: axum::Extension<Notes>, request: Request) -> Response {
    let message = format!(
        "Unknown request URL: {} {}. Outcrop serves /v1/chat/completions and /v1/models; base URLs end in /v1.",
        request.method(),
        request.uri().path()
    );
    respond(Err(Error::new(Kind::NotFound, message).code("unknown_url")), &notes)
}

async fn wrong_method(notes: axum::Extension<Notes>, request: Request) -> Response {
    let allowed = if request.uri().path().ends_with("/chat/completions") { "POST" } else { "GET" };
    let message = format!("{} takes {allowed}, not {}.", request.uri().path(), request.method());
    let mut response = respond(Err(Error::new(Kind::MethodNotAllowed, message)), &notes);
    answer::allow(response.headers_mut(), allowed);
    response
}

fn respond(body: Result<Vec<u8>>, notes: &Notes) -> Response {
    match body {
        Ok(body) => answer::json(body),
        Err(error) => answer::failure(&error, openai::error_body(&error), notes),
    }
}

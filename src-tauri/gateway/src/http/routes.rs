//! The routes, as a table: path, method, and what serves it.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};

use super::serve::{Begun, Gateway};
use super::{answer, docs};
use crate::doors::chat::Chat;
use crate::doors::completions::Completions;
use crate::doors::embeddings::Embeddings;
use crate::doors::images::Images;
use crate::doors::rerank::Reranks;
use crate::doors::{models, openai};
use crate::error::{Error, Kind, Result};
use crate::observe::Notes;

/// A path, and what serves it.
struct Route {
    path: &'static str,
    method: Method,
    serve: fn() -> MethodRouter<Arc<Gateway>>,
}

/// What is served under `/v1`. `docs/openapi.json` describes each.
const API: &[Route] = &[
    Route { path: "/chat/completions", method: Method::POST, serve: || post(chat) },
    Route { path: "/completions", method: Method::POST, serve: || post(completions) },
    Route { path: "/embeddings", method: Method::POST, serve: || post(embeddings) },
    Route { path: "/images/generations", method: Method::POST, serve: || post(images) },
    Route { path: "/rerank", method: Method::POST, serve: || post(rerank) },
    Route { path: "/models", method: Method::GET, serve: || get(list_models) },
    Route { path: "/models/{*id}", method: Method::GET, serve: || get(get_model) },
];

/// What is served at the root, without a key.
const OPEN: &[Route] = &[
    Route { path: "/health", method: Method::GET, serve: || get(health) },
    Route { path: "/openapi.json", method: Method::GET, serve: || get(docs::document) },
    Route { path: "/docs", method: Method::GET, serve: || get(docs::read) },
];

/// OpenAI's other endpoints, by the beginning of what follows `/v1/`, and why they are not served.
const UNSUPPORTED: &[(&str, &str)] = &[
    ("audio", "Bedrock offers speech only over streams in both directions, which this API has no form for."),
    ("realtime", "Bedrock offers speech only over streams in both directions, which this API has no form for."),
    ("files", "Nothing is stored here: send files within the request, as `file` parts of a chat message."),
    ("uploads", "Nothing is stored here: send files within the request, as `file` parts of a chat message."),
    ("moderations", "Bedrock moderates by guardrails: send `guardrailConfig` with a chat request."),
    ("images/edits", "Only pictures from words are made here: POST /v1/images/generations."),
    ("images/variations", "Only pictures from words are made here: POST /v1/images/generations."),
    ("videos", "Bedrock makes films into S3 buckets only."),
    ("assistants", "Nothing is stored here; keep the conversation, and send it to /v1/chat/completions."),
    ("threads", "Nothing is stored here; keep the conversation, and send it to /v1/chat/completions."),
    ("conversations", "Nothing is stored here; keep the conversation, and send it to /v1/chat/completions."),
    ("vector_stores", "Nothing is stored here; POST /v1/embeddings makes vectors for a store of your own."),
    ("batches", "Bedrock runs batches from S3 buckets; start them in AWS."),
    ("fine_tuning", "Models are trained in AWS; what has been trained can be invoked here."),
    ("evals", "Models are evaluated in AWS."),
    ("containers", "No code runs here."),
    ("organization", "There are no organisations here; AWS keeps accounts and bills."),
];

/// Everything that is served.
pub(super) fn all() -> Router<Arc<Gateway>> {
    let of =
        |routes: &[Route]| routes.iter().fold(Router::new(), |router, route| router.route(route.path, (route.serve)()));
    let api = of(API);
    of(OPEN)
        .nest("/v1", api.clone())
        // Where the predecessor, bedrock-access-gateway, had it.
        .nest("/api/v1", api)
        .fallback(unknown)
        .method_not_allowed_fallback(wrong_method)
}

/// Whether a request for this needs no key.
pub(super) fn is_open(path: &str) -> bool {
    OPEN.iter().any(|route| route.path == path)
}

/// What is wrong with a request for an endpoint of OpenAI's that is not served here; else what was found wrong already.
/// Uploads come as forms, and that they are no JSON is beside the point.
pub(super) fn instead_of(error: Error, path: &str) -> Error {
    match unsupported(path) {
        Some(said) if error.kind() == Kind::MediaType => said,
        Some(_) | None => error,
    }
}

fn below_v1(path: &str) -> Option<&str> {
    path.strip_prefix("/api/v1/").or_else(|| path.strip_prefix("/v1/"))
}

fn unsupported(path: &str) -> Option<Error> {
    let below = below_v1(path)?;
    let begins = |begin: &str| below.strip_prefix(begin).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let (_, why) = UNSUPPORTED.iter().find(|(begin, _)| begins(begin))?;
    let message = format!("{path} is not supported with Bedrock. {why}");
    Some(Error::new(Kind::NotFound, message).code("unsupported_endpoint").final_())
}

/// Without the path's own variables: `/models/a/b` is served by `/models/{*id}`.
fn allowed(path: &str) -> &'static Method {
    let serves = |route: &&Route| {
        let path = below_v1(path).map_or(path, |below| &path[path.len() - below.len() - 1..]);
        route.path.split_once("/{").map_or(route.path == path, |(begin, _)| path.starts_with(begin))
    };
    API.iter().chain(OPEN).find(serves).map_or(&Method::GET, |route| &route.method)
}

type With = axum::Extension<Begun>;

async fn chat(State(gateway): State<Arc<Gateway>>, with: With, request: Request) -> Response {
    gateway.serve(Chat { reasoning: with.live.behaviour.reasoning }, request, with.0).await
}

async fn completions(State(gateway): State<Arc<Gateway>>, with: With, request: Request) -> Response {
    gateway.serve(Completions, request, with.0).await
}

async fn embeddings(State(gateway): State<Arc<Gateway>>, with: With, request: Request) -> Response {
    gateway.hand_out(Embeddings, request, with.0).await
}

async fn images(State(gateway): State<Arc<Gateway>>, with: With, request: Request) -> Response {
    gateway.hand_out(Images, request, with.0).await
}

async fn rerank(State(gateway): State<Arc<Gateway>>, with: With, request: Request) -> Response {
    gateway.hand_out(Reranks, request, with.0).await
}

async fn list_models(State(gateway): State<Arc<Gateway>>, headers: HeaderMap, with: With) -> Response {
    respond(gateway.models(&headers).await.map(|models| models::list(&models)), &with.notes)
}

async fn get_model(
    State(gateway): State<Arc<Gateway>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    with: With,
) -> Response {
    respond(gateway.models(&headers).await.and_then(|models| models::one(&models, &id)), &with.notes)
}

/// Says that somebody is here, and nothing else.
async fn health() -> Response {
    answer::json(br#"{"status":"ok"}"#.to_vec())
}

async fn unknown(with: With, request: Request) -> Response {
    let path = request.uri().path();
    let error = unsupported(path).unwrap_or_else(|| {
        let served: Vec<String> = API.iter().map(|route| format!("/v1{}", route.path.replace("{*", "{"))).collect();
        let message = format!(
            "Unknown request URL: {} {path}. Outcrop serves {}; base URLs end in /v1.",
            request.method(),
            served.join(", ")
        );
        Error::new(Kind::NotFound, message).code("unknown_url")
    });
    respond(Err(error), &with.notes)
}

async fn wrong_method(with: With, request: Request) -> Response {
    let path = request.uri().path();
    let allowed = allowed(path);
    let message = format!("{path} takes {allowed}, not {}.", request.method());
    let mut response = respond(Err(Error::new(Kind::MethodNotAllowed, message)), &with.notes);
    answer::allow(response.headers_mut(), allowed);
    response
}

fn respond(body: Result<Vec<u8>>, notes: &Notes) -> Response {
    match body {
        Ok(body) => answer::json(body),
        Err(error) => answer::failure(&error, openai::error_body(&error), notes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_describes_every_route_and_no_other() {
        let named = |prefix: &str, route: &Route| {
            (format!("{prefix}{}", route.path.replace("{*", "{")), route.method.as_str().to_ascii_lowercase())
        };
        let api = API.iter().map(|route| named("/v1", route));
        let mut served: Vec<_> = api.chain(OPEN.iter().map(|route| named("", route))).collect();
        let mut described = docs::operations();
        served.sort();
        described.sort();
        assert_eq!(served, described);
    }

    #[test]
    fn each_route_takes_the_method_of_its_row() {
        for route in API.iter().chain(OPEN) {
            // axum does not tell the methods of a route, but their handlers are named in its debug form.
            let takes = format!("{:?}", (route.serve)());
            let other = if route.method == Method::GET { "post" } else { "get" };
            let handler = |method: &str| takes.contains(&format!("{method}: BoxedHandler"));
            assert!(handler(&route.method.as_str().to_ascii_lowercase()) && !handler(other), "{}: {takes}", route.path);
        }
    }

    #[test]
    fn paths_know_their_method() {
        for (path, method) in [
            ("/v1/chat/completions", Method::POST),
            ("/api/v1/embeddings", Method::POST),
            ("/v1/models", Method::GET),
            ("/v1/models/a/b", Method::GET),
            ("/health", Method::GET),
        ] {
            assert_eq!(*allowed(path), method, "{path}");
        }
    }

    #[test]
    fn what_openai_has_and_we_have_not_is_said() {
        for path in ["/v1/audio/speech", "/v1/files", "/api/v1/files/x", "/v1/images/edits"] {
            assert_eq!(unsupported(path).and_then(|error| error.reason()), Some("unsupported_endpoint"), "{path}");
        }
        for path in ["/v1/filesystem", "/v1/images/generations", "/audio", "/v1/nothing"] {
            assert!(unsupported(path).is_none(), "{path}");
        }
    }
}

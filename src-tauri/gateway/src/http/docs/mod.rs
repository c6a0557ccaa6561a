//! What we serve, as an OpenAPI document and as a page for people.
//!
//! The document is kept by hand, since what a member does is more than its type; a test holds it against the routes.
//! Both are the same for everyone, tell nothing of this machine or its owner, and so need no key: a browser has none to
//! send. Host and origin are checked as everywhere.

mod page;

use std::sync::LazyLock;

use axum::http::HeaderValue;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::Response;

use super::answer;

/// The document, but for our version.
const DOCUMENT: &str = include_str!("openapi.json");
/// Where the version goes.
const NO_VERSION: &str = "\"version\": \"0\"";

static VERSIONED: LazyLock<String> =
    LazyLock::new(|| DOCUMENT.replacen(NO_VERSION, concat!("\"version\": \"", env!("CARGO_PKG_VERSION"), "\""), 1));
static PAGE: LazyLock<String> = LazyLock::new(|| page::page(&VERSIONED));

/// `GET /openapi.json`.
pub(super) async fn document() -> Response {
    answer::json(VERSIONED.clone().into_bytes())
}

/// `GET /docs`: it loads nothing and runs nothing.
pub(super) async fn read() -> Response {
    let mut response = answer::json(PAGE.clone().into_bytes());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
        ),
    );
    response
}

/// Paths and methods of the document: `("/v1/models/{id}", "get")`.
#[cfg(test)]
pub(super) fn operations() -> Vec<(String, String)> {
    page::operations(DOCUMENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_has_our_version() {
        assert!(VERSIONED.contains(concat!("\"version\": \"", env!("CARGO_PKG_VERSION"), "\"")));
    }

    #[test]
    fn the_page_tells_of_every_operation_and_loads_nothing() {
        for (path, method) in operations() {
            assert!(PAGE.contains(&format!("{}</b> <code>{path}", method.to_uppercase())), "{method} {path}");
        }
        for outside in ["<script", "http://", "src=", "<link", "@import", "url("] {
            assert!(!PAGE.contains(outside), "{outside}");
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document: serde_json::Value = serde_json::from_str(DOCUMENT).expect("JSON");
        let mut rest = DOCUMENT;
        while let Some((_, after)) = rest.split_once("\"$ref\": \"#") {
            let (pointer, after) = after.split_once('"').expect("an end");
            assert!(document.pointer(pointer).is_some(), "{pointer}");
            rest = after;
        }
    }
}

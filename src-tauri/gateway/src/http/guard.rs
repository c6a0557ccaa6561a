//! Who may come in: decided from the head of a request, before a byte of its body is read.
//!
//! A web page must never reach us through somebody's browser (DNS rebinding, CSRF), nor a process that lacks the key.

use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method, request::Parts};
use std::net::SocketAddr;
use std::sync::Arc;

use super::routes;
use crate::config::Live;
use crate::error::{Error, Kind, Result};
use crate::live::Settings;

/// The rules, for one listening port.
#[derive(Debug)]
pub(crate) struct Guard {
    hosts: Vec<String>,
    /// The port, where every address of this machine is ours. A page that is led here by a name of its own still names it.
    everywhere: Option<u16>,
    settings: Arc<Settings>,
    max_body: usize,
}

/// Where an admitted request came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Admitted {
    /// The approved page that sent it, if a page did.
    pub origin: Option<HeaderValue>,
}

impl Guard {
    pub(crate) fn new(settings: Arc<Settings>, address: SocketAddr, max_body: usize) -> Self {
        let port = address.port();
        let mut hosts = vec![format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")];
        if !address.ip().is_loopback() && !address.ip().is_unspecified() {
            hosts.push(address.to_string());
        }
        let everywhere = address.ip().is_unspecified().then_some(port);
        Self { hosts, everywhere, settings, max_body }
    }

    /// The settings for a request that begins now.
    pub(super) fn settings(&self) -> Arc<Live> {
        self.settings.now()
    }

    /// Host, origin, key, type, size: in this order, so that a page learns nothing of the key.
    pub(super) fn admit(&self, head: &Parts, live: &Live) -> Result<Admitted> {
        self.host(head)?;
        let origin = origin(&head.headers, &live.origins)?;
        let preflight = origin.is_some() && head.method == Method::OPTIONS;
        if !preflight && !is_open(head) {
            self.key(&head.headers)?;
        }
        if head.method == Method::POST {
            json_only(&head.headers)?;
            self.size(&head.headers)?;
        }
        Ok(Admitted { origin })
    }

    fn host(&self, head: &Parts) -> Result<()> {
        let mut hosts = head.headers.get_all(HOST).iter();
        let host = match (hosts.next(), hosts.next(), head.uri.authority()) {
            (Some(host), None, None) => {
                host.to_str().ok().filter(|host| !host.is_empty() && host.chars().all(is_host_char))
            }
            _ => None,
        };
        let Some(host) = host else {
            return Err(Error::new(Kind::Invalid, "The request needs exactly one well-formed Host header.")
                .code("invalid_host"));
        };
        let named = |port| host.parse::<SocketAddr>().is_ok_and(|address| address.port() == port);
        if self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host)) || self.everywhere.is_some_and(named) {
            return Ok(());
        }
        let message = format!("The host '{host}' is not this gateway. Use http://{}.", self.hosts[0]);
        Err(Error::new(Kind::Forbidden, message).code("host_not_allowed"))
    }

    /// OpenAI's clients send one header, Anthropic's the other, some both. The refusal never says which was wrong how.
    fn key(&self, headers: &HeaderMap) -> Result<()> {
        let bearer = headers.get_all(AUTHORIZATION).iter().filter_map(|value| bearer(value.as_bytes()));
        let plain = headers.get_all("x-api-key").iter().map(HeaderValue::as_bytes);
        if bearer.chain(plain).any(|candidate| self.settings.admits(candidate)) {
            return Ok(());
        }
        Err(Error::new(
            Kind::Unauthenticated,
            "Incorrect or missing API key. Send Outcrop's key as 'Authorization: Bearer <key>' or 'x-api-key: <key>'; the tray copies it, and outcropd takes it from OUTCROP_API_KEY.",
        )
        .final_())
    }

    /// A body that says it is too large is refused unread; `body` stops those that do not say.
    fn size(&self, headers: &HeaderMap) -> Result<()> {
        let declared = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
        match declared {
            Some(declared) if declared > self.max_body as u64 => Err(too_large(self.max_body)),
            _ => Ok(()),
        }
    }
}

fn origin(headers: &HeaderMap, approved: &[String]) -> Result<Option<HeaderValue>> {
    let mut origins = headers.get_all(ORIGIN).iter();
    match (origins.next(), origins.next()) {
        (None, _) if crosses_sites(headers) => {
            Err(Error::new(Kind::Forbidden, "A page of another site may not call this gateway.")
                .code("origin_not_allowed"))
        }
        (None, _) => Ok(None),
        (Some(origin), None) if approved.iter().any(|own| own.as_bytes() == origin.as_bytes()) => {
            Ok(Some(origin.clone()))
        }
        (Some(origin), _) => {
            let origin = String::from_utf8_lossy(origin.as_bytes());
            let message = format!(
                "The origin '{origin}' is not approved. Add it to 'origins' in the settings to allow its pages."
            );
            Err(Error::new(Kind::Forbidden, message).code("origin_not_allowed"))
        }
    }
}

pub(super) fn too_large(limit: usize) -> Error {
    let message =
        format!("The request body is larger than {} MiB. Send fewer or smaller images and documents.", limit >> 20);
    Error::new(Kind::TooLarge, message).final_()
}

/// A health check needs no key, and learns nothing but that somebody is there; nor do documents that are the same for all.
fn is_open(head: &Parts) -> bool {
    routes::is_open(head.uri.path()) && matches!(head.method, Method::GET | Method::HEAD)
}

fn is_host_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '-' | '[' | ']' | '_')
}

/// Browsers say so even where they send no Origin, as for an image.
fn crosses_sites(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| !matches!(site.as_bytes(), b"none" | b"same-origin"))
}

fn bearer(value: &[u8]) -> Option<&[u8]> {
    let (scheme, token) = value.split_at_checked(7)?;
    scheme.eq_ignore_ascii_case(b"bearer ").then(|| token.trim_ascii())
}

/// A form or plain text is what a page can send without asking first.
fn json_only(headers: &HeaderMap) -> Result<()> {
    let essence = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = essence.map(|value| value.split(';').next().unwrap_or(value).trim());
    if essence.is_some_and(|essence| essence.eq_ignore_ascii_case("application/json")) {
        return Ok(());
    }
    Err(Error::new(Kind::MediaType, "The request body must be JSON: send 'content-type: application/json'."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{ApiKey, Config};
    use axum::http::Request;

    const PORT: u16 = 8642;

    fn guard() -> Guard {
        let mut config = Config::new(ApiKey::new("sesame").expect("a key"));
        config.origins = vec!["https://app.example".into()];
        Guard::new(Arc::new(Settings::new(&config)), SocketAddr::from(([127, 0, 0, 1], PORT)), config.limits.body)
    }

    /// `expected`: the kind of the refusal, or `None`. Each header is `name: value`.
    fn check(line: &str, headers: &[&str], expected: Option<Kind>) {
        let (method, uri) = line.split_once(' ').expect("METHOD URI");
        let mut request = Request::builder().method(method).uri(uri);
        for header in headers {
            let (name, value) = header.split_once(": ").expect("name: value");
            request = request.header(name, value);
        }
        let (head, ()) = request.body(()).expect("a request").into_parts();
        let guard = guard();
        let refused = guard.admit(&head, &guard.settings()).err().map(|error| error.kind());
        assert_eq!(refused, expected, "{line} {headers:?}");
    }

    const KEY: &str = "authorization: Bearer sesame";
    const HERE: &str = "host: 127.0.0.1:8642";

    #[test]
    fn our_own_names_are_let_in() {
        for host in ["127.0.0.1:8642", "localhost:8642", "LOCALHOST:8642", "[::1]:8642"] {
            check("GET /v1/models", &[&format!("host: {host}"), KEY], None);
        }
    }

    #[test]
    fn other_names_are_not() {
        for host in [
            "evil.test:8642",
            "127.0.0.1.nip.io:8642",
            "0.0.0.0:8642",
            "localhost.:8642",
            "localhost:8643",
            "localhost",
            "host.docker.internal:8642",
            "[::ffff:127.0.0.1]:8642",
            "127.1:8642",
        ] {
            check("GET /v1/models", &[&format!("host: {host}"), KEY], Some(Kind::Forbidden));
        }
    }

    #[test]
    fn a_host_that_is_no_host_is_refused() {
        check("GET /v1/models", &[KEY], Some(Kind::Invalid));
        check("GET /v1/models", &[HERE, "host: localhost:8642", KEY], Some(Kind::Invalid));
        check("GET http://evil/v1/models", &[HERE, KEY], Some(Kind::Invalid));
        for host in ["localhost:8642/#@evil", "x@localhost:8642", "localhost:8642 ", ""] {
            let expected = if host.is_empty() || host.ends_with(' ') { None } else { Some(Kind::Invalid) };
            if expected.is_some() {
                check("GET /v1/models", &[&format!("host: {host}"), KEY], expected);
            }
        }
    }

    #[test]
    fn pages_need_approval() {
        for headers in [
            ["origin: https://evil.test"].as_slice(),
            &["origin: null"],
            &["origin: https://app.example.evil"],
            &["origin: https://app.example", "origin: https://evil.test"],
            &["sec-fetch-site: cross-site"],
            &["sec-fetch-site: same-site"],
        ] {
            check("GET /v1/models", &[&[HERE, KEY], headers].concat(), Some(Kind::Forbidden));
            check("OPTIONS /v1/models", &[&[HERE], headers].concat(), Some(Kind::Forbidden));
        }
        check("GET /v1/models", &[HERE, KEY, "origin: https://app.example", "sec-fetch-site: cross-site"], None);
        check("OPTIONS /v1/models", &[HERE, "origin: https://app.example"], None);
        check("GET /v1/models", &[HERE, KEY, "sec-fetch-site: none"], None);
    }

    #[test]
    fn the_key_is_needed_everywhere_but_for_health() {
        check("GET /v1/models", &[HERE, "x-api-key: sesame"], None);
        check("GET /v1/models", &[HERE, "authorization: bearer  sesame"], None);
        check("GET /v1/models", &[HERE, "authorization: Bearer wrong", "x-api-key: sesame"], None);
        check("GET /health", &[HERE], None);
        let long = format!("authorization: Bearer {}", "x".repeat(8192));
        for wrong in [
            "x-none: x",
            "authorization: Bearer wrong",
            "authorization: sesame",
            "authorization: Bearer",
            "x-api-key: ' OR '1'='1",
            &long,
        ] {
            check("GET /v1/models", &[HERE, wrong], Some(Kind::Unauthenticated));
        }
        check("GET /v1/models?api_key=sesame", &[HERE], Some(Kind::Unauthenticated));
        check("POST /health", &[HERE], Some(Kind::Unauthenticated));
        check("OPTIONS /v1/models", &[HERE], Some(Kind::Unauthenticated));
    }

    #[test]
    fn only_json_of_a_decent_size_is_read() {
        check("POST /v1/x", &[HERE, KEY, "content-type: application/json"], None);
        check("POST /v1/x", &[HERE, KEY, "content-type: Application/JSON; charset=utf-8"], None);
        for kind in ["content-type: text/plain", "content-type: application/x-www-form-urlencoded", "x-none: x"] {
            check("POST /v1/x", &[HERE, KEY, kind], Some(Kind::MediaType));
        }
        let json = "content-type: application/json";
        check("POST /v1/x", &[HERE, KEY, json, "content-length: 33554432"], None);
        check("POST /v1/x", &[HERE, KEY, json, "content-length: 33554433"], Some(Kind::TooLarge));
    }
}

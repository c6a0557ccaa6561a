//! The browser's half of an authorization code with PKCE (RFC 7636, RFC 8252): a page to open, and a port of this
//! machine that it returns to.

use std::io;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

/// More than any browser sends for a page like this.
const MAX_HEAD: usize = 16 * 1024;
/// How long a connection may take for its request.
const HEAD_TIME: Duration = Duration::from_secs(10);
const PATH: &str = "/oauth/callback";

/// What proves that who asks for the token is who opened the page.
#[derive(Debug)]
pub(super) struct Proof {
    pub(super) verifier: SecretString,
    /// What the page brings back.
    pub(super) state: String,
}

impl Proof {
    pub(super) fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; 48];
        getrandom::fill(&mut bytes)?;
        let (verifier, state) = (URL_SAFE_NO_PAD.encode(bytes), uuid::Uuid::new_v4().to_string());
        Ok(Self { verifier: verifier.into(), state })
    }

    /// The page to open.
    pub(super) fn page(&self, base: &str, client: &str, redirect: &str, scopes: &[String]) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(self.verifier.expose_secret().as_bytes()));
        let query: Vec<String> = [
            ("response_type", "code"),
            ("client_id", client),
            ("redirect_uri", redirect),
            ("state", &self.state),
            ("code_challenge_method", "S256"),
            ("code_challenge", &challenge),
            ("scopes", &scopes.join(" ")),
        ]
        .iter()
        .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
        .collect();
        format!("{}/authorize?{}", base.trim_end_matches('/'), query.join("&"))
    }
}

/// The port that the page returns to.
#[derive(Debug)]
pub(super) struct Loopback {
    listener: TcpListener,
    port: u16,
}

impl Loopback {
    /// As it is registered: the port may be any.
    pub(super) const REGISTERED: &'static str = "http://127.0.0.1/oauth/callback";

    pub(super) async fn bind() -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port })
    }

    pub(super) fn redirect(&self) -> String {
        format!("http://127.0.0.1:{}{PATH}", self.port)
    }

    /// Waits for the page to return with a code. What does not carry our state is not from our page, and is turned away.
    ///
    /// The error is the reason that the page gives.
    pub(super) async fn code(&self, state: &str) -> Result<SecretString, String> {
        loop {
            let Ok((mut stream, _)) = self.listener.accept().await else {
                // Out of file descriptors, most likely.
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            };
            let head = timeout(HEAD_TIME, head(&mut stream)).await.ok().flatten().unwrap_or_default();
            let Some(query) = query(&head) else {
                answer(&mut stream, "404 Not Found", "There is nothing here.").await;
                continue;
            };
            if value(query, "state").as_deref() != Some(state) {
                answer(&mut stream, "400 Bad Request", "This is not the sign-in that Outcrop waits for.").await;
                continue;
            }
            if let Some(code) = value(query, "code") {
                answer(&mut stream, "200 OK", "You are signed in. You can close this page.").await;
                return Ok(code.into());
            }
            answer(&mut stream, "200 OK", "The sign-in was not completed. You can close this page.").await;
            return Err(value(query, "error").unwrap_or_else(|| "no reason was given".to_owned()));
        }
    }
}

/// The request's first lines.
async fn head(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        if bytes.len() > MAX_HEAD || stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    String::from_utf8(bytes).ok()
}

/// The query, if this is where the page returns to.
fn query(head: &str) -> Option<&str> {
    let target = head.strip_prefix("GET ")?.split(' ').next()?;
    target.strip_prefix(PATH)?.strip_prefix('?')
}

fn value(query: &str, name: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.into_iter().find(|(found, _)| *found == name)?;
    percent_decode_str(&value.replace('+', " ")).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

/// The person reads it; whether it arrives changes nothing.
async fn answer(stream: &mut TcpStream, status: &str, words: &str) {
    let page = format!("<!doctype html><meta charset=\"utf-8\"><title>Outcrop</title><p>{words}</p>\n");
    let text = format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\nreferrer-policy: no-referrer\r\n\
         cache-control: no-store\r\nconnection: close\r\n\r\n{page}",
        page.len()
    );
    let _ = stream.write_all(text.as_bytes()).await;
    let _ = stream.shutdown().await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_page_is_heard() {
        assert_eq!(query("GET /oauth/callback?code=a%20b&state=s HTTP/1.1\r\n"), Some("code=a%20b&state=s"));
        for other in
            ["GET /favicon.ico HTTP/1.1", "POST /oauth/callback?code=x HTTP/1.1", "GET /oauth/callback HTTP/1.1"]
        {
            assert_eq!(query(other), None, "{other}");
        }
        assert_eq!(value("code=a%20b&state=s", "code").as_deref(), Some("a b"));
        assert_eq!(value("xcode=1", "code"), None);
    }
}

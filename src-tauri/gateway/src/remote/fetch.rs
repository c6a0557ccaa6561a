//! One fetch: resolve, check, dial, follow, measure.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{CONTENT_TYPE, LOCATION};
use reqwest::{Client, Response, Url, redirect};
use tokio::time::timeout;

use super::address::is_public;
use crate::error::{Error, Result};
use crate::ir::{Media, MediaKind, Remote, media_format};

/// For the whole of a fetch, redirects included.
const TIME: Duration = Duration::from_secs(10);
const MAX_REDIRECTS: usize = 3;

/// Where fetches may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// To public addresses, by https.
    #[default]
    Public,
    /// Anywhere, by http too. For tests of what comes after the check; nothing in Outcrop sets it.
    Anywhere,
}

/// Fetches media.
#[derive(Debug)]
pub struct Fetcher {
    client: Client,
    reach: Reach,
}

/// Why a fetch came to nothing, in words for the client.
type Because = String;

impl Fetcher {
    /// No proxy: it would dial in our place, unchecked. No redirects but those that are checked here.
    ///
    /// # Errors
    /// The system's certificates cannot be read.
    pub fn new(reach: Reach) -> std::result::Result<Self, reqwest::Error> {
        let client = Client::builder()
            .no_proxy()
            .redirect(redirect::Policy::none())
            .dns_resolver(Arc::new(Checked { reach }))
            .user_agent(concat!("outcrop/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { client, reach })
    }

    /// The media at this address.
    ///
    /// # Errors
    /// It may not be fetched, or cannot be; the error names the part.
    pub async fn fetch(&self, remote: &Remote) -> Result<Media> {
        let fetched = timeout(TIME, self.get(remote)).await;
        let fetched = fetched.unwrap_or_else(|_| Err(format!("could not be fetched within {} s", TIME.as_secs())));
        fetched.map_err(|because| {
            let message = format!("'{}' {because}. Send it as a data URL instead.", remote.param);
            Error::invalid(remote.param.clone(), message).code("invalid_image_url")
        })
    }

    async fn get(&self, remote: &Remote) -> std::result::Result<Media, Because> {
        let mut url = parse(&remote.url)?;
        for _ in 0..=MAX_REDIRECTS {
            self.check(&url)?;
            let response = self.client.get(url.clone()).send().await.map_err(|e| explain(&e))?;
            if !response.status().is_redirection() {
                return read(response, remote).await;
            }
            let location = response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
            url = location
                .and_then(|location| url.join(location).ok())
                .ok_or("answers with a redirect that leads nowhere")?;
        }
        Err(format!("is redirected more than {MAX_REDIRECTS} times"))
    }

    /// What the URL alone tells. Names are checked when they are resolved, literal addresses are never resolved.
    fn check(&self, url: &Url) -> std::result::Result<(), Because> {
        if self.reach == Reach::Anywhere {
            return Ok(());
        }
        if url.scheme() != "https" {
            return Err(format!("has the scheme '{}'; only https is fetched", url.scheme()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("holds a user name or password, which are not sent".to_owned());
        }
        let literal = url.host_str().and_then(|host| host.trim_matches(['[', ']']).parse::<IpAddr>().ok());
        match literal {
            Some(address) if !is_public(address) => Err(NOT_PUBLIC.to_owned()),
            _ => Ok(()),
        }
    }
}

const NOT_PUBLIC: &str = "leads to an address that is not public";

/// `Url` mends what it can, as browsers do; what it had to mend is not what the user saw.
fn parse(url: &str) -> std::result::Result<Url, Because> {
    if url.contains(['\\', '\t', '\n', '\r', ' ']) {
        return Err("is not a well-formed URL".to_owned());
    }
    Url::parse(url).map_err(|e| format!("is not a URL: {e}"))
}

fn explain(error: &reqwest::Error) -> Because {
    let mut source: Option<&dyn std::error::Error> = Some(error);
    while let Some(cause) = source {
        if cause.downcast_ref::<NotPublic>().is_some() {
            return NOT_PUBLIC.to_owned();
        }
        source = cause.source();
    }
    if error.is_connect() { "cannot be reached" } else { "could not be fetched" }.to_owned()
}

async fn read(mut response: Response, remote: &Remote) -> std::result::Result<Media, Because> {
    if !response.status().is_success() {
        return Err(format!("answers HTTP {}", response.status().as_u16()));
    }
    let mime = response.headers().get(CONTENT_TYPE).and_then(|mime| mime.to_str().ok()).unwrap_or_default();
    let mime = mime.split(';').next().unwrap_or_default().trim().to_owned();
    let limit = limit(remote.kind);
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|e| explain(&e))? {
        if bytes.len() + chunk.len() > limit {
            return Err(format!("is larger than {} kB", limit / 1000));
        }
        bytes.extend_from_slice(&chunk);
    }
    let path = response.url().path();
    let name = path.rsplit('/').next().filter(|name| !name.is_empty());
    let format = media_format(remote.kind, &mime, name, &bytes)
        .ok_or_else(|| format!("is of type '{mime}', which Bedrock does not take"))?;
    let name = remote.name.clone().or_else(|| name.map(str::to_owned));
    Ok(Media { kind: remote.kind, format, name, base64: STANDARD.encode(bytes), param: remote.param.clone() })
}

/// Bedrock's own limits (facts/bedrock.md section 2).
fn limit(kind: MediaKind) -> usize {
    match kind {
        MediaKind::Image => 3_750_000,
        MediaKind::Document => 4_500_000,
        MediaKind::Audio | MediaKind::Video => 25_000_000,
    }
}

/// Resolves names to public addresses only. What it returns is what is dialled, so a name that changes its mind between
/// the check and the call gains nothing.
#[derive(Debug)]
struct Checked {
    reach: Reach,
}

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.reach;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> =
                found.filter(|address| reach == Reach::Anywhere || is_public(address.ip())).collect();
            if allowed.is_empty() {
                return Err(NotPublic.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// A name has no public address.
#[derive(Debug, thiserror::Error)]
#[error("no public address")]
struct NotPublic;

#[cfg(test)]
mod tests {
    use super::*;

    async fn refusal(url: &str) -> String {
        let fetcher = Fetcher::new(Reach::Public).expect("a client");
        let remote = Remote { kind: MediaKind::Image, url: url.to_owned(), name: None, param: "p".to_owned() };
        fetcher.fetch(&remote).await.expect_err(url).message().to_owned()
    }

    #[tokio::test]
    async fn what_only_this_machine_can_reach_is_not_fetched() {
        for url in [
            "https://169.254.169.254/latest/meta-data",
            "https://169.254.170.2/",
            "https://[::ffff:127.0.0.1]/",
            "https://[fd00:ec2::254]/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://017700000001/",
            "https://127.1/",
            "https://localhost/",
            "https://10.0.0.1/",
        ] {
            let said = refusal(url).await;
            assert!(said.contains("not public"), "{url}: {said}");
        }
    }

    #[tokio::test]
    async fn other_schemes_and_odd_urls_are_not_fetched() {
        for (url, why) in [
            ("http://example.com/a.png", "only https"),
            ("file:///etc/passwd", "only https"),
            ("ftp://example.com/a.png", "only https"),
            ("https://user:pw@example.com/", "user name"),
            ("https://ok\\@127.0.0.1/", "well-formed"),
            ("https://", "not a URL"),
        ] {
            let said = refusal(url).await;
            assert!(said.contains(why), "{url}: {said}");
        }
    }

    /// A server that answers each path as written here, and the address that it has.
    async fn server() -> String {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut head = [0_u8; 2048];
                let read = stream.read(&mut head).await.unwrap_or(0);
                let path = String::from_utf8_lossy(&head[..read]).split(' ').nth(1).unwrap_or_default().to_owned();
                let redirect = |to: &str| format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n");
                let mut answer = match path.as_str() {
                    "/hop3" => redirect("/hop2"),
                    "/hop2" => redirect("/hop1"),
                    "/hop1" => redirect("/picture"),
                    "/round" => redirect("/round"),
                    "/none" => "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".to_owned(),
                    _ => "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n".to_owned(),
                }
                .into_bytes();
                match path.as_str() {
                    "/picture" => answer.extend_from_slice(b"\x89PNG\r\n\x1a\n"),
                    "/endless" => answer.resize(answer.len() + 4_000_000, b'x'),
                    _ => {}
                }
                // The client may have had enough before the end.
                let _ = stream.write_all(&answer).await;
            }
        });
        format!("http://{address}")
    }

    #[tokio::test]
    async fn redirects_sizes_and_types_are_watched() {
        let fetcher = Fetcher::new(Reach::Anywhere).expect("a client");
        let server = server().await;
        let fetch = async |path: &str| {
            let url = format!("{server}{path}");
            fetcher.fetch(&Remote { kind: MediaKind::Image, url, name: None, param: "p".to_owned() }).await
        };
        // Three redirects are followed, and the bytes beat the type that the server claims.
        assert_eq!(fetch("/hop3").await.map(|media| media.format).ok(), Some("png"));
        for (path, why) in [
            ("/round", "more than 3 times"),
            ("/endless", "larger than 3750 kB"),
            ("/words", "type 'text/plain'"),
            ("/none", "HTTP 404"),
        ] {
            let error = fetch(path).await.expect_err(path);
            assert!(error.message().contains(why), "{path}: {}", error.message());
            assert_eq!(error.location(), Some("p"));
        }
    }

    /// What a redirect leads to is looked at like what the client wrote.
    #[test]
    fn a_redirect_to_this_machine_is_refused() {
        let fetcher = Fetcher::new(Reach::Public).expect("a client");
        let first = parse("https://example.com/a.png").expect("a URL");
        for location in ["https://127.0.0.1/x", "http://example.com/x", "//[::1]/x", "file:///etc/passwd"] {
            let next = first.join(location).expect("a URL");
            assert!(fetcher.check(&next).is_err(), "{location}");
        }
        assert_eq!(fetcher.check(&first), Ok(()));
    }
}

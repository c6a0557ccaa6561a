//! A client that takes its own connection for each request, and shows what came as it came.

use std::net::SocketAddr;

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::sse::{self, Sse};
use super::{KEY, PATIENCE};

/// Talks to one gateway, with the key.
#[derive(Debug, Clone, Copy)]
pub struct Client {
    pub address: SocketAddr,
}

/// A whole answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {:?}", self.body))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The answer was to be a stream: its events.
    pub fn events(&self) -> Vec<Sse> {
        assert_eq!(self.status, 200, "{}", self.text());
        assert!(self.header("content-type").is_some_and(|kind| kind.starts_with("text/event-stream")), "{self:?}");
        sse::parse(&self.text())
    }
}

/// An answer under way. Dropping it closes the connection.
pub struct Live {
    pub status: u16,
    pub headers: HeaderMap,
    body: Incoming,
    read: String,
    connection: JoinHandle<()>,
}

impl Drop for Live {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

impl Live {
    /// The next event; `None` at the end.
    pub async fn next(&mut self) -> Option<Sse> {
        loop {
            if let Some(end) = self.read.find("\n\n") {
                let event = self.read.drain(..end + 2).collect::<String>();
                return sse::parse(&event).pop();
            }
            let frame = timeout(PATIENCE, self.body.frame()).await.expect("an event in time")?;
            let data = frame.expect("a whole body").into_data().expect("no trailers");
            self.read.push_str(std::str::from_utf8(&data).expect("events end where characters do"));
        }
    }
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        Self { address }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.finish(self.request("GET", path).body(Full::default()).expect("a request")).await
    }

    pub async fn chat(&self, body: &Value) -> Answer {
        self.finish(self.chat_request(body)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        let builder = self.request("POST", path).header("content-type", "application/json");
        self.finish(builder.body(Full::from(body.to_string())).expect("a request")).await
    }

    /// A stream that is read event by event.
    pub async fn live(&self, body: &Value) -> Live {
        let (response, connection) = self.send(self.chat_request(body)).await;
        let (head, body) = response.into_parts();
        Live { status: head.status.as_u16(), headers: head.headers, body, read: String::new(), connection }
    }

    pub fn chat_request(&self, body: &Value) -> Request<Full<Bytes>> {
        let builder = self.request("POST", "/v1/chat/completions").header("content-type", "application/json");
        builder.body(Full::from(body.to_string())).expect("a request")
    }

    pub fn request(&self, method: &str, path: &str) -> http::request::Builder {
        let bearer = format!("Bearer {KEY}");
        let host = self.address.to_string();
        Request::builder().method(method).uri(path).header("host", host).header("authorization", bearer)
    }

    pub async fn finish(&self, request: Request<Full<Bytes>>) -> Answer {
        let whole = async {
            let (response, _connection) = self.send(request).await;
            let (head, body) = response.into_parts();
            let body = body.collect().await.expect("a whole body").to_bytes();
            Answer { status: head.status.as_u16(), headers: head.headers, body }
        };
        timeout(PATIENCE * 2, whole).await.expect("an answer in time")
    }

    async fn send(&self, request: Request<Full<Bytes>>) -> (Response<Incoming>, JoinHandle<()>) {
        let stream = TcpStream::connect(self.address).await.expect("a connection");
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.expect("a handshake");
        // Its end is the connection's business; what matters shows in the response.
        let connection = tokio::spawn(async move { drop(connection.await) });
        let response = sender.send_request(request).await.expect("a response");
        (response, connection)
    }

    /// Sends these bytes and reads until the other side has nothing more to say.
    pub async fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).await.expect("a connection");
        // A server may refuse before it has read everything.
        let _ = stream.write_all(bytes).await;
        read_out(&mut stream).await
    }
}

/// What comes until the connection ends.
pub async fn read_out(stream: &mut TcpStream) -> String {
    let mut text = Vec::new();
    let reading = async {
        let mut buffer = [0_u8; 4096];
        // A reset ends the reading as well as an orderly end.
        while let Ok(n @ 1..) = stream.read(&mut buffer).await {
            text.extend_from_slice(&buffer[..n]);
        }
    };
    timeout(PATIENCE, reading).await.expect("the connection ends");
    String::from_utf8_lossy(&text).into_owned()
}

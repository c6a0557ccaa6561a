//! An upstream that answers with recorded bytes and checks nothing: for answers that the simulator would not give.

use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What it answers: from method and path with query, a status, a content type and a body.
pub type Answer = dyn Fn(&str) -> Response<Bytes> + Send + Sync;

/// Running until it is dropped.
pub struct Upstream {
    pub url: String,
    server: JoinHandle<()>,
}

impl Drop for Upstream {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Upstream {
    pub async fn start(answer: impl Fn(&str) -> Response<Bytes> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let answer: Arc<Answer> = Arc::new(answer);
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let answer = Arc::clone(&answer);
                let service = service_fn(move |request| serve(request, Arc::clone(&answer)));
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
            }
        });
        Self { url, server }
    }
}

async fn serve(request: Request<Incoming>, answer: Arc<Answer>) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let line = format!("{} {}", request.method(), request.uri());
    request.into_body().collect().await?;
    Ok(answer(&line).map(Full::new))
}

/// An answer of this type.
pub fn answer(status: u16, kind: &str, body: impl Into<Bytes>) -> Response<Bytes> {
    let response = Response::builder().status(status).header("content-type", kind);
    response.header("x-amzn-requestid", "recorded-request-id").body(body.into()).expect("a response")
}

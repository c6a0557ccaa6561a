//! The socket: one HTTP/1.1 connection a task, and the one path that every request takes.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request, Response};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::admin;
use crate::auth;
use crate::body::PlannedBody;
use crate::control;
use crate::converse;
use crate::count;
use crate::exception::Exception;
use crate::invoke;
use crate::plan::Answer;
use crate::record::Guard;
use crate::route::{Operation, Route};
use crate::state::State;

/// InvokeModel takes 25,000,000 bytes and Converse somewhat more with its images; what is larger is no request of ours.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// Accepts connections until it is dropped; every connection ends with it.
pub(crate) async fn run(listener: TcpListener, state: Arc<State>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, Arc::clone(&state)));
                }
                // Out of file descriptors, most likely: give the connections that hold them a moment to end.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn connection(stream: TcpStream, state: Arc<State>) {
    // Without it a small frame waits for the acknowledgement of the one before, up to 40 ms.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let state = Arc::clone(&state);
        async move { Ok::<_, Infallible>(serve(request, state).await) }
    });
    // An error here is a client that went away or a cut that the script asked for; the record has the outcome.
    let _ = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn serve(request: Request<Incoming>, state: Arc<State>) -> Response<PlannedBody> {
    let (head, body) = request.into_parts();
    let body = match Limited::new(body, MAX_BODY).collect().await {
        Ok(collected) => collected.to_bytes(),
        Err(_) => return Answer::from(Exception::validation("The request body is too large.")).respond(None),
    };
    let (operation, path) = match Route::of(&head.method, head.uri.path()) {
        Route::Aws(operation, path) => (operation, path),
        Route::Admin(action) if state.options.admin => return admin::answer(action, &body, &state).respond(None),
        Route::Admin(_) => return Answer::from(Exception::unknown_operation()).respond(None),
    };
    let guard = Guard::open(&state, operation, &head, &path, &body);
    let answer = match auth::verify(&head, &body, &state.options, state.now()) {
        Ok(identity) => {
            guard.identify(&identity);
            let region = identity.region().unwrap_or("us-east-1");
            dispatch(&state, operation, &path, head.uri.query(), &body, region, &guard)
        }
        Err(exception) => {
            auth::claimed(&head).inspect(|identity| guard.identify(identity));
            Answer::from(exception)
        }
    };
    guard.answered(&answer);
    answer.wait().await;
    let date = state.now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let mut response = answer.respond(Some(guard));
    if let Ok(date) = HeaderValue::from_str(&date) {
        // Else hyper would write the machine's.
        response.headers_mut().insert(http::header::DATE, date);
    }
    response
}

fn dispatch(
    state: &State,
    operation: Operation,
    path: &[String],
    query: Option<&str>,
    body: &Bytes,
    region: &str,
    guard: &Guard,
) -> Answer {
    match operation {
        Operation::Converse | Operation::ConverseStream => converse::answer(state, operation, path, body, guard),
        Operation::InvokeModel | Operation::InvokeModelWithResponseStream => {
            invoke::answer(state, operation, path, body, guard)
        }
        Operation::CountTokens => count::answer(state, path, body, guard),
        Operation::Unknown => Answer::from(Exception::unknown_operation()),
        _ => control::answer(state, operation, path, query.unwrap_or_default(), region),
    }
}

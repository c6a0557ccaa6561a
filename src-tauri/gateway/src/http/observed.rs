//! A body that closes its call exactly once: at its end, on an error, or when it is dropped because the client left.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::Body;
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use crate::observe::Call;

/// A response's body, watched.
#[derive(Debug)]
pub(super) struct Observed {
    inner: Body,
    call: Call,
}

impl Observed {
    pub(super) fn new(inner: Body, mut call: Call) -> Self {
        // An empty body is never polled.
        if inner.is_end_stream() {
            call.finish();
        }
        Self { inner, call }
    }
}

impl HttpBody for Observed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = self.get_mut();
        let frame = ready!(Pin::new(&mut this.inner).poll_frame(cx));
        if let Some(data) = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref()) {
            this.call.sends(data);
        }
        match &frame {
            Some(Err(_)) => this.call.fail(),
            None => this.call.finish(),
            // hyper does not poll again behind the last frame of a body that knows its end.
            Some(Ok(_)) if this.inner.is_end_stream() => this.call.finish(),
            Some(Ok(_)) => {}
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

//! Reading a request's body, within bounds.

use std::time::Duration;

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use tokio::time::timeout;

use super::guard::too_large;
use crate::error::{Error, Kind, Result};

/// How long a body that was refused is still read, so that its sender gets to hear of it.
const DRAIN: Duration = Duration::from_secs(5);

/// The whole body.
///
/// # Errors
/// It is larger than `limit` bytes, it pauses for longer than `idle`, or it breaks off.
pub(super) async fn read(mut body: Body, limit: usize, idle: Duration) -> Result<Bytes> {
    let mut whole = BytesMut::new();
    loop {
        let frame = timeout(idle, body.frame()).await.map_err(|_| {
            let message = format!("The request body paused for more than {} s.", idle.as_secs());
            Error::new(Kind::ClientTimeout, message)
        })?;
        let Some(frame) = frame else { return Ok(whole.freeze()) };
        let frame = frame.map_err(|e| Error::new(Kind::Invalid, "The request body broke off.").source(e))?;
        let Ok(data) = frame.into_data() else { continue };
        if whole.len() + data.len() > limit {
            drain(body, limit).await;
            return Err(too_large(limit));
        }
        whole.extend_from_slice(&data);
    }
}

/// Reads on for a while without keeping anything: a sender that is cut off while it writes never reads its refusal.
pub(super) async fn drain(mut body: Body, limit: usize) {
    let reading = async {
        let mut seen = 0;
        while let Some(Ok(frame)) = body.frame().await {
            seen += frame.data_ref().map_or(0, Bytes::len);
            if seen > limit {
                break;
            }
        }
    };
    // Whoever takes longer than this has had the chance.
    let _ = timeout(DRAIN, reading).await;
}

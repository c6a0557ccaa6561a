//! Our JSON in the place of the SDK's, in both directions (`wire` says why).

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use aws_sdk_bedrockruntime::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_bedrockruntime::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextRef,
    BeforeTransmitInterceptorContextMut,
};
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;

/// Puts our JSON in the place of the SDK's, and keeps the JSON that came back.
#[derive(Debug)]
pub(super) struct Body {
    request: Bytes,
    answer: Captured,
}

/// What comes back, once it is there. A clone is the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Captured(Arc<Mutex<Answer>>);

#[derive(Debug, Default)]
struct Answer {
    accepted: Option<Instant>,
    body: Bytes,
}

impl Captured {
    pub(super) fn take(&self) -> Bytes {
        std::mem::take(&mut self.answer().body)
    }

    /// When the head of the answer was there.
    pub(super) fn accepted(&self) -> Option<Instant> {
        self.answer().accepted
    }

    fn answer(&self) -> MutexGuard<'_, Answer> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Body {
    pub(super) fn new(request: Bytes) -> Self {
        Self { request, answer: Captured::default() }
    }

    pub(super) fn answer(&self) -> Captured {
        self.answer.clone()
    }
}

impl Intercept for Body {
    fn name(&self) -> &'static str {
        "OutcropBody"
    }

    /// Before the retry loop: each attempt starts from here and is signed anew.
    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> std::result::Result<(), BoxError> {
        let request = context.request_mut();
        request.headers_mut().insert("content-length", self.request.len().to_string());
        *request.body_mut() = SdkBody::from(self.request.clone());
        Ok(())
    }

    fn read_after_transmit(
        &self,
        _context: &BeforeDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> std::result::Result<(), BoxError> {
        self.answer.answer().accepted = Some(Instant::now());
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> std::result::Result<(), BoxError> {
        // A stream's body is not in memory, and not wanted.
        if let Some(bytes) = context.response().body().bytes() {
            self.answer.answer().body = Bytes::copy_from_slice(bytes);
        }
        Ok(())
    }
}

//! InvokeModel, for the models that have no Converse: a job becomes bodies, and the answers become what was asked for.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_sdk_bedrockruntime::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_bedrockruntime::error::BoxError;
use aws_sdk_bedrockruntime::operation::RequestId;
use aws_sdk_bedrockruntime::primitives::Blob;
use aws_smithy_runtime_api::client::interceptors::context::AfterDeserializationInterceptorContextRef;
use bytes::Bytes;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use super::client::{Bedrock, too_slow};
use super::{failure, known};
use crate::error::{Error, Result};
use crate::ir::{Complaint, Job, Prices};

/// Calls of one job under way at once. The default quotas of embedding models are around 2,000 calls a minute.
const AT_ONCE: usize = 16;
/// Where Bedrock counts the input for models whose answers do not ([unsure] for some; then it is missing).
const INPUT_TOKENS: &str = "x-amzn-bedrock-input-token-count";

/// A job that InvokeModel does.
pub trait Invocable: Job {
    /// The parameter to blame where the model finds the input too long.
    const INPUT: &'static str;

    /// The calls for this job, of the model with this base id.
    ///
    /// # Errors
    /// The model cannot do what is asked.
    fn plan(self, base: &str) -> Result<Plan<Self::Done>>;
}

/// The calls for a job, and how to read their answers.
pub struct Plan<D> {
    /// One body for each call.
    pub bodies: Vec<Bytes>,
    /// What the model does not take.
    pub complaints: Vec<Complaint>,
    /// Reads the answers, which are in the order of the bodies.
    pub read: Box<dyn FnOnce(Vec<Invoked>) -> Result<D> + Send>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoked {
    /// JSON, of the model's own shape.
    pub body: Bytes,
    /// Input tokens, where Bedrock counted them.
    pub input_tokens: Option<u64>,
    /// AWS's request id.
    pub request_id: Option<String>,
}

impl Invoked {
    /// The answer as this type.
    ///
    /// # Errors
    /// It has another shape.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_slice(&self.body)
            .map_err(|e| failure::unreadable(None).request_id(self.request_id.clone()).source(e))
    }
}

/// A job's calls, ready to be sent.
pub struct Ready<D> {
    model: String,
    prices: Prices,
    input: &'static str,
    plan: Plan<D>,
}

impl<D> Ready<D> {
    /// What the model does not take.
    #[must_use]
    pub fn complaints(&self) -> &[Complaint] {
        &self.plan.complaints
    }

    /// The model's prices.
    #[must_use]
    pub fn prices(&self) -> Prices {
        self.prices
    }

    /// The model, as Bedrock knows it.
    #[must_use]
    pub fn model(&self) -> &str {
        &self.model
    }

    /// What will be sent, call by call.
    #[must_use]
    pub fn bodies(&self) -> &[Bytes] {
        &self.plan.bodies
    }
}

/// What a job brought.
#[derive(Debug)]
pub struct Finished<D> {
    /// What was asked for.
    pub done: D,
    /// AWS's id of the first call.
    pub request_id: Option<String>,
}

impl Bedrock {
    /// Writes the calls for this job. Its model is a Bedrock id.
    ///
    /// # Errors
    /// The model cannot do what is asked.
    pub async fn plan<J: Invocable>(&self, job: J) -> Result<Ready<J::Done>> {
        let model = job.model().to_owned();
        let base = self.catalog.base_of(&model).await;
        let prices = known::prices_of(&model, &base);
        Ok(Ready { model, prices, input: J::INPUT, plan: job.plan(&base)? })
    }

    /// Makes the calls, some at once. One that is throttled waits and tries again, and the others go on; one that fails
    /// ends the job.
    ///
    /// # Errors
    /// AWS refused or failed, or its answers cannot be read.
    pub async fn invoke_all<D>(&self, ready: Ready<D>) -> Result<Finished<D>> {
        let Ready { model, input, plan, .. } = ready;
        let calls = plan.bodies.into_iter().enumerate().map(|(at, body)| {
            let model = &model;
            async move { self.invoke(model, body).await.map(|invoked| (at, invoked)) }
        });
        let mut answers: Vec<(usize, Invoked)> = stream::iter(calls)
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await
            // An overflow is blamed on Chat's parameter where only the words tell.
            .map_err(|error| if error.location() == Some("messages") { error.param(input) } else { error })?;
        answers.sort_unstable_by_key(|(at, _)| *at);
        let answers: Vec<Invoked> = answers.into_iter().map(|(_, invoked)| invoked).collect();
        let request_id = answers.first().and_then(|first| first.request_id.clone());
        let done = (plan.read)(answers)?;
        Ok(Finished { done, request_id })
    }

    /// One call. The SDK tries again where that may help.
    async fn invoke(&self, model: &str, body: Bytes) -> Result<Invoked> {
        let headers = Headers::default();
        let counted = headers.clone();
        let call = self
            .runtime
            .invoke_model()
            .model_id(model)
            .content_type("application/json")
            .accept("application/json")
            .body(Blob::new(body))
            .customize()
            .interceptor(headers)
            .send();
        let limit: Duration = self.limits.unary;
        let sent = timeout(limit, call).await.map_err(|_| too_slow(limit))?;
        let output = sent.map_err(failure::of_call)?;
        let request_id = output.request_id().map(str::to_owned);
        Ok(Invoked { input_tokens: counted.input_tokens(), request_id, body: output.body.into_inner().into() })
    }
}

/// A body of one of our own types.
///
/// # Errors
/// It cannot be written, which no type here brings about.
pub(super) fn body<T: Serialize>(of: &T) -> Result<Bytes> {
    let json = serde_json::to_vec(of);
    json.map(Bytes::from)
        .map_err(|e| Error::new(crate::error::Kind::Internal, "A request could not be written.").source(e))
}

/// The header that the SDK's output does not show.
#[derive(Debug, Clone, Default)]
struct Headers(Arc<Mutex<Option<u64>>>);

impl Headers {
    fn input_tokens(&self) -> Option<u64> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Intercept for Headers {
    fn name(&self) -> &'static str {
        "OutcropHeaders"
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> std::result::Result<(), BoxError> {
        let count = context.response().headers().get(INPUT_TOKENS).and_then(|count| count.trim().parse().ok());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = count;
        Ok(())
    }
}

//! What AWS's answers say of who we are: read off on their way, whoever they are for.
//!
//! Some credentials are called expired before we do, since nobody told their end; keys are deleted; API keys are refused in
//! the words of a missing right. And every answer has a date.

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::shared::IntoShared;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;

use super::api_key;
use super::bell::Health;
use super::clock::Clock;
use super::environment::Marks;
use super::provider::Provider;
use super::trouble::{Trouble, What};

/// A refusal that is longer is no refusal of AWS's.
const LONGEST: u64 = 64 * 1024;

/// Whose calls they are.
#[derive(Debug, Clone)]
pub(super) enum Watch {
    /// Of the services that hand credentials out: nobody's.
    Services,
    /// Somebody's who signs.
    Signed(Provider),
    /// A Bedrock API key's.
    ApiKey(Health),
}

/// A client that tells whom it concerns, and fails with what they make of it.
pub(super) fn client(inner: SharedHttpClient, clock: Clock, watch: Watch) -> SharedHttpClient {
    Watched { inner, clock, watch }.into_shared()
}

#[derive(Debug)]
struct Watched<T> {
    inner: T,
    clock: Clock,
    watch: Watch,
}

impl HttpClient for Watched<SharedHttpClient> {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        SharedHttpConnector::new(Watched { inner, clock: self.clock.clone(), watch: self.watch.clone() })
    }
}

impl HttpConnector for Watched<SharedHttpConnector> {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (call, clock, watch) = (self.inner.call(request), self.clock.clone(), self.watch.clone());
        HttpConnectorFuture::new(async move {
            let mut answer = call.await?;
            clock.hear(&answer);
            let trouble = match &watch {
                Watch::Services => None,
                Watch::Signed(provider) => signed(&answer, provider),
                Watch::ApiKey(health) => with_key(&mut answer, health).await,
            };
            match trouble {
                // Nothing that the SDK tries again: the next request asks anew.
                Some(trouble) => Err(ConnectorError::other(trouble.into(), None)),
                None => Ok(answer),
            }
        })
    }
}

/// What ends the call. Keys that AWS does not know are its own to tell of.
fn signed(answer: &HttpResponse, provider: &Provider) -> Option<Trouble> {
    let status = answer.status().as_u16();
    let code = answer.headers().get("x-amzn-errortype").unwrap_or_default();
    if status == 403 && code.starts_with("ExpiredToken") {
        return Some(provider.expired());
    }
    if status == 403 && (code.starts_with("UnrecognizedClient") || code.starts_with("InvalidClientToken")) {
        provider.refused(Trouble::new(match provider.profile() {
            Some(profile) => What::UnknownProfileKeys { profile: profile.to_owned() },
            None => What::UnknownKeys,
        }));
    } else if answer.status().is_success() {
        provider.health().is_good();
    }
    None
}

async fn with_key(answer: &mut HttpResponse, health: &Health) -> Option<Trouble> {
    if answer.status().is_success() {
        health.is_good();
        return None;
    }
    let length = answer.headers().get("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    if !matches!(answer.status().as_u16(), 401 | 403) || length > LONGEST {
        return None;
    }
    let body = std::mem::replace(answer.body_mut(), SdkBody::empty());
    let bytes = ByteStream::new(body).collect().await.ok()?.into_bytes();
    let words = String::from_utf8_lossy(&bytes).into_owned();
    *answer.body_mut() = SdkBody::from(bytes);
    let trouble = api_key::is_refusal(&words).then(|| api_key::refused(&words))?;
    // No file mends a key.
    health.is_bad(trouble.clone(), Marks::default());
    Some(trouble)
}

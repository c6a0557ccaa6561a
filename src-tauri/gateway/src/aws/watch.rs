//! Credentials that AWS calls expired before we do: those whose end nobody told, or on a clock that is wrong.

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::shared::IntoShared;

use super::provider::Provider;

/// A client that tells the provider, and fails with what the provider makes of it.
pub(super) fn client(inner: SharedHttpClient, provider: Provider) -> SharedHttpClient {
    Watched { inner, provider }.into_shared()
}

#[derive(Debug)]
struct Watched<T> {
    inner: T,
    provider: Provider,
}

impl HttpClient for Watched<SharedHttpClient> {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        SharedHttpConnector::new(Watched { inner, provider: self.provider.clone() })
    }
}

impl HttpConnector for Watched<SharedHttpConnector> {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (call, provider) = (self.inner.call(request), self.provider.clone());
        HttpConnectorFuture::new(async move {
            let response = call.await?;
            // Nothing that the SDK tries again: the next request asks for new ones.
            if is_expiry(&response) {
                Err(ConnectorError::other(provider.expired().into(), None))
            } else {
                Ok(response)
            }
        })
    }
}

fn is_expiry(response: &HttpResponse) -> bool {
    let code = response.headers().get("x-amzn-errortype").unwrap_or_default();
    response.status().as_u16() == 403 && code.starts_with("ExpiredToken")
}

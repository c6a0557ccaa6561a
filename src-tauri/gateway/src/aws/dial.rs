//! How the SDK dials: through the environment's proxies, but never to this machine itself.
//!
//! The SDK's own client sends even `http://127.0.0.1` through `HTTP_PROXY` unless `NO_PROXY` says otherwise, and the demo,
//! a local stand-in for AWS or a container's credential endpoint would be asked for at the proxy.

use std::net::IpAddr;

use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use aws_smithy_http_client::{Builder, ConnectorBuilder};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::shared::IntoShared;

/// A client for every SDK client of a session.
pub(super) fn client() -> SharedHttpClient {
    Forked { direct: dialling(ProxyConfig::disabled()), proxied: dialling(ProxyConfig::from_env()) }.into_shared()
}

/// The SDK's default client, with these proxies. It keeps its connectors.
fn dialling(proxies: ProxyConfig) -> SharedHttpClient {
    Builder::new().build_with_connector_fn(move |settings, components| {
        let mut connector = ConnectorBuilder::default().tls_provider(Provider::Rustls(CryptoMode::AwsLc));
        connector.set_connector_settings(settings.cloned());
        if let Some(components) = components {
            connector.set_sleep_impl(components.sleep_impl());
        }
        connector.set_proxy_config(Some(proxies.clone()));
        connector.build()
    })
}

#[derive(Debug)]
struct Forked<T> {
    direct: T,
    proxied: T,
}

impl HttpClient for Forked<SharedHttpClient> {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(Forked {
            direct: self.direct.http_connector(settings, components),
            proxied: self.proxied.http_connector(settings, components),
        })
    }
}

impl HttpConnector for Forked<SharedHttpConnector> {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        if is_here(request.uri()) { self.direct.call(request) } else { self.proxied.call(request) }
    }
}

/// Whether a URI leads to this machine.
fn is_here(uri: &str) -> bool {
    let Ok(uri) = uri.parse::<http::Uri>() else { return false };
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_known_by_all_its_names() {
        for here in
            ["http://127.0.0.1:1/x", "http://localhost/", "https://LOCALHOST:2", "http://[::1]:3/", "http://127.9.9.9/"]
        {
            assert!(is_here(here), "{here}");
        }
        for away in
            ["https://bedrock-runtime.us-east-1.amazonaws.com/", "http://localhost.example/", "http://10.0.0.1/", "/x"]
        {
            assert!(!is_here(away), "{away}");
        }
    }
}

//! How the SDK dials: through the environment's proxies, but never to this machine itself.
//!
//! The SDK's own client sends even `http://127.0.0.1` through `HTTP_PROXY` unless `NO_PROXY` says otherwise, and the demo,
//! a local stand-in for AWS or a container's credential endpoint would be asked for at the proxy.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use aws_smithy_http_client::{Builder, ConnectorBuilder};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::shared::IntoShared;

use super::network::Network;

/// How long a call may still wait for its answer to begin once the network has changed.
const GRACE: Duration = Duration::from_secs(10);
/// A call that was given up after this long may have been on a dead connection, and then its neighbours are too.
const SILENCE: Duration = Duration::from_secs(10);

/// A client for every SDK client of a session.
pub(super) fn client(network: &Network) -> SharedHttpClient {
    Fresh { network: network.clone(), made: Mutex::new((network.pool(), forked())) }.into_shared()
}

fn forked() -> SharedHttpClient {
    Forked { direct: dialling(ProxyConfig::disabled()), proxied: dialling(ProxyConfig::from_env()) }.into_shared()
}

/// Another pool of connections for each network. Calls under way keep the pool that they began with.
#[derive(Debug)]
struct Fresh {
    network: Network,
    made: Mutex<(u64, SharedHttpClient)>,
}

impl HttpClient for Fresh {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let pool = self.network.pool();
        if made.0 != pool {
            *made = (pool, forked());
        }
        let inner = made.1.http_connector(settings, components);
        SharedHttpConnector::new(Impatient { inner, network: self.network.clone() })
    }
}

/// Calls that do not wait for an answer from a network that is gone.
#[derive(Debug)]
struct Impatient {
    inner: SharedHttpConnector,
    network: Network,
}

impl HttpConnector for Impatient {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (call, network) = (self.inner.call(request), self.network.clone());
        HttpConnectorFuture::new(async move {
            let unanswered = Unanswered { since: Instant::now(), network: Some(network.clone()) };
            let gone = async {
                network.change().await;
                tokio::time::sleep(GRACE).await;
            };
            let answer = tokio::select! {
                answer = call => answer,
                // The SDK tries again, on a new connection.
                () = gone => Err(ConnectorError::io("the network changed, and no answer came".into())),
            };
            unanswered.done();
            answer
        })
    }
}

/// A call that waits for its answer to begin. Dropped unanswered, it leaves its neighbours' connections in doubt.
struct Unanswered {
    since: Instant,
    network: Option<Network>,
}

impl Unanswered {
    fn done(mut self) {
        self.network = None;
    }
}

impl Drop for Unanswered {
    fn drop(&mut self) {
        if let Some(network) = self.network.take().filter(|_| self.since.elapsed() > SILENCE) {
            network.renew();
        }
    }
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

//! Who we are on AWS: every kind of profile, sign-ins and their expiry, against local stand-ins that speak the real wire.

// The lints know test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../support/mod.rs"]
mod support;

mod choosing;
mod clock;
mod doctor;
mod home;
mod identities;
mod kinds;
mod login;
mod network;
mod services;
mod sso;
mod standing;

use std::sync::Arc;
use std::time::{Duration, Instant};

use bedrock_simulator::{Options, Simulator};
use outcrop_gateway::aws::{self, Ask, MfaQuestion, SignIns};
use outcrop_gateway::config::{Config, Credentials};
use outcrop_gateway::observe::Feed;
use outcrop_gateway::{Deps, Handle, start};
use support::client::{Answer, Client};
use support::{NOVA, ask};

use home::Home;
use services::{Services, temporary};

/// Shorter than any wait that should not be.
const AT_ONCE: Duration = Duration::from_secs(5);

/// A gateway before a simulator, with a home and identity services of its own.
struct Bench {
    simulator: Simulator,
    services: Services,
    home: Home,
    gateway: Handle,
    client: Client,
    feed: Feed,
    sign_ins: SignIns,
}

impl Bench {
    async fn with(home: Home, more: &[(&str, &str)], change: impl FnOnce(&mut Config)) -> Self {
        Self::asking(home, more, None, change).await
    }

    async fn asking(
        home: Home,
        more: &[(&str, &str)],
        ask: Option<Arc<dyn Ask>>,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let mut options = Options::default();
        options.credentials.push(temporary());
        options.bearer_tokens.push("bedrock-api-key-canary".to_owned());
        let simulator = Simulator::start(options).await.expect("a simulator");
        let services = Services::start().await;
        let mut config = support::config(&simulator.url());
        (config.aws.credentials, config.aws.region) = (Credentials::Chain, None);
        change(&mut config);
        let (feed, sign_ins) = (Feed::default(), SignIns::default());
        let environment = home.environment(&services, more);
        let deps = Deps { feed: feed.clone(), environment, ask, sign_ins: sign_ins.clone(), ..Deps::default() };
        let gateway = start(config, deps).await.expect("a gateway");
        let client = Client::new(gateway.address());
        Self { simulator, services, home, gateway, client, feed, sign_ins }
    }

    /// With this profile chosen.
    async fn of(home: Home, profile: &str) -> Self {
        Self::with(home, &[], |config| config.aws.profile = Some(profile.to_owned())).await
    }

    async fn chat(&self) -> Answer {
        self.client.chat(&ask(NOVA, "Hello")).await
    }

    /// The same, with headers.
    async fn chat_with(&self, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.client.chat_request(&ask(NOVA, "Hello"));
        for (name, value) in headers {
            let name = http::HeaderName::from_bytes(name.as_bytes()).expect("a name");
            request.headers_mut().insert(name, value.parse().expect("a value"));
        }
        self.client.finish(request).await
    }

    /// The status of an answer that may take its time.
    async fn live_status(&self) -> u16 {
        self.client.live(&support::ask_stream(NOVA, "Hello")).await.status
    }

    /// Who signed the last call for a model, and for which region.
    fn last(&self) -> (Option<String>, Option<String>) {
        let calls = self.simulator.requests();
        let last = calls.iter().rfind(|call| call.model_id.is_some()).expect("a call");
        (last.access_key_id.clone(), last.region.clone())
    }

    async fn works(&self) {
        let answer = self.chat().await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    /// It fails at once, finally, with this code; the message.
    async fn fails(&self, code: &str) -> String {
        let began = Instant::now();
        let answer = self.chat().await;
        let took = began.elapsed();
        assert_eq!(answer.status, 503, "{}", answer.text());
        assert!(took < AT_ONCE, "{took:?}: {}", answer.text());
        assert_eq!(answer.header("x-should-retry"), Some("false"));
        let error = answer.json()["error"].clone();
        assert_eq!(error["code"], code, "{error}");
        assert!(!answer.text().contains("canary"), "{}", answer.text());
        error["message"].as_str().expect("a message").to_owned()
    }
}

/// Somebody who always answers the same.
#[derive(Debug)]
struct Answers(Option<&'static str>);

impl Ask for Answers {
    fn mfa(&self, _question: MfaQuestion) -> aws::Answer {
        let answer = self.0.map(Into::into);
        Box::pin(async move { answer })
    }
}

//! From the chosen profile and region to the SDK's configuration.

use std::time::SystemTime;

use aws_config::identity::IdentityCache;
use aws_config::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_config::{ConfigLoader, SdkConfig};
use aws_credential_types::Credentials as SdkCredentials;
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::identity::http::Token;
use secrecy::ExposeSecret;

use super::bell::Health;
use super::environment::Environment;
use super::profiles::Profiles;
use super::provider::{Around, Provider};
use super::source::{Source, contenders};
use super::watch::{self, Watch};
use super::{api_key, dial, services};
use crate::config::{Aws, Credentials};

/// Where there is no region to be found. Most models are there first.
const FALLBACK_REGION: &str = "us-east-1";
/// A Bedrock API key, for AWS's own tools.
const API_KEY: &str = "AWS_BEARER_TOKEN_BEDROCK";

/// An identity in a region, as the SDK wants it. It never changes: another choice is another session.
#[derive(Debug)]
pub struct Session {
    config: SdkConfig,
    region: Region,
    sources: Vec<Source>,
    who: Who,
}

/// Whose calls they are.
#[derive(Debug)]
enum Who {
    /// Whoever the provider finds.
    Provider(Provider),
    /// A Bedrock API key's.
    Key(api_key::Facts, Health),
    /// Keys that are fixed.
    Fixed,
}

/// A region, and who named it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its name.
    pub name: String,
    /// Who named it.
    pub from: RegionFrom,
}

sentences! {
    /// Who named a region.
    pub enum RegionFrom: "regionFrom" {
        /// The settings, a flag or the menu.
        Choice = "chosen",
        /// This environment variable.
        Variable {
            /// Its name.
            name: &'static str,
        } = "from {name}",
        /// This profile.
        Profile {
            /// Its name.
            name: String,
        } = "from profile `{name}`",
        /// Nobody.
        Default = "nobody named one",
    }
}

impl Session {
    /// Reads `~/.aws` and the environment as AWS's own tools do; a chosen profile or region beats both. Nobody is called.
    pub async fn load(aws: &Aws, around: &Around) -> Self {
        let environment = &around.environment;
        let profiles = environment.profiles();
        let region = region(aws, environment, &profiles);
        let sources = sources(aws, environment, &profiles);
        let who = who(aws, around, &sources, &region);
        let mut loader = services::loader(around, aws.profile.as_deref(), &region.name)
            // It kills quiet streams and long answers; `bedrock` has limits of its own.
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled());
        if let Some(endpoint) = &aws.endpoint {
            // What the environment asks for of AWS's own endpoints has no meaning here, and is refused beside one.
            loader = loader.endpoint_url(endpoint).use_fips(false).use_dual_stack(false);
        }
        let config = identify(loader, aws, around, &who).load().await;
        Self { config, region, sources, who }
    }

    /// For clients of any service.
    #[must_use]
    pub fn config(&self) -> &SdkConfig {
        &self.config
    }

    /// The region.
    #[must_use]
    pub fn region(&self) -> &Region {
        &self.region
    }

    /// Everything that would give credentials, the winner first.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Where its credentials come from; `None` where there is nothing to ask: fixed keys and API keys.
    #[must_use]
    pub fn provider(&self) -> Option<&Provider> {
        match &self.who {
            Who::Provider(provider) => Some(provider),
            Who::Key(..) | Who::Fixed => None,
        }
    }

    /// Until when its credentials are good; `None`: they do not expire, do not tell, or there are none yet.
    #[must_use]
    pub fn expiry(&self) -> Option<SystemTime> {
        match &self.who {
            Who::Provider(provider) => provider.expiry(),
            Who::Key(facts, _) => facts.expiry,
            Who::Fixed => None,
        }
    }

    /// Nobody is to be blamed for a network that was away.
    pub(crate) fn woke(&self) {
        if let Some(health) = self.health() {
            health.forget_unreachable();
        }
    }

    /// The source that wins, and those that would have given credentials too.
    pub(super) fn winner(&self) -> (Option<Source>, Vec<Source>) {
        match self.sources.split_first() {
            // An instance might always be there, whether it is or not.
            Some((winner, others)) => {
                let others = others.iter().filter(|source| **source != Source::Instance);
                (Some(winner.clone()), others.cloned().collect())
            }
            None => (None, Vec::new()),
        }
    }

    pub(super) fn health(&self) -> Option<&Health> {
        match &self.who {
            Who::Provider(provider) => Some(provider.health()),
            Who::Key(_, health) => Some(health),
            Who::Fixed => None,
        }
    }
}

fn who(aws: &Aws, around: &Around, sources: &[Source], region: &Region) -> Who {
    let key = |facts| Who::Key(facts, Health::new(around.bell.clone()));
    match (sources.first(), &aws.credentials) {
        (Some(Source::Settings), _) => Who::Fixed,
        (Some(Source::ApiKey), Credentials::ApiKey(secret)) => key(api_key::facts(secret)),
        (Some(Source::ApiKey | Source::ApiKeyVariable), _) => {
            key(api_key::facts(&around.environment.get(API_KEY).unwrap_or_default().into()))
        }
        _ => Who::Provider(around.provider(aws.profile.as_deref(), &region.name)),
    }
}

fn sources(aws: &Aws, environment: &Environment, profiles: &Profiles) -> Vec<Source> {
    let chosen = aws.profile.as_deref();
    let mut found = contenders(environment, profiles, chosen);
    if environment.get(API_KEY).is_some() {
        // Unless a profile was chosen, it wins: as with AWS's own tools, but not silently.
        found.insert(usize::from(chosen.is_some()), Source::ApiKeyVariable);
    }
    match (&aws.credentials, chosen) {
        (Credentials::Static { .. }, _) => found.insert(0, Source::Settings),
        (Credentials::ApiKey(_), None) => found.insert(0, Source::ApiKey),
        (Credentials::ApiKey(_), Some(_)) => found.insert(1, Source::ApiKey),
        (Credentials::Chain, _) => {}
    }
    found
}

/// Each way says outright how calls are signed: left to itself, the SDK lets the variable beat every profile.
fn identify(loader: ConfigLoader, aws: &Aws, around: &Around, who: &Who) -> ConfigLoader {
    let signed = |loader: ConfigLoader| loader.auth_scheme_preference([AuthSchemeId::from("sigv4")]);
    let watched = |loader: ConfigLoader, watch: Watch| {
        loader.http_client(watch::client(dial::client(&around.network), around.clock.clone(), watch))
    };
    let bearer = |loader: ConfigLoader, key: &str, health: &Health| {
        let loader = watched(loader, Watch::ApiKey(health.clone()));
        let loader = loader.no_credentials().token_provider(Token::new(key, None));
        loader.auth_scheme_preference([HTTP_BEARER_AUTH_SCHEME_ID])
    };
    match (&aws.credentials, who) {
        // Ours keeps credentials itself, and knows when they are no longer good.
        (_, Who::Provider(provider)) => {
            let loader = watched(loader, Watch::Signed(provider.clone()));
            signed(loader.identity_cache(IdentityCache::no_cache()).credentials_provider(provider.clone()))
        }
        (Credentials::Static { access_key_id, secret_access_key }, Who::Key(..) | Who::Fixed) => {
            let credentials =
                SdkCredentials::new(access_key_id, secret_access_key.expose_secret(), None, None, "outcrop");
            signed(loader.credentials_provider(credentials))
        }
        (Credentials::ApiKey(key), Who::Key(_, health)) => bearer(loader, key.expose_secret().trim(), health),
        (Credentials::Chain, Who::Key(_, health)) => {
            bearer(loader, around.environment.get(API_KEY).unwrap_or_default(), health)
        }
        (Credentials::ApiKey(_) | Credentials::Chain, Who::Fixed) => loader.no_credentials(),
    }
}

/// The choice, the environment, the profile. Not the instance's metadata: asking it takes seconds where there is none.
fn region(aws: &Aws, environment: &Environment, profiles: &Profiles) -> Region {
    let profile = aws.profile.as_deref().unwrap_or_else(|| environment.profile());
    let (name, from) = if let Some(name) = &aws.region {
        (name.as_str(), RegionFrom::Choice)
    } else if let Some((variable, name)) = environment.region() {
        (name, RegionFrom::Variable { name: variable })
    } else if let Some(name) = profiles.region(profile) {
        (name, RegionFrom::Profile { name: profile.to_owned() })
    } else {
        (FALLBACK_REGION, RegionFrom::Default)
    };
    Region { name: name.to_owned(), from }
}

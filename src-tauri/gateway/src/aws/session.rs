//! From the chosen profile and region to the SDK's configuration.

use aws_config::identity::IdentityCache;
use std::fmt;

use aws_config::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_config::{ConfigLoader, SdkConfig};
use aws_credential_types::Credentials as SdkCredentials;
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::identity::http::Token;
use secrecy::ExposeSecret;

use super::environment::Environment;
use super::profiles::Profiles;
use super::provider::{Around, Provider};
use super::source::{Source, contenders};
use super::{dial, services, watch};
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
    provider: Option<Provider>,
}

/// A region, and who named it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its name.
    pub name: String,
    /// Who named it.
    pub from: RegionFrom,
}

/// Who named a region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegionFrom {
    /// The settings, a flag or the menu.
    Choice,
    /// This environment variable.
    Variable(&'static str),
    /// This profile.
    Profile(String),
    /// Nobody.
    Default,
}

impl fmt::Display for RegionFrom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Choice => f.write_str("chosen"),
            Self::Variable(name) => write!(f, "from {name}"),
            Self::Profile(name) => write!(f, "from profile `{name}`"),
            Self::Default => f.write_str("nobody named one"),
        }
    }
}

impl Session {
    /// Reads `~/.aws` and the environment as AWS's own tools do; a chosen profile or region beats both. Nobody is called.
    pub async fn load(aws: &Aws, around: &Around) -> Self {
        let environment = &around.environment;
        let profiles = environment.profiles();
        let region = region(aws, environment, &profiles);
        let sources = sources(aws, environment, &profiles);
        let provider = match sources.first() {
            Some(Source::Settings | Source::ApiKey | Source::ApiKeyVariable) => None,
            _ => Some(around.provider(aws.profile.as_deref(), &region.name)),
        };
        let mut loader = services::loader(environment, aws.profile.as_deref(), &region.name)
            // It kills quiet streams and long answers; `bedrock` has limits of its own.
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled());
        if let Some(endpoint) = &aws.endpoint {
            // What the environment asks for of AWS's own endpoints has no meaning here, and is refused beside one.
            loader = loader.endpoint_url(endpoint).use_fips(false).use_dual_stack(false);
        }
        let config = identify(loader, aws, environment, provider.as_ref()).load().await;
        Self { config, region, sources, provider }
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
        self.provider.as_ref()
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
fn identify(loader: ConfigLoader, aws: &Aws, environment: &Environment, provider: Option<&Provider>) -> ConfigLoader {
    let signed = |loader: ConfigLoader| loader.auth_scheme_preference([AuthSchemeId::from("sigv4")]);
    let bearer = |loader: ConfigLoader, key: &str| {
        let loader = loader.no_credentials().token_provider(Token::new(key, None));
        loader.auth_scheme_preference([HTTP_BEARER_AUTH_SCHEME_ID])
    };
    match (&aws.credentials, provider) {
        // Ours keeps credentials itself, and knows when they are no longer good.
        (_, Some(provider)) => {
            let watched = watch::client(dial::client(), provider.clone());
            let loader = loader.http_client(watched).identity_cache(IdentityCache::no_cache());
            signed(loader.credentials_provider(provider.clone()))
        }
        (Credentials::Static { access_key_id, secret_access_key }, None) => {
            let credentials =
                SdkCredentials::new(access_key_id, secret_access_key.expose_secret(), None, None, "outcrop");
            signed(loader.credentials_provider(credentials))
        }
        (Credentials::ApiKey(key), None) => bearer(loader, key.expose_secret()),
        (Credentials::Chain, None) => bearer(loader, environment.get(API_KEY).unwrap_or_default()),
    }
}

/// The choice, the environment, the profile. Not the instance's metadata: asking it takes seconds where there is none.
fn region(aws: &Aws, environment: &Environment, profiles: &Profiles) -> Region {
    let profile = aws.profile.as_deref().unwrap_or_else(|| environment.profile());
    let (name, from) = if let Some(name) = &aws.region {
        (name.as_str(), RegionFrom::Choice)
    } else if let Some((variable, name)) = environment.region() {
        (name, RegionFrom::Variable(variable))
    } else if let Some(name) = profiles.region(profile) {
        (name, RegionFrom::Profile(profile.to_owned()))
    } else {
        (FALLBACK_REGION, RegionFrom::Default)
    };
    Region { name: name.to_owned(), from }
}

//! From the chosen profile and region to the SDK's configuration.

use aws_config::environment::EnvironmentVariableRegionProvider;
use aws_config::meta::region::RegionProviderChain;
use aws_config::profile::{ProfileFileCredentialsProvider, ProfileFileRegionProvider};
use aws_config::provider_config::ProviderConfig;
use aws_config::retry::RetryConfig;
use aws_config::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_config::{AppName, BehaviorVersion, ConfigLoader, Region, SdkConfig};
use aws_credential_types::Credentials as SdkCredentials;
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use secrecy::ExposeSecret;

use super::dial;
use crate::config::{Aws, Credentials};

/// Where there is no region to be found. Most models are there first.
const FALLBACK_REGION: &str = "us-east-1";
/// How often a call is tried, the first time included.
const ATTEMPTS: u32 = 3;

/// An identity in a region, as the SDK wants it.
#[derive(Debug)]
pub struct Session {
    config: SdkConfig,
    region: String,
}

impl Session {
    /// Reads `~/.aws` and the environment as AWS's own tools do; a chosen profile or region beats both.
    pub async fn load(aws: &Aws) -> Self {
        let region = region(aws).await;
        let mut loader = aws_config::defaults(BehaviorVersion::latest())
            .region(Region::new(region.clone()))
            .http_client(dial::client())
            .retry_config(RetryConfig::standard().with_max_attempts(ATTEMPTS))
            // It kills quiet streams and long answers; `bedrock` has limits of its own.
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled());
        if let Ok(name) = AppName::new("outcrop") {
            loader = loader.app_name(name);
        }
        if let Some(endpoint) = &aws.endpoint {
            // What the environment asks for of AWS's own endpoints has no meaning here, and is refused beside one.
            loader = loader.endpoint_url(endpoint).use_fips(false).use_dual_stack(false);
        }
        Self { config: identity(loader, aws, &region).load().await, region }
    }

    /// For clients of any service.
    #[must_use]
    pub fn config(&self) -> &SdkConfig {
        &self.config
    }

    /// The region.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }
}

/// A choice of ours turns the environment's bearer token off: it would outrank every profile.
fn identity(loader: ConfigLoader, aws: &Aws, region: &str) -> ConfigLoader {
    let sigv4 = || [AuthSchemeId::from("sigv4")];
    match (&aws.credentials, &aws.profile) {
        (Credentials::Static { access_key_id, secret_access_key }, _) => {
            let credentials =
                SdkCredentials::new(access_key_id, secret_access_key.expose_secret(), None, None, "outcrop");
            loader.credentials_provider(credentials).auth_scheme_preference(sigv4())
        }
        (Credentials::Chain, Some(profile)) => {
            let around = ProviderConfig::default().with_region(Some(Region::new(region.to_owned())));
            let provider = ProfileFileCredentialsProvider::builder().configure(&around).profile_name(profile).build();
            loader.profile_name(profile).credentials_provider(provider).auth_scheme_preference(sigv4())
        }
        (Credentials::Chain, None) => loader,
    }
}

/// The choice, the environment, the profile. Not the instance's metadata: asking it takes seconds where there is none.
async fn region(aws: &Aws) -> String {
    let mut profile = ProfileFileRegionProvider::builder();
    if let Some(name) = &aws.profile {
        profile = profile.profile_name(name);
    }
    RegionProviderChain::first_try(aws.region.clone().map(Region::new))
        .or_else(EnvironmentVariableRegionProvider::new())
        .or_else(profile.build())
        .or_else(FALLBACK_REGION)
        .region()
        .await
        .map_or_else(|| FALLBACK_REGION.to_owned(), |region| region.to_string())
}

//! The services that hand credentials out, and what their failures mean.

use std::error::Error as StdError;

use aws_config::retry::RetryConfig;
use aws_config::{AppName, BehaviorVersion, ConfigLoader, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_runtime_api::client::identity::http::Token;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use super::dial;
use super::environment::Environment;
use super::provider::Around;
use super::trouble::{Trouble, What};
use super::watch::{self, Watch};

/// How often a call is tried, the first time included.
pub(super) const ATTEMPTS: u32 = 3;

/// The beginning of every configuration: our way of dialling, the files that the environment leads to, this region.
pub(super) fn loader(around: &Around, profile: Option<&str>, region: &str) -> ConfigLoader {
    let environment = &around.environment;
    let [config, credentials] = environment.files().map(|file| file.text.unwrap_or_default());
    let files = EnvConfigFiles::builder()
        .with_contents(EnvConfigFileKind::Config, config)
        .with_contents(EnvConfigFileKind::Credentials, credentials)
        .build();
    let mut loader = aws_config::defaults(BehaviorVersion::latest())
        .profile_files(files)
        .profile_name(profile.unwrap_or_else(|| environment.profile()))
        .region(Region::new(region.to_owned()))
        .http_client(client(around))
        .retry_config(RetryConfig::standard().with_max_attempts(ATTEMPTS));
    if let Ok(name) = AppName::new("outcrop") {
        loader = loader.app_name(name);
    }
    loader
}

/// How all of them are dialled, and listened to.
pub(super) fn client(around: &Around) -> SharedHttpClient {
    watch::client(dial::client(&around.network), around.clock.clone(), Watch::Services)
}

/// For the services below: without credentials, and none of them is Bedrock.
pub(super) async fn config(around: &Around, profile: Option<&str>, region: &str) -> SdkConfig {
    // Only its absence is said here: none of these calls is signed with a bearer token.
    let loader = loader(around, profile, region).no_credentials().token_provider(Token::new("", None));
    loader.load().await
}

/// Where the environment says that a service is.
fn endpoint(environment: &Environment, service: &str) -> Option<String> {
    if environment.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS").is_some_and(|it| it.eq_ignore_ascii_case("true")) {
        return None;
    }
    environment.get(&format!("AWS_ENDPOINT_URL_{service}")).map(str::to_owned)
}

/// STS, as somebody.
pub(super) fn sts(environment: &Environment, config: &SdkConfig, who: Option<Credentials>) -> aws_sdk_sts::Client {
    let mut builder = aws_sdk_sts::config::Builder::from(config);
    if let Some(url) = endpoint(environment, "STS") {
        builder = builder.endpoint_url(url);
    }
    if let Some(who) = who {
        builder = builder.credentials_provider(who);
    }
    aws_sdk_sts::Client::from_conf(builder.build())
}

/// The portal of IAM Identity Center.
pub(super) fn portal(environment: &Environment, config: &SdkConfig) -> aws_sdk_sso::Client {
    let mut builder = aws_sdk_sso::config::Builder::from(config);
    if let Some(url) = endpoint(environment, "SSO") {
        builder = builder.endpoint_url(url);
    }
    aws_sdk_sso::Client::from_conf(builder.build())
}

/// The authorization server of IAM Identity Center.
pub(super) fn oidc(environment: &Environment, config: &SdkConfig) -> aws_sdk_ssooidc::Client {
    let mut builder = aws_sdk_ssooidc::config::Builder::from(config);
    if let Some(url) = endpoint(environment, "SSO_OIDC") {
        builder = builder.endpoint_url(url);
    }
    aws_sdk_ssooidc::Client::from_conf(builder.build())
}

/// Where the browser finds it.
pub(super) fn oidc_url(environment: &Environment, config: &SdkConfig) -> String {
    let region = config.region().map_or("us-east-1", AsRef::as_ref);
    let suffix = if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
    endpoint(environment, "SSO_OIDC").unwrap_or_else(|| format!("https://oidc.{region}.{suffix}"))
}

/// What a service said, by its code; `Err`: it cannot be reached or understood.
pub(super) struct Said {
    pub(super) code: String,
    pub(super) message: String,
}

pub(super) fn said<E>(failure: &SdkError<E, HttpResponse>, service: &'static str) -> Result<Said, Trouble>
where
    E: ProvideErrorMetadata + StdError + 'static,
{
    match failure {
        SdkError::ServiceError(context) => {
            let error = context.err();
            let code = error.code().unwrap_or("an unnamed error").to_owned();
            Ok(Said { code, message: error.message().unwrap_or_default().to_owned() })
        }
        _ => Err(unreachable(service)),
    }
}

pub(super) fn unreachable(service: &'static str) -> Trouble {
    Trouble::new(What::Unreachable { service })
}

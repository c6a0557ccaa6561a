//! Which of the places that may hold credentials wins, and what they say.

use std::fmt;

use aws_config::Region;
use aws_config::ecs::EcsCredentialsProvider;
use aws_config::imds;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::ProvideCredentials;
use secrecy::ExposeSecret;

use super::chain::{Base, Chain};
use super::environment::Environment;
use super::profiles::Profiles;
use super::provider::Around;
use super::trouble::{Cause, Trouble};
use super::{console, helper, roles, services, sso};

/// Where credentials come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Keys that the settings hold; the demo's, for one.
    Settings,
    /// A Bedrock API key from the settings.
    ApiKey,
    /// A Bedrock API key in `AWS_BEARER_TOKEN_BEDROCK`.
    ApiKeyVariable,
    /// A profile.
    Profile {
        /// Its name.
        name: String,
        /// Somebody chose it; else it is `AWS_PROFILE`, or the one named `default`.
        chosen: bool,
    },
    /// `AWS_ACCESS_KEY_ID` and its siblings.
    Variables,
    /// `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN`.
    WebIdentity,
    /// The container that this runs in.
    Container,
    /// The EC2 instance that this runs on.
    Instance,
}

/// In words, for people.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settings => f.write_str("fixed keys"),
            Self::ApiKey => f.write_str("a Bedrock API key"),
            Self::ApiKeyVariable => f.write_str("AWS_BEARER_TOKEN_BEDROCK"),
            Self::Profile { name, .. } => write!(f, "profile `{name}`"),
            Self::Variables => f.write_str("AWS_ACCESS_KEY_ID"),
            Self::WebIdentity => f.write_str("AWS_WEB_IDENTITY_TOKEN_FILE"),
            Self::Container => f.write_str("the container's role"),
            Self::Instance => f.write_str("the instance's role"),
        }
    }
}

/// Everything that would give credentials, the winner first. An instance always might, so it is named only if it may.
pub(super) fn contenders(environment: &Environment, profiles: &Profiles, chosen: Option<&str>) -> Vec<Source> {
    let has = |name: &str| environment.get(name).is_some();
    let mut found = Vec::new();
    if let Some(name) = chosen {
        found.push(Source::Profile { name: name.to_owned(), chosen: true });
    }
    if has("AWS_ACCESS_KEY_ID") && has("AWS_SECRET_ACCESS_KEY") {
        found.push(Source::Variables);
    }
    let named = environment.profile();
    let says_something = !matches!(profiles.chain(named), Ok(None));
    let is_there = profiles.profile(named).is_some() || named != "default";
    if chosen != Some(named) && is_there && says_something {
        found.push(Source::Profile { name: named.to_owned(), chosen: false });
    }
    if has("AWS_WEB_IDENTITY_TOKEN_FILE") && has("AWS_ROLE_ARN") {
        found.push(Source::WebIdentity);
    }
    if has("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") || has("AWS_CONTAINER_CREDENTIALS_FULL_URI") {
        found.push(Source::Container);
    }
    if !environment.get("AWS_EC2_METADATA_DISABLED").is_some_and(|it| it.eq_ignore_ascii_case("true")) {
        found.push(Source::Instance);
    }
    found
}

/// Asks the winner. Nobody else is asked if it fails: who was meant would be a guess.
pub(super) async fn credentials(around: &Around, chosen: Option<&str>, region: &str) -> Result<Credentials, Trouble> {
    let environment = &around.environment;
    let profiles = environment.profiles();
    let chain = match contenders(environment, &profiles, chosen).into_iter().next() {
        Some(Source::Profile { name, .. }) => return of_profile(around, &profiles, &name, region).await,
        Some(Source::Variables) => Base::Environment,
        Some(Source::WebIdentity) => {
            let owned = |name: &str| environment.get(name).map(str::to_owned);
            Base::WebIdentity {
                role_arn: owned("AWS_ROLE_ARN").unwrap_or_default(),
                token_file: owned("AWS_WEB_IDENTITY_TOKEN_FILE").unwrap_or_default(),
                session_name: owned("AWS_ROLE_SESSION_NAME"),
            }
        }
        Some(Source::Container) => Base::Container,
        Some(Source::Instance) => Base::Instance,
        Some(Source::Settings | Source::ApiKey | Source::ApiKeyVariable) | None => return Err(nothing()),
    };
    of_base(around, &chain, None, region).await
}

/// The way to a profile's credentials, or why there is none.
pub(super) fn chain(profiles: &Profiles, name: &str) -> Result<Chain, Trouble> {
    match profiles.chain(name) {
        Ok(Some(chain)) => Ok(chain),
        Ok(None) => {
            let message = format!(
                "AWS profile `{name}` holds settings, but no credentials. Run `aws configure sso --profile {name}`, or choose another profile."
            );
            Err(Trouble::new(Cause::Missing, message))
        }
        Err(_) if profiles.profile(name).is_none() => Err(unknown(profiles, name)),
        Err(flaw) => {
            let message = format!("AWS profile `{name}` cannot be used: {flaw}. Mend it, or choose another profile.");
            Err(Trouble::new(Cause::Broken, message))
        }
    }
}

async fn of_profile(around: &Around, profiles: &Profiles, name: &str, region: &str) -> Result<Credentials, Trouble> {
    let Chain { base, roles } = chain(profiles, name)?;
    let mut credentials = of_base(around, &base, Some(name), region).await?;
    if !roles.is_empty() {
        let config = services::config(around, Some(name), region).await;
        for role in &roles {
            credentials = roles::assume(around, &config, role, credentials, name).await?;
        }
    }
    Ok(credentials)
}

async fn of_base(around: &Around, base: &Base, profile: Option<&str>, region: &str) -> Result<Credentials, Trouble> {
    let environment = &around.environment;
    let name = profile.unwrap_or("default");
    match base {
        Base::Static(keys) => {
            let token = keys.token.as_ref().map(|token| token.expose_secret().to_owned());
            Ok(Credentials::new(&keys.id, keys.secret.expose_secret(), token, None, "profile"))
        }
        Base::Environment => of_variables(environment),
        Base::Sso(sso) => sso::credentials(around, sso, name).await,
        Base::Process(command) => helper::run(command, name).await,
        Base::WebIdentity { role_arn, token_file, session_name } => {
            let config = services::config(around, profile, region).await;
            roles::by_token_file(around, &config, role_arn, token_file, session_name.as_deref()).await
        }
        Base::Login(session) => console::credentials(around, session, name, region).await,
        Base::Container => {
            let container = EcsCredentialsProvider::builder().configure(&provider_config(around, region)).build();
            let message =
                "The container's credentials cannot be had: check its task role and AWS_CONTAINER_CREDENTIALS_*.";
            container.provide_credentials().await.map_err(|_| Trouble::new(Cause::Missing, message))
        }
        Base::Instance => of_instance(around, region).await,
    }
}

fn of_variables(environment: &Environment) -> Result<Credentials, Trouble> {
    let keys = environment.get("AWS_ACCESS_KEY_ID").zip(environment.get("AWS_SECRET_ACCESS_KEY"));
    let (id, secret) = keys.ok_or_else(|| {
        Trouble::new(
            Cause::Missing,
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set in Outcrop's environment.",
        )
    })?;
    let token = environment.get("AWS_SESSION_TOKEN").map(str::to_owned);
    Ok(Credentials::new(id, secret, token, None, "environment"))
}

async fn of_instance(around: &Around, region: &str) -> Result<Credentials, Trouble> {
    let mut client = imds::Client::builder().configure(&provider_config(around, region));
    if let Some(endpoint) = around.environment.get("AWS_EC2_METADATA_SERVICE_ENDPOINT") {
        client = client
            .endpoint(endpoint)
            .map_err(|_| Trouble::new(Cause::Broken, "AWS_EC2_METADATA_SERVICE_ENDPOINT is no address."))?;
    }
    let instance = ImdsCredentialsProvider::builder().imds_client(client.build()).build();
    instance.provide_credentials().await.map_err(|_| nothing())
}

pub(super) fn provider_config(around: &Around, region: &str) -> ProviderConfig {
    let config = ProviderConfig::default().with_region(Some(Region::new(region.to_owned())));
    config.with_http_client(services::client(around))
}

fn nothing() -> Trouble {
    Trouble::new(
        Cause::Missing,
        "No AWS credentials were found. Choose a profile, run `aws configure sso` or `aws login`, set AWS_PROFILE or AWS_ACCESS_KEY_ID, or try Outcrop with --demo.",
    )
}

pub(super) fn unknown(profiles: &Profiles, name: &str) -> Trouble {
    let there: Vec<&str> = profiles.names().collect();
    let there = if there.is_empty() { "no profile at all".to_owned() } else { there.join(", ") };
    Trouble::new(Cause::Broken, format!("There is no AWS profile `{name}`. The files of ~/.aws have: {there}."))
}

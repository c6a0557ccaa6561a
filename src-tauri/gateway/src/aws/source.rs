//! Which of the places that may hold credentials wins, and what they say.

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
use super::trouble::{Trouble, What};
use super::{console, helper, roles, services, sso};
use crate::sentence::List;

sentences! {
    /// Where credentials come from.
    pub enum Source: "source" {
        /// Keys that the settings hold; the demo's, for one.
        Settings = "fixed keys",
        /// A Bedrock API key from the settings.
        ApiKey = "a Bedrock API key",
        /// A Bedrock API key in `AWS_BEARER_TOKEN_BEDROCK`.
        ApiKeyVariable = "AWS_BEARER_TOKEN_BEDROCK",
        /// A profile.
        Profile {
            /// Its name.
            name: String,
            /// Somebody chose it; else it is `AWS_PROFILE`, or the one named `default`.
            chosen: bool,
        } = "profile `{name}`",
        /// `AWS_ACCESS_KEY_ID` and its siblings.
        Variables = "AWS_ACCESS_KEY_ID",
        /// `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN`.
        WebIdentity = "AWS_WEB_IDENTITY_TOKEN_FILE",
        /// The container that this runs in.
        Container = "the container's role",
        /// The EC2 instance that this runs on.
        Instance = "the instance's role",
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
        Ok(None) => Err(Trouble::new(What::SettingsOnly { profile: name.to_owned() })),
        Err(_) if profiles.profile(name).is_none() => Err(unknown(profiles, name)),
        Err(flaw) => Err(Trouble::new(What::BrokenProfile { profile: name.to_owned(), flaw })),
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
            container.provide_credentials().await.map_err(|_| Trouble::new(What::Container))
        }
        Base::Instance => of_instance(around, region).await,
    }
}

fn of_variables(environment: &Environment) -> Result<Credentials, Trouble> {
    let keys = environment.get("AWS_ACCESS_KEY_ID").zip(environment.get("AWS_SECRET_ACCESS_KEY"));
    let (id, secret) = keys.ok_or_else(|| Trouble::new(What::VariablesIncomplete))?;
    let token = environment.get("AWS_SESSION_TOKEN").map(str::to_owned);
    Ok(Credentials::new(id, secret, token, None, "environment"))
}

async fn of_instance(around: &Around, region: &str) -> Result<Credentials, Trouble> {
    let mut client = imds::Client::builder().configure(&provider_config(around, region));
    if let Some(endpoint) = around.environment.get("AWS_EC2_METADATA_SERVICE_ENDPOINT") {
        client = client.endpoint(endpoint).map_err(|_| Trouble::new(What::MetadataAddress))?;
    }
    let instance = ImdsCredentialsProvider::builder().imds_client(client.build()).build();
    instance.provide_credentials().await.map_err(|_| nothing())
}

pub(super) fn provider_config(around: &Around, region: &str) -> ProviderConfig {
    let config = ProviderConfig::default().with_region(Some(Region::new(region.to_owned())));
    config.with_http_client(services::client(around))
}

fn nothing() -> Trouble {
    Trouble::new(What::Nothing)
}

pub(super) fn unknown(profiles: &Profiles, name: &str) -> Trouble {
    let there: Vec<String> = profiles.names().map(str::to_owned).collect();
    let profile = name.to_owned();
    Trouble::new(match there.as_slice() {
        [] => What::NoProfiles { profile },
        [_, ..] => What::UnknownProfile { profile, there: List(there) },
    })
}

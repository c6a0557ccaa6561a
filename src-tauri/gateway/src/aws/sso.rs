//! IAM Identity Center: from the sign-in's token to a role's credentials.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use aws_config::SdkConfig;
use aws_credential_types::Credentials;
use aws_smithy_types::DateTime;
use secrecy::ExposeSecret;

use super::chain::Sso;
use super::environment::{Stamp, stamp};
use super::provider::Around;
use super::services::{self, Said, said};
use super::token::{self, Renewal, Token};
use super::trouble::{Cause, Trouble, What};

/// A token is renewed this long before it expires.
const EARLY: Duration = Duration::from_secs(5 * 60);
const SERVICE: &str = "IAM Identity Center";

/// Held while a token is renewed.
#[derive(Debug, Default)]
pub(super) struct Renewing {
    /// The version of each token's file whose renewal AWS refused.
    refused: HashMap<PathBuf, Stamp>,
}

impl Renewing {
    /// Whether AWS refused to renew what is in this file now.
    pub(super) fn was_refused(&self, file: &Path) -> bool {
        self.refused.get(file).is_some_and(|version| *version == stamp(file))
    }

    /// AWS refused to renew what is in this file.
    pub(super) fn is_refused(&mut self, file: PathBuf) {
        let version = stamp(&file);
        self.refused.insert(file, version);
    }
}

/// The role's credentials.
pub(super) async fn credentials(around: &Around, sso: &Sso, profile: &str) -> Result<Credentials, Trouble> {
    let config = services::config(around, Some(profile), &sso.region).await;
    let token = token(around, &config, sso, profile).await?;
    let portal = services::portal(&around.environment, &config);
    let call = portal.get_role_credentials().account_id(&sso.account).role_name(&sso.role);
    let answer = call.access_token(token.access.expose_secret()).send().await;
    let output = answer.map_err(|failure| match said(&failure, SERVICE) {
        Ok(said) => refused(sso, profile, said),
        Err(trouble) => trouble,
    })?;
    let unusable = || Trouble::new(What::NothingForSignIn);
    let role = output.role_credentials.ok_or_else(unusable)?;
    let mut credentials = Credentials::builder()
        .access_key_id(role.access_key_id.ok_or_else(unusable)?)
        .secret_access_key(role.secret_access_key.ok_or_else(unusable)?)
        .account_id(sso.account.as_str())
        .provider_name("sso");
    credentials.set_session_token(role.session_token);
    credentials.set_expiry(SystemTime::try_from(DateTime::from_millis(role.expiration)).ok());
    Ok(credentials.build())
}

/// The token that is there, renewed if it is near its end. The file is read each time: other tools write it too.
async fn token(around: &Around, config: &SdkConfig, sso: &Sso, profile: &str) -> Result<Token, Trouble> {
    let path = token::path(&around.environment, sso.token_key());
    // One renewal at a time: a refresh token is good for one.
    let mut renewing = around.renewing.lock().await;
    let token = Token::read(&path).ok_or_else(|| ended(sso, What::NotSignedIn { profile: profile.to_owned() }))?;
    if token.is_good_for(EARLY) {
        return Ok(token);
    }
    // What was refused once is refused for good: somebody has to sign in, and writes another file.
    let refused_before = renewing.was_refused(&path);
    let renewed = match token.renewal().filter(|_| sso.session.is_some() && !refused_before) {
        Some(renewal) => Some(renew(around, config, &token, renewal).await),
        None => None,
    };
    if let Some(Err(trouble)) = &renewed
        && trouble.cause() != Cause::Unreachable
    {
        renewing.is_refused(path.clone());
    }
    match renewed {
        Some(Ok(renewed)) => {
            if let Err(error) = renewed.write(&path) {
                tracing::warn!(%error, "the renewed sign-in cannot be kept for other tools");
            }
            Ok(renewed)
        }
        _ if token.is_good_for(Duration::ZERO) => Ok(token),
        Some(Err(trouble)) if trouble.cause() == Cause::Unreachable => Err(trouble),
        Some(Err(_)) | None => Err(ended(sso, What::SignInExpired { profile: profile.to_owned() })),
    }
}

/// What can be told of a sign-in without asking for anything: that there is none, or that it ended for good.
pub(super) fn foreseen(around: &Around, sso: &Sso, profile: &str) -> Option<Trouble> {
    let Some(token) = Token::read(&token::path(&around.environment, sso.token_key())) else {
        return Some(ended(sso, What::NotSignedIn { profile: profile.to_owned() }));
    };
    let lives = token.is_good_for(Duration::ZERO) || (sso.session.is_some() && token.renewal().is_some());
    (!lives).then(|| ended(sso, What::SignInExpired { profile: profile.to_owned() }))
}

async fn renew(around: &Around, config: &SdkConfig, token: &Token, renewal: &Renewal) -> Result<Token, Trouble> {
    let call = services::oidc(&around.environment, config).create_token().grant_type("refresh_token");
    let call = call.client_id(&renewal.client.id).client_secret(renewal.client.secret.expose_secret());
    let answer = call.refresh_token(renewal.refresh.expose_secret()).send().await;
    let output = answer.map_err(|failure| match said(&failure, SERVICE) {
        Ok(said) => Trouble::new(What::NotRenewed { code: said.code }),
        Err(trouble) => trouble,
    })?;
    let access = output.access_token.ok_or_else(|| Trouble::new(What::NotRenewed { code: "no token".to_owned() }))?;
    let refresh = output.refresh_token.map_or_else(|| renewal.refresh.clone(), Into::into);
    Ok(Token {
        access: access.into(),
        expires: SystemTime::now() + Duration::from_secs(u64::try_from(output.expires_in).unwrap_or_default()),
        renewal: Some(Renewal { refresh, ..renewal.clone() }),
        ..token.clone()
    })
}

fn refused(sso: &Sso, profile: &str, said: Said) -> Trouble {
    let profile = profile.to_owned();
    match said.code.as_str() {
        "UnauthorizedException" => ended(sso, What::SignInRefused { profile }),
        "ForbiddenException" | "ResourceNotFoundException" => {
            Trouble::new(What::NotAssigned { profile, role: sso.role.clone(), account: sso.account.clone() })
        }
        _ => Trouble::new(What::RefusedBySignIn { profile, code: said.code, words: said.message }),
    }
}

/// A sign-in ends it.
fn ended(sso: &Sso, what: What) -> Trouble {
    Trouble::new(what).ended_by(sso.token_key())
}

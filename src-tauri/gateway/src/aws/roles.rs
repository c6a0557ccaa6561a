//! Roles: taken on with somebody else's credentials, a second factor, or a token file.

use aws_config::SdkConfig;
use aws_credential_types::Credentials;
use aws_sdk_sts::types::Credentials as Given;
use secrecy::ExposeSecret;

use super::ask::MfaQuestion;
use super::chain::Role;
use super::provider::Around;
use super::services::{self, Said, said};
use super::trouble::{Remedy, Trouble, What};

/// How AWS's trail names us where the profile does not say.
const SESSION_NAME: &str = "outcrop";

/// Takes a role on.
pub(super) async fn assume(
    around: &Around,
    config: &SdkConfig,
    role: &Role,
    with: Credentials,
    profile: &str,
) -> Result<Credentials, Trouble> {
    let sts = services::sts(&around.environment, config, Some(with));
    let name = role.session_name.as_deref().unwrap_or(SESSION_NAME);
    let seconds = role.duration.and_then(|duration| i32::try_from(duration.as_secs()).ok());
    let mut call = sts.assume_role().role_arn(&role.arn).role_session_name(name).set_duration_seconds(seconds);
    call = call.set_external_id(role.external_id.clone());
    if let Some(serial) = &role.mfa_serial {
        let question = MfaQuestion { profile: profile.to_owned(), serial: serial.clone() };
        let code = around.ask_mfa(question).await?;
        call = call.serial_number(serial).token_code(code.expose_secret().trim());
    }
    let answer = call.send().await.map_err(|failure| match said(&failure, "STS") {
        Ok(said) => refused(said, role, profile),
        Err(trouble) => trouble,
    })?;
    given(answer.credentials, &role.arn)
}

/// Exchanges a token file for a role.
pub(super) async fn by_token_file(
    around: &Around,
    config: &SdkConfig,
    role_arn: &str,
    token_file: &str,
    session_name: Option<&str>,
) -> Result<Credentials, Trouble> {
    let token = std::fs::read_to_string(token_file)
        .map_err(|error| Trouble::new(What::TokenFile { error: error.to_string() }))?;
    let call = services::sts(&around.environment, config, None).assume_role_with_web_identity().role_arn(role_arn);
    let call = call.role_session_name(session_name.unwrap_or(SESSION_NAME)).web_identity_token(token.trim());
    let answer = call.send().await.map_err(|failure| match said(&failure, "STS") {
        Ok(Said { code, message: words }) => {
            Trouble::new(What::TokenRefused { role: role_arn.to_owned(), code, words })
        }
        Err(trouble) => trouble,
    })?;
    given(answer.credentials, role_arn)
}

fn given(given: Option<Given>, role: &str) -> Result<Credentials, Trouble> {
    let given = given.ok_or_else(|| Trouble::new(What::NothingForRole { role: role.to_owned() }))?;
    let mut credentials = Credentials::builder()
        .access_key_id(given.access_key_id)
        .secret_access_key(given.secret_access_key)
        .session_token(given.session_token)
        .provider_name("sts");
    credentials.set_expiry(given.expiration.try_into().ok());
    credentials.set_account_id(role.split(':').nth(4).filter(|id| !id.is_empty()).map(Into::into));
    Ok(credentials.build())
}

fn refused(Said { code, message: words }: Said, role: &Role, profile: &str) -> Trouble {
    let profile = profile.to_owned();
    if role.mfa_serial.is_some() && words.contains("MultiFactorAuthentication failed") {
        return Trouble::new(What::WrongCode { profile });
    }
    let remedy = match code.as_str() {
        "AccessDenied" | "AccessDeniedException" => Remedy::Trust,
        "ExpiredToken" | "ExpiredTokenException" => Remedy::SourceExpired,
        "InvalidClientTokenId" | "SignatureDoesNotMatch" => Remedy::SourceKeys,
        _ => Remedy::RoleSettings,
    };
    Trouble::new(What::RoleRefused { profile, role: role.arn.clone(), code, words, remedy })
}

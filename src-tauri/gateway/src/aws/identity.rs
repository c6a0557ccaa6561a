//! Who we are, explained: which source won, which were overridden, and what AWS makes of it.

use std::time::SystemTime;

use super::login::{SignedIn, signed_in};
use super::provider::{Around, Provider};
use super::services::{self, Said, said};
use super::session::{Region, Session};
use super::source::Source;
use super::trouble::{Remedy, Trouble, What};

/// Who we are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The source that won; `None` where there is none at all.
    pub source: Option<Source>,
    /// Those that would have given credentials too.
    pub overridden: Vec<Source>,
    /// Where calls go, and who said so.
    pub region: Region,
    /// Until when the credentials at hand are good; `None`: they do not expire, or there are none.
    pub expiry: Option<SystemTime>,
    /// The sign-in that they rest on, if they rest on one.
    pub sign_in: Option<SignedIn>,
    /// How many seconds this machine's clock is ahead of AWS's; `None` where AWS was not heard.
    pub ahead: Option<i64>,
    /// What AWS says; `None` where it cannot be asked: fixed keys and API keys.
    pub caller: Option<Result<Caller, Trouble>>,
}

/// Who AWS says that we are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The account's number.
    pub account: String,
    /// The identity.
    pub arn: String,
    /// The role within it, if it is one.
    pub role: Option<String>,
}

impl Session {
    /// Explains who we are. It calls STS.
    pub async fn identity(&self, around: &Around) -> Identity {
        let caller = match self.provider() {
            Some(provider) => Some(self.caller(around, provider).await),
            None => None,
        };
        let (source, overridden) = self.winner();
        Identity {
            sign_in: match &source {
                Some(Source::Profile { name, .. }) => signed_in(around, name),
                _ => None,
            },
            source,
            overridden,
            region: self.region().clone(),
            expiry: self.expiry(),
            ahead: around.clock.ahead(),
            caller,
        }
    }

    async fn caller(&self, around: &Around, provider: &Provider) -> Result<Caller, Trouble> {
        let credentials = provider.credentials().await?;
        let config = services::config(around, provider.profile(), &self.region().name).await;
        let sts = services::sts(&around.environment, &config, Some(credentials));
        let answer = sts.get_caller_identity().send().await.map_err(|failure| match said(&failure, "STS") {
            Ok(said) => refusal(said),
            Err(trouble) => trouble,
        })?;
        let arn = answer.arn.unwrap_or_default();
        Ok(Caller { account: answer.account.unwrap_or_default(), role: role(&arn).map(str::to_owned), arn })
    }
}

fn refusal(Said { code, message: words }: Said) -> Trouble {
    let remedy = match code.as_str() {
        "ExpiredToken" | "ExpiredTokenException" => Remedy::Renew,
        "InvalidClientTokenId" => Remedy::AccessKey,
        "SignatureDoesNotMatch" | "RequestExpired" => Remedy::SecretKey,
        _ => Remedy::Profile,
    };
    Trouble::new(What::Refused { code, words, remedy })
}

/// `arn:aws:sts::111122223333:assumed-role/Admin/session` is the role `Admin`.
fn role(arn: &str) -> Option<&str> {
    arn.split_once(":assumed-role/")?.1.split('/').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_read_off_its_arn() {
        assert_eq!(role("arn:aws:sts::1:assumed-role/Admin/me"), Some("Admin"));
        assert_eq!(role("arn:aws:iam::1:user/me"), None);
    }
}

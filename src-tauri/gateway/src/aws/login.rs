//! Signing in to IAM Identity Center: in the browser with PKCE where the profile allows, with a device code elsewhere.
//!
//! What comes of it is kept where AWS's own tools keep it, so each sees the other's sign-in. The requests of AWS's CLI
//! are the model: botocore's `SSOTokenFetcherAuth` and `SSOTokenFetcher`.

use std::time::{Duration, SystemTime};

use aws_config::SdkConfig;
use aws_sdk_ssooidc::operation::create_token::CreateTokenOutput;
use aws_sdk_ssooidc::operation::create_token::builders::CreateTokenFluentBuilder;
use secrecy::ExposeSecret;
use tokio::time::{sleep, timeout};

use super::chain::{Base, Chain, Sso};
use super::console;
use super::environment::{Marks, stamp};
use super::pkce::{Loopback, Proof};
use super::provider::Around;
use super::services::{self, Said, said};
use super::token::{self, Client, Renewal, Token};
use super::trouble::{SignInEnd, Trouble, What};

/// How long a person may take in the browser.
const PATIENCE: Duration = Duration::from_secs(600);
/// What a sign-in is for where the profile does not say; it is what makes it renewable.
const SCOPE: &str = "sso:account:access";
const SERVICE: &str = "IAM Identity Center";
const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// How to sign in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Method {
    /// In this machine's browser if the profile allows, else with a code.
    #[default]
    Browser,
    /// With a code, which any browser on any machine takes.
    Device,
}

/// What a person has to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The address.
    pub url: String,
    /// What the page shows or asks for, to be compared; only with [`Method::Device`].
    pub code: Option<String>,
}

/// A sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Until when.
    pub until: SystemTime,
    /// Whether it is renewed by itself until the session ends.
    pub renewable: bool,
}

/// Signs a profile in. `show` gets the page to open, once; the rest is waiting. Dropping the future ends it.
///
/// # Errors
/// The profile is of another kind, somebody is at it already, AWS refuses, or nobody finishes in time.
pub async fn sign_in(
    around: &Around,
    profile: &str,
    method: Method,
    show: impl FnOnce(&Page) + Send,
) -> Result<SignedIn, Trouble> {
    let sso = sso_of(around, profile)?;
    let _under_way = around.sign_ins.begin(sso.token_key()).ok_or_else(|| {
        let profile = profile.to_owned();
        Trouble::new(What::UnderWay { profile })
    })?;
    let flow = Flow::new(around, &sso, profile).await;
    let got = match method {
        // Without a session there is no scope to ask for in the browser; AWS's CLI falls back alike.
        Method::Browser if sso.session.is_some() => flow.in_browser(show).await,
        Method::Browser | Method::Device => flow.with_code(show).await,
    };
    let token = got?;
    token.write(&token::path(&around.environment, sso.token_key())).map_err(|error| {
        let error = error.to_string();
        Trouble::new(What::SignInNotKept { error })
    })?;
    Ok(SignedIn { until: token.expires, renewable: token.renewal.is_some() })
}

/// The sign-in that a profile has now: what a countdown counts down. It calls nobody. `None`: there is none, or the
/// profile does not sign in.
#[must_use]
pub fn signed_in(around: &Around, profile: &str) -> Option<SignedIn> {
    let sso = sso_of(around, profile).ok()?;
    let token = Token::read(&token::path(&around.environment, sso.token_key()))?;
    Some(SignedIn { until: token.expires, renewable: token.renewal().is_some() && sso.session.is_some() })
}

/// How the files are that a profile's identity is made from.
pub(super) fn marks(around: &Around, profile: Option<&str>) -> Marks {
    let environment = &around.environment;
    let name = profile.unwrap_or_else(|| environment.profile());
    let sign_in = match environment.profiles().chain(name) {
        Ok(Some(Chain { base: Base::Sso(sso), .. })) => stamp(&token::path(environment, sso.token_key())),
        Ok(Some(Chain { base: Base::Login(session), .. })) => stamp(&console::file(environment, &session)),
        Ok(_) | Err(_) => None,
    };
    Marks { files: environment.stamps(), sign_in }
}

fn sso_of(around: &Around, profile: &str) -> Result<Sso, Trouble> {
    let profiles = around.environment.profiles();
    if profiles.profile(profile).is_none() {
        return Err(super::source::unknown(&profiles, profile));
    }
    match profiles.chain(profile).map(|chain| chain.map(|chain| chain.base)) {
        Ok(Some(Base::Sso(sso))) => Ok(sso),
        Ok(_) => Err(Trouble::new(What::NoSignIn { profile: profile.to_owned() })),
        Err(flaw) => Err(Trouble::new(What::BrokenSignIn { profile: profile.to_owned(), flaw })),
    }
}

/// One sign-in.
struct Flow<'a> {
    sso: &'a Sso,
    profile: &'a str,
    config: SdkConfig,
    oidc: aws_sdk_ssooidc::Client,
    around: &'a Around,
}

impl<'a> Flow<'a> {
    async fn new(around: &'a Around, sso: &'a Sso, profile: &'a str) -> Self {
        let config = services::config(around, Some(profile), &sso.region).await;
        let oidc = services::oidc(&around.environment, &config);
        Self { sso, profile, config, oidc, around }
    }

    async fn in_browser(&self, show: impl FnOnce(&Page)) -> Result<Token, Trouble> {
        let Ok(loopback) = Loopback::bind().await else { return self.with_code(show).await };
        let client = self.register(Some(Loopback::REGISTERED)).await?;
        let proof = Proof::new().map_err(|error| Trouble::new(What::NoRandomness { error: error.to_string() }))?;
        let base = services::oidc_url(&self.around.environment, &self.config);
        let url = proof.page(&base, &client.id, &loopback.redirect(), &self.scopes());
        show(&Page { url, code: None });
        let code = match timeout(PATIENCE, loopback.code(&proof.state)).await {
            Ok(Ok(code)) => code,
            Ok(Err(reason)) => return Err(self.trouble(SignInEnd::DeclinedBecause { reason: unended(&reason) })),
            Err(_) => return Err(self.trouble(SignInEnd::NotInTime)),
        };
        let call = self.ask_token(&client).grant_type("authorization_code").redirect_uri(loopback.redirect());
        let call = call.code(code.expose_secret()).code_verifier(proof.verifier.expose_secret());
        let output = call.send().await.map_err(|failure| self.refused(said(&failure, SERVICE)))?;
        self.token(output, client)
    }

    async fn with_code(&self, show: impl FnOnce(&Page)) -> Result<Token, Trouble> {
        let client = self.register(None).await?;
        let call = self.oidc.start_device_authorization().start_url(&self.sso.start_url);
        let call = call.client_id(&client.id).client_secret(client.secret.expose_secret());
        let device = call.send().await.map_err(|failure| self.refused(said(&failure, SERVICE)))?;
        let url = device.verification_uri_complete().or(device.verification_uri()).unwrap_or_default();
        show(&Page { url: url.to_owned(), code: device.user_code().map(str::to_owned) });
        let lasts = u64::try_from(device.expires_in()).map_or(PATIENCE, Duration::from_secs).min(PATIENCE);
        let pause = Duration::from_secs(u64::try_from(device.interval()).unwrap_or(1).max(1));
        let output = timeout(lasts, self.poll(&client, device.device_code().unwrap_or_default(), pause)).await;
        self.token(output.map_err(|_| self.trouble(SignInEnd::NotInTime))??, client)
    }

    /// Until the person is done. AWS says how often it may be asked.
    async fn poll(&self, client: &Client, code: &str, mut pause: Duration) -> Result<CreateTokenOutput, Trouble> {
        loop {
            sleep(pause).await;
            let call = self.ask_token(client).grant_type(DEVICE_GRANT).device_code(code);
            match call.send().await {
                Ok(output) => return Ok(output),
                Err(failure) => match said(&failure, SERVICE) {
                    Ok(said) if said.code == "AuthorizationPendingException" => {}
                    Ok(said) if said.code == "SlowDownException" => pause += Duration::from_secs(5),
                    other => return Err(self.refused(other)),
                },
            }
        }
    }

    async fn register(&self, redirect: Option<&str>) -> Result<Client, Trouble> {
        let mut call = self.oidc.register_client().client_name("Outcrop").client_type("public");
        call = call.set_scopes(Some(self.scopes()));
        if let Some(redirect) = redirect {
            call = call.grant_types("authorization_code").grant_types("refresh_token");
            call = call.redirect_uris(redirect).issuer_url(&self.sso.start_url);
        }
        let output = call.send().await.map_err(|failure| self.refused(said(&failure, SERVICE)))?;
        let expires = u64::try_from(output.client_secret_expires_at()).ok();
        Ok(Client {
            id: output.client_id.ok_or_else(|| self.trouble(SignInEnd::NoClientId))?,
            secret: output.client_secret.ok_or_else(|| self.trouble(SignInEnd::NoClientSecret))?.into(),
            expires: expires.map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)),
        })
    }

    fn ask_token(&self, client: &Client) -> CreateTokenFluentBuilder {
        self.oidc.create_token().client_id(&client.id).client_secret(client.secret.expose_secret())
    }

    fn scopes(&self) -> Vec<String> {
        if self.sso.scopes.is_empty() { vec![SCOPE.to_owned()] } else { self.sso.scopes.clone() }
    }

    fn token(&self, output: CreateTokenOutput, client: Client) -> Result<Token, Trouble> {
        let access = output.access_token.ok_or_else(|| self.trouble(SignInEnd::NoToken))?;
        let seconds = u64::try_from(output.expires_in).unwrap_or_default();
        Ok(Token {
            access: access.into(),
            expires: SystemTime::now() + Duration::from_secs(seconds),
            start_url: Some(self.sso.start_url.clone()),
            region: Some(self.sso.region.clone()),
            renewal: output.refresh_token.map(|refresh| Renewal { refresh: refresh.into(), client }),
        })
    }

    fn refused(&self, said: Result<Said, Trouble>) -> Trouble {
        match said {
            Err(trouble) => trouble,
            Ok(said) if said.code == "ExpiredTokenException" => self.trouble(SignInEnd::NotInTime),
            Ok(said) if said.code == "AccessDeniedException" => self.trouble(SignInEnd::Declined),
            Ok(said) => {
                let words = unended(&format!("{}. {}", said.code, said.message));
                self.trouble(SignInEnd::Refused { words })
            }
        }
    }

    fn trouble(&self, end: SignInEnd) -> Trouble {
        let profile = self.profile.to_owned();
        Trouble::new(What::SignInFailed { profile, end }).ended_by(self.sso.token_key())
    }
}

/// The sentence goes on after it.
fn unended(words: &str) -> String {
    words.trim_end_matches(['.', ' ']).to_owned()
}

//! What the gateway needs to know before it starts: plain data, checked once, read from nowhere.
//!
//! Environment variables, files and keychains are the business of the binaries (`headless`, `app`).

use std::collections::BTreeMap;
use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::ir::Effort;
pub use crate::ir::ShowReasoning;

/// Everything that `start` takes.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen.
    pub listen: Listen,
    /// The key that clients present.
    pub api_key: ApiKey,
    /// Who we are on AWS, and where.
    pub aws: Aws,
    /// How model names are understood.
    pub models: ModelNames,
    /// Origins (`https://app.example`) whose pages may call us. Compared exactly; there is no wildcard.
    pub origins: Vec<String>,
    /// What happens to requests.
    pub behaviour: Behaviour,
    /// Bounds on size, number and time.
    pub limits: Limits,
}

/// The settings that may change while the gateway runs. A request keeps those that it began with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Live {
    /// As [`Config::models`].
    pub models: ModelNames,
    /// As [`Config::behaviour`].
    pub behaviour: Behaviour,
    /// As [`Config::origins`].
    pub origins: Vec<String>,
}

impl Live {
    /// Checks what the types cannot.
    ///
    /// # Errors
    /// The first field that does not fit, with what it takes.
    pub fn check(&self) -> Result<(), ConfigError> {
        self.origins.iter().try_for_each(|origin| check_origin(origin))
    }
}

/// What happens to requests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Behaviour {
    /// How hard to think where the request does not say.
    pub effort: Option<Effort>,
    /// The same for single models, which beats `effort`: by the name that a client asks for, by the id that it means, or
    /// by the foundation model's id.
    pub efforts: BTreeMap<String, Effort>,
    /// Claude models that think before they call tools, and not between, are asked to think between as well. Those that
    /// do so by themselves need no asking.
    pub interleaved: bool,
    /// How thinking is shown to Chat clients.
    pub reasoning: ShowReasoning,
    /// Whether to cache the prompt of those who do not say.
    pub auto_cache: bool,
    /// A request that cannot be honoured as written is refused, instead of adjusted and reported.
    pub strict: bool,
}

impl Behaviour {
    /// How hard to think where the request does not say, for a model that goes by these names. The first that is
    /// listed counts.
    #[must_use]
    pub fn effort_of(&self, names: &[&str]) -> Option<Effort> {
        names.iter().find_map(|name| self.efforts.get(*name).copied()).or(self.effort)
    }
}

impl Config {
    /// The defaults of the product, with this key.
    #[must_use]
    pub fn new(api_key: ApiKey) -> Self {
        Self {
            listen: Listen::default(),
            api_key,
            aws: Aws::default(),
            models: ModelNames::default(),
            origins: Vec::new(),
            behaviour: Behaviour::default(),
            limits: Limits::default(),
        }
    }

    /// The part that may change later.
    #[must_use]
    pub fn live(&self) -> Live {
        Live { models: self.models.clone(), behaviour: self.behaviour.clone(), origins: self.origins.clone() }
    }

    /// Checks what the types cannot.
    ///
    /// # Errors
    /// The first field that does not fit, with what it takes.
    pub fn check(&self) -> Result<(), ConfigError> {
        self.live().check()?;
        if let Some(endpoint) = &self.aws.endpoint
            && !endpoint.starts_with("http://")
            && !endpoint.starts_with("https://")
        {
            return Err(ConfigError::new("aws.endpoint", format!("`{endpoint}` must start with http:// or https://")));
        }
        if let Some(region) = &self.aws.region
            && !is_region(region)
        {
            return Err(ConfigError::new(
                "aws.region",
                format!("`{region}` is no AWS region: it looks like `us-east-1`"),
            ));
        }
        Ok(())
    }
}

/// Pages are known by scheme, host and port; a wildcard would let in more than anybody means.
fn check_origin(origin: &str) -> Result<(), ConfigError> {
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    if host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '*', ' '])) {
        return Ok(());
    }
    let message =
        format!("`{origin}` is no origin: write scheme, host and port only, as in `https://app.example:8443`");
    Err(ConfigError::new("origins", message))
}

pub(crate) fn is_region(name: &str) -> bool {
    name.contains('-') && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Where to listen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listen {
    /// The address. A loopback address brings its sibling along: `127.0.0.1` and `::1` are both taken.
    pub host: IpAddr,
    /// The port; 0 takes a free one. The gateway never moves to another by itself.
    pub port: u16,
}

impl Default for Listen {
    fn default() -> Self {
        Self { host: IpAddr::from([127, 0, 0, 1]), port: 8642 }
    }
}

/// The key that clients present. It cannot be printed, serialised or compared with `==`.
#[derive(Clone)]
pub struct ApiKey {
    text: SecretString,
    digest: [u8; 32],
}

impl ApiKey {
    /// A fresh key: 256 random bits, in a form that double-click selects.
    ///
    /// # Errors
    /// The operating system has no randomness to give.
    pub fn generate() -> Result<Self, ConfigError> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|e| ConfigError::new("api_key", format!("no randomness: {e}")))?;
        let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
        Self::new(format!("outcrop_{hex}"))
    }

    /// A key that somebody chose.
    ///
    /// # Errors
    /// It is empty, or holds what an HTTP header cannot carry.
    pub fn new(text: impl Into<String>) -> Result<Self, ConfigError> {
        let text = text.into();
        if text.is_empty() || !text.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(ConfigError::new("api_key", "it must be visible ASCII without spaces, and not empty"));
        }
        let digest = Sha256::digest(text.as_bytes()).into();
        Ok(Self { text: SecretString::from(text), digest })
    }

    /// The key itself, for the one place that has to show or send it.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.text.expose_secret()
    }

    /// Whether `candidate` is the key, in a time that tells nothing about either.
    #[must_use]
    pub fn matches(&self, candidate: &[u8]) -> bool {
        let candidate: [u8; 32] = Sha256::digest(candidate).into();
        self.digest.ct_eq(&candidate).into()
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(…)")
    }
}

/// Who we are on AWS, and where. `None` leaves the choice to AWS's own chain (environment, profile, instance).
#[derive(Debug, Clone, Default)]
pub struct Aws {
    /// A profile of `~/.aws`. A chosen profile beats credentials in the environment.
    pub profile: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// Any server that speaks Bedrock's wire, instead of AWS. `AWS_ENDPOINT_URL*` works without it.
    pub endpoint: Option<String>,
    /// Where the credentials come from.
    pub credentials: Credentials,
}

/// Where credentials come from.
#[derive(Debug, Clone, Default)]
pub enum Credentials {
    /// AWS's own chain, beginning with the chosen profile if there is one.
    #[default]
    Chain,
    /// These.
    Static {
        /// The access key id.
        access_key_id: String,
        /// The secret access key.
        secret_access_key: SecretString,
    },
    /// A Bedrock API key. A chosen profile beats it.
    ApiKey(SecretString),
}

/// Who to be on AWS.
#[derive(Debug, Clone, Default)]
pub enum Who {
    /// Whoever AWS's own chain leads to: environment, profile, instance.
    #[default]
    Chain,
    /// This profile of `~/.aws`.
    Profile(String),
    /// Whoever this Bedrock API key belongs to.
    ApiKey(SecretString),
}

/// Who to be on AWS, and where. `None` leaves it as it was set when the gateway started.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Choice {
    /// A profile of `~/.aws`.
    pub profile: Option<String>,
    /// A region.
    pub region: Option<String>,
}

/// How model names are understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModelNames {
    /// Names of the user's own, to model ids. They beat every other rule.
    pub aliases: BTreeMap<String, String>,
    /// Aliases that name a profile or region as well.
    pub places: BTreeMap<String, Choice>,
    /// What `gpt-*` means. `None`: the best chat model that the account lists.
    pub default_chat: Option<String>,
    /// What `text-embedding-*` means. `None`: the best embedding model that the account lists.
    pub default_embedding: Option<String>,
}

/// Bounds on size, number and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The largest request body, in bytes.
    pub body: usize,
    /// Connections held at once; those beyond wait in the kernel's queue.
    pub connections: usize,
    /// Requests worked on at once; those beyond get a 503.
    pub in_flight: usize,
    /// How long a client may take for its headers.
    pub header_time: Duration,
    /// How long a client may pause within its body.
    pub body_idle: Duration,
    /// How long a client may refuse to read its answer.
    pub write_idle: Duration,
    /// How long a stream's status waits for Bedrock's answer to begin.
    pub hold_answer: Duration,
    /// How long, after that, it waits for the first event.
    pub hold_event: Duration,
    /// How long Bedrock may take for the first event of a stream.
    pub first_event: Duration,
    /// How long Bedrock may pause within a stream.
    pub idle: Duration,
    /// How long Bedrock may take for an answer that is not streamed.
    pub unary: Duration,
    /// How long the list of models is good for. After that it is renewed behind the next answer.
    pub model_list: Duration,
    /// How often a quiet stream gets a comment, so that nothing between us and the client gives up.
    pub keep_alive: Duration,
    /// How long a request waits for a sign-in that is under way.
    pub sign_in: Duration,
    /// How long `shutdown` waits for requests in flight.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 32 * 1024 * 1024,
            connections: 1280,
            in_flight: 1024,
            header_time: Duration::from_secs(10),
            body_idle: Duration::from_secs(30),
            write_idle: Duration::from_secs(120),
            hold_answer: Duration::from_secs(60),
            hold_event: Duration::from_secs(10),
            first_event: Duration::from_secs(300),
            idle: Duration::from_secs(90),
            unary: Duration::from_secs(600),
            model_list: Duration::from_secs(600),
            keep_alive: Duration::from_secs(15),
            sign_in: Duration::from_secs(120),
            drain: Duration::from_secs(30),
        }
    }
}

/// A setting that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {message}")]
pub struct ConfigError {
    /// The setting's path, as in the settings file.
    pub field: &'static str,
    /// What is wrong, and what it takes.
    pub message: String,
}

impl ConfigError {
    pub(crate) fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self { field, message: message.into() }
    }
}

//! What a simulator is started with: plain data.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

/// The access key id that a default simulator accepts. Obviously not a real one.
pub const ACCESS_KEY_ID: &str = "AKIASIMULATOR0000001";
/// The secret that belongs to [`ACCESS_KEY_ID`].
pub const SECRET_ACCESS_KEY: &str = "simulator/secret/that/opens/nothing/0001";
/// An access key id (with the same secret) that is always answered with `ExpiredTokenException`.
pub const EXPIRED_ACCESS_KEY_ID: &str = "ASIASIMULATOREXPIRED";

/// What the demo's account has not got: every account has gaps, and a list without any would show nothing of them.
const DEMO_WITHHELD: [(&str, Withheld); 3] = [
    ("anthropic.claude-fable-5-1", Withheld::Authorization),
    ("mistral.pixtral-large-2502-v1:0", Withheld::Pending),
    ("xai.grok-4.7", Withheld::Agreement),
];

/// A key pair that requests may be signed with.
#[derive(Clone)]
pub struct AccessKey {
    /// The public half, as in the credential scope.
    pub id: String,
    /// The secret half. Never printed and never recorded.
    pub secret: String,
    /// The session token that must come along as `x-amz-security-token`, for temporary credentials.
    pub session_token: Option<String>,
    /// Whether the key is answered with `ExpiredTokenException`.
    pub expired: bool,
}

impl AccessKey {
    /// A long-lived key pair.
    #[must_use]
    pub fn new(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { id: id.into(), secret: secret.into(), session_token: None, expired: false }
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessKey").field("id", &self.id).field("expired", &self.expired).finish_non_exhaustive()
    }
}

/// Why an account cannot use a model, as `GetFoundationModelAvailability` tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Withheld {
    /// It is not offered in this region.
    Region,
    /// The account has not accepted the model's agreement.
    Agreement,
    /// The agreement has been accepted, and is being looked at.
    Pending,
    /// The agreement could not be made.
    AgreementFailed,
    /// The account is not entitled to it.
    Entitlement,
    /// The account or the identity is not authorised for it.
    Authorization,
}

/// How a simulator behaves.
#[derive(Clone)]
pub struct Options {
    /// The address to listen on.
    pub host: IpAddr,
    /// The port to listen on; 0 takes a free one.
    pub port: u16,
    /// The key pairs that SigV4 requests may be signed with.
    pub credentials: Vec<AccessKey>,
    /// The Bedrock API keys that are accepted as bearer tokens.
    pub bearer_tokens: Vec<String>,
    /// Answers for people instead of tests: see [`Options::demo`].
    pub demo: bool,
    /// Base model ids that the account has no access to (`AccessDeniedException`).
    pub denied_models: Vec<String>,
    /// Base model ids that the account cannot use, and why.
    pub withheld: Vec<(String, Withheld)>,
    /// How many requests are kept for [`Simulator::requests`](crate::Simulator::requests); the oldest go first. 0
    /// keeps none.
    pub keep_requests: usize,
    /// Whether `/_simulator/…` is served, for tests in other languages.
    pub admin: bool,
}

impl Options {
    /// Demo mode: answers at a human pace that are pleasant to look at and say that no AWS is behind them.
    /// What is asked is not kept, and the endpoints for tests are off.
    #[must_use]
    pub fn demo() -> Self {
        let withheld = DEMO_WITHHELD.map(|(id, why)| (id.to_owned(), why)).into();
        Self { demo: true, keep_requests: 0, admin: false, withheld, ..Self::default() }
    }
}

impl Default for Options {
    fn default() -> Self {
        let expired = AccessKey { expired: true, ..AccessKey::new(EXPIRED_ACCESS_KEY_ID, SECRET_ACCESS_KEY) };
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            credentials: vec![AccessKey::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY), expired],
            bearer_tokens: Vec::new(),
            demo: false,
            denied_models: Vec::new(),
            withheld: Vec::new(),
            keep_requests: 10_000,
            admin: true,
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("credentials", &self.credentials)
            .field("bearer_tokens", &self.bearer_tokens.len())
            .field("demo", &self.demo)
            .finish_non_exhaustive()
    }
}

//! What went wrong, for three readers: a message for the client, a source for the log, a cause as a value for the window;
//! and a kind that policy can match on.

use std::any::Any;
use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// What sort of failure it is. A door turns it into its protocol's status and names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The request cannot be honoured as it stands.
    Invalid,
    /// No key, or the wrong one.
    Unauthenticated,
    /// The key is right, the deed is not allowed: by us (host, origin) or by AWS.
    Forbidden,
    /// No such path or model.
    NotFound,
    /// The path is there, the method is not.
    MethodNotAllowed,
    /// The client took too long to send its request.
    ClientTimeout,
    /// More bytes than we take.
    TooLarge,
    /// Not JSON.
    MediaType,
    /// AWS throttles.
    RateLimited,
    /// The account's quota is spent; waiting does not help.
    Quota,
    /// AWS, or we, cannot take more just now.
    Overloaded,
    /// AWS cannot be reached as who we are: credentials missing, expired or refused.
    Credentials,
    /// AWS took longer than we wait.
    UpstreamTimeout,
    /// AWS cannot be reached.
    Unreachable,
    /// AWS failed, or its answer broke off.
    Upstream,
    /// We failed.
    Internal,
}

impl Kind {
    /// In a word, as logs and exports have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::ClientTimeout => "client_timeout",
            Self::TooLarge => "too_large",
            Self::MediaType => "media_type",
            Self::RateLimited => "rate_limited",
            Self::Quota => "quota",
            Self::Overloaded => "overloaded",
            Self::Credentials => "credentials",
            Self::UpstreamTimeout => "upstream_timeout",
            Self::Unreachable => "unreachable",
            Self::Upstream => "upstream",
            Self::Internal => "internal",
        }
    }
}

/// A failure on its way to the client and to the log.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: Kind,
    message: Cow<'static, str>,
    code: Option<&'static str>,
    param: Option<String>,
    retry_after: Option<Duration>,
    final_: bool,
    request_id: Option<String>,
    model: Option<String>,
    because: Option<Box<dyn Any + Send + Sync>>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The result of anything in the gateway that a client hears of.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A failure of this kind; `message` is for the client, and says what to do.
    pub fn new(kind: Kind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            code: None,
            param: None,
            retry_after: None,
            final_: false,
            request_id: None,
            model: None,
            because: None,
            source: None,
        }))
    }

    /// The request's `param` (a path such as `messages[0].content`) does not fit.
    pub fn invalid(param: impl Into<String>, message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Kind::Invalid, message).param(param)
    }

    /// A machine-readable reason, finer than the kind.
    #[must_use]
    pub fn code(mut self, code: &'static str) -> Self {
        self.0.code = Some(code);
        self
    }

    /// Where in the request the trouble is.
    #[must_use]
    pub fn param(mut self, param: impl Into<String>) -> Self {
        self.0.param = Some(param.into());
        self
    }

    /// When to try again.
    #[must_use]
    pub fn retry_after(mut self, after: Duration) -> Self {
        self.0.retry_after = Some(after);
        self
    }

    /// Trying again is pointless, or has been done already: clients are told not to.
    #[must_use]
    pub fn final_(mut self) -> Self {
        self.0.final_ = true;
        self
    }

    /// AWS's id of the request that failed.
    #[must_use]
    pub fn request_id(mut self, id: Option<String>) -> Self {
        self.0.request_id = id;
        self
    }

    /// The cause, for the log alone.
    #[must_use]
    pub fn source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// What the message says, as a value: for those who say it in another language.
    #[must_use]
    pub fn because(mut self, sentence: impl Any + Send + Sync) -> Self {
        self.0.because = Some(Box::new(sentence));
        self
    }

    /// Puts the model that it is about in front of the message.
    #[must_use]
    pub fn about_model(mut self, model: &str) -> Self {
        self.0.message = format!("Model '{model}': {}", self.0.message).into();
        self.0.model = Some(model.to_owned());
        self
    }

    /// What sort of failure it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The text for the client.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The machine-readable reason, if it is finer than the kind.
    #[must_use]
    pub fn reason(&self) -> Option<&'static str> {
        self.0.code
    }

    /// Where in the request the trouble is.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.0.param.as_deref()
    }

    /// When to try again.
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Whether clients are told not to try again.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.0.final_
    }

    /// What the message says, if that is a `T`; less the [model](Self::model).
    #[must_use]
    pub fn cause<T: Any>(&self) -> Option<&T> {
        self.0.because.as_ref()?.downcast_ref()
    }

    /// The model that it is about, where the message names one in front.
    #[must_use]
    pub fn model(&self) -> Option<&str> {
        self.0.model.as_deref()
    }

    /// AWS's id of the request that failed.
    #[must_use]
    pub fn aws_request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

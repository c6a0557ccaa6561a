//! Whether Bedrock would take a conversation. One module a concern, each with a `check` that names the first thing
//! wrong.
//!
//! The order is the service's: first it reads the body (`shape`), then it looks at the conversation, and then the model
//! has its say (`family` and its rows in `data/families.toml`).

mod cache;
mod conversation;
mod extra;
mod inference;
mod media;
mod path;
mod reasoning;
mod schema_subset;
mod settings;
mod shape;
mod structured;
#[cfg(test)]
mod tests;
mod tools;

use serde_json::Value;

use crate::catalog::Model;
use crate::exception::Exception;
use crate::family::Family;
use crate::model::Turn;
use crate::route::Operation;

pub(crate) use path::Path;
pub(crate) use reasoning::is_on as reasons;

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// As in `messages.0.content.1.text`, for tests; AWS says it in its message, if at all.
    pub(crate) path: String,
    pub(crate) message: String,
    /// Whether it is an `AccessDeniedException`; all others are a `ValidationException`.
    denied: bool,
}

/// The result of one concern.
type Checked = Result<(), Refusal>;

impl Refusal {
    /// The service's own refusal.
    fn service(path: impl ToString, message: impl Into<String>) -> Self {
        Self { path: path.to_string(), message: message.into(), denied: false }
    }

    /// A refusal that comes from the model, as Bedrock passes it on.
    fn model(path: impl ToString, message: impl AsRef<str>) -> Self {
        Self::service(path, format!("The model returned the following errors: {}", message.as_ref()))
    }

    /// A member that this model does not take.
    fn unsupported(path: impl ToString) -> Self {
        let path = path.to_string();
        let message = format!("This model doesn't support the {path} field. Remove {path} and try again.");
        Self::service(path, message)
    }

    fn denied(path: impl ToString, message: impl Into<String>) -> Self {
        Self { denied: true, ..Self::service(path, message) }
    }
}

impl From<Refusal> for Exception {
    fn from(refusal: Refusal) -> Self {
        if refusal.denied { Self::access_denied(refusal.message) } else { Self::validation(refusal.message) }
    }
}

/// A request and the model that it is for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) turn: Turn<'a>,
    pub(crate) model: &'a Model,
    pub(crate) family: &'static Family,
    pub(crate) operation: Operation,
}

impl Subject<'_> {
    fn reasons(self) -> bool {
        reasoning::is_on(self.turn, self.family)
    }

    fn streams(self) -> bool {
        self.operation == Operation::ConverseStream
    }
}

/// Reads a body of the named shape. Gives the members that the service model does not know.
pub(crate) fn read(shape: &str, body: &Value) -> Result<Vec<String>, (Vec<String>, Refusal)> {
    let findings = shape::check(shape, body);
    let refusal = match (findings.malformed.into_iter().next(), findings.violations) {
        (Some(malformed), _) => Refusal::service("", malformed),
        (None, violations) if violations.is_empty() => return Ok(findings.unknown),
        (None, violations) => {
            let count = violations.len();
            let errors = if count == 1 { "error" } else { "errors" };
            Refusal::service("", format!("{count} validation {errors} detected: {}", violations.join("; ")))
        }
    };
    Err((findings.unknown, refusal))
}

/// Checks a body that could be read.
pub(crate) fn check(subject: Subject<'_>) -> Checked {
    conversation::check(subject)?;
    tools::check(subject)?;
    media::check(subject)?;
    cache::check(subject)?;
    settings::check(subject)?;
    extra::check(subject)?;
    reasoning::check(subject)?;
    inference::check(subject)?;
    structured::check(subject)
}

//! The settings file: TOML, and no secrets.
//!
//! ```toml
//! host = "127.0.0.1"
//! port = 8642
//! region = "us-east-1"                 # AWS_REGION and --region win
//! origins = ["https://app.example"]    # whose pages may call us
//!
//! [models]
//! default_chat = "us.anthropic.claude-sonnet-5"
//! default_embedding = "amazon.titan-embed-text-v2:0"
//! aliases = { fast = "us.amazon.nova-lite-v1:0", eu = { model = "eu.amazon.nova-lite-v1:0", region = "eu-west-1" } }
//!
//! [behaviour]
//! reasoning_effort = "medium"          # for requests that do not say: none, minimal, low, medium, high, xhigh, max
//! show_reasoning = "field"             # in reasoning_content; or "tags" (<think> in the text), or "hidden"
//! prompt_caching = true                # cache the prompts of clients that do not say
//! strict = false                       # true: refuse what cannot be honoured as written, instead of adjusting it
//!
//! [limits]
//! in_flight = 64
//! ```

mod behaviour;
mod secrets;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use outcrop_gateway::config::{Behaviour, Choice, Limits, ModelNames};
use serde::Deserialize;

use crate::failure::Failure;

/// What the file may say. All of it is optional.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    /// Where to listen.
    pub(crate) host: Option<IpAddr>,
    /// The port to listen on; 0 takes a free one.
    pub(crate) port: Option<u16>,
    /// The AWS region.
    pub(crate) region: Option<String>,
    /// Whose pages may call us.
    pub(crate) origins: Vec<String>,
    models: Models,
    behaviour: behaviour::Behaviour,
    limits: Bounds,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Models {
    aliases: BTreeMap<String, Alias>,
    default_chat: Option<String>,
    default_embedding: Option<String>,
}

/// What a name of the user's own means.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a model id, or a table with `model` and perhaps `profile` and `region`")]
enum Alias {
    Model(String),
    Placed { model: String, profile: Option<String>, region: Option<String> },
}

impl Alias {
    fn model(&self) -> &str {
        match self {
            Self::Model(model) | Self::Placed { model, .. } => model,
        }
    }

    fn place(&self) -> Option<Choice> {
        match self {
            Self::Model(_) => None,
            Self::Placed { profile, region, .. } => Some(Choice { profile: profile.clone(), region: region.clone() }),
        }
    }
}

/// Zero would mean "never" or "at once" depending on the reader, so none of these takes it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Bounds {
    body_mib: Option<NonZeroU32>,
    connections: Option<NonZeroU32>,
    in_flight: Option<NonZeroU32>,
    first_event_seconds: Option<NonZeroU32>,
    idle_seconds: Option<NonZeroU32>,
    unary_seconds: Option<NonZeroU32>,
}

impl Settings {
    /// Reads the file. Keys that nobody knows are warned about: a file shared with a newer version still works.
    ///
    /// # Errors
    /// It cannot be read, is no TOML, holds a value of the wrong type, or a secret.
    pub(crate) fn read(file: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(file).map_err(|error| Failure::Settings {
            file: file.to_owned(),
            line: None,
            message: format!("cannot be read: {error}"),
        })?;
        let (settings, unknown) =
            parse(&text).map_err(|(line, message)| Failure::Settings { file: file.to_owned(), line, message })?;
        for key in unknown {
            tracing::warn!("{}: unknown setting `{key}` is ignored", file.display());
        }
        Ok(settings)
    }

    /// How model names are understood.
    pub(crate) fn model_names(&self) -> ModelNames {
        let aliases = &self.models.aliases;
        ModelNames {
            aliases: aliases.iter().map(|(name, alias)| (name.clone(), alias.model().to_owned())).collect(),
            places: aliases.iter().filter_map(|(name, alias)| Some((name.clone(), alias.place()?))).collect(),
            default_chat: self.models.default_chat.clone(),
            default_embedding: self.models.default_embedding.clone(),
        }
    }

    /// What happens to requests.
    pub(crate) fn behaviour(&self) -> Behaviour {
        self.behaviour.config()
    }

    /// The product's bounds, with the file's in their place.
    pub(crate) fn limits(&self) -> Limits {
        let Bounds { body_mib, connections, in_flight, first_event_seconds, idle_seconds, unary_seconds } = self.limits;
        let number = |value: Option<NonZeroU32>, otherwise: usize| {
            value.and_then(|value| usize::try_from(value.get()).ok()).unwrap_or(otherwise)
        };
        let seconds = |value: Option<NonZeroU32>, otherwise: Duration| {
            value.map_or(otherwise, |value| Duration::from_secs(u64::from(value.get())))
        };
        let limits = Limits::default();
        Limits {
            body: body_mib.map_or(limits.body, |mib| number(Some(mib), 0).saturating_mul(1024 * 1024)),
            connections: number(connections, limits.connections),
            in_flight: number(in_flight, limits.in_flight),
            first_event: seconds(first_event_seconds, limits.first_event),
            idle: seconds(idle_seconds, limits.idle),
            unary: seconds(unary_seconds, limits.unary),
            ..limits
        }
    }
}

/// A line, counted from 1, and what is wrong there.
type Complaint = (Option<usize>, String);

/// The settings, and the keys that nobody knows.
fn parse(text: &str) -> Result<(Settings, Vec<String>), Complaint> {
    let complain = |error: &toml::de::Error| (error.span().map(|span| line(text, &span)), error.message().to_owned());
    let document = toml::de::DeTable::parse(text).map_err(|error| complain(&error))?;
    if let Some((span, message)) = secrets::find(document.get_ref()) {
        return Err((Some(line(text, &span)), message));
    }
    let mut unknown = Vec::new();
    let settings =
        serde_ignored::deserialize(toml::Deserializer::from(document), |path| unknown.push(path.to_string()))
            .map_err(|error| complain(&error))?;
    Ok((settings, unknown))
}

fn line(text: &str, span: &Range<usize>) -> usize {
    text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests;

//! From text to settings.

use std::io;
use std::ops::Range;
use std::path::Path;

use outcrop_gateway::config::{ApiKey, Config};
use toml::de::{DeTable, DeValue};

use crate::error::{Error, Flaw};
use crate::file::File;
use crate::secrets;
use crate::settings::Settings;

/// What a text says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// The settings.
    pub settings: Settings,
    /// Keys that nobody knows, with their path: a file shared with a newer version still works.
    pub unknown: Vec<String>,
}

/// The settings of a file.
///
/// # Errors
/// It is not there or cannot be read, or its text is wrong as in [`parse`].
pub fn read(file: &Path) -> Result<Read, Error> {
    let text = text(file).map_err(|error| Error::io(file, "cannot be read", &error))?;
    parse(&text).map_err(|flaw| Error::new(file, flaw))
}

/// The file's text.
pub(crate) fn text(file: &Path) -> io::Result<String> {
    std::fs::read_to_string(file)
}

/// The settings of a text.
///
/// # Errors
/// It is no TOML, holds a value that does not fit, or a secret.
pub fn parse(text: &str) -> Result<Read, Flaw> {
    let at = |span: Option<&Range<usize>>, message: String| Flaw { line: span.map(|span| line(text, span)), message };
    let complain = |error: &toml::de::Error| at(error.span().as_ref(), error.message().to_owned());
    let document = DeTable::parse(text).map_err(|error| complain(&error))?;
    if let Some((span, message)) = secrets::find(document.get_ref()) {
        return Err(at(Some(&span), message));
    }
    let spelled = document.get_ref().clone();
    let mut unknown = Vec::new();
    let file: File =
        serde_ignored::deserialize(toml::Deserializer::from(document), |path| unknown.push(path.to_string()))
            .map_err(|error| complain(&error))?;
    let settings = Settings::from(file);
    match misfit(&settings) {
        None => Ok(Read { settings, unknown }),
        Some((path, message)) => Err(at(span(&spelled, &path).as_ref(), message)),
    }
}

/// One step of the way to a value.
enum Step<'a> {
    Key(&'a str),
    Place(usize),
}

/// The first value that only the gateway can tell to be wrong: where it stands, and what it takes.
fn misfit(settings: &Settings) -> Option<(Vec<Step<'_>>, String)> {
    use Step::{Key, Place};
    let origins = settings.origins.iter().enumerate().map(|(place, origin)| {
        (vec![Key("origins"), Place(place)], refusal(|config| config.origins = vec![origin.clone()]))
    });
    let region = |region: &str| refusal(|config| config.aws.region = Some(region.to_owned()));
    let named = settings.region.iter().map(|name| (vec![Key("region")], region(name)));
    let aliased = settings.aliases.iter().filter_map(|(name, alias)| {
        let path = vec![Key("models"), Key("aliases"), Key(name), Key("region")];
        Some((path, region(alias.region.as_deref()?)))
    });
    origins.chain(named).chain(aliased).find_map(|(path, refusal)| Some((path, refusal?)))
}

/// What the gateway says to a configuration that differs from its own in this.
fn refusal(change: impl FnOnce(&mut Config)) -> Option<String> {
    // Any key does: nobody will present it.
    let mut config = Config::new(ApiKey::new("none").ok()?);
    change(&mut config);
    config.check().err().map(|error| error.to_string().trim_start_matches("aws.").to_owned())
}

/// Where a value stands; what has no place of its own stands where its nearest ancestor does.
fn span(table: &DeTable<'_>, path: &[Step<'_>]) -> Option<Range<usize>> {
    let (first, rest) = path.split_first()?;
    let Step::Key(name) = first else { return None };
    let mut found = table.iter().find(|(key, _)| key.get_ref().as_ref() == *name).map(|(_, value)| value)?;
    for step in rest {
        let inner = match (step, found.get_ref()) {
            (Step::Key(name), DeValue::Table(table)) => {
                table.iter().find(|(key, _)| key.get_ref().as_ref() == *name).map(|(_, value)| value)
            }
            (Step::Place(place), DeValue::Array(array)) => array.get(*place),
            _ => None,
        };
        let Some(inner) = inner else { break };
        found = inner;
    }
    Some(found.span())
}

fn line(text: &str, span: &Range<usize>) -> usize {
    text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests;

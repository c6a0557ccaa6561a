//! From text to settings.

use std::io;
use std::ops::Range;
use std::path::Path;

use outcrop_gateway::config::{ApiKey, Config};
use toml::de::{DeTable, DeValue};

use crate::error::{Complaint, Error, Flaw};
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
    let text = text(file).map_err(|error| Error::unreadable(file, &error))?;
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
    let at = |span: Option<&Range<usize>>, what: Complaint| Flaw { line: span.map(|span| line(text, span)), what };
    let complain =
        |error: &toml::de::Error| at(error.span().as_ref(), Complaint::Grammar { words: error.message().to_owned() });
    let document = DeTable::parse(text).map_err(|error| complain(&error))?;
    if let Some((span, complaint)) = secrets::find(document.get_ref()) {
        return Err(at(Some(&span), complaint));
    }
    let spelled = document.get_ref().clone();
    let mut unknown = Vec::new();
    let file: File =
        serde_ignored::deserialize(toml::Deserializer::from(document), |path| unknown.push(path.to_string()))
            .map_err(|error| complain(&error))?;
    let settings = Settings::from(file);
    match misfit(&settings) {
        None => Ok(Read { settings, unknown }),
        Some((path, complaint)) => Err(at(span(&spelled, &path).as_ref(), complaint)),
    }
}

/// One step of the way to a value.
enum Step<'a> {
    Key(&'a str),
    Place(usize),
}

/// The first value that only the gateway can tell to be wrong: where it stands, and what it takes.
fn misfit(settings: &Settings) -> Option<(Vec<Step<'_>>, Complaint)> {
    use Step::{Key, Place};
    let origins = settings.origins.iter().enumerate().map(|(place, origin)| {
        let fits = fits(|config| config.origins = vec![origin.clone()]);
        (vec![Key("origins"), Place(place)], (!fits).then(|| Complaint::Origin { origin: origin.clone() }))
    });
    let region = |region: &str| {
        let (fits, region) = (fits(|config| config.aws.region = Some(region.to_owned())), region.to_owned());
        (!fits).then_some(Complaint::Region { region })
    };
    let named = settings.region.iter().map(|name| (vec![Key("region")], region(name)));
    let aliased = settings.aliases.iter().filter_map(|(name, alias)| {
        let path = vec![Key("models"), Key("aliases"), Key(name), Key("region")];
        Some((path, region(alias.region.as_deref()?)))
    });
    origins.chain(named).chain(aliased).find_map(|(path, complaint)| Some((path, complaint?)))
}

/// Whether the gateway takes a configuration that differs from its own in this.
fn fits(change: impl FnOnce(&mut Config)) -> bool {
    // Any key does: nobody will present it.
    ApiKey::new("none").is_ok_and(|key| {
        let mut config = Config::new(key);
        change(&mut config);
        config.check().is_ok()
    })
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

//! The service model: types, required members, unions, lengths, ranges and patterns, from `data/shapes.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::path::Path;

const DATA: &str = include_str!("../../data/shapes.toml");

#[expect(clippy::expect_used, reason = "the file is part of the crate, and a test reads it")]
static SHAPES: LazyLock<BTreeMap<String, Shape>> = LazyLock::new(|| toml::from_str(DATA).expect("data/shapes.toml"));

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    kind: Kind,
    #[serde(default)]
    members: BTreeMap<String, String>,
    #[serde(default)]
    required: Vec<String>,
    of: Option<String>,
    key: Option<String>,
    min: Option<u32>,
    max: Option<u32>,
    chars: Option<String>,
    #[serde(default, rename = "enum")]
    values: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Structure,
    Union,
    List,
    Map,
    String,
    Integer,
    Float,
    Boolean,
    Blob,
    Document,
}

/// What was found in a body.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// Values of a wrong type, and unions with none or several members. They come first: AWS reads before it checks.
    pub(crate) malformed: Vec<String>,
    /// Constraint violations, in AWS's words.
    pub(crate) violations: Vec<String>,
    /// Members that no shape knows.
    pub(crate) unknown: Vec<String>,
}

/// Checks the value against the named shape.
pub(crate) fn check(shape: &str, value: &Value) -> Findings {
    let mut findings = Findings::default();
    findings.value(shape, value, &Path::default());
    findings
}

impl Findings {
    fn value(&mut self, name: &str, value: &Value, path: &Path) {
        let Some(shape) = SHAPES.get(name) else { return };
        match (shape.kind, value) {
            (Kind::Document, _) | (Kind::Boolean, Value::Bool(_)) => {}
            (Kind::Structure, Value::Object(members)) => self.structure(shape, members, path),
            (Kind::Union, Value::Object(members)) => self.union(name, shape, members, path),
            (Kind::List, Value::Array(items)) => self.list(shape, items, path),
            (Kind::Map, Value::Object(entries)) => self.map(shape, entries, path),
            (Kind::String, Value::String(text)) => self.string(shape, text, path),
            (Kind::Blob, Value::String(text)) => self.blob(shape, text, path),
            (Kind::Integer, Value::Number(number)) if number.is_i64() || number.is_u64() => {
                self.range(shape, number.as_f64().unwrap_or_default(), path);
            }
            (Kind::Float, Value::Number(number)) => self.range(shape, number.as_f64().unwrap_or_default(), path),
            (kind, _) => self.malformed.push(format!("The value at {path} must be {}.", expected(kind))),
        }
    }

    fn structure(&mut self, shape: &Shape, members: &Map<String, Value>, path: &Path) {
        for name in &shape.required {
            if members.get(name).is_none_or(Value::is_null) {
                self.violation("", &path.member(name), "Member must not be null");
            }
        }
        for (name, value) in members {
            match shape.members.get(name) {
                None => self.unknown.push(path.member(name).to_string()),
                // A null member is an absent one.
                Some(_) if value.is_null() => {}
                Some(of) => self.value(of, value, &path.member(name)),
            }
        }
    }

    fn union(&mut self, name: &str, shape: &Shape, members: &Map<String, Value>, path: &Path) {
        self.structure(shape, members, path);
        let set = members.iter().filter(|(name, value)| !value.is_null() && shape.members.contains_key(*name)).count();
        if set != 1 {
            let keys = shape.members.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            let only = if set == 0 { "" } else { "only " };
            self.malformed
                .push(format!("The {name} object at {path} must set {only}one of the following keys: {keys}."));
        }
    }

    fn list(&mut self, shape: &Shape, items: &[Value], path: &Path) {
        self.length(shape, items.len(), "", path);
        for (at, item) in items.iter().enumerate() {
            self.value(shape.of.as_deref().unwrap_or_default(), item, &path.index(at));
        }
    }

    fn map(&mut self, shape: &Shape, entries: &Map<String, Value>, path: &Path) {
        self.length(shape, entries.len(), "", path);
        for (key, value) in entries {
            if let Some(of) = shape.key.as_deref().and_then(|key| SHAPES.get(key)) {
                self.string(of, key, path);
            }
            self.value(shape.of.as_deref().unwrap_or_default(), value, &path.member(key));
        }
    }

    fn string(&mut self, shape: &Shape, text: &str, path: &Path) {
        let shown = format!("'{}' ", text.chars().take(256).collect::<String>());
        self.length(shape, text.chars().count(), &shown, path);
        if let Some(chars) = &shape.chars
            && !text.chars().all(|character| in_class(chars, character))
        {
            self.violation(&shown, path, &format!("Member must satisfy regular expression pattern: [{chars}]+"));
        }
        if !shape.values.is_empty() && !shape.values.iter().any(|value| value == text) {
            let values = shape.values.join(", ");
            self.violation(&shown, path, &format!("Member must satisfy enum value set: [{values}]"));
        }
    }

    fn blob(&mut self, shape: &Shape, text: &str, path: &Path) {
        match STANDARD.decode(text) {
            Ok(bytes) => self.length(shape, bytes.len(), "", path),
            Err(_) => self.malformed.push(format!("The value at {path} must be valid base64.")),
        }
    }

    fn length(&mut self, shape: &Shape, length: usize, shown: &str, path: &Path) {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        if let Some(min) = shape.min.filter(|min| length < *min) {
            self.violation(shown, path, &format!("Member must have length greater than or equal to {min}"));
        }
        if let Some(max) = shape.max.filter(|max| length > *max) {
            self.violation(shown, path, &format!("Member must have length less than or equal to {max}"));
        }
    }

    fn range(&mut self, shape: &Shape, number: f64, path: &Path) {
        let shown = format!("'{number}' ");
        if let Some(min) = shape.min.filter(|min| number < f64::from(*min)) {
            self.violation(&shown, path, &format!("Member must have value greater than or equal to {min}"));
        }
        if let Some(max) = shape.max.filter(|max| number > f64::from(*max)) {
            self.violation(&shown, path, &format!("Member must have value less than or equal to {max}"));
        }
    }

    fn violation(&mut self, shown: &str, path: &Path, constraint: &str) {
        self.violations.push(format!("Value {shown}at '{}' failed to satisfy constraint: {constraint}", path.smithy()));
    }
}

fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Structure | Kind::Union | Kind::Map => "an object",
        Kind::List => "an array",
        Kind::String | Kind::Blob => "a string",
        Kind::Integer => "an integer",
        Kind::Float => "a number",
        Kind::Boolean => "a boolean",
        Kind::Document => "JSON",
    }
}

/// Whether the character is in the class: single characters, ranges, and `\s`.
fn in_class(class: &str, character: char) -> bool {
    let parts: Vec<char> = class.chars().collect();
    let mut at = 0;
    while let Some(first) = parts.get(at) {
        match (parts.get(at + 1), parts.get(at + 2)) {
            (Some('s'), _) if *first == '\\' => {
                if character.is_whitespace() {
                    return true;
                }
                at += 2;
            }
            (Some('-'), Some(last)) if first.is_alphanumeric() && last.is_alphanumeric() => {
                if (*first..=*last).contains(&character) {
                    return true;
                }
                at += 3;
            }
            _ => {
                if *first == character {
                    return true;
                }
                at += 1;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_named_shape_exists() {
        for (name, shape) in SHAPES.iter() {
            for of in shape.members.values().chain(&shape.of).chain(&shape.key) {
                assert!(SHAPES.contains_key(of), "{name} names {of}");
            }
            assert!(shape.required.iter().all(|member| shape.members.contains_key(member)), "{name}");
        }
    }

    #[test]
    fn unknown_members_are_reported_and_forgiven() {
        let findings =
            check("ConverseRequest", &json!({"messages": [{"role": "user", "content": [{"text": "a"}], "x": 1}]}));
        assert_eq!(findings.unknown, ["messages.0.x"]);
        assert!(findings.malformed.is_empty() && findings.violations.is_empty());
    }

    #[test]
    fn character_classes() {
        assert!(in_class("a-zA-Z0-9_-", '-') && in_class("a-zA-Z0-9_-", 'q') && !in_class("a-zA-Z0-9_-", '.'));
        assert!(
            in_class(r"a-z\s,-.", ' ')
                && in_class(r"a-z\s,-.", '-')
                && !in_class(r"a-z\s,-.", 's'.to_ascii_uppercase())
        );
    }
}

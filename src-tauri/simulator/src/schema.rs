//! A small JSON that fits a JSON schema, always the same one: arguments for tools and structured answers.

use serde_json::{Map, Number, Value};

/// Where a recursive schema is cut off.
const MAX_DEPTH: usize = 6;

/// A value that fits the schema; `hint` is the user's text, from which strings are taken where they fit.
pub(crate) fn example(schema: &Value, hint: &str) -> Value {
    Generator { root: schema, hint }.value(schema, "", 0)
}

struct Generator<'a> {
    root: &'a Value,
    hint: &'a str,
}

impl Generator<'_> {
    fn value(&self, schema: &Value, name: &str, depth: usize) -> Value {
        if let Some(fixed) = fixed(schema) {
            return fixed;
        }
        if let Some(target) = schema["$ref"].as_str().and_then(|reference| self.target(reference)) {
            return if depth < MAX_DEPTH { self.value(target, name, depth + 1) } else { Value::Null };
        }
        for union in ["anyOf", "oneOf"] {
            if let Some(variant) =
                schema[union].as_array().and_then(|variants| variants.iter().find(|one| !is_null(one)))
            {
                return self.value(variant, name, depth + 1);
            }
        }
        match kind(schema) {
            "object" => self.object(schema, depth),
            "array" => self.array(schema, name, depth),
            "string" => Value::String(self.string(schema, name)),
            "integer" => number(schema, true),
            "number" => number(schema, false),
            "boolean" => Value::Bool(true),
            "null" => Value::Null,
            _ => Value::String(self.string(schema, name)),
        }
    }

    fn target(&self, reference: &str) -> Option<&Value> {
        self.root.pointer(reference.strip_prefix('#')?)
    }

    /// All properties of the schema and of what it composes; the optional ones are left out deep inside.
    fn object(&self, schema: &Value, depth: usize) -> Value {
        let mut object = Map::new();
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            if depth < MAX_DEPTH || required.contains(&name.as_str()) {
                object.insert(name.clone(), self.value(property, name, depth + 1));
            }
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            if let Value::Object(members) = self.value(part, "", depth + 1) {
                object.extend(members);
            }
        }
        Value::Object(object)
    }

    fn array(&self, schema: &Value, name: &str, depth: usize) -> Value {
        let prefix = schema["prefixItems"].as_array().into_iter().flatten();
        let mut items: Vec<Value> = prefix.map(|item| self.value(item, name, depth + 1)).collect();
        let wanted = usize::try_from(schema["minItems"].as_u64().unwrap_or(1)).unwrap_or(1);
        if depth < MAX_DEPTH && schema["items"].is_object() {
            while items.len() < wanted.max(1) {
                items.push(self.value(&schema["items"], name, depth + 1));
            }
        }
        Value::Array(items)
    }

    fn string(&self, schema: &Value, name: &str) -> String {
        let text = match schema["format"].as_str() {
            Some("date-time") => "2026-11-22T12:00:00Z".to_owned(),
            Some("date") => "2026-11-22".to_owned(),
            Some("time") => "12:00:00Z".to_owned(),
            Some("duration") => "PT1H".to_owned(),
            Some("email") => "ada@example.com".to_owned(),
            Some("hostname") => "example.com".to_owned(),
            Some("uri") => "https://example.com/".to_owned(),
            Some("ipv4") => "192.0.2.1".to_owned(),
            Some("ipv6") => "2001:db8::1".to_owned(),
            Some("uuid") => "6f1f5bd2-3c0a-4d39-9a0e-1f2e3d4c5b6a".to_owned(),
            _ => self.word(name),
        };
        fit(text, schema)
    }

    /// A string that suits the property's name.
    fn word(&self, name: &str) -> String {
        let lower = name.to_lowercase();
        let is = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
        if is(&["city", "location", "place", "town", "country"]) {
            return self.proper_noun().unwrap_or("Lisbon").to_owned();
        }
        if is(&["query", "question", "prompt", "text", "message", "input", "topic", "search"]) && !self.hint.is_empty()
        {
            return self.hint.to_owned();
        }
        if is(&["expression", "formula", "calc"]) {
            return self.expression().unwrap_or_else(|| "6 * 7".to_owned());
        }
        let known: &[(&[&str], &str)] = &[
            (&["path", "file"], "README.md"),
            (&["command", "cmd"], "echo hello"),
            (&["url", "link"], "https://example.com/"),
            (&["date", "day"], "2026-11-22"),
            (&["email"], "ada@example.com"),
            (&["name", "user", "author"], "Ada"),
            (&["unit"], "celsius"),
            (&["lang"], "en"),
        ];
        let found = known.iter().find(|(parts, _)| is(parts)).map(|(_, word)| (*word).to_owned());
        found.unwrap_or_else(|| if name.is_empty() { "example".to_owned() } else { format!("example {name}") })
    }

    /// The last capitalised word that does not begin the text.
    fn proper_noun(&self) -> Option<&str> {
        let words = self.hint.split_whitespace().skip(1).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        words.filter(|word| word.chars().next().is_some_and(char::is_uppercase) && word.len() > 1).last()
    }

    fn expression(&self) -> Option<String> {
        let is_part = |c: char| c.is_ascii_digit() || " +-*/^().".contains(c);
        let parts = self.hint.split(|c| !is_part(c)).map(str::trim);
        parts.filter(|part| part.len() > 2 && part.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned).next()
    }
}

fn fixed(schema: &Value) -> Option<Value> {
    if let Some(value) = schema.get("const") {
        return Some(value.clone());
    }
    schema["enum"].as_array()?.first().cloned()
}

fn is_null(schema: &Value) -> bool {
    schema["type"] == "null" || schema.get("const") == Some(&Value::Null)
}

/// The schema's type; of several the first that is not null; of none what its members suggest.
fn kind(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(kind) => kind,
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or("null"),
        _ if ["properties", "allOf", "additionalProperties"].iter().any(|member| schema.get(member).is_some()) => {
            "object"
        }
        _ if schema.get("items").is_some() => "array",
        _ => "any",
    }
}

fn number(schema: &Value, whole: bool) -> Value {
    let bound = |name: &str| schema[name].as_f64();
    let step = bound("multipleOf").unwrap_or(1.0);
    let low = bound("minimum").or_else(|| bound("exclusiveMinimum").map(|low| low + step));
    let high = bound("maximum").or_else(|| bound("exclusiveMaximum").map(|high| high - step));
    let mut value = low.map_or(1.0, |low| low.max(1.0));
    if let Some(high) = high {
        value = value.min(high);
    }
    if schema.get("multipleOf").is_some() {
        value = (value / step).ceil() * step;
    }
    #[expect(clippy::cast_possible_truncation, reason = "rounded up first; what is out of range saturates")]
    let integer = value.ceil() as i64;
    if whole { Value::from(integer) } else { Number::from_f64(value).map_or(Value::from(1), Value::Number) }
}

/// Stretches or cuts the text to the schema's bounds.
fn fit(mut text: String, schema: &Value) -> String {
    let bound = |name: &str| schema[name].as_u64().and_then(|bound| usize::try_from(bound).ok());
    let shortest = bound("minLength").unwrap_or(0).min(10_000);
    while text.chars().count() < shortest {
        text.push('.');
    }
    match bound("maxLength") {
        Some(longest) => text.chars().take(longest).collect(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(schema: Value, expected: Value) {
        assert_eq!(example(&schema, "What is the weather in Paris?"), expected, "{schema}");
    }

    #[test]
    fn values_fit_their_schemas() {
        check(json!({"type": "object", "properties": {"city": {"type": "string"}}}), json!({"city": "Paris"}));
        check(json!({"type": "integer", "minimum": 5}), json!(5));
        check(json!({"type": "number", "exclusiveMaximum": 0}), json!(-1.0));
        check(json!({"enum": ["b", "a"]}), json!("b"));
        check(json!({"type": ["null", "boolean"]}), json!(true));
        check(json!({"anyOf": [{"type": "null"}, {"const": 7}]}), json!(7));
        check(json!({"type": "array", "items": {"type": "integer"}, "minItems": 2}), json!([1, 1]));
        check(json!({"type": "string", "maxLength": 3}), json!("exa"));
        check(json!({"type": "string", "format": "uuid"}), json!("6f1f5bd2-3c0a-4d39-9a0e-1f2e3d4c5b6a"));
        check(json!({}), json!("example"));
    }

    #[test]
    fn references_resolve_and_recursion_ends() {
        let properties = json!({"next": {"$ref": "#/$defs/node"}, "id": {"type": "integer"}});
        let node = json!({"type": "object", "properties": properties, "required": ["id"]});
        let schema = json!({"$ref": "#/$defs/node", "$defs": {"node": node}});
        assert_eq!(example(&schema, "")["id"], 1);
    }
}

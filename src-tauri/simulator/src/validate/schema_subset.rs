//! The part of JSON Schema that structured output and strict tools take.

use serde_json::{Map, Value};

/// Keywords that bound a value.
const BOUNDS: &[&str] =
    &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "maxItems"];
const FORMATS: &[&str] = &["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"];

/// The first thing in the schema that is outside the subset.
pub(crate) fn problem(schema: &Value) -> Option<String> {
    Subset { root: schema }.value(schema, &mut Vec::new())
}

/// How many properties the schema has, all objects together.
pub(crate) fn properties(schema: &Value) -> usize {
    match schema {
        Value::Object(members) => {
            let own = members.get("properties").and_then(Value::as_object).map_or(0, Map::len);
            own + members.values().map(properties).sum::<usize>()
        }
        Value::Array(values) => values.iter().map(properties).sum(),
        _ => 0,
    }
}

/// Whether a pattern anywhere in the schema looks around.
pub(crate) fn has_lookaround(schema: &Value) -> bool {
    match schema {
        Value::Object(members) => {
            let pattern = members.get("pattern").and_then(Value::as_str).unwrap_or_default();
            ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|look| pattern.contains(look))
                || members.values().any(has_lookaround)
        }
        Value::Array(values) => values.iter().any(has_lookaround),
        _ => false,
    }
}

struct Subset<'a> {
    root: &'a Value,
}

impl<'a> Subset<'a> {
    /// `open` are the references that are being followed: one that comes again is a recursion.
    fn value(&self, schema: &'a Value, open: &mut Vec<&'a str>) -> Option<String> {
        let Value::Object(members) = schema else { return None };
        keywords(members).or_else(|| self.reference(members, open)).or_else(|| {
            let mut inner = children(members);
            inner.find_map(|child| self.value(child, open))
        })
    }

    fn reference(&self, members: &'a Map<String, Value>, open: &mut Vec<&'a str>) -> Option<String> {
        let reference = members.get("$ref")?.as_str()?;
        let Some(pointer) = reference.strip_prefix('#') else {
            return Some(format!("External $ref '{reference}' is not supported"));
        };
        if open.contains(&reference) {
            return Some("Recursive schemas are not supported".to_owned());
        }
        let Some(target) = self.root.pointer(pointer) else {
            return Some(format!("$ref '{reference}' cannot be resolved"));
        };
        open.push(reference);
        let found = self.value(target, open);
        open.pop();
        found
    }
}

fn keywords(members: &Map<String, Value>) -> Option<String> {
    if let Some(bound) = BOUNDS.iter().find(|bound| members.contains_key(**bound)) {
        let kind = members.get("type").and_then(Value::as_str).unwrap_or("this");
        return Some(format!("For '{kind}' type, property '{bound}' is not supported"));
    }
    if let Some(least) = members.get("minItems").filter(|least| least.as_u64().is_none_or(|least| least > 1)) {
        return Some(format!("For 'array' type, 'minItems' values other than 0 or 1 are not supported (got: {least})"));
    }
    if let Some(format) = members.get("format").and_then(Value::as_str).filter(|format| !FORMATS.contains(format)) {
        return Some(format!("For 'string' type, format '{format}' is not supported"));
    }
    let is_object = members.get("type").is_some_and(|kind| kind == "object") || members.contains_key("properties");
    if is_object && members.get("additionalProperties") != Some(&Value::Bool(false)) {
        return Some("For 'object' type, 'additionalProperties' must be explicitly set to false".to_owned());
    }
    None
}

/// The schemas directly inside; definitions count where they are referred to.
fn children(members: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    let maps = ["properties"].into_iter().filter_map(|name| members.get(name)?.as_object()).flat_map(Map::values);
    let lists = ["anyOf", "oneOf", "allOf", "prefixItems"]
        .into_iter()
        .filter_map(|name| members.get(name)?.as_array())
        .flatten();
    maps.chain(lists).chain(members.get("items"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(schema: Value, expected: Option<&str>) {
        let problem = problem(&schema);
        match (&problem, expected) {
            (None, None) => {}
            (Some(problem), Some(part)) => assert!(problem.contains(part), "{problem}"),
            _ => panic!("{schema}: {problem:?}"),
        }
    }

    #[test]
    fn what_is_outside_the_subset_is_named() {
        let closed =
            |properties: Value| json!({"type": "object", "properties": properties, "additionalProperties": false});
        check(closed(json!({"a": {"type": "string", "format": "uuid"}})), None);
        check(json!({"type": "object", "properties": {}}), Some("additionalProperties"));
        check(closed(json!({"a": {"type": "integer", "minimum": 1}})), Some("'minimum'"));
        check(closed(json!({"a": {"type": "array", "minItems": 2}})), Some("minItems"));
        check(
            closed(json!({"a": {"type": "array", "items": {"type": "string", "maxLength": 2}}})),
            Some("'maxLength'"),
        );
        check(closed(json!({"a": {"type": "string", "format": "phone"}})), Some("'phone'"));
        check(closed(json!({"a": {"$ref": "https://example.com/a"}})), Some("External"));
        check(closed(json!({"a": {"$ref": "#/$defs/none"}})), Some("resolved"));
    }

    #[test]
    fn recursion_is_refused_and_reuse_is_not() {
        let node =
            json!({"type": "object", "additionalProperties": false, "properties": {"next": {"$ref": "#/$defs/node"}}});
        check(json!({"$ref": "#/$defs/node", "$defs": {"node": node}}), Some("Recursive"));
        let leaf = json!({"type": "string"});
        let reuse = json!({"a": {"$ref": "#/$defs/leaf"}, "b": {"$ref": "#/$defs/leaf"}});
        check(
            json!({"type": "object", "additionalProperties": false, "properties": reuse, "$defs": {"leaf": leaf}}),
            None,
        );
    }
}

//! The shape of the answer: natively where the family takes the schema, else by a tool whose input is the answer, else
//! in words (facts/bedrock.md section 4, "Structured output").

use std::collections::HashSet;

use super::family::{Choice, Family, Tools};
use super::wire::{JsonSchema, OutputConfig, Structure, TextFormat};
use crate::ir::{Json, OutputFormat, Schema, ToolChoice, Turn};

/// The longest instruction is the schema's; these go before it.
const JSON_ONLY: &str = "Answer with one JSON object and nothing else: no code fence, no words around it.";
const SCHEMA_ONLY: &str =
    "Answer with one JSON value that follows this JSON Schema, and nothing else: no code fence, no words around it.\n";

/// How structure is asked for.
#[derive(Debug)]
pub(super) enum Plan<'a> {
    /// It is not.
    Free,
    /// `outputConfig`.
    Native(&'a Schema),
    /// A tool.
    Tool(AnswerTool<'a>),
    /// In words.
    Words(String),
}

/// A tool whose input is the answer.
#[derive(Debug)]
pub(super) struct AnswerTool<'a> {
    pub name: String,
    pub schema: &'a Schema,
}

pub(super) fn plan<'a>(turn: &'a Turn, family: &Family) -> Plan<'a> {
    match &turn.output {
        OutputFormat::Text => Plan::Free,
        OutputFormat::JsonObject => Plan::Words(JSON_ONLY.to_owned()),
        OutputFormat::JsonSchema(schema) if family.structured && is_native(&schema.schema) => Plan::Native(schema),
        OutputFormat::JsonSchema(schema) if by_tool(turn, schema, family) => {
            Plan::Tool(AnswerTool { name: schema.name.clone(), schema })
        }
        OutputFormat::JsonSchema(schema) => Plan::Words(format!("{SCHEMA_ONLY}{}", schema.schema)),
    }
}

/// A tool's input is an object, and a model that cannot be made to call is better told in words. A client that insists
/// on a tool of its own, or on none, is not answered by ours.
fn by_tool(turn: &Turn, schema: &Schema, family: &Family) -> bool {
    let object = schema.schema.get("type").and_then(Json::as_str) == Some("object");
    let free = matches!(turn.tool_choice, ToolChoice::Auto | ToolChoice::Required);
    let free = free || turn.tool_choice == ToolChoice::None && turn.tools.is_empty();
    object
        && free
        && family.tools != Tools::None
        && (family.takes_choice(Choice::Any) || family.takes_choice(Choice::Tool))
}

impl Plan<'_> {
    /// The native form, if that is the plan.
    pub(super) fn config(&self) -> Option<OutputConfig<'_>> {
        let Self::Native(schema) = self else { return None };
        let structure = Structure::JsonSchema(JsonSchema {
            schema: closed(&schema.schema).to_string(),
            name: &schema.name,
            description: schema.description.as_deref(),
        });
        Some(OutputConfig { text_format: TextFormat { r#type: "json_schema", structure } })
    }

    /// The words, if that is the plan.
    pub(super) fn words(&self) -> Option<&str> {
        match self {
            Self::Words(words) => Some(words),
            Self::Free | Self::Native(_) | Self::Tool(_) => None,
        }
    }
}

/// Members of a schema that the native form refuses.
const REFUSED: &[&str] = &[
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "patternProperties",
    "propertyNames",
    "if",
    "then",
    "else",
    "not",
    "oneOf",
    "dependentSchemas",
    "dependentRequired",
    "prefixItems",
    "contains",
    "pattern",
    "$dynamicRef",
];
const FORMATS: &[&str] = &["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"];

/// Whether the native form takes this schema.
pub(super) fn is_native(schema: &Json) -> bool {
    match schema {
        Json::Object(members) => {
            let own = members.iter().all(|(name, value)| match name.as_str() {
                name if REFUSED.contains(&name) => false,
                "$ref" => value.as_str().is_some_and(|target| target.starts_with("#/")),
                "minItems" => value.as_u64().is_some_and(|n| n <= 1),
                "format" => value.as_str().is_some_and(|format| FORMATS.contains(&format)),
                "additionalProperties" => *value == Json::Bool(false),
                // The names of properties are not members of a schema.
                "properties" | "$defs" | "definitions" => {
                    value.as_object().is_some_and(|inner| inner.values().all(is_native))
                }
                "enum" | "const" | "default" | "examples" | "required" => true,
                _ => is_native(value),
            });
            own && !refers_to_itself(members)
        }
        Json::Array(items) => items.iter().all(is_native),
        _ => true,
    }
}

/// A definition that leads back to itself, by way of others too.
fn refers_to_itself(members: &serde_json::Map<String, Json>) -> bool {
    let Some(definitions) = members.get("$defs").or_else(|| members.get("definitions")).and_then(Json::as_object)
    else {
        return false;
    };
    let mut done = HashSet::new();
    definitions.keys().any(|start| leads_back(start, definitions, &mut done))
}

/// A walk along the references from here; `done` holds what has been found to lead nowhere. It keeps its own stack, for
/// clients write schemas as deep as they like.
fn leads_back<'a>(start: &'a str, definitions: &'a serde_json::Map<String, Json>, done: &mut HashSet<&'a str>) -> bool {
    let targets = |name: &str| {
        let mut found = HashSet::new();
        if let Some(definition) = definitions.get(name) {
            references(definition, &mut found);
        }
        found.into_iter().collect::<Vec<&'a str>>()
    };
    let mut path = vec![(start, targets(start))];
    let mut on_path = HashSet::from([start]);
    while let Some((name, ahead)) = path.last_mut() {
        match ahead.pop() {
            Some(next) if on_path.contains(next) => return true,
            Some(next) if done.contains(next) => {}
            Some(next) => {
                on_path.insert(next);
                path.push((next, targets(next)));
            }
            None => {
                on_path.remove(*name);
                done.insert(*name);
                path.pop();
            }
        }
    }
    false
}

/// The names of the definitions that a schema refers to.
fn references<'a>(schema: &'a Json, found: &mut HashSet<&'a str>) {
    match schema {
        Json::Object(members) => {
            for (name, value) in members {
                match (name.as_str(), value.as_str()) {
                    ("$ref", Some(target)) => found.extend(target.rsplit('/').next()),
                    _ => references(value, found),
                }
            }
        }
        Json::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// Objects without a word on further members get none: the native form insists, and OpenAI's strict mode means it so.
pub(super) fn closed(schema: &Json) -> Json {
    match schema {
        Json::Object(members) => {
            let mut closed: serde_json::Map<String, Json> = members
                .iter()
                .filter(|(name, _)| *name != "$schema")
                .map(|(name, value)| (name.clone(), closed_member(name, value)))
                .collect();
            if is_object(members.get("type")) && !members.contains_key("additionalProperties") {
                closed.insert("additionalProperties".into(), false.into());
            }
            Json::Object(closed)
        }
        Json::Array(items) => Json::Array(items.iter().map(closed).collect()),
        other => other.clone(),
    }
}

/// Literals are no schemas; the names of properties are no members of one.
fn closed_member(name: &str, value: &Json) -> Json {
    match (name, value) {
        ("enum" | "const" | "default" | "examples" | "required", literal) => literal.clone(),
        ("properties" | "$defs" | "definitions", Json::Object(named)) => {
            Json::Object(named.iter().map(|(name, schema)| (name.clone(), closed(schema))).collect())
        }
        (_, schema) => closed(schema),
    }
}

fn is_object(kind: Option<&Json>) -> bool {
    match kind {
        Some(Json::String(kind)) => kind == "object",
        Some(Json::Array(kinds)) => kinds.iter().any(|kind| kind == "object"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_native_subset_is_told() {
        let node = json!({"type": "object", "properties": {"next": {"$ref": "#/$defs/node"}}});
        for (schema, native) in [
            (
                json!({"type": "object", "properties": {"a": {"type": "string", "format": "date"}}, "additionalProperties": false}),
                true,
            ),
            (json!({"type": "object", "properties": {"pattern": {"type": "string"}}}), true),
            (
                json!({"type": "object", "properties": {"a": {"$ref": "#/$defs/b"}}, "$defs": {"b": {"type": "string", "enum": ["x"]}}}),
                true,
            ),
            (json!({"type": "object", "properties": {"a": {"type": "integer", "minimum": 1}}}), false),
            (json!({"type": "object", "additionalProperties": {"type": "string"}}), false),
            (json!({"type": "array", "minItems": 2}), false),
            (json!({"type": "string", "format": "color"}), false),
            (json!({"$ref": "https://example.com/schema"}), false),
            (json!({"$ref": "#/$defs/node", "$defs": {"node": node}}), false),
            (json!({"type": "object", "properties": {"a": {"$ref": "#"}}}), false),
        ] {
            assert_eq!(is_native(&schema), native, "{schema}");
        }
    }

    #[test]
    fn objects_are_closed() {
        let schema = json!({"type": "object", "properties": {"a": {"type": "object"}}, "default": {"type": "object"}});
        let expected = json!({"type": "object", "properties": {"a": {"type": "object", "additionalProperties": false}}, "default": {"type": "object"}, "additionalProperties": false});
        assert_eq!(closed(&schema), expected);
        let named = json!({"type": ["object", "null"], "properties": {"default": {"type": "object"}, "$schema": {"type": "string"}}});
        let expected = json!({
            "type": ["object", "null"],
            "properties": {"default": {"type": "object", "additionalProperties": false}, "$schema": {"type": "string"}},
            "additionalProperties": false,
        });
        assert_eq!(closed(&named), expected);
    }
}

//! The shape of the answer: natively where the family takes a schema, else by instruction.

use super::family::Family;
use super::wire::{JsonSchema, OutputConfig, Structure, TextFormat};
use crate::ir::OutputFormat;

/// What to send, and what to say.
pub(super) fn plan<'a>(output: &'a OutputFormat, family: &Family) -> (Option<OutputConfig<'a>>, Option<String>) {
    match output {
        OutputFormat::Text => (None, None),
        OutputFormat::JsonObject => {
            (None, Some("Answer with one JSON object and nothing else: no code fence, no words around it.".to_owned()))
        }
        OutputFormat::JsonSchema(schema) if family.structured => {
            let structure = Structure::JsonSchema(JsonSchema {
                schema: schema.schema.to_string(),
                name: &schema.name,
                description: schema.description.as_deref(),
            });
            (Some(OutputConfig { text_format: TextFormat { r#type: "json_schema", structure } }), None)
        }
        OutputFormat::JsonSchema(schema) => (
            None,
            Some(format!(
                "Answer with one JSON value that follows this JSON Schema, and nothing else: no code fence, no words around it.\n{}",
                schema.schema
            )),
        ),
    }
}

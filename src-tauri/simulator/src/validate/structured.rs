//! `outputConfig`: structured output and effort.

use serde_json::Value;

use super::{Checked, Refusal, Subject, schema_subset};
use crate::model::items;

/// What the newer Claude models allow.
const MAX_PROPERTIES: usize = 64;

pub(super) fn check(subject: Subject<'_>) -> Checked {
    let config = &subject.turn.body["outputConfig"];
    if let Some(effort) = config["effort"].as_str() {
        self::effort(subject, effort)?;
    }
    let format = &config["textFormat"];
    if !format.is_object() {
        return Ok(());
    }
    if !(subject.model.has('S') && subject.family.structured) {
        return Err(if subject.family.own_words {
            Refusal::model("outputConfig.textFormat", "output_config.format: Extra inputs are not permitted")
        } else {
            Refusal::unsupported("outputConfig.textFormat")
        });
    }
    schema(subject, &format["structure"]["jsonSchema"]["schema"])?;
    if cites(subject) {
        let text = "output_config.format: Structured output is not compatible with citations.";
        return Err(Refusal::model("outputConfig.textFormat", text));
    }
    Ok(())
}

fn effort(subject: Subject<'_>, effort: &str) -> Checked {
    if subject.family.config_efforts.iter().any(|known| known == effort) {
        Ok(())
    } else if subject.family.config_efforts.is_empty() {
        Err(Refusal::unsupported("outputConfig.effort"))
    } else {
        let text =
            format!("output_config.effort: Input should be one of {:?}, got '{effort}'", subject.family.config_efforts);
        Err(Refusal::model("outputConfig.effort", text))
    }
}

fn schema(subject: Subject<'_>, schema: &Value) -> Checked {
    let path = "outputConfig.textFormat.structure.jsonSchema.schema";
    let Ok(schema) = serde_json::from_str::<Value>(schema.as_str().unwrap_or_default()) else {
        return Err(Refusal::service(path, format!("The value at {path} is not valid JSON.")));
    };
    if let Some(problem) = schema_subset::problem(&schema) {
        return Err(Refusal::model(path, format!("output_config.format.schema: {problem}")));
    }
    if subject.family.own_words && schema_subset::properties(&schema) > MAX_PROPERTIES {
        return Err(Refusal::model(path, "Schema is too complex"));
    }
    Ok(())
}

fn cites(subject: Subject<'_>) -> bool {
    let blocks = subject.turn.messages().iter().flat_map(|message| items(&message["content"]));
    let mut sources = blocks.flat_map(|block| [&block["document"], &block["searchResult"]]);
    sources.any(|source| source["citations"]["enabled"] == Value::Bool(true))
}

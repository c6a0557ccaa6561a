//! `additionalModelRequestFields`: each family's own knobs.

mod claude;

use serde_json::{Map, Value};

use super::{Checked, Refusal, Subject};
use crate::family::Knob;

/// Where they are.
const ROOT: &str = "additionalModelRequestFields";

pub(super) fn check(subject: Subject<'_>) -> Checked {
    let fields = match &subject.turn.body[ROOT] {
        Value::Null => return Ok(()),
        Value::Object(fields) => fields,
        _ => {
            let text = format!(
                "The format of the value at {ROOT} is invalid. Provide a json object for the field and try again."
            );
            return Err(Refusal::service(ROOT, text));
        }
    };
    known(subject, fields)?;
    match subject.family.knob {
        Knob::Thinking => claude::check(subject, fields),
        Knob::ReasoningEffort => effort(subject, "reasoning_effort", fields.get("reasoning_effort")),
        Knob::Reasoning => {
            effort(subject, "reasoning.effort", fields.get("reasoning").and_then(|knob| knob.get("effort")))
        }
        Knob::ReasoningConfig => nova(subject, fields),
        Knob::None => Ok(()),
    }
}

fn known(subject: Subject<'_>, fields: &Map<String, Value>) -> Checked {
    let family = subject.family;
    for name in fields.keys() {
        let path = format!("{ROOT}.{name}");
        if family.refused_fields.contains(name) {
            return Err(Refusal::model(path, format!("Unknown parameter: '{name}'.")));
        }
        if family.closed && !family.fields.contains(name) {
            return Err(if family.field_words.is_some() {
                let text = format!(
                    "Malformed input request: #: extraneous key [{name}] is not permitted, please reformat your input \
                     and try again."
                );
                Refusal::service(path, text)
            } else {
                Refusal::model(path, format!("{name}: Extra inputs are not permitted"))
            });
        }
    }
    Ok(())
}

fn effort(subject: Subject<'_>, name: &str, value: Option<&Value>) -> Checked {
    let Some(value) = value else { return Ok(()) };
    if value.as_str().is_some_and(|effort| subject.family.efforts.iter().any(|known| known == effort)) {
        return Ok(());
    }
    let known = subject.family.efforts.iter().map(|effort| format!("'{effort}'")).collect::<Vec<_>>().join(", ");
    let text = format!("Invalid value for '{name}': {value}. Supported values are: {known}.");
    Err(Refusal::model(format!("{ROOT}.{name}"), text))
}

/// `reasoningConfig` with `type` and `maxReasoningEffort`, and `inferenceConfig` with `topK`.
fn nova(subject: Subject<'_>, fields: &Map<String, Value>) -> Checked {
    let Some(config) = fields.get("reasoningConfig") else { return Ok(()) };
    let malformed = |at: &str, why: &str| {
        let text =
            format!("Malformed input request: #/reasoningConfig{at}: {why}, please reformat your input and try again.");
        Err(Refusal::service(format!("{ROOT}.reasoningConfig"), text))
    };
    match config["type"].as_str() {
        Some("disabled") => Ok(()),
        Some("enabled") => match config.get("maxReasoningEffort") {
            None => malformed("", "required key [maxReasoningEffort] not found"),
            found @ Some(_) => effort(subject, "reasoningConfig.maxReasoningEffort", found),
        },
        _ => malformed("/type", "expected one of [enabled, disabled]"),
    }
}

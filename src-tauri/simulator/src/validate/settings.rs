//! What stands beside the conversation: guardrails, prompt variables, response paths.

use super::{Checked, Refusal, Subject};
use crate::model::items;

pub(super) fn check(subject: Subject<'_>) -> Checked {
    let body = subject.turn.body;
    if body["promptVariables"].is_object() {
        return Err(Refusal::service(
            "promptVariables",
            "The promptVariables field is only allowed with a prompt as the model.",
        ));
    }
    for (at, path) in items(&body["additionalModelResponseFieldPaths"]).iter().enumerate() {
        if !path.as_str().unwrap_or_default().starts_with('/') {
            let place = format!("additionalModelResponseFieldPaths.{at}");
            let text = format!("The value at {place} is not a valid JSON pointer.");
            return Err(Refusal::service(place, text));
        }
    }
    guardrail(subject)
}

fn guardrail(subject: Subject<'_>) -> Checked {
    let guardrail = &subject.turn.body["guardrailConfig"];
    if !guardrail.is_object() {
        return Ok(());
    }
    let text = |name: &str| guardrail[name].as_str().filter(|text| !text.is_empty());
    let (Some(_), Some(version)) = (text("guardrailIdentifier"), text("guardrailVersion")) else {
        return Err(Refusal::service(
            "guardrailConfig",
            "The guardrailConfig field needs both a guardrailIdentifier and a guardrailVersion.",
        ));
    };
    if version != "DRAFT" && !version.chars().all(|character| character.is_ascii_digit()) {
        return Err(Refusal::service(
            "guardrailConfig.guardrailVersion",
            "The guardrail identifier or version provided in the request does not exist.",
        ));
    }
    if guardrail.get("streamProcessingMode").is_some() && !subject.streams() {
        return Err(Refusal::service(
            "guardrailConfig.streamProcessingMode",
            "The guardrailConfig.streamProcessingMode field is only allowed in streaming mode.",
        ));
    }
    Ok(())
}

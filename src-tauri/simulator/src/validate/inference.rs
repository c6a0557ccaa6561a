//! Sampling, lengths and stop sequences, as each family takes them.

use serde_json::Value;

use super::{Checked, Refusal, Subject};
use crate::family::{Knob, Sampling};
use crate::model::items;
use crate::reply::count_tokens;

pub(super) fn check(subject: Subject<'_>) -> Checked {
    max_tokens(subject)?;
    let config = &subject.turn.body["inferenceConfig"];
    sampling(subject, subject.family.temperature, "temperature", "temperature")?;
    sampling(subject, subject.family.top_p, "topP", "top_p")?;
    if !subject.family.top_p_with_temperature && number(config, "temperature").and(number(config, "topP")).is_some() {
        return Err(Refusal::model(
            "inferenceConfig.topP",
            "`temperature` and `top_p` cannot both be specified for this model. Please use only one.",
        ));
    }
    stop_sequences(subject)?;
    if subject.family.knob == Knob::Thinking && subject.reasons() {
        with_thinking(subject)?;
    }
    effort_alone(subject)
}

fn number(config: &Value, name: &str) -> Option<f64> {
    config[name].as_f64()
}

fn sampling(subject: Subject<'_>, rule: Sampling, name: &str, own_name: &str) -> Checked {
    let Some(value) = number(&subject.turn.body["inferenceConfig"], name) else { return Ok(()) };
    let fits = match rule {
        Sampling::Any => true,
        Sampling::One => (value - 1.0).abs() < f64::EPSILON,
        Sampling::Never => false,
        Sampling::Unreasoned => !subject.reasons(),
    };
    let path = format!("inferenceConfig.{name}");
    match (fits, subject.family.own_words) {
        (true, _) => Ok(()),
        (false, true) => Err(Refusal::model(path, format!("`{own_name}` is deprecated for this model."))),
        (false, false) => {
            let text = format!("Unsupported parameter: '{own_name}' is not supported with this model.");
            Err(Refusal::model(path, text))
        }
    }
}

fn max_tokens(subject: Subject<'_>) -> Checked {
    let path = "inferenceConfig.maxTokens";
    let model = subject.model;
    if count_tokens(subject.turn.body) > model.context {
        return Err(Refusal::service("messages", "Input is too long for requested model."));
    }
    let Some(asked) = subject.turn.body["inferenceConfig"]["maxTokens"].as_u64() else { return Ok(()) };
    let (least, most) = (subject.family.min_max_tokens, model.output);
    if asked < least {
        let text = format!(
            "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= {least}, but got {asked} \
             instead."
        );
        return Err(Refusal::model(path, text));
    }
    if asked <= most {
        return Ok(());
    }
    Err(if subject.family.own_words {
        let name = model.id.split_once('.').map_or(model.id.as_str(), |(_, name)| name);
        let text =
            format!("max_tokens: {asked} > {most}, which is the maximum allowed number of output tokens for {name}");
        Refusal::model(path, text)
    } else {
        let text = format!(
            "The maximum tokens you requested exceeds the model limit of {most}. Try again with a maximum tokens \
             value that is lower than {most}."
        );
        Refusal::service(path, text)
    })
}

fn stop_sequences(subject: Subject<'_>) -> Checked {
    let path = "inferenceConfig.stopSequences";
    let sequences = items(&subject.turn.body["inferenceConfig"]["stopSequences"]);
    if !sequences.is_empty() && !subject.family.stop_sequences {
        return Err(Refusal::unsupported(path));
    }
    let blank = sequences.iter().position(|sequence| sequence.as_str().is_some_and(|text| text.trim().is_empty()));
    match blank {
        Some(at) if subject.family.own_words => {
            let text = "stop_sequences: each stop sequence must contain non-whitespace";
            Err(Refusal::model(format!("{path}.{at}"), text))
        }
        _ => Ok(()),
    }
}

/// What Claude's extended thinking excludes, on the generations where these parameters mean something.
fn with_thinking(subject: Subject<'_>) -> Checked {
    const MORE: &str = "Please consult the documentation on extended thinking.";
    let config = &subject.turn.body["inferenceConfig"];
    if number(config, "temperature").is_some_and(|value| (value - 1.0).abs() > f64::EPSILON) {
        let text = format!("`temperature` may only be set to 1 when thinking is enabled. {MORE}");
        return Err(Refusal::model("inferenceConfig.temperature", text));
    }
    if number(config, "topP").is_some_and(|value| value < 0.95) {
        let text = format!("`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled. {MORE}");
        return Err(Refusal::model("inferenceConfig.topP", text));
    }
    if subject.turn.body["additionalModelRequestFields"].get("top_k").is_some() {
        let text = format!("`top_k` must be unset when thinking is enabled. {MORE}");
        return Err(Refusal::model("additionalModelRequestFields.top_k", text));
    }
    Ok(())
}

/// Nova 2 at its highest effort wants these left out.
fn effort_alone(subject: Subject<'_>) -> Checked {
    let effort = &subject.turn.body["additionalModelRequestFields"]["reasoningConfig"]["maxReasoningEffort"];
    if subject.family.effort_alone.as_deref().is_none_or(|alone| effort != alone) {
        return Ok(());
    }
    let config = &subject.turn.body["inferenceConfig"];
    match ["temperature", "topP", "maxTokens"].iter().find(|name| number(config, name).is_some()) {
        None => Ok(()),
        Some(name) => Err(Refusal::model(
            format!("inferenceConfig.{name}"),
            format!(
                "Malformed input request: {name} must not be set when maxReasoningEffort is high, please reformat \
                 your input and try again."
            ),
        )),
    }
}

//! A chat request to `ir::Turn`, with complaints.

use super::wire::{Request, ResponseFormat};
use super::{ChatWriter, Head, Style, messages, options, tools};
use crate::doors::Asked;
use crate::doors::openai::Object;
pub(super) use crate::doors::openai::missing;
use crate::doors::openai::{answers, in_range, now};
use crate::error::{Error, Result};
use crate::ir::{Complaint, Effort, Json, OutputFormat, Sampling, Schema, ShowReasoning, Turn};

pub(super) fn parse(mut request: Request, show: ShowReasoning) -> Result<Asked<ChatWriter>> {
    refuse_what_cannot_be(&request)?;
    let mut complaints = passed_over(&request);
    let model = request.model.take().filter(|model| !model.trim().is_empty()).ok_or_else(|| missing("model"))?;
    let conversation = messages::conversation(request.messages.take().unwrap_or_default(), &mut complaints)?;
    let sampling = sampling(&mut request, &mut complaints)?;
    let answers = answers(request.n)?;
    let streamed = request.stream.unwrap_or(false);
    let include_usage = request.stream_options.as_ref().and_then(|options| options.0.include_usage).unwrap_or(false);
    let wished = request.reasoning_effort.take().or_else(|| request.reasoning.take().and_then(|wish| wish.effort));
    let effort = wished.and_then(|word| effort(&word, &mut complaints));
    let output = request.response_format.take().map_or(Ok(OutputFormat::Text), output_format)?;
    let tools::Offer { tools, choice, customs, legacy } = tools::offer(&mut request, &mut complaints)?;
    let mut turn = Turn {
        model: model.clone(),
        system: conversation.system,
        messages: conversation.messages,
        tools,
        tool_choice: choice,
        // The legacy form has room for one call.
        parallel_tools: if legacy { Some(false) } else { request.parallel_tool_calls },
        sampling,
        effort,
        output,
        metadata: request.metadata.take().unwrap_or_default(),
        ..Turn::default()
    };
    options::apply(&mut request, &mut turn, &mut complaints)?;
    let head = Head {
        id: format!("chatcmpl-{}", uuid::Uuid::new_v4().simple()),
        created: now(),
        model,
        service_tier: options::tier_word(request.service_tier.as_deref(), turn.tier),
    };
    let style = Style { customs, legacy, show };
    let writer = ChatWriter::new(head, style, answers, include_usage);
    Ok(Asked { turn, more: Vec::new(), streamed, answers, complaints, writer })
}

/// What would change the answer's shape and that no Bedrock model does.
fn refuse_what_cannot_be(request: &Request) -> Result<()> {
    let audio = request.modalities.iter().flatten().any(|modality| modality == "audio");
    let refused = [
        ("logprobs", request.logprobs == Some(true), "leave it out or send false"),
        ("top_logprobs", request.top_logprobs.is_some_and(|n| n > 0), "leave it out or send 0"),
        ("modalities", audio, "send [\"text\"]"),
        ("audio", request.audio.is_some(), "leave it out: these models answer in text"),
        (
            "moderation",
            request.moderation.as_ref().is_some_and(|m| *m != Json::Bool(false)),
            "leave it out, or use 'guardrailConfig'",
        ),
        (
            "web_search_options",
            request.web_search_options.is_some(),
            "leave it out, or offer a search tool of your own",
        ),
    ];
    for (param, enabled, remedy) in refused {
        if enabled {
            let message = format!("Unsupported parameter: '{param}' is not supported with Bedrock models; {remedy}.");
            return Err(Error::invalid(param, message).code("unsupported_parameter"));
        }
    }
    Ok(())
}

/// What no Bedrock model knows: accepted, ignored, said.
fn passed_over(request: &Request) -> Vec<Complaint> {
    let biased = request.logit_bias.as_ref().and_then(|bias| bias.as_object()).is_some_and(|bias| !bias.is_empty());
    [
        ("seed", request.seed.is_some()),
        ("verbosity", request.verbosity.as_deref().is_some_and(|word| word != "medium")),
        ("store", request.store == Some(true)),
        ("logit_bias", biased),
        ("prediction", request.prediction.is_some()),
        ("frequency_penalty", request.frequency_penalty.is_some_and(|p| p != 0.0)),
        ("presence_penalty", request.presence_penalty.is_some_and(|p| p != 0.0)),
    ]
    .into_iter()
    .filter(|(_, given)| *given)
    .map(|(param, _)| Complaint::new(param, "dropped"))
    .collect()
}

fn sampling(request: &mut Request, complaints: &mut Vec<Complaint>) -> Result<Sampling> {
    in_range("temperature", request.temperature, 2.0)?;
    in_range("top_p", request.top_p, 1.0)?;
    let (param, max_tokens) = match request.max_completion_tokens {
        Some(max) => ("max_completion_tokens", Some(max)),
        None => ("max_tokens", request.max_tokens),
    };
    if max_tokens == Some(0) {
        let message = format!("Invalid value for '{param}': 0; it takes at least 1.");
        return Err(Error::invalid(param, message).code("invalid_value"));
    }
    let mut stop = request.stop.take().map(|stop| stop.0).unwrap_or_default();
    let given = stop.len();
    stop.retain(|text| !text.is_empty());
    if stop.len() < given {
        complaints.push(Complaint::new("stop", "lost its empty texts"));
    }
    Ok(Sampling { max_tokens, temperature: request.temperature, top_p: request.top_p, top_k: request.top_k, stop })
}

/// A word we do not know is no reason to fail: new ones appear with new models.
pub(super) fn effort(word: &str, complaints: &mut Vec<Complaint>) -> Option<Effort> {
    match word {
        "none" => Some(Effort::None),
        "minimal" => Some(Effort::Minimal),
        "low" => Some(Effort::Low),
        "medium" => Some(Effort::Medium),
        "high" => Some(Effort::High),
        "xhigh" => Some(Effort::XHigh),
        "max" => Some(Effort::Max),
        _ => {
            complaints.push(Complaint::new("reasoning_effort", "dropped: unknown level"));
            None
        }
    }
}

fn output_format(Object(format): Object<ResponseFormat>) -> Result<OutputFormat> {
    match format.r#type.as_str() {
        "text" => Ok(OutputFormat::Text),
        "json_object" => Ok(OutputFormat::JsonObject),
        "json_schema" => {
            let json_schema = format.json_schema.ok_or_else(|| missing("response_format.json_schema"))?;
            let schema = json_schema.schema.ok_or_else(|| missing("response_format.json_schema.schema"))?;
            let name = json_schema.name.unwrap_or_else(|| "response".to_owned());
            Ok(OutputFormat::JsonSchema(Schema { name, description: json_schema.description, schema }))
        }
        other => {
            let path = "response_format.type";
            let message = format!("Invalid value for '{path}': '{other}'; it takes text, json_object or json_schema.");
            Err(Error::invalid(path, message).code("invalid_value"))
        }
    }
}

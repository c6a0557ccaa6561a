//! Scripts as text.

use std::str::FromStr;
use std::time::Duration;

use serde_json::Value;

use super::{Details, Fault, Reply, Script, ToolText};
use crate::exception::{self, Exception, http_counterpart};
use crate::route::Operation;

/// Bedrock's nine stop reasons (botocore's `StopReason`).
const STOP_REASONS: &[&str] = &[
    "end_turn",
    "tool_use",
    "max_tokens",
    "stop_sequence",
    "guardrail_intervened",
    "content_filtered",
    "malformed_model_output",
    "malformed_tool_use",
    "model_context_window_exceeded",
];

/// Operations that `on=` may name.
const OPERATIONS: &[Operation] = &[
    Operation::ListFoundationModels,
    Operation::GetFoundationModel,
    Operation::GetFoundationModelAvailability,
    Operation::ListInferenceProfiles,
    Operation::GetInferenceProfile,
    Operation::ListCustomModels,
    Operation::ListCustomModelDeployments,
    Operation::ListProvisionedModelThroughputs,
    Operation::ListImportedModels,
    Operation::ListMarketplaceModelEndpoints,
    Operation::ListPromptRouters,
    Operation::Converse,
    Operation::ConverseStream,
    Operation::InvokeModel,
    Operation::InvokeModelWithResponseStream,
    Operation::CountTokens,
];

/// Why a text is no script.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseScriptError {
    /// No name stands at the beginning.
    #[error("a script starts with its name")]
    Empty,
    /// The name is not one of those at [`Script`].
    #[error("there is no script named '{0}'")]
    UnknownName(String),
    /// The script takes no such parameter.
    #[error("the script takes no parameter '{0}'")]
    UnknownParameter(String),
    /// The value does not fit the parameter.
    #[error("the parameter '{0}' cannot be '{1}'")]
    BadValue(&'static str, String),
}

/// The parameters that were given; taking one marks it as known.
struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn take(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(at).1)
    }

    fn number<T: FromStr>(&mut self, name: &'static str) -> Result<Option<T>, ParseScriptError> {
        self.take(name)
            .map(|value| value.parse().map_err(|_| ParseScriptError::BadValue(name, value.clone())))
            .transpose()
    }

    fn millis(&mut self, name: &'static str) -> Result<Option<Duration>, ParseScriptError> {
        Ok(self.number(name)?.map(Duration::from_millis))
    }
}

pub(super) fn script(text: &str) -> Result<Script, ParseScriptError> {
    let mut words = words(text).into_iter();
    let name = words.next().filter(|name| !name.is_empty()).ok_or(ParseScriptError::Empty)?;
    let pairs = words.map(|word| match word.split_once('=') {
        Some((key, value)) => Ok((key.to_owned(), value.to_owned())),
        None => Err(ParseScriptError::UnknownParameter(word)),
    });
    let mut parameters = Parameters(pairs.collect::<Result<_, _>>()?);
    let mut script = Script::new(text.trim(), Reply::Default);
    match reply(&name) {
        Some(reply) => script.reply = reply,
        None => fault(&name, &mut parameters, &mut script)?,
    }
    script.details = details(&mut parameters)?;
    script.gap = parameters.millis("gap")?;
    if let Some(delay) = parameters.millis("first-byte")? {
        script.first_byte = delay;
    }
    script.times = parameters.number("times")?.unwrap_or(1);
    script.on = parameters.take("on").map(operation).transpose()?;
    match parameters.0.into_iter().next() {
        Some((unknown, _)) => Err(ParseScriptError::UnknownParameter(unknown)),
        None => Ok(script),
    }
}

fn reply(name: &str) -> Option<Reply> {
    let tool = |calls, text, reasoning| Reply::Tool { calls, text, reasoning };
    Some(match name {
        "default" => Reply::Default,
        "text" => Reply::Text,
        "several-text" => Reply::SeveralText,
        "long" => Reply::Long,
        "tool" => tool(1, ToolText::None, false),
        "tools" => tool(2, ToolText::None, false),
        "text-then-tool" => tool(1, ToolText::Before, false),
        "tool-text-tool" => tool(2, ToolText::Between, false),
        "reasoning-tool" => tool(1, ToolText::None, true),
        "tool-no-args" => Reply::ToolWithoutArguments,
        "reasoning" => Reply::Reasoning,
        "redacted" => Reply::Redacted,
        "citations" => Reply::Citations,
        "structured" => Reply::Structured,
        "cache" => Reply::Cache,
        _ => {
            let reason = name.strip_prefix("stop:")?;
            Reply::Stop(STOP_REASONS.iter().find(|known| **known == reason)?.to_string())
        }
    })
}

fn fault(name: &str, parameters: &mut Parameters, script: &mut Script) -> Result<(), ParseScriptError> {
    let unknown = || ParseScriptError::UnknownName(name.to_owned());
    let fault = match name.split_once(':') {
        Some(("http", exception)) => Fault::Http(http(exception, parameters)?.ok_or_else(unknown)?),
        Some(("midstream", exception)) => {
            http_counterpart(exception).ok_or_else(unknown)?;
            let message = parameters.take("message");
            Fault::Midstream {
                name: exception.to_owned(),
                message: message.unwrap_or_else(|| exception::default_message(exception).to_owned()),
                after: parameters.number("after")?.unwrap_or(2),
            }
        }
        Some(_) => return Err(unknown()),
        None => match name {
            "cut" => Fault::Cut { after: parameters.number("after")?.unwrap_or(3) },
            "freeze" => Fault::Freeze { after: parameters.number("after")?.unwrap_or(3) },
            "bad-crc" => Fault::BadCrc { after: parameters.number("after")?.unwrap_or(2) },
            "no-stop" => Fault::NoStop,
            "slow-first-byte" => {
                script.first_byte = parameters.millis("ms")?.unwrap_or(Duration::from_secs(1));
                return spoiled(parameters, script);
            }
            _ => return Err(unknown()),
        },
    };
    script.fault = Some(fault);
    spoiled(parameters, script)
}

/// The answer that a fault spoils.
fn spoiled(parameters: &mut Parameters, script: &mut Script) -> Result<(), ParseScriptError> {
    if let Some(name) = parameters.take("reply") {
        script.reply = reply(&name).ok_or(ParseScriptError::UnknownName(name))?;
    }
    Ok(())
}

fn http(name: &str, parameters: &mut Parameters) -> Result<Option<Exception>, ParseScriptError> {
    let message = parameters.take("message").unwrap_or_else(|| exception::default_message(name).to_owned());
    let Some(mut exception) = Exception::named(name, message) else { return Ok(None) };
    exception.retry_after = parameters.number("retry-after")?;
    if let Some(status) = parameters.number("status")? {
        exception.status = status;
    }
    if name == "ModelErrorException" {
        exception.extra.push(("originalStatusCode", Value::from(500)));
        exception.extra.push(("resourceName", Value::from("model")));
    }
    Ok(Some(exception))
}

fn details(parameters: &mut Parameters) -> Result<Details, ParseScriptError> {
    let input = parameters
        .take("input")
        .map(|text| serde_json::from_str(&text).map_err(|_| ParseScriptError::BadValue("input", text.clone())))
        .transpose()?;
    let count = match parameters.number("n")? {
        Some(count) => Some(count),
        None => parameters.number("words")?,
    };
    Ok(Details {
        text: parameters.take("text"),
        thinking: parameters.take("thinking"),
        tool: parameters.take("name"),
        input,
        count,
        cache_read: parameters.number("read")?,
        cache_write: parameters.number("write")?,
    })
}

fn operation(name: String) -> Result<Operation, ParseScriptError> {
    let known = OPERATIONS.iter().find(|operation| operation.name() == name);
    known.copied().ok_or(ParseScriptError::BadValue("on", name))
}

/// Splits at spaces outside double quotes; inside quotes a backslash protects the next character.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut started = false;
    let mut quoted = false;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                quoted = !quoted;
                started = true;
            }
            '\\' if quoted => word.extend(characters.next()),
            space if space.is_whitespace() && !quoted => {
                if started {
                    words.push(std::mem::take(&mut word));
                }
                started = false;
            }
            other => {
                word.push(other);
                started = true;
            }
        }
    }
    if started {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_parses() {
        let plain = "default text several-text long tool tools text-then-tool tool-text-tool reasoning-tool \
            tool-no-args reasoning redacted citations structured cache cut freeze bad-crc no-stop slow-first-byte";
        let prefixed = STOP_REASONS.iter().map(|reason| format!("stop:{reason}"));
        for name in plain.split_whitespace().map(str::to_owned).chain(prefixed) {
            assert!(Script::parse(&name).is_ok(), "{name}");
        }
    }

    #[test]
    fn quotes_hold_words_together() {
        let script = Script::parse(r#"tool name=f input="{\"a b\": 1}" times=2 gap=5"#).unwrap();
        assert_eq!(script.details.input, Some(serde_json::json!({"a b": 1})));
        assert_eq!((script.times, script.gap), (2, Some(Duration::from_millis(5))));
    }

    #[test]
    fn faults_name_the_answer_that_they_spoil() {
        let script = Script::parse("cut after=7 reply=reasoning").unwrap();
        assert_eq!((script.fault, script.reply), (Some(Fault::Cut { after: 7 }), Reply::Reasoning));
    }

    #[test]
    fn mistakes_are_named() {
        let check = |text: &str, expected: ParseScriptError| assert_eq!(Script::parse(text), Err(expected), "{text}");
        check("", ParseScriptError::Empty);
        check("toll", ParseScriptError::UnknownName("toll".into()));
        check("stop:tired", ParseScriptError::UnknownName("stop:tired".into()));
        check("http:NoSuchException", ParseScriptError::UnknownName("http:NoSuchException".into()));
        check("text colour=red", ParseScriptError::UnknownParameter("colour".into()));
        check("cut after=soon", ParseScriptError::BadValue("after", "soon".into()));
        check("text on=Lunch", ParseScriptError::BadValue("on", "Lunch".into()));
    }
}

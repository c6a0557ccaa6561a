//! `toolConfig`: names, schemas, `strict`, and the choice.

use serde_json::Value;

use super::super::{Checked, Path, Refusal, Subject, schema_subset};
use crate::model::items;

pub(super) fn check(subject: Subject<'_>) -> Checked {
    let tools = items(&subject.turn.body["toolConfig"]["tools"]);
    let mut names: Vec<&str> = Vec::new();
    for (at, tool) in tools.iter().enumerate() {
        let place = Path::default().member("toolConfig").member("tools").index(at);
        let Some(spec) = tool.get("toolSpec") else {
            system_tool(subject, tool, &place)?;
            continue;
        };
        let place = place.member("toolSpec");
        let name = spec["name"].as_str().unwrap_or_default();
        if names.contains(&name) {
            return Err(Refusal::model(
                place.member("name"),
                format!("tools: Tool names must be unique. '{name}' is used twice."),
            ));
        }
        names.push(name);
        schema(subject, &spec["inputSchema"]["json"], &place)?;
        strict(subject, spec, at, &place)?;
    }
    if names.is_empty() && !tools.iter().any(|tool| tool.get("systemTool").is_some()) {
        return Err(Refusal::service("toolConfig.tools", "The toolConfig.tools field must hold at least one tool."));
    }
    choice(subject, &names)
}

/// Tools that run at AWS: Nova's web grounding is the one that is known.
fn system_tool(subject: Subject<'_>, tool: &Value, place: &Path) -> Checked {
    match tool["systemTool"]["name"].as_str() {
        Some("nova_grounding") if subject.model.id.starts_with("amazon.nova-2") => Ok(()),
        Some(name) => Err(Refusal::service(
            place.member("systemTool"),
            format!("This model doesn't support the system tool {name}."),
        )),
        None => Ok(()),
    }
}

fn schema(subject: Subject<'_>, schema: &Value, place: &Path) -> Checked {
    let place = place.member("inputSchema").member("json");
    if !schema.is_object() {
        let text = format!(
            "The format of the value at {place} is invalid. Provide a json object for the field and try again."
        );
        return Err(Refusal::service(place, text));
    }
    if schema["type"] != "object" {
        let place = place.member("type");
        let text = format!("The value at {place} must be one of the following: object.");
        return Err(Refusal::service(place, text));
    }
    if !subject.family.lookaround && schema_subset::has_lookaround(schema) {
        return Err(Refusal::model(
            place,
            "Invalid tool schema: regular expressions with lookaround are not supported.",
        ));
    }
    Ok(())
}

fn strict(subject: Subject<'_>, spec: &Value, at: usize, place: &Path) -> Checked {
    let Some(strict) = spec.get("strict").filter(|strict| !strict.is_null()) else { return Ok(()) };
    let path = place.member("strict");
    match (subject.family.strict, subject.family.own_words) {
        (false, true) => Err(Refusal::model(path, format!("tools.{at}.custom.strict: Extra inputs are not permitted"))),
        (false, false) => Err(Refusal::unsupported(path)),
        (true, _) if *strict == Value::Bool(true) => {
            let problem = schema_subset::problem(&spec["inputSchema"]["json"]);
            problem.map_or(Ok(()), |problem| Err(Refusal::model(path, format!("tools.{at}.custom: {problem}"))))
        }
        (true, _) => Ok(()),
    }
}

fn choice(subject: Subject<'_>, names: &[&str]) -> Checked {
    let choice = &subject.turn.body["toolConfig"]["toolChoice"];
    let Some(kind) = choice.as_object().and_then(|members| members.keys().next()) else { return Ok(()) };
    if let Some(name) = choice["tool"]["name"].as_str().filter(|name| !names.contains(name)) {
        return Err(Refusal::service(
            "toolConfig.toolChoice.tool.name",
            format!("The tool {name} of toolConfig.toolChoice is not in toolConfig.tools."),
        ));
    }
    let path = format!("toolConfig.toolChoice.{kind}");
    if !subject.family.tool_choice.contains(kind) {
        return Err(Refusal::unsupported(path));
    }
    if !subject.family.tool_choices(subject.reasons()).contains(kind) {
        return Err(if subject.family.own_words {
            Refusal::model(path, "Thinking may not be enabled when tool_choice forces tool use.")
        } else {
            Refusal::unsupported(path)
        });
    }
    if subject.turn.body["additionalModelRequestFields"]["tool_choice"].get("type").is_some() {
        let text = "toolConfig.toolChoice and additionalModelRequestFields.tool_choice.type cannot both be set.";
        return Err(Refusal::service("additionalModelRequestFields.tool_choice.type", text));
    }
    Ok(())
}

//! `tools`, `tool_choice`, and their legacy forms.

use super::content::ttl;
use super::parse::missing;
use super::wire::{
    AllowedTools, Function, Grammar, Request, Tool as WireTool, ToolChoice as WireChoice, ToolChoiceObject,
};
use crate::doors::openai::Object;
use crate::error::{Error, Result};
use crate::ir::{Complaint, Json, Tool, ToolChoice};

/// What the model may call, and whether it must.
#[derive(Debug, Default)]
pub(super) struct Offer {
    pub tools: Vec<Tool>,
    pub choice: ToolChoice,
    /// Those that take free text: the answer calls them in another form.
    pub customs: Vec<String>,
    /// The client speaks of `functions`, and wants a `function_call`.
    pub legacy: bool,
}

pub(super) fn offer(request: &mut Request, complaints: &mut Vec<Complaint>) -> Result<Offer> {
    let mut tools = Vec::new();
    let offered = request.tools.take().unwrap_or_default();
    let customs =
        offered.iter().filter_map(|Object(tool)| tool.custom.as_ref()).map(|custom| custom.name.clone()).collect();
    let legacy = offered.is_empty() && request.functions.is_some();
    for (i, Object(tool)) in offered.into_iter().enumerate() {
        if tool
            .custom
            .as_ref()
            .and_then(|custom| custom.format.as_ref())
            .is_some_and(|format| format.r#type == "grammar")
        {
            complaints.push(Complaint::new(
                format!("tools[{i}].custom.format"),
                "not enforced: no model here follows a grammar",
            ));
        }
        tools.push(read_tool(tool, &format!("tools[{i}]"))?);
    }
    for (i, Object(function)) in request.functions.take().unwrap_or_default().into_iter().enumerate() {
        tools.push(read_function(function, &format!("functions[{i}]"))?);
    }
    let (param, choice) = match (request.tool_choice.take(), request.function_call.take()) {
        (Some(choice), _) => ("tool_choice", Some(choice)),
        (None, choice) => ("function_call", choice),
    };
    let mut offer = Offer { tools, choice: ToolChoice::Auto, customs, legacy };
    match choice {
        None => {}
        Some(WireChoice::Mode(mode)) => offer.choice = read_mode(&mode, param)?,
        Some(WireChoice::Object(object)) => offer.narrow(object, param)?,
    }
    Ok(offer)
}

impl Offer {
    fn narrow(&mut self, object: ToolChoiceObject, param: &str) -> Result<()> {
        if let Some(AllowedTools { mode, tools }) = object.allowed_tools {
            let allowed: Vec<String> = tools.into_iter().filter_map(name_of).collect();
            self.tools.retain(|tool| allowed.contains(&tool.name));
            self.choice =
                mode.map_or(Ok(ToolChoice::Auto), |mode| read_mode(&mode, "tool_choice.allowed_tools.mode"))?;
            return Ok(());
        }
        let mode = object.r#type.clone().filter(|word| matches!(word.as_str(), "auto" | "none" | "any" | "required"));
        if let Some(mode) = mode {
            self.choice = read_mode(&mode, param)?;
            return Ok(());
        }
        let name = name_of(object).ok_or_else(|| missing(&format!("{param}.function.name")))?;
        if !self.tools.iter().any(|tool| tool.name == name) {
            let message = format!("Invalid value for '{param}': no tool named '{name}' is among 'tools'.");
            return Err(Error::invalid(param, message).code("invalid_value"));
        }
        self.choice = ToolChoice::Named(name);
        Ok(())
    }
}

fn name_of(object: ToolChoiceObject) -> Option<String> {
    object.function.or(object.custom).map(|named| named.name).or(object.name)
}

fn read_mode(mode: &str, param: &str) -> Result<ToolChoice> {
    match mode {
        "auto" => Ok(ToolChoice::Auto),
        "none" => Ok(ToolChoice::None),
        // `any` is Mistral's word, which some clients send.
        "required" | "any" => Ok(ToolChoice::Required),
        other => {
            let message = format!("Invalid value for '{param}': '{other}'; it takes none, auto, required or a tool.");
            Err(Error::invalid(param, message).code("invalid_value"))
        }
    }
}

fn read_tool(tool: WireTool, path: &str) -> Result<Tool> {
    let cache = tool.cache_control.as_ref().map(ttl);
    let read = match (tool.function, tool.custom) {
        (Some(function), _) => read_function(function, &format!("{path}.function"))?,
        (None, Some(custom)) => read_function(
            Function {
                name: custom.name,
                description: described(custom.description, custom.format.and_then(|format| format.grammar)),
                parameters: Some(one_string()),
                strict: None,
            },
            &format!("{path}.custom"),
        )?,
        (None, None) if matches!(tool.r#type.as_str(), "function" | "") => {
            return Err(missing(&format!("{path}.function")));
        }
        (None, None) => {
            let path = format!("{path}.type");
            let message = format!("'{path}': '{}' is not supported; offer it as a function.", tool.r#type);
            return Err(Error::invalid(path, message).code("unsupported_value"));
        }
    };
    Ok(Tool { cache, ..read })
}

fn read_function(function: Function, path: &str) -> Result<Tool> {
    if function.name.is_empty() {
        return Err(missing(&format!("{path}.name")));
    }
    let schema = match function.parameters {
        None | Some(Json::Null) => Json::Object(serde_json::Map::new()),
        Some(schema @ Json::Object(_)) => schema,
        Some(_) => {
            let path = format!("{path}.parameters");
            let message = format!("Invalid value for '{path}': it takes a JSON Schema object.");
            return Err(Error::invalid(path, message).code("invalid_value"));
        }
    };
    Ok(Tool { name: function.name, description: function.description, schema, strict: function.strict, cache: None })
}

/// A grammar that cannot be enforced can still be read.
fn described(description: Option<String>, grammar: Option<Grammar>) -> Option<String> {
    match grammar {
        None => description,
        Some(grammar) => {
            let description = description.map(|text| text + "\n").unwrap_or_default();
            Some(format!("{description}The input must follow this grammar:\n{}", grammar.definition))
        }
    }
}

/// A custom tool takes free text: one string.
fn one_string() -> Json {
    serde_json::json!({"type": "object", "properties": {"input": {"type": "string"}}, "required": ["input"]})
}

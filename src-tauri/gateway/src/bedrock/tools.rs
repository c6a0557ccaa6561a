//! Tools on offer, and whether one must be called.

use std::borrow::Cow;

use serde_json::{Map, json};

use super::family::{Choice, Family, Tools};
use super::mend::Said;
use super::names::Names;
use super::output::{AnswerTool, Plan, closed, is_native};
use super::points::Points;
use super::request::called_tools;
use super::wire;
use crate::error::{Error, Result};
use crate::ir::{CacheTtl, Complaint, Json, Tool, ToolChoice, Turn};

/// Said where the conversation holds calls, so that Bedrock demands tools, but the client wants none called.
const NO_CALLS: &str = "Do not call any tool in this answer: reply in text.";

/// What will be offered.
pub(super) struct Offer<'a> {
    family: &'a Family,
    tools: Vec<Named<'a>>,
    choice: Option<Chosen>,
    /// A sentence for the system prompt.
    pub note: Option<String>,
    /// The client hides its tools; they are there for Bedrock's sake.
    hidden: bool,
    /// The name of the tool whose input is the answer.
    pub answer: Option<String>,
}

/// A tool under Bedrock's name for it.
struct Named<'a> {
    name: String,
    tool: Cow<'a, Tool>,
}

enum Chosen {
    Any,
    Tool(String),
}

/// Decides what is offered. `thinks`: the model is to think, which some cannot when a tool is forced.
///
/// # Errors
/// The model takes no tools at all.
pub(super) fn plan<'a>(
    turn: &'a Turn,
    turns: &[Said<'_>],
    output: &Plan<'a>,
    family: &'a Family,
    thinks: bool,
    names: &mut Names,
    complaints: &mut Vec<Complaint>,
) -> Result<Offer<'a>> {
    let called = called_tools(turns);
    // Tools that only the conversation speaks of are not on offer, but Bedrock wants them described.
    let hidden = turn.tool_choice == ToolChoice::None || turn.tools.is_empty();
    if family.tools == Tools::None && !hidden {
        let message = format!("Unsupported parameter: the model '{}' takes no tools; leave 'tools' out.", turn.model);
        return Err(Error::invalid("tools", message).code("unsupported_parameter"));
    }
    let offered: Vec<Cow<'a, Tool>> = if hidden {
        called.iter().map(|name| known(turn, name)).collect()
    } else {
        turn.tools.iter().map(Cow::Borrowed).collect()
    };
    let mut offer = Offer { family, tools: Vec::new(), choice: None, note: None, hidden, answer: None };
    for tool in offered {
        let name = tool.name.clone();
        if !offer.add(tool, names) {
            complaints.push(Complaint::new("tools", format!("lost a second tool named {name}")));
        }
    }
    if turn.tools.is_empty() && matches!(turn.tool_choice, ToolChoice::Required | ToolChoice::Named(_)) {
        complaints.push(Complaint::new("tool_choice", "dropped: there are no tools"));
    }
    if !hidden {
        complain_of_strict(&turn.tools, family, complaints);
    }
    if let Plan::Tool(answer) = output {
        let insists = turn.tool_choice == ToolChoice::Required;
        offer.answer_by(answer, insists, thinks, names, complaints);
    } else if hidden && !offer.tools.is_empty() {
        offer.note = Some(NO_CALLS.to_owned());
    } else if !offer.tools.is_empty() {
        offer.choice = choose(&turn.tool_choice, family, names, complaints);
    }
    Ok(offer)
}

/// The tool of this name, or a stand-in for one that only the conversation knows.
fn known<'a>(turn: &'a Turn, name: &str) -> Cow<'a, Tool> {
    match turn.tools.iter().find(|tool| tool.name == name) {
        Some(tool) => Cow::Borrowed(tool),
        None => Cow::Owned(Tool {
            name: name.to_owned(),
            description: None,
            schema: json!({"type": "object"}),
            strict: None,
            cache: None,
        }),
    }
}

fn complain_of_strict(tools: &[Tool], family: &Family, complaints: &mut Vec<Complaint>) {
    for (i, tool) in tools.iter().enumerate().filter(|(_, tool)| tool.strict == Some(true)) {
        if !family.strict {
            complaints.push(Complaint::new("tools.strict", "dropped: this model takes no strict tools"));
            return;
        }
        if !is_native(&tool.schema) {
            let param = format!("tools[{i}].function.strict");
            complaints.push(Complaint::new(param, "dropped: the schema has what strict tools may not"));
        }
    }
}

/// The strictest choice that the family takes.
fn choose(choice: &ToolChoice, family: &Family, names: &mut Names, complaints: &mut Vec<Complaint>) -> Option<Chosen> {
    let mut best = match choice {
        ToolChoice::Auto | ToolChoice::None => return None,
        ToolChoice::Required => Choice::Any,
        ToolChoice::Named(_) => Choice::Tool,
    };
    let wanted = best;
    if best == Choice::Tool && !family.takes_choice(Choice::Tool) {
        best = Choice::Any;
    }
    if best == Choice::Any && !family.takes_choice(Choice::Any) {
        best = Choice::Auto;
    }
    if best != wanted {
        let word = if best == Choice::Any { "required" } else { "auto" };
        complaints.push(Complaint::new("tool_choice", format!("changed to {word}: this model takes no stricter one")));
    }
    match (best, choice) {
        (Choice::Tool, ToolChoice::Named(name)) => Some(Chosen::Tool(names.fit(name))),
        (Choice::Any, _) => Some(Chosen::Any),
        _ => None,
    }
}

impl<'a> Offer<'a> {
    /// Bedrock refuses two of one name; the first is what the model would have been shown. Whether it was the first.
    fn add(&mut self, tool: Cow<'a, Tool>, names: &mut Names) -> bool {
        let name = names.fit(&tool.name);
        let first = self.tools.iter().all(|other| other.name != name);
        if first {
            self.tools.push(Named { name, tool });
        }
        first
    }

    /// The answer is to be a call of this tool, if need be among others.
    fn answer_by(
        &mut self,
        answer: &AnswerTool<'_>,
        insists: bool,
        thinks: bool,
        names: &mut Names,
        complaints: &mut Vec<Complaint>,
    ) {
        let alone = self.tools.is_empty() || self.hidden;
        let taken = |name: &str| self.tools.iter().any(|tool| tool.name == name);
        let mut asked = answer.name.clone();
        while asked.is_empty() || taken(&names.fit(&asked)) {
            asked.push_str(if asked.is_empty() { "answer" } else { "_answer" });
        }
        let name = names.fit(&asked);
        let description = answer.schema.description.clone();
        self.add(
            Cow::Owned(Tool {
                name: asked.clone(),
                description: description
                    .or_else(|| Some("Gives the answer, in the form that was asked for.".to_owned())),
                schema: answer.schema.schema.clone(),
                strict: None,
                cache: None,
            }),
            names,
        );
        let free = thinks && !self.family.reasoning.forced_tool;
        self.choice = if free {
            None
        } else if alone && self.family.takes_choice(Choice::Tool) {
            Some(Chosen::Tool(name.clone()))
        } else if self.family.takes_choice(Choice::Any) {
            Some(Chosen::Any)
        } else {
            None
        };
        if self.choice.is_none() {
            self.note = Some(format!("Give your final answer by calling the tool `{name}`, not as text."));
            complaints.push(Complaint::new("response_format", "asked for, not enforced: this model is thinking"));
            if insists {
                complaints.push(Complaint::new("tool_choice", "changed to auto: this model is thinking"));
            }
        }
        self.answer = Some(asked);
    }

    /// Whether the model is made to call.
    pub(super) fn forces(&self) -> bool {
        self.choice.is_some()
    }

    /// Whether anything is on offer that the model may call.
    pub(super) fn offers_tools(&self) -> bool {
        !self.tools.is_empty() && !self.hidden
    }

    /// How many tools carry a cache point.
    pub(super) fn cached(&self) -> usize {
        self.tools.iter().filter(|named| named.tool.cache.is_some()).count()
    }

    /// The wire's form.
    pub(super) fn config(&self, points: &mut Points) -> Option<wire::ToolConfig<'_>> {
        if self.tools.is_empty() {
            return None;
        }
        let mut tools = Vec::with_capacity(self.tools.len());
        for named in &self.tools {
            tools.push(self.spec(named));
            let point = named.tool.cache.and_then(|ttl: CacheTtl| points.tool(ttl, self.family));
            tools.extend(point.map(wire::Tool::CachePoint));
        }
        let tool_choice = self.choice.as_ref().map(|choice| match choice {
            Chosen::Any => wire::ToolChoice::Any {},
            Chosen::Tool(name) => wire::ToolChoice::Tool { name },
        });
        Some(wire::ToolConfig { tools, tool_choice })
    }

    fn spec<'b>(&self, named: &'b Named<'_>) -> wire::Tool<'b> {
        let description = named.tool.description.as_deref().filter(|text| !text.trim().is_empty());
        let strict = self.family.strict && named.tool.strict == Some(true) && is_native(&named.tool.schema);
        let schema = object_schema(&named.tool.schema);
        wire::Tool::ToolSpec(wire::ToolSpec {
            name: &named.name,
            description,
            input_schema: wire::InputSchema { json: if strict { closed(&schema) } else { schema } },
            strict: strict.then_some(true),
        })
    }
}

/// Bedrock takes schemas of objects only; clients leave the type out, or say which dialect of JSON Schema it is.
fn object_schema(schema: &Json) -> Json {
    let mut members = schema.as_object().cloned().unwrap_or_else(Map::new);
    members.shift_remove("$schema");
    if members.get("type").and_then(Json::as_str) != Some("object") {
        members.insert("type".into(), "object".into());
    }
    if !members.contains_key("properties") {
        members.insert("properties".into(), json!({}));
    }
    Json::Object(members)
}

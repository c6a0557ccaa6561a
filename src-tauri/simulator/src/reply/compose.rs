//! From a request and a script to an answer.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::limits;
use super::usage::{Usage, count_tokens, text_tokens};
use super::{Block, Reply};
use crate::cache::CacheUse;
use crate::demo;
use crate::model::{Choice, Turn, items};
use crate::schema;
use crate::script::{Details, Reply as Kind, Script};
use crate::signature::{self, Prefix};

/// What an answer is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'a> {
    pub(crate) turn: Turn<'a>,
    pub(crate) reasoning: Reasoning,
    /// Whether reasoning of this model carries signatures.
    pub(crate) signs: bool,
    /// Whether they bind it to the conversation before it.
    pub(crate) bound: bool,
    /// What the prompt cache did, where the request has cache points.
    pub(crate) cache: Option<CacheUse>,
    /// Whether people read the answer.
    pub(crate) demo: bool,
}

/// Whether the request makes the model think, and whether the thoughts show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reasoning {
    Off,
    Shown,
    /// The block is there with its signature and without its text.
    Omitted,
    /// The text says that it is hidden (Nova 2).
    Hidden,
}

/// The answer that the script asks for, or the one that the request calls for.
pub(crate) fn compose(context: Context<'_>, script: &Script) -> Reply {
    let details = &script.details;
    let mut stop = "end_turn";
    let mut blocks = match &script.reply {
        Kind::Default | Kind::Frames(_) | Kind::Bytes(_) => context.normal(details),
        Kind::Text => vec![Block::Text(context.text(details))],
        Kind::SeveralText => context.several(details.count.unwrap_or(3)),
        Kind::Long => vec![Block::Text(long(details.count.unwrap_or(200)))],
        Kind::Tool { calls, text, reasoning } => {
            context.calls(details, details.count.unwrap_or(*calls), *text, *reasoning)
        }
        Kind::ToolWithoutArguments => vec![context.call(details, 0, true)],
        Kind::Reasoning => vec![context.reasoning_block(details, true), Block::Text(context.text(details))],
        Kind::Redacted => {
            vec![Block::Redacted(signature::redact(&context.turn.question())), Block::Text(context.text(details))]
        }
        Kind::Citations => vec![context.citations(details)],
        Kind::Structured => vec![Block::Text(context.structured().to_string())],
        Kind::Cache => vec![Block::Text(context.text(details))],
        Kind::Stop(reason) => {
            stop = reason;
            context.stopped(reason, details)
        }
    };
    if !matches!(script.reply, Kind::Stop(_)) && blocks.iter().any(|block| matches!(block, Block::ToolUse { .. })) {
        stop = "tool_use";
    }
    if script.reply == Kind::Default && stop == "end_turn" {
        stop = limits::cut(context.turn, &mut blocks);
    }
    let usage = context.usage(&blocks, script);
    let mut reply = Reply {
        blocks,
        stop_reason: stop.to_owned(),
        usage,
        additional: None,
        trace: (stop == "guardrail_intervened").then(guardrail_trace),
        echoed: context.echoed(),
    };
    reply.additional = context.additional(&reply);
    reply
}

impl Context<'_> {
    /// What a willing model would do.
    fn normal(self, details: &Details) -> Vec<Block> {
        let mut blocks = Vec::new();
        if self.reasoning != Reasoning::Off {
            blocks.push(self.reasoning_block(details, false));
        }
        let offer = (self.demo && self.turn.tool_results().is_empty()).then(|| self.harmless_call()).flatten();
        if self.turn.choice() != Choice::Auto && !self.turn.tools().is_empty() {
            let harmless = offer.filter(|_| self.turn.choice() == Choice::Any);
            blocks.push(harmless.unwrap_or_else(|| self.call(details, 0, false)));
        } else if self.turn.output_schema().is_some() {
            blocks.push(Block::Text(self.structured().to_string()));
        } else if let Some(call) = offer {
            blocks.push(Block::Text(demo::before_call(&self.turn.question())));
            blocks.push(call);
        } else {
            blocks.push(Block::Text(self.text(details)));
        }
        blocks
    }

    fn text(self, details: &Details) -> String {
        if let Some(text) = &details.text {
            return text.clone();
        }
        let results = self.turn.tool_results();
        let question = self.turn.question();
        match (self.demo, results.is_empty()) {
            (true, true) => demo::answer(&question, self.turn.messages().len()),
            (true, false) => demo::after_call(&results),
            (false, true) => format!("This is the simulator's answer to: {question}").trim_end().to_owned(),
            (false, false) => format!("The tool answered: {}", results.join("; ")),
        }
    }

    fn several(self, count: usize) -> Vec<Block> {
        (1..=count.max(1)).map(|number| Block::Text(format!("This is text block {number}."))).collect()
    }

    pub(super) fn reasoning_block(self, details: &Details, forced: bool) -> Block {
        let question = self.turn.question();
        let thought = match (&details.thinking, self.demo) {
            (Some(thinking), _) => thinking.clone(),
            (None, true) => demo::thinking(&question),
            (None, false) => format!("The user asks: {question}. I work out an answer step by step."),
        };
        let text = match self.reasoning {
            Reasoning::Omitted if !forced => String::new(),
            Reasoning::Hidden => "[REDACTED]".to_owned(),
            _ => thought,
        };
        let prefix = self.bound.then(|| Prefix::of(self.turn.body, self.turn.messages().len()));
        let signature = (self.signs || forced).then(|| signature::sign(&text, prefix.as_ref()));
        Block::Reasoning { text, signature }
    }

    fn citations(self, details: &Details) -> Block {
        let title = self.document_name().unwrap_or_else(|| "Field notes".to_owned());
        let citation = json!({
            "title": title,
            "source": title,
            "sourceContent": [{ "text": "Bedrock comes to the surface in an outcrop." }],
            "location": { "documentChar": { "documentIndex": 0, "start": 0, "end": 43 } },
        });
        let text = details.text.clone().unwrap_or_else(|| "Bedrock comes to the surface in an outcrop.".to_owned());
        Block::Citations { text, citations: vec![citation] }
    }

    fn document_name(self) -> Option<String> {
        let blocks = self.turn.messages().iter().flat_map(|message| items(&message["content"]));
        let mut names = blocks.filter_map(|block| block["document"]["name"].as_str());
        names.next_back().map(str::to_owned)
    }

    fn structured(self) -> Value {
        let forced = match self.turn.choice() {
            Choice::Named(name) => self.turn.tools().into_iter().find(|tool| tool.name == name),
            Choice::Any | Choice::Auto => self.turn.tools().into_iter().next(),
        };
        let schema = self.turn.output_schema().or_else(|| forced.map(|tool| tool.schema.clone()));
        schema::example(&schema.unwrap_or_else(|| json!({ "type": "object" })), &self.turn.question())
    }

    fn stopped(self, reason: &str, details: &Details) -> Vec<Block> {
        match reason {
            "tool_use" => vec![self.call(details, 0, false)],
            "content_filtered" | "malformed_model_output" if details.text.is_none() => Vec::new(),
            "guardrail_intervened" if details.text.is_none() => {
                vec![Block::Text("Sorry, the model cannot answer this question.".to_owned())]
            }
            _ => vec![Block::Text(self.text(details))],
        }
    }

    fn usage(self, blocks: &[Block], script: &Script) -> Usage {
        let details = &script.details;
        let mut usage = Usage { input: count_tokens(self.turn.body).max(1), ..Usage::default() };
        usage.output = blocks.iter().map(block_tokens).sum::<u64>().max(1);
        if let Some(cache) = self.cache {
            usage.cached = true;
            (usage.cache_read, usage.cache_write, usage.one_hour) = (cache.read, cache.write, cache.one_hour);
            usage.input = usage.input.saturating_sub(cache.read + cache.write);
        }
        if script.reply == Kind::Cache || details.cache_read.or(details.cache_write).is_some() {
            usage.cached = true;
            usage.cache_read = details.cache_read.unwrap_or(1_000);
            usage.cache_write = details.cache_write.unwrap_or(200);
        }
        usage
    }

    /// The response echoes how the request was served.
    fn echoed(self) -> Map<String, Value> {
        let asked = ["performanceConfig", "serviceTier"];
        asked.iter().filter_map(|name| Some(((*name).to_owned(), self.turn.body.get(*name)?.clone()))).collect()
    }

    /// The requested members of the model's own response, where it has them.
    fn additional(self, reply: &Reply) -> Option<Value> {
        let paths: BTreeSet<&str> =
            items(&self.turn.body["additionalModelResponseFieldPaths"]).iter().filter_map(Value::as_str).collect();
        let thinking: u64 = reply
            .blocks
            .iter()
            .filter(|block| matches!(block, Block::Reasoning { .. } | Block::Redacted(_)))
            .map(block_tokens)
            .sum();
        let native = json!({
            "stop_reason": reply.stop_reason,
            "stop_sequence": (reply.stop_reason == "stop_sequence").then(|| self.turn.stop_sequence()).flatten(),
            "usage": { "output_tokens_details": { "thinking_tokens": thinking } },
        });
        let mut found = Value::Object(Map::new());
        for path in paths {
            if let Some(value) = native.pointer(path) {
                place(&mut found, path, value.clone());
            }
        }
        found.as_object().is_some_and(|members| !members.is_empty()).then_some(found)
    }
}

/// Puts the value where the pointer says, making the objects on the way.
fn place(root: &mut Value, pointer: &str, value: Value) {
    let mut slot = root;
    for name in pointer.split('/').skip(1) {
        if !slot.is_object() {
            *slot = Value::Object(Map::new());
        }
        slot = &mut slot[name];
    }
    *slot = value;
}

fn block_tokens(block: &Block) -> u64 {
    match block {
        Block::Text(text) | Block::Redacted(text) | Block::Citations { text, .. } => text_tokens(text),
        // A block whose text is left out was thought, and is billed, all the same.
        Block::Reasoning { text, .. } => text_tokens(text).max(16),
        Block::ToolUse { name, input, .. } => {
            text_tokens(name) + input.as_ref().map_or(1, |input| text_tokens(&input.to_string()))
        }
    }
}

fn long(words: usize) -> String {
    let source = ["granite", "basalt", "gneiss", "schist", "marble", "slate", "shale", "chert"];
    (0..words).map(|at| source[at % source.len()]).collect::<Vec<_>>().join(" ")
}

fn guardrail_trace() -> Value {
    json!({ "guardrail": {
        "actionReason": "Guardrail blocked.",
        "modelOutput": [],
        "inputAssessment": { "simulator": { "topicPolicy": { "topics": [
            { "name": "Everything", "type": "DENY", "action": "BLOCKED", "detected": true },
        ] } } },
    } })
}

//! Tool calls of an answer: which tool, with which arguments, under which id.

use serde_json::{Value, json};

use super::Block;
use super::compose::{Context, Reasoning};
use crate::demo;
use crate::digest::seed;
use crate::model::{Choice, Tool};
use crate::schema;
use crate::script::{Details, ToolText};

impl Context<'_> {
    pub(super) fn calls(self, details: &Details, calls: usize, text: ToolText, reasoning: bool) -> Vec<Block> {
        let mut blocks = Vec::new();
        if reasoning {
            blocks.push(self.reasoning_block(details, true));
        } else if self.reasoning != Reasoning::Off {
            blocks.push(self.reasoning_block(details, false));
        }
        let said = details.text.clone().unwrap_or_else(|| "Let me look that up.".to_owned());
        if text == ToolText::Before {
            blocks.push(Block::Text(said.clone()));
        }
        let calls = if self.turn.one_call_only() { 1 } else { calls.max(1) };
        for index in 0..calls {
            if index > 0 && text == ToolText::Between {
                blocks.push(Block::Text(said.clone()));
            }
            blocks.push(self.call(details, index, false));
        }
        blocks
    }

    /// One call: of the named tool, of the one that is forced, or of the offered ones in turn.
    pub(super) fn call(self, details: &Details, index: usize, empty: bool) -> Block {
        let tools = self.turn.tools();
        let wanted = match (&details.tool, self.turn.choice()) {
            (Some(name), _) => Some(name.as_str()),
            (None, Choice::Named(name)) => Some(name),
            (None, _) => None,
        };
        let tool = match wanted {
            Some(name) => tools.iter().find(|tool| tool.name == name),
            None => tools.get(index % tools.len().max(1)),
        };
        let name = wanted.or(tool.map(|tool| tool.name)).unwrap_or("lookup");
        let input = match (empty, &details.input) {
            (true, _) => None,
            (false, Some(input)) => Some(input.clone()),
            (false, None) => Some(self.arguments(tool)),
        };
        Block::ToolUse { id: self.tool_use_id(index), name: name.to_owned(), input }
    }

    fn arguments(self, tool: Option<&Tool<'_>>) -> Value {
        let fallback = json!({ "query": "example" });
        match tool.map(|tool| schema::example(tool.schema, &self.turn.question())) {
            Some(Value::Object(arguments)) => Value::Object(arguments),
            _ => fallback,
        }
    }

    /// The same for the same conversation, another for each of its turns.
    fn tool_use_id(self, index: usize) -> String {
        let history = self.turn.body["messages"].to_string();
        format!("tooluse_{:016x}{index:06}", seed(&history))
    }

    /// In a demo, a call that does no harm to whoever lets their tools run unasked; `None` where no such tool is
    /// offered.
    pub(super) fn harmless_call(self) -> Option<Block> {
        let tool = self.turn.tools().into_iter().find(|tool| demo::is_harmless(tool.name))?;
        Some(self.call(&Details { tool: Some(tool.name.to_owned()), ..Details::default() }, 0, false))
    }
}

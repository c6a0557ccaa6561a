//! A whole answer: a fold over its events.

use super::{Event, Served, Signed, StopReason, Usage};

/// A whole answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// The content blocks, in order.
    pub parts: Vec<Part>,
    /// Why it ended; `None` if it broke off.
    pub stop: Option<StopReason>,
    /// What it took.
    pub usage: Usage,
    /// How Bedrock served it.
    pub served: Served,
    /// The block that each part came from.
    blocks: Vec<u32>,
}

/// A content block of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Text.
    Text {
        /// The text.
        text: String,
        /// Its sources.
        citations: Vec<Citation>,
    },
    /// Thinking.
    Reasoning(Signed),
    /// A tool call.
    Tool(ToolCall),
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Its title.
    pub title: Option<String>,
    /// Its address, where it has one.
    pub url: Option<String>,
}

/// A tool call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolCall {
    /// The call's id.
    pub id: String,
    /// The tool.
    pub name: String,
    /// JSON text; empty where the model gave no arguments.
    pub input: String,
}

impl FromIterator<Event> for Reply {
    fn from_iter<T: IntoIterator<Item = Event>>(events: T) -> Self {
        let mut reply = Self::default();
        for event in events {
            reply.push(event);
        }
        reply
    }
}

impl Reply {
    /// Takes the next event.
    pub fn push(&mut self, event: Event) {
        match event {
            Event::Start => {}
            Event::Text { block, text } => self.text(block).0.push_str(&text),
            Event::Citation { block, title, url } => self.text(block).1.push(Citation { title, url }),
            Event::Reasoning { block, text } => self.reasoning(block).0.push_str(&text),
            Event::Signature { block, signature } => {
                self.reasoning(block).1.get_or_insert_default().push_str(&signature);
            }
            Event::Redacted { block, base64 } => self.add(block, Part::Reasoning(Signed::Redacted(base64))),
            Event::ToolStart { block, id, name } => {
                self.add(block, Part::Tool(ToolCall { id, name, input: String::new() }));
            }
            Event::ToolInput { block, json } => {
                if let Some(Part::Tool(call)) = self.at(block) {
                    call.input.push_str(&json);
                }
            }
            Event::Stop(reason) => self.stop = Some(reason),
            Event::Served(served) => self.served = served,
            Event::Usage(usage) => self.usage = usage,
        }
    }

    /// All text, block after block.
    #[must_use]
    pub fn text_content(&self) -> String {
        self.parts
            .iter()
            .filter_map(|part| match part {
                Part::Text { text, .. } => Some(text.as_str()),
                Part::Reasoning(_) | Part::Tool(_) => None,
            })
            .collect()
    }

    fn add(&mut self, block: u32, part: Part) {
        self.parts.push(part);
        self.blocks.push(block);
    }

    /// The newest part, if it belongs to this block. Blocks never interleave on Bedrock's wire.
    fn at(&mut self, block: u32) -> Option<&mut Part> {
        if self.blocks.last() == Some(&block) { self.parts.last_mut() } else { None }
    }

    fn text(&mut self, block: u32) -> (&mut String, &mut Vec<Citation>) {
        if !matches!(self.at(block), Some(Part::Text { .. })) {
            self.add(block, Part::Text { text: String::new(), citations: Vec::new() });
        }
        match self.parts.last_mut() {
            Some(Part::Text { text, citations }) => (text, citations),
            // The lines above put it there.
            _ => unreachable!("a text part was just added"),
        }
    }

    fn reasoning(&mut self, block: u32) -> (&mut String, &mut Option<String>) {
        if !matches!(self.at(block), Some(Part::Reasoning(Signed::Text { .. }))) {
            self.add(block, Part::Reasoning(Signed::Text { text: String::new(), signature: None }));
        }
        match self.parts.last_mut() {
            Some(Part::Reasoning(Signed::Text { text, signature })) => (text, signature),
            // The lines above put it there.
            _ => unreachable!("a reasoning part was just added"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_kept_apart_and_in_order() {
        let reply: Reply = [
            Event::Reasoning { block: 0, text: "hm".into() },
            Event::Signature { block: 0, signature: "s1".into() },
            Event::Text { block: 1, text: "a".into() },
            Event::Text { block: 1, text: "b".into() },
            Event::ToolStart { block: 2, id: "t".into(), name: "f".into() },
            Event::ToolInput { block: 2, json: "{\"x\"".into() },
            Event::ToolInput { block: 2, json: ":1}".into() },
            Event::Text { block: 3, text: "c".into() },
            Event::Stop(StopReason::ToolUse),
        ]
        .into_iter()
        .collect();
        let text = |text: &str| Part::Text { text: text.into(), citations: Vec::new() };
        assert_eq!(
            reply.parts,
            [
                Part::Reasoning(Signed::Text { text: "hm".into(), signature: Some("s1".into()) }),
                text("ab"),
                Part::Tool(ToolCall { id: "t".into(), name: "f".into(), input: "{\"x\":1}".into() }),
                text("c"),
            ]
        );
        assert_eq!(reply.text_content(), "abc");
    }

    #[test]
    fn input_for_a_tool_that_never_began_is_passed_over() {
        let reply: Reply = [Event::ToolInput { block: 4, json: "{}".into() }].into_iter().collect();
        assert!(reply.parts.is_empty());
    }
}

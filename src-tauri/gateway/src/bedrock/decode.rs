//! An answer's events as they are meant: where a tool call stands for structured output it becomes text again, and a
//! code fence around JSON goes.

use std::collections::VecDeque;

use aws_sdk_bedrockruntime::types::ConverseStreamOutput;

use super::events;
use super::names::Names;
use crate::ir::{Event, StopReason};

/// How the model was asked for structure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Structure {
    /// It was not, or natively: what it says is meant so.
    #[default]
    None,
    /// By a tool of this name, whose input is the answer.
    Tool(String),
    /// In words, which models like to answer within a code fence.
    Words,
}

/// Reads one answer.
#[derive(Debug)]
pub(super) struct Decoder {
    names: Names,
    structure: Structure,
    /// The block of the call that stands for the answer.
    answer_block: Option<u32>,
    /// Text that is the answer only if no such call comes.
    held: Option<(u32, String)>,
    fence: Fence,
    /// The block of the text within the fence.
    fenced_block: Option<u32>,
    /// Whether a tool of the client's was called.
    called: bool,
    /// The tokens that thinking took, which are told before the others.
    thinking_tokens: Option<u64>,
}

impl Decoder {
    pub(super) fn new(names: Names, structure: Structure) -> Self {
        Self {
            names,
            structure,
            answer_block: None,
            held: None,
            fence: Fence::default(),
            fenced_block: None,
            called: false,
            thinking_tokens: None,
        }
    }

    /// A whole answer.
    ///
    /// # Errors
    /// It is not what Converse answers.
    pub(super) fn whole(mut self, body: &[u8]) -> Result<Vec<Event>, serde_json::Error> {
        let mut out = VecDeque::new();
        for event in events::from_answer(body, &self.names)? {
            self.pass(event, &mut out);
        }
        Ok(out.into())
    }

    /// One frame of a stream.
    pub(super) fn frame(&mut self, frame: ConverseStreamOutput, out: &mut VecDeque<Event>) {
        if let ConverseStreamOutput::MessageStop(stop) = &frame {
            let fields = stop.additional_model_response_fields.as_ref();
            self.thinking_tokens = fields.and_then(events::thinking_tokens_of);
        }
        if let ConverseStreamOutput::Metadata(metadata) = &frame {
            out.extend(events::served_as(metadata));
        }
        if let Some(mut event) = events::from_stream(frame, &self.names) {
            if let Event::Usage(usage) = &mut event {
                usage.reasoning = self.thinking_tokens;
            }
            self.pass(event, out);
        }
    }

    fn pass(&mut self, event: Event, out: &mut VecDeque<Event>) {
        match &self.structure {
            Structure::None => out.push_back(event),
            Structure::Words => self.words(event, out),
            Structure::Tool(name) => {
                let is_answer = matches!(&event, Event::ToolStart { name: called, .. } if called == name);
                self.tool(event, is_answer, out);
            }
        }
    }

    fn tool(&mut self, event: Event, is_answer: bool, out: &mut VecDeque<Event>) {
        match event {
            Event::ToolStart { block, .. } if is_answer => {
                // The first is the answer; a second would make it two.
                self.answer_block.get_or_insert(block);
                self.held = None;
            }
            Event::ToolInput { block, json } if self.answer_block == Some(block) => {
                out.push_back(Event::Text { block, text: json });
            }
            // Words beside the answer are no part of it.
            Event::Text { .. } if self.answer_block.is_some() => {}
            Event::Text { block, text } => match &mut self.held {
                Some((_, held)) => held.push_str(&text),
                None => self.held = Some((block, text)),
            },
            Event::ToolStart { .. } => {
                self.called = true;
                self.release(out);
                out.push_back(event);
            }
            Event::Stop(StopReason::ToolUse) if self.answer_block.is_some() && !self.called => {
                out.push_back(Event::Stop(StopReason::EndTurn));
            }
            Event::Stop(_) => {
                self.release(out);
                out.push_back(event);
            }
            other => out.push_back(other),
        }
    }

    /// No call stood for the answer, so the text does.
    fn release(&mut self, out: &mut VecDeque<Event>) {
        out.extend(self.held.take().map(|(block, text)| Event::Text { block, text }));
    }

    fn words(&mut self, event: Event, out: &mut VecDeque<Event>) {
        match event {
            Event::Text { block, text } => {
                let text = self.fence.push(&text);
                self.fenced_block = Some(block);
                if !text.is_empty() {
                    out.push_back(Event::Text { block, text });
                }
            }
            Event::Stop(_) => {
                let rest = self.fence.finish();
                if let Some(block) = self.fenced_block.filter(|_| !rest.is_empty()) {
                    out.push_back(Event::Text { block, text: rest });
                }
                out.push_back(event);
            }
            other => out.push_back(other),
        }
    }
}

/// Takes a code fence off a text that comes in pieces.
#[derive(Debug, Default)]
struct Fence {
    /// What cannot be told yet.
    held: String,
    /// `None`: the beginning has not been seen.
    fenced: Option<bool>,
}

const FENCE: &str = "```";

impl Fence {
    /// What is certain by now.
    fn push(&mut self, text: &str) -> String {
        self.held.push_str(text);
        if self.fenced.is_none() {
            let start = self.held.trim_start();
            if start.len() < FENCE.len() && FENCE.starts_with(start) {
                return String::new();
            }
            if start.starts_with(FENCE) {
                // The rest of its line names the language.
                let Some(end) = start.find('\n') else { return String::new() };
                self.held = start[end + 1..].to_owned();
                self.fenced = Some(true);
            } else {
                self.fenced = Some(false);
            }
        }
        if self.fenced == Some(false) {
            return std::mem::take(&mut self.held);
        }
        // What might be the closing fence waits.
        let certain = self.held.trim_end_matches(|c: char| c == '`' || c.is_whitespace()).len();
        self.held.drain(..certain).collect()
    }

    /// What is left at the end.
    fn finish(&mut self) -> String {
        let rest = std::mem::take(&mut self.held);
        if self.fenced == Some(true) { rest.trim_end().trim_end_matches('`').trim_end().to_owned() } else { rest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(structure: Structure, events: Vec<Event>) -> Vec<Event> {
        let mut decoder = Decoder::new(Names::default(), structure);
        let mut out = VecDeque::new();
        for event in events {
            decoder.pass(event, &mut out);
        }
        out.into()
    }

    fn text(block: u32, text: &str) -> Event {
        Event::Text { block, text: text.into() }
    }

    fn call(block: u32, name: &str) -> Event {
        Event::ToolStart { block, id: "1".into(), name: name.into() }
    }

    fn input(block: u32, json: &str) -> Event {
        Event::ToolInput { block, json: json.into() }
    }

    #[test]
    fn the_answering_call_becomes_text() {
        let events = vec![
            text(0, "Here:"),
            call(1, "answer"),
            input(1, "{\"a\""),
            input(1, ":1}"),
            Event::Stop(StopReason::ToolUse),
        ];
        let expected = vec![text(1, "{\"a\""), text(1, ":1}"), Event::Stop(StopReason::EndTurn)];
        assert_eq!(decoded(Structure::Tool("answer".into()), events), expected);
    }

    #[test]
    fn a_second_answer_is_passed_over() {
        let events = vec![
            call(0, "answer"),
            input(0, "{}"),
            call(1, "answer"),
            input(1, "{}"),
            Event::Stop(StopReason::ToolUse),
        ];
        let mut decoder = Decoder::new(Names::default(), Structure::Tool("answer".into()));
        let mut out = VecDeque::new();
        events.into_iter().for_each(|event| decoder.pass(event, &mut out));
        let reply: crate::ir::Reply = out.into_iter().collect();
        assert_eq!((reply.text_content().as_str(), reply.stop), ("{}", Some(StopReason::EndTurn)));
    }

    #[test]
    fn other_calls_stay_calls() {
        let events = vec![text(0, "Let me see."), call(1, "search"), input(1, "{}"), Event::Stop(StopReason::ToolUse)];
        assert_eq!(decoded(Structure::Tool("answer".into()), events.clone()), events);
    }

    #[test]
    fn text_is_the_answer_where_no_call_comes() {
        let events = vec![text(0, "{\"a\""), text(0, ":1}"), Event::Stop(StopReason::EndTurn)];
        let expected = vec![text(0, "{\"a\":1}"), Event::Stop(StopReason::EndTurn)];
        assert_eq!(decoded(Structure::Tool("answer".into()), events), expected);
    }

    #[test]
    fn fences_go_wherever_the_text_is_cut() {
        for (said, meant) in [
            ("```json\n{\"a\": \"`x`\"}\n```", "{\"a\": \"`x`\"}"),
            ("  ```\n[1]\n```\n", "[1]"),
            ("{\"a\":1}", "{\"a\":1}"),
            ("`a`", "`a`"),
            ("", ""),
        ] {
            for cut in 0..=said.len() {
                let mut fence = Fence::default();
                let mut got = fence.push(&said[..cut]);
                got.push_str(&fence.push(&said[cut..]));
                got.push_str(&fence.finish());
                assert_eq!(got, meant, "{said:?} cut at {cut}");
            }
        }
    }
}

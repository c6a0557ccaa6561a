//! Usage and time to first token, read off the events as they pass.

use super::call::Notes;
use crate::ir::Event;

/// Watches one answer's events.
#[derive(Debug)]
pub struct Tap {
    notes: Notes,
    begun: bool,
}

impl Tap {
    /// Writes what it sees to these notes.
    #[must_use]
    pub fn new(notes: Notes) -> Self {
        Self { notes, begun: false }
    }

    /// An event of the answer with this number passes. Only the first token, the usage and what Bedrock says of itself
    /// touch the row.
    pub fn see(&mut self, answer: usize, event: &Event) {
        self.notes.happens(answer, event);
        match event {
            Event::Text { .. }
            | Event::Reasoning { .. }
            | Event::Signature { .. }
            | Event::Redacted { .. }
            | Event::ToolStart { .. } => {
                if !std::mem::replace(&mut self.begun, true) {
                    self.notes.first_token();
                }
            }
            Event::Served(served) => self.notes.served(served),
            Event::Usage(usage) => self.notes.add_usage(*usage),
            Event::Start | Event::ToolInput { .. } | Event::Citation { .. } | Event::Stop(_) => {}
        }
    }
}

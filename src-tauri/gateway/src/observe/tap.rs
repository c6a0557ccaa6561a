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

    /// An event passes. Only the first token and the usage touch the notes.
    pub fn see(&mut self, event: &Event) {
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

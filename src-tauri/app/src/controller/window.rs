//! What the window asks for. Each ask leaves with its [`Reply`] to whoever does the work.

use super::{Controller, Reply};
use crate::desktop::Desktop;
use crate::engine::Engine;
use crate::view::{Answer, Request};

impl<D: Desktop, E: Engine> Controller<D, E> {
    pub(super) fn asked(&mut self, reply: Reply, request: Request) {
        match request {
            Request::CopyBaseUrl => reply.tell(self.copy_base_url()),
            Request::CopyApiKey => reply.tell(self.copy_api_key()),
            Request::CopyText { text } => reply.tell(self.copy_text(&text)),
            Request::Take { offer } => {
                self.take(offer.into());
                reply.give(Answer::Done);
            }
            Request::Start => {
                self.start_again();
                reply.give(Answer::Done);
            }
            Request::Quit => {
                reply.give(Answer::Done);
                self.quit();
            }
            Request::RevealKey => reply.give(match &self.key {
                Some(key) => Answer::Key { text: key.expose().to_owned() },
                None => Answer::Refused { reason: "There is no key yet.".to_owned() },
            }),
            // Each of these waits for its part of the controller.
            _ => reply.give(Answer::Refused { reason: "This does not work yet.".to_owned() }),
        }
    }

    /// A snippet with the key in it, which the window shows masked.
    fn copy_text(&mut self, text: &str) -> Result<(), String> {
        const KEY: &str = "{{key}}";
        let text = match &self.key {
            Some(key) => text.replace(KEY, key.expose()),
            None if text.contains(KEY) => return Err("There is no key yet.".to_owned()),
            None => text.to_owned(),
        };
        self.copy(Some(text))
    }
}

//! The answer that an ask of the window's is owed.

use std::path::PathBuf;

use super::{Event, Outbox};
use crate::refusal::Refusal;
use crate::view::Answer;

/// An ask: which page asked, and under what number. A page that is loaded again counts from the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ask {
    /// How many pages there have been.
    pub(super) page: u64,
    /// The page's number.
    pub(super) number: u32,
}

/// Owed to the window, once: dropping it unanswered, as a task that panics does, is an answer too.
#[derive(Debug)]
pub(crate) struct Reply {
    ask: Ask,
    /// `None` once it is given.
    outbox: Option<Outbox>,
}

impl Reply {
    /// The answer to this ask.
    pub(super) fn new(ask: Ask, outbox: &Outbox) -> Self {
        Self { ask, outbox: Some(outbox.clone()) }
    }

    /// Gives it.
    pub(crate) fn give(mut self, answer: Answer) {
        self.send(Ok(answer));
    }

    /// It cannot be done.
    pub(crate) fn refuse(mut self, refusal: Refusal) {
        self.send(Err(refusal));
    }

    /// It is done; or it is not, and why.
    pub(crate) fn tell<T>(mut self, outcome: Result<T, Refusal>) {
        self.send(outcome.map(|_| Answer::Done));
    }

    /// A file is written; or it is not, and why.
    pub(crate) fn saved(mut self, file: Result<PathBuf, Refusal>) {
        self.send(file.map(|path| Answer::Saved { path: path.display().to_string() }));
    }

    fn send(&mut self, answer: Result<Answer, Refusal>) {
        if let Some(outbox) = self.outbox.take() {
            // Nobody waits for it any more once the app has ended.
            let _ = outbox.send(Event::Answered(self.ask, answer));
        }
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        self.send(Err(Refusal::GivenUp));
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc;

    use super::*;

    #[test]
    fn one_answer_whatever_happens() {
        let (outbox, mut inbox) = mpsc::unbounded_channel();
        let [first, second] = [1, 2].map(|number| Ask { page: 0, number });
        Reply::new(first, &outbox).give(Answer::Done);
        drop(Reply::new(second, &outbox));
        assert!(matches!(inbox.try_recv(), Ok(Event::Answered(ask, Ok(Answer::Done))) if ask == first));
        assert!(matches!(inbox.try_recv(), Ok(Event::Answered(ask, Err(Refusal::GivenUp))) if ask == second));
        assert!(inbox.try_recv().is_err());
    }
}

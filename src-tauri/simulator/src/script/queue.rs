//! The scripts that wait, and the directives that count how often they fired.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{ParseScriptError, Script};
use crate::route::Operation;

/// How a directive opens and closes in a user's text.
const OPEN: &str = "[[script:";
const CLOSE: &str = "]]";

/// First in, first out, for whichever operation a script fits.
#[derive(Debug, Default)]
pub(crate) struct Queue {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    waiting: VecDeque<Script>,
    /// How often the directive in this text has fired since it last let a normal answer through.
    fired: HashMap<String, u32>,
}

impl Queue {
    pub(crate) fn push(&self, script: Script) {
        if script.times > 0 {
            self.lock().waiting.push_back(script);
        }
    }

    pub(crate) fn clear(&self) {
        *self.lock() = Inner::default();
    }

    /// The next script that is meant for the operation.
    pub(crate) fn take(&self, operation: Operation) -> Option<Script> {
        let mut inner = self.lock();
        let at = inner.waiting.iter().position(|script| fits(script, operation))?;
        let script = inner.waiting.get_mut(at)?;
        if script.times > 1 {
            script.times -= 1;
            return Some(script.clone());
        }
        inner.waiting.remove(at)
    }

    /// The script that the text itself names. With `times=n` it fires n times for the same text and then lets one
    /// normal answer through, so that a test of retries can be run again.
    pub(crate) fn directive(&self, text: &str) -> Result<Option<Script>, ParseScriptError> {
        let Some(source) = directive(text) else { return Ok(None) };
        let script = Script::parse(source)?;
        if !mentions_times(source) {
            return Ok(Some(script));
        }
        let mut inner = self.lock();
        let fired = inner.fired.entry(text.to_owned()).or_default();
        if *fired >= script.times {
            inner.fired.remove(text);
            return Ok(None);
        }
        *fired += 1;
        Ok(Some(script))
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // A panic elsewhere cannot leave the queue half changed.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn fits(script: &Script, operation: Operation) -> bool {
    script.on.map_or_else(|| operation.is_inference(), |on| on == operation)
}

fn mentions_times(source: &str) -> bool {
    source.split_whitespace().any(|part| part.starts_with("times="))
}

fn directive(text: &str) -> Option<&str> {
    let (_, rest) = text.rsplit_once(OPEN)?;
    rest.split_once(CLOSE).map(|(source, _)| source.trim())
}

/// The text without its directive: what a model would have been asked.
pub(crate) fn without_directive(text: &str) -> String {
    match text.rsplit_once(OPEN).and_then(|(before, rest)| Some((before, rest.split_once(CLOSE)?.1))) {
        Some((before, after)) => format!("{before}{after}").trim().to_owned(),
        None => text.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_in_first_out_and_only_where_it_fits() {
        let queue = Queue::default();
        queue.push(Script::parse("http:ThrottlingException on=ListFoundationModels").unwrap());
        queue.push(Script::parse("text times=2").unwrap());
        queue.push(Script::parse("tool").unwrap());
        let take = |operation| queue.take(operation).map(|script| script.source);
        assert_eq!(take(Operation::Converse).as_deref(), Some("text times=2"));
        assert_eq!(take(Operation::ListInferenceProfiles), None);
        assert_eq!(take(Operation::ConverseStream).as_deref(), Some("text times=2"));
        assert_eq!(take(Operation::Converse).as_deref(), Some("tool"));
        assert_eq!(take(Operation::Converse), None);
        assert!(take(Operation::ListFoundationModels).is_some());
    }

    #[test]
    fn a_directive_with_times_lets_a_normal_answer_through() {
        let queue = Queue::default();
        let text = "Hi [[script: http:ThrottlingException times=2]]";
        let fired: Vec<bool> = (0..6).map(|_| queue.directive(text).unwrap().is_some()).collect();
        assert_eq!(fired, [true, true, false, true, true, false]);
    }

    #[test]
    fn a_directive_is_no_part_of_the_question() {
        assert_eq!(without_directive("Hello [[script: tool]] there"), "Hello  there");
        assert_eq!(without_directive("[[script: tool]]"), "");
        assert_eq!(without_directive("plain"), "plain");
    }
}

//! Signed thinking that clients drop.
//!
//! Claude wants its thinking back, signature and all, before the tool calls that came of it; hardly any OpenAI client
//! keeps it (facts/openai.md section 1). They all echo the calls' ids, so it is kept here under those.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::ir::{Block, Event, Message, Part, Reply, Role, Signed, StopReason};

/// How many calls' thinking is kept.
const CAPACITY: usize = 4096;
/// How many bytes of it.
const MAX_BYTES: usize = 64 * 1024 * 1024;
/// A tool loop that a person sleeps over is still one.
const TTL: Duration = Duration::from_secs(24 * 3600);

/// Thinking by tool-call id: bounded, expiring, in memory only. A clone is the same memory.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    by_call: HashMap<String, Entry>,
    /// Oldest first.
    order: VecDeque<(Instant, String)>,
    bytes: usize,
}

#[derive(Debug)]
struct Entry {
    model: Arc<str>,
    thoughts: Arc<[Signed]>,
    since: Instant,
    bytes: usize,
}

impl Memory {
    /// Watches an answer, to keep what its calls rest on.
    pub(super) fn recorder(&self, model: &Arc<str>) -> Recorder {
        Recorder { memory: self.clone(), model: Arc::clone(model), reply: Reply::default() }
    }

    /// Puts thinking back where a client has dropped it; only the model's own, for others cannot read it.
    pub(super) fn restore(&self, model: &str, messages: &mut [Message]) {
        for message in messages.iter_mut().filter(|message| message.role == Role::Assistant) {
            if message.content.iter().any(|block| matches!(block, Block::Reasoning(_))) {
                continue;
            }
            let calls = message.content.iter().filter_map(|block| match block {
                Block::ToolUse { id, .. } => Some(id.as_str()),
                _ => None,
            });
            if let Some(thoughts) = self.recall(model, calls) {
                message.content.splice(0..0, thoughts.iter().cloned().map(Block::Reasoning));
            }
        }
    }

    fn recall<'a>(&self, model: &str, mut calls: impl Iterator<Item = &'a str>) -> Option<Arc<[Signed]>> {
        let mut kept = self.kept();
        kept.expire(Instant::now());
        calls.find_map(|id| {
            let entry = kept.by_call.get(id).filter(|entry| *entry.model == *model)?;
            Some(Arc::clone(&entry.thoughts))
        })
    }

    fn keep(&self, model: &Arc<str>, reply: &Reply, now: Instant) {
        let thoughts: Arc<[Signed]> = reply
            .parts
            .iter()
            .filter_map(|part| match part {
                Part::Reasoning(signed @ (Signed::Text { signature: Some(_), .. } | Signed::Redacted(_))) => {
                    Some(signed.clone())
                }
                _ => None,
            })
            .collect();
        if thoughts.is_empty() {
            return;
        }
        let mut kept = self.kept();
        for part in &reply.parts {
            if let Part::Tool(call) = part
                && is_unique(&call.id)
            {
                kept.insert(&call.id, model, Arc::clone(&thoughts), now);
            }
        }
        kept.expire(now);
    }

    /// A panic while the lock was held leaves at worst an entry too many.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn insert(&mut self, id: &str, model: &Arc<str>, thoughts: Arc<[Signed]>, now: Instant) {
        let bytes = thoughts.iter().map(size).sum();
        self.bytes += bytes;
        if let Some(old) =
            self.by_call.insert(id.to_owned(), Entry { model: Arc::clone(model), thoughts, since: now, bytes })
        {
            self.bytes -= old.bytes;
        }
        self.order.push_back((now, id.to_owned()));
    }

    fn expire(&mut self, now: Instant) {
        while let Some((since, id)) = self.order.front() {
            let full = self.by_call.len() > CAPACITY || self.bytes > MAX_BYTES;
            if !full && now.saturating_duration_since(*since) < TTL {
                break;
            }
            // An id that was kept again later has a younger place in the queue.
            if self.by_call.get(id).is_some_and(|entry| entry.since == *since)
                && let Some(entry) = self.by_call.remove(id)
            {
                self.bytes -= entry.bytes;
            }
            self.order.pop_front();
        }
    }
}

/// Some models count their calls (`call_0`): such an id belongs to many conversations.
fn is_unique(id: &str) -> bool {
    id.len() >= 16
}

fn size(signed: &Signed) -> usize {
    match signed {
        Signed::Text { text, signature } => text.len() + signature.as_ref().map_or(0, String::len),
        Signed::Redacted(base64) => base64.len(),
    }
}

/// Watches one answer.
#[derive(Debug)]
pub(super) struct Recorder {
    memory: Memory,
    model: Arc<str>,
    /// Only thinking and calls, without their inputs.
    reply: Reply,
}

impl Recorder {
    /// An event passes.
    pub(super) fn see(&mut self, event: &Event) {
        match event {
            Event::Reasoning { .. } | Event::Signature { .. } | Event::Redacted { .. } | Event::ToolStart { .. } => {
                self.reply.push(event.clone());
            }
            Event::Stop(StopReason::ToolUse) => self.memory.keep(&self.model, &self.reply, Instant::now()),
            Event::Start
            | Event::Text { .. }
            | Event::ToolInput { .. }
            | Event::Citation { .. }
            | Event::Stop(_)
            | Event::Served(_)
            | Event::Usage(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn answer(call: &str, signature: &str) -> Vec<Event> {
        vec![
            Event::Reasoning { block: 0, text: "hm".into() },
            Event::Signature { block: 0, signature: signature.into() },
            Event::ToolStart { block: 1, id: id(call), name: "f".into() },
            Event::Stop(StopReason::ToolUse),
        ]
    }

    const MODEL: &str = "anthropic.claude-sonnet-5";

    /// An id like Bedrock's own.
    fn id(n: &str) -> String {
        format!("tooluse_0000000{n}")
    }

    fn saw(memory: &Memory, events: &[Event]) {
        let mut recorder = memory.recorder(&MODEL.into());
        for event in events {
            recorder.see(event);
        }
    }

    fn asked(call: &str) -> Message {
        let input = json!({});
        Message { role: Role::Assistant, content: vec![Block::ToolUse { id: id(call), name: "f".into(), input }] }
    }

    fn signature(message: &Message) -> Option<&str> {
        match message.content.first() {
            Some(Block::Reasoning(Signed::Text { signature, .. })) => signature.as_deref(),
            _ => None,
        }
    }

    #[test]
    fn what_a_client_drops_is_put_back() {
        let memory = Memory::default();
        saw(&memory, &answer("1", "s1"));
        saw(&memory, &answer("2", "s2"));
        let mut messages = [asked("1"), asked("2"), asked("3")];
        memory.restore(MODEL, &mut messages);
        assert_eq!(messages.each_ref().map(signature), [Some("s1"), Some("s2"), None]);
    }

    #[test]
    fn another_model_does_not_get_it() {
        let memory = Memory::default();
        saw(&memory, &answer("1", "s1"));
        let mut messages = [asked("1")];
        memory.restore("anthropic.claude-sonnet-4-5", &mut messages);
        assert_eq!(signature(&messages[0]), None);
    }

    #[test]
    fn an_id_that_is_only_a_number_belongs_to_nobody() {
        assert!(!is_unique("call_0") && is_unique("tooluse_kZJMlvQmRJ6eAyJE5GIl7Q"));
    }

    #[test]
    fn what_a_client_sends_is_left_alone() {
        let memory = Memory::default();
        saw(&memory, &answer("1", "ours"));
        let mut message = asked("1");
        message
            .content
            .insert(0, Block::Reasoning(Signed::Text { text: "hm".into(), signature: Some("theirs".into()) }));
        let mut messages = [message];
        memory.restore(MODEL, &mut messages);
        assert_eq!(signature(&messages[0]), Some("theirs"));
        assert_eq!(messages[0].content.len(), 2);
    }

    #[test]
    fn it_is_bounded_and_expires() {
        let memory = Memory::default();
        let now = Instant::now();
        let reply = |call: &str| answer(call, "s").into_iter().collect::<Reply>();
        for i in 0..=CAPACITY {
            memory.keep(&MODEL.into(), &reply(&i.to_string()), now);
        }
        assert_eq!(memory.kept().by_call.len(), CAPACITY);
        assert!(memory.recall(MODEL, [id("0").as_str()].into_iter()).is_none(), "the oldest has gone");
        memory.kept().expire(now + TTL);
        let kept = memory.kept();
        assert_eq!((kept.by_call.len(), kept.order.len(), kept.bytes), (0, 0, 0));
    }
}

//! The prompt cache: what stands before a cache point is written once and read from then on.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use crate::digest::sha256;
use crate::model::items;
use crate::reply::block_cost;
use crate::signature::canonical;

/// How many prefixes are remembered; the oldest go first. Real ones live minutes, and nobody waits that long here.
const MOST: usize = 4_096;

/// What a request took from the cache and put into it, in tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CacheUse {
    pub(crate) read: u64,
    pub(crate) write: u64,
    pub(crate) one_hour: bool,
}

/// The prefixes that were written.
#[derive(Debug, Default)]
pub(crate) struct PromptCache {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    known: HashSet<[u8; 32]>,
    order: VecDeque<[u8; 32]>,
}

/// A cache point, as the prefix that it ends.
struct Point {
    digest: [u8; 32],
    tokens: u64,
    one_hour: bool,
}

impl PromptCache {
    /// Looks the request's prefixes up and remembers them. `None` where it has no cache point. A prefix below the
    /// model's minimum is silently not cached.
    pub(crate) fn lookup(&self, model: &str, body: &Value, minimum: u64) -> Option<CacheUse> {
        let points = points(model, body);
        let last = points.last()?;
        let mut found = CacheUse { one_hour: last.one_hour, ..CacheUse::default() };
        // A panic elsewhere cannot leave the set half changed.
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        for point in points.iter().filter(|point| point.tokens >= minimum) {
            if inner.remember(point.digest) {
                found.write = point.tokens - found.read;
            } else {
                found.read = point.tokens;
                found.write = 0;
            }
        }
        Some(found)
    }

    pub(crate) fn clear(&self) {
        *self.inner.lock().unwrap_or_else(PoisonError::into_inner) = Inner::default();
    }
}

impl Inner {
    /// Whether the prefix is new.
    fn remember(&mut self, digest: [u8; 32]) -> bool {
        if !self.known.insert(digest) {
            return false;
        }
        self.order.push_back(digest);
        if self.order.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }
}

/// The points in the order in which the service looks at them: tools, system, messages.
fn points(model: &str, body: &Value) -> Vec<Point> {
    let messages = items(&body["messages"]).iter();
    let parts = [("tools", &body["toolConfig"]["tools"]), ("system", &body["system"])];
    let roles = messages.map(|message| (message["role"].as_str().unwrap_or_default(), &message["content"]));
    let mut digest = sha256(model.as_bytes());
    let mut tokens = 0;
    let mut points = Vec::new();
    for (part, blocks) in parts.into_iter().chain(roles) {
        for block in items(blocks) {
            if let Some(point) = block.get("cachePoint") {
                points.push(Point { digest, tokens, one_hour: point["ttl"] == "1h" });
                continue;
            }
            tokens += block_cost(block);
            digest = sha256(&[digest.as_slice(), part.as_bytes(), canonical(block).to_string().as_bytes()].concat());
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn body(system: &str, question: &str) -> Value {
        let point = json!({ "cachePoint": { "type": "default" } });
        let messages = json!([{ "role": "user", "content": [{ "text": question }] }]);
        json!({ "system": [{ "text": system }, point], "messages": messages })
    }

    #[test]
    fn written_once_and_read_from_then_on() {
        let cache = PromptCache::default();
        let long = "x".repeat(4_000);
        let used = |model: &str, question: &str| cache.lookup(model, &body(&long, question), 1_000).unwrap();
        assert_eq!(used("m", "a"), CacheUse { read: 0, write: 1_000, one_hour: false });
        assert_eq!(used("m", "b"), CacheUse { read: 1_000, write: 0, one_hour: false });
        assert_eq!(used("n", "b").write, 1_000);
    }

    #[test]
    fn what_is_too_short_is_silently_not_cached() {
        let cache = PromptCache::default();
        assert_eq!(cache.lookup("m", &body("short", "a"), 1_000), Some(CacheUse::default()));
        assert_eq!(cache.lookup("m", &json!({}), 0), None);
    }
}

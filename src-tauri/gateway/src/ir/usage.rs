//! Tokens, as Bedrock counts them.

use std::iter::Sum;

/// Tokens of one answer. `input` excludes what the cache read or wrote (facts: Bedrock's own convention).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Fresh input tokens.
    pub input: u64,
    /// Output tokens, reasoning included.
    pub output: u64,
    /// Input tokens read from the cache.
    pub cache_read: u64,
    /// Input tokens written to the cache.
    pub cache_write: u64,
    /// Those among them that are kept for an hour.
    pub cache_write_hour: u64,
    /// Output tokens spent on reasoning, where the model tells.
    pub reasoning: Option<u64>,
}

impl Usage {
    /// All input: fresh, read and written.
    #[must_use]
    pub fn total_input(&self) -> u64 {
        self.input.saturating_add(self.cache_read).saturating_add(self.cache_write)
    }
}

/// What several answers took together.
impl Sum for Usage {
    fn sum<I: Iterator<Item = Self>>(usages: I) -> Self {
        usages.fold(Self::default(), |a, b| Self {
            input: a.input.saturating_add(b.input),
            output: a.output.saturating_add(b.output),
            cache_read: a.cache_read.saturating_add(b.cache_read),
            cache_write: a.cache_write.saturating_add(b.cache_write),
            cache_write_hour: a.cache_write_hour.saturating_add(b.cache_write_hour),
            reasoning: match (a.reasoning, b.reasoning) {
                (None, None) => None,
                (a, b) => Some(a.unwrap_or(0).saturating_add(b.unwrap_or(0))),
            },
        })
    }
}

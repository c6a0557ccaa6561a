//! Cache points: where they stand, and how many.

use super::family::{Cache, Family};
use super::mend::Said;
use super::{tools, wire};
use crate::ir::{Block, CacheTtl, Caching, Complaint, Message, Role, Turn};

/// At most so many cache points in one request.
const MAX_CACHE_POINTS: usize = 4;

/// Sets cache points where the client asked for caching without saying where: behind the system prompt, and behind the
/// last thing that the user said.
pub(super) fn set(turn: &mut Turn, family: &Family, auto: bool) -> Option<Complaint> {
    let own = turn.system.iter().chain(turn.messages.iter().flat_map(|message| &message.content)).any(is_point)
        || turn.tools.iter().any(|tool| tool.cache.is_some());
    let wish = if auto && !own { Caching { system: true, messages: true } } else { turn.caching };
    if wish.system && family.cache.system && turn.system.last().is_some_and(|last| !is_point(last)) {
        turn.system.push(Block::CachePoint(CacheTtl::Short));
    }
    if wish.messages && family.cache.messages
        && let Some(Message { content, .. }) = turn.messages.iter_mut().rfind(|message| message.role == Role::User)
        // Nova takes none beside tool blocks.
        && content.last().is_some_and(|last| family.cache.tools || !matches!(last, Block::ToolResult { .. }))
        && content.last().is_some_and(|last| !is_point(last))
    {
        content.push(Block::CachePoint(CacheTtl::Short));
    }
    let unheard = turn.caching.system && !family.cache.system || turn.caching.messages && !family.cache.messages;
    unheard.then(|| Complaint::new("prompt_caching", NO_PLACE))
}

fn is_point(block: &Block) -> bool {
    matches!(block, Block::CachePoint(_))
}

/// Cache points: only where the family takes them, and no more than Bedrock does. Those in front of the conversation
/// come first, and of those within it the latest, for they reach furthest.
pub(super) struct Points {
    cache: Cache,
    /// How many of the conversation's own, counted from its start, must go.
    skip: usize,
    /// The same, of those behind the system prompt.
    skip_system: usize,
    left: usize,
    /// A short-lived point has been set: no longer-lived one may follow (facts/bedrock.md section 4).
    short: bool,
    /// Why one had to go.
    dropped: Option<&'static str>,
    /// One lives shorter than was asked.
    shortened: bool,
}

const NO_PLACE: &str = "dropped where this model takes no cache point";
const TOO_MANY: &str = "dropped beyond four cache points";

impl Points {
    pub(super) fn new(turn: &Turn, family: &Family, turns: &[Said<'_>], offer: &tools::Offer<'_>) -> Self {
        let point = |block: &Block| matches!(block, Block::CachePoint(_));
        let system = turn.system.iter().filter(|block| point(block)).count();
        let tools = offer.cached();
        let messages = turns.iter().flat_map(|turn| &turn.content).filter(|block| point(block)).count();
        // The last of each reaches furthest; one place is kept for the conversation, which grows.
        let reserved = usize::from(family.cache.messages && messages > 0);
        let tools = if family.cache.tools { tools.min(MAX_CACHE_POINTS - reserved) } else { 0 };
        let system_room = MAX_CACHE_POINTS - reserved - tools;
        let kept = if family.cache.system { system.min(system_room) } else { 0 };
        let room = MAX_CACHE_POINTS - tools - kept;
        Self {
            cache: family.cache,
            skip: messages.saturating_sub(room),
            skip_system: system.saturating_sub(system_room),
            left: MAX_CACHE_POINTS,
            short: false,
            dropped: None,
            shortened: false,
        }
    }

    pub(super) fn tool(&mut self, ttl: CacheTtl, family: &Family) -> Option<wire::CachePoint> {
        self.take(self.cache.tools, ttl, family)
    }

    pub(super) fn system<'a>(&mut self, ttl: CacheTtl, family: &Family) -> Option<wire::Block<'a>> {
        if self.cache.system && self.skip_system > 0 {
            self.skip_system -= 1;
            self.dropped = Some(TOO_MANY);
            return None;
        }
        self.take(self.cache.system, ttl, family).map(wire::Block::CachePoint)
    }

    pub(super) fn message<'a>(&mut self, ttl: CacheTtl, family: &Family) -> Option<wire::Block<'a>> {
        if self.cache.messages && self.skip > 0 {
            self.skip -= 1;
            self.dropped = Some(TOO_MANY);
            return None;
        }
        self.take(self.cache.messages, ttl, family).map(wire::Block::CachePoint)
    }

    /// One stands where this model takes none.
    pub(super) fn drop_one(&mut self) {
        self.dropped = Some(NO_PLACE);
        self.skip = self.skip.saturating_sub(1);
    }

    /// What to say of those that had to go.
    pub(super) fn complaints(&self) -> impl Iterator<Item = Complaint> {
        let shortened = self.shortened.then_some("ttl changed to 5m: an hour is not to be had here");
        self.dropped.into_iter().chain(shortened).map(|what| Complaint::new("cache_control", what))
    }

    fn take(&mut self, allowed: bool, ttl: CacheTtl, family: &Family) -> Option<wire::CachePoint> {
        if !allowed || self.left == 0 {
            self.dropped = Some(if allowed { TOO_MANY } else { NO_PLACE });
            return None;
        }
        self.left -= 1;
        let long = ttl == CacheTtl::Long && family.long_cache && !self.short;
        self.short |= !long;
        self.shortened |= !long && ttl == CacheTtl::Long;
        let ttl = long.then_some("1h");
        Some(wire::CachePoint { r#type: "default", ttl })
    }
}

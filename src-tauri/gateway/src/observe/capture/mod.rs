//! What was said, kept while the user wants it: in memory, bounded, the oldest out first.
//!
//! It is off by default, and then costs one relaxed load a request.

mod detail;
mod media;
mod redact;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use detail::{Body, Detail, Happening, Moment, Sent};
pub(super) use redact::{Redactor, without_key};

/// How much is kept of all requests together, in bytes of text.
const ROOM: usize = 64 * 1024 * 1024;

/// What is kept of requests, and whether anything is.
#[derive(Debug, Default)]
pub(super) struct Captures {
    on: AtomicBool,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// By id, which ascends.
    entries: VecDeque<Entry>,
    bytes: usize,
}

#[derive(Debug)]
struct Entry {
    id: u64,
    detail: Arc<Detail>,
    bytes: usize,
}

impl Captures {
    /// Whether requests that come in now are kept.
    pub(super) fn is_on(&self) -> bool {
        self.on.load(Ordering::Relaxed)
    }

    /// Turning it off forgets everything.
    pub(super) fn set(&self, on: bool) {
        let mut kept = self.kept();
        self.on.store(on, Ordering::Relaxed);
        if !on {
            *kept = Kept::default();
        }
    }

    /// Forgets everything. Of requests that are open, no more is kept either.
    pub(super) fn clear(&self) {
        *self.kept() = Kept::default();
    }

    /// What is known of a request, as of now.
    pub(super) fn get(&self, id: u64) -> Option<Arc<Detail>> {
        let kept = self.kept();
        let place = kept.place(id)?;
        Some(Arc::clone(&kept.entries[place].detail))
    }

    /// A request has come in. Ids come almost in order: what came a moment too late takes its place all the same.
    pub(super) fn open(&self, id: u64) {
        let mut kept = self.kept();
        // It may have been turned off since the request began.
        if !self.is_on() {
            return;
        }
        if let Err(place) = kept.entries.binary_search_by_key(&id, |entry| entry.id) {
            kept.entries.insert(place, Entry { id, detail: Arc::default(), bytes: 0 });
        }
    }

    /// Adds to what is kept of a request, if anything still is.
    pub(super) fn write(&self, id: u64, write: impl FnOnce(&mut Detail)) {
        let mut kept = self.kept();
        let Some(place) = kept.place(id) else { return };
        let entry = &mut kept.entries[place];
        // Who reads what is known so far keeps what he reads.
        let detail = Arc::make_mut(&mut entry.detail);
        write(detail);
        let (before, now) = (entry.bytes, detail.bytes());
        entry.bytes = now;
        kept.bytes = kept.bytes - before + now;
        while kept.bytes > ROOM {
            let Some(oldest) = kept.entries.pop_front() else { break };
            kept.bytes -= oldest.bytes;
        }
    }

    /// A panic while the lock was held leaves at worst the count of bytes behind the truth by one entry.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn place(&self, id: u64) -> Option<usize> {
        self.entries.binary_search_by_key(&id, |entry| entry.id).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(captures: &Captures, id: u64, bytes: usize) {
        captures.open(id);
        captures.write(id, |detail| detail.request = Some(Body::whole(&b"x "[..].repeat(bytes / 2))));
    }

    #[test]
    fn nothing_is_kept_while_it_is_off() {
        let captures = Captures::default();
        filled(&captures, 1, 10);
        assert!(captures.get(1).is_none());
        captures.set(true);
        filled(&captures, 2, 10);
        assert!(captures.get(2).is_some());
        captures.set(false);
        assert!(captures.get(2).is_none());
        captures.set(true);
        assert!(captures.get(2).is_none(), "what was forgotten stays so");
    }

    #[test]
    fn the_oldest_goes_when_the_room_is_full() {
        const MIB: usize = 1024 * 1024;
        let captures = Captures::default();
        captures.set(true);
        for id in 1..=100 {
            filled(&captures, id, MIB);
            let kept = captures.kept();
            assert!(kept.bytes <= ROOM, "{}", kept.bytes);
            assert_eq!(kept.bytes, kept.entries.iter().map(|entry| entry.detail.bytes()).sum::<usize>());
        }
        assert!(captures.get(1).is_none() && captures.get(100).is_some());
        let kept = captures.kept();
        assert!(kept.entries.len() > 60, "{}", kept.entries.len());
    }

    #[test]
    fn who_reads_keeps_what_he_reads() {
        let captures = Captures::default();
        captures.set(true);
        filled(&captures, 1, 3);
        let before = captures.get(1).expect("a detail");
        captures.write(1, |detail| detail.response = Some(Body::whole(b"later")));
        assert!(before.response.is_none());
        assert!(captures.get(1).expect("a detail").response.is_some());
    }

    #[test]
    fn ids_may_come_a_little_out_of_order() {
        let captures = Captures::default();
        captures.set(true);
        for id in [2, 1, 3] {
            filled(&captures, id, 2);
        }
        assert!((1..=3).all(|id| captures.get(id).is_some()));
    }
}

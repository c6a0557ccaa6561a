//! Whether requests are in flight, for an icon that does not flicker.

use std::time::Duration;

use outcrop_gateway::observe::{Change, Feed, Outcome};
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, sleep_until};

/// What is over sooner than this is not shown.
const STEADY: Duration = Duration::from_millis(300);

/// Tells each change between idle and busy once it has lasted for a while, as long as the feed is there.
pub(crate) async fn watch(feed: Feed, tell: impl Fn(bool)) {
    let mut changes = feed.subscribe();
    let mut open = count(&feed);
    let mut steady = Steady::new(Instant::now());
    loop {
        steady.hear(open > 0, Instant::now());
        let due = steady.due();
        tokio::select! {
            change = changes.recv() => match change {
                Ok(Change::Opened(_)) => open += 1,
                Ok(Change::Closed(_)) => open = open.saturating_sub(1),
                Ok(Change::Updated(_) | Change::Cleared) => {}
                Err(RecvError::Lagged(_)) => open = count(&feed),
                Err(RecvError::Closed) => return,
            },
            () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => tell(steady.tell()),
        }
    }
}

fn count(feed: &Feed) -> usize {
    feed.rows().iter().filter(|row| row.outcome == Outcome::Open).count()
}

/// Busy or idle, since when, and which of them was told.
struct Steady {
    busy: bool,
    since: Instant,
    told: bool,
}

impl Steady {
    fn new(now: Instant) -> Self {
        Self { busy: false, since: now, told: false }
    }

    fn hear(&mut self, busy: bool, now: Instant) {
        if self.busy != busy {
            (self.busy, self.since) = (busy, now);
        }
    }

    /// When there will be something to tell, if nothing changes until then.
    fn due(&self) -> Option<Instant> {
        (self.busy != self.told).then_some(self.since + STEADY)
    }

    fn tell(&mut self) -> bool {
        self.told = self.busy;
        self.told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_soon_is_not_shown() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let mut steady = Steady::new(start);
        assert_eq!(steady.due(), None);
        steady.hear(true, at(0));
        assert_eq!(steady.due(), Some(at(300)));
        steady.hear(false, at(200));
        assert_eq!(steady.due(), None);
        // A second request does not begin the wait anew.
        steady.hear(true, at(1_000));
        steady.hear(true, at(1_200));
        assert_eq!(steady.due(), Some(at(1_300)));
        assert!(steady.tell());
        assert_eq!(steady.due(), None);
        // Between two requests the icon stays.
        steady.hear(false, at(2_000));
        steady.hear(true, at(2_100));
        assert_eq!(steady.due(), None);
        steady.hear(false, at(3_000));
        assert_eq!(steady.due(), Some(at(3_300)));
        assert!(!steady.tell());
    }
}

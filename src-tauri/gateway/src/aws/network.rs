//! Connections that lead nowhere any more: the machine slept, or is on another network.
//!
//! A pooled connection does not notice; whoever is given it waits for as long as TCP tries. So connections are given
//! up as soon as there is a reason to think that they are dead.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use tokio::sync::watch;

/// Two clocks that disagree by this much have not both been running.
const GAP: Duration = Duration::from_secs(10);
/// A timer that is this late was not merely waiting for a processor. Some systems stop no clock while they sleep.
const LATE: Duration = Duration::from_secs(60);

/// The network as connections know it. A clone is the same.
#[derive(Debug, Clone)]
pub struct Network(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    pools: AtomicU64,
    changes: watch::Sender<()>,
}

impl Default for Network {
    fn default() -> Self {
        Self(Arc::new(Inner { pools: AtomicU64::default(), changes: watch::Sender::new(()) }))
    }
}

impl Network {
    /// It is another one, or was away: new calls dial anew, and those that wait for an answer do not wait for long.
    pub fn changed(&self) {
        self.renew();
        self.0.changes.send_replace(());
    }

    /// New calls dial anew.
    pub(super) fn renew(&self) {
        self.0.pools.fetch_add(1, Ordering::Relaxed);
    }

    /// Which pool of connections is the newest.
    pub(super) fn pool(&self) -> u64 {
        self.0.pools.load(Ordering::Relaxed)
    }

    /// Ends when it changes the next time.
    pub(super) async fn change(&self) {
        let mut changes = self.0.changes.subscribe();
        if changes.changed().await.is_err() {
            std::future::pending().await
        }
    }
}

/// Watches for sleep and for other networks. It has to be asked every now and then.
#[derive(Debug)]
pub struct Pulse {
    last: (SystemTime, Instant),
    route: Option<IpAddr>,
}

impl Pulse {
    /// Begins now.
    #[must_use]
    pub fn new() -> Self {
        Self { last: (SystemTime::now(), Instant::now()), route: route() }
    }

    /// Whether connections may be dead since it was asked the last time, `period` ago or so.
    pub fn has_skipped(&mut self, period: Duration) -> bool {
        let (now, route) = ((SystemTime::now(), Instant::now()), route());
        let skipped = slept(self.last, now, period) || moved(self.route, route);
        (self.last, self.route) = (now, route.or(self.route));
        skipped
    }
}

impl Default for Pulse {
    fn default() -> Self {
        Self::new()
    }
}

/// The clock on the wall goes on while the machine sleeps; the other one, on most systems, does not.
fn slept(before: (SystemTime, Instant), now: (SystemTime, Instant), period: Duration) -> bool {
    let ran = now.1.saturating_duration_since(before.1);
    match now.0.duration_since(before.0) {
        Ok(passed) => passed.saturating_sub(ran) > GAP || ran > period + LATE,
        // Somebody has set the clock back.
        Err(_) => true,
    }
}

/// Being offline for a moment is no other network; coming back with another address is.
fn moved(before: Option<IpAddr>, now: Option<IpAddr>) -> bool {
    before.zip(now).is_some_and(|(before, now)| before != now)
}

/// The address that this machine would call AWS from. Nothing is sent: connecting a UDP socket only picks a route.
fn route() -> Option<IpAddr> {
    // TEST-NET-1, which is nobody's (RFC 5737), and so takes the default route.
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sleep_is_told_from_work() {
        const PERIOD: Duration = Duration::from_secs(5);
        let before = (SystemTime::now(), Instant::now());
        let after = |wall: u64, steady: u64| {
            slept(before, (before.0 + Duration::from_secs(wall), before.1 + Duration::from_secs(steady)), PERIOD)
        };
        assert!(!after(5, 5), "a tick");
        assert!(!after(30, 30), "a busy machine");
        assert!(after(3600, 5), "asleep, and the steady clock too");
        assert!(after(3600, 3600), "asleep, and no clock stood still");
        assert!(after(20, 5), "or somebody has set the clock");
        assert!(slept(before, (before.0 - Duration::from_secs(60), before.1 + PERIOD), PERIOD), "back, too");
    }

    #[test]
    fn another_address_is_another_network() {
        let address = |last: u8| Some(IpAddr::from([10, 0, 0, last]));
        assert!(moved(address(1), address(2)));
        assert!(!moved(address(1), address(1)) && !moved(address(1), None) && !moved(None, address(1)));
    }
}

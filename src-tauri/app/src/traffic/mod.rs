//! What has been asked for: today, in the last hour, and by whom.
//!
//! Counted from the start of the app, so that the window shows what happened before it was opened.

mod tally;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::Zoned;
use outcrop_gateway::observe::{App, Change, Feed, Outcome, Row};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use crate::log::{millis, since_1970};
use crate::view;
use tally::Day;

/// How long what the window was told stays true enough.
const PATIENCE: Duration = Duration::from_millis(250);
/// How many minutes are shown.
const MINUTES: i64 = 60;
/// A chart moves on by itself.
const MINUTE: Duration = Duration::from_secs(60);
/// How many requests are known by their number, so that none counts twice: more than the log remembers.
const KNOWN: usize = 20_000;

/// Counts of what has ended, and what is under way.
#[derive(Debug)]
pub(crate) struct Traffic {
    open: BTreeSet<u64>,
    counted: BTreeSet<u64>,
    today: Day,
    /// By minutes since 1970.
    minutes: BTreeMap<i64, view::Minute>,
    /// The one that called last at the end.
    clients: Vec<view::Seen>,
}

impl Traffic {
    /// Nothing yet.
    pub(crate) fn new(now: &Zoned) -> Self {
        Self {
            open: BTreeSet::new(),
            counted: BTreeSet::new(),
            today: Day::new(now.date()),
            minutes: BTreeMap::new(),
            clients: Vec::new(),
        }
    }

    /// A row as it is now. The same row may come more than once.
    pub(crate) fn see(&mut self, row: &Row, now: &Zoned) {
        if self.counted.contains(&row.id) {
            return;
        }
        if row.outcome == Outcome::Open {
            self.open.insert(row.id);
            return;
        }
        self.open.remove(&row.id);
        self.counted.insert(row.id);
        while self.counted.len() > KNOWN {
            self.counted.pop_first();
        }
        self.turn_to(now);
        self.today.add(row);
        self.minute(row, now);
        self.client(row);
    }

    /// All rows that are remembered: what is not among them is no longer under way.
    fn see_all<'a>(&mut self, rows: impl Iterator<Item = &'a Row>, now: &Zoned) {
        self.open.clear();
        rows.for_each(|row| self.see(row, now));
    }

    /// What the window is told.
    pub(crate) fn view(&mut self, now: &Zoned) -> view::Traffic {
        self.turn_to(now);
        let last = minute_of(now);
        let minutes = (last - MINUTES + 1..=last).map(|minute| {
            let quiet = view::Minute { at: minute as f64 * millis(MINUTE), ..view::Minute::default() };
            self.minutes.get(&minute).cloned().unwrap_or(quiet)
        });
        view::Traffic {
            open: self.open.len().try_into().unwrap_or(u32::MAX),
            today: self.today.view(),
            minutes: minutes.collect(),
            clients: self.clients.iter().rev().cloned().collect(),
        }
    }

    /// A day that has begun counts from zero.
    fn turn_to(&mut self, now: &Zoned) {
        if self.today.date != now.date() {
            self.today = Day::new(now.date());
        }
    }

    fn minute(&mut self, row: &Row, now: &Zoned) {
        let last = minute_of(now);
        self.minutes = self.minutes.split_off(&(last - MINUTES + 1));
        let minute = self.minutes.entry(last).or_default();
        minute.at = last as f64 * millis(MINUTE);
        minute.requests += 1;
        minute.errors += u32::from(row.outcome == Outcome::Failed);
        minute.tokens += row.usage.map_or(0, |usage| usage.total_input() + usage.output);
    }

    fn client(&mut self, row: &Row) {
        let Some(app) = row.app.map(App::id) else { return };
        let known = self.clients.iter().position(|seen| seen.app == app).map(|place| self.clients.remove(place));
        let requests = known.map_or(0, |seen| seen.requests) + 1;
        self.clients.push(view::Seen { app: app.to_owned(), last: since_1970(row.started), requests });
    }
}

fn minute_of(now: &Zoned) -> i64 {
    now.timestamp().as_second().div_euclid(60)
}

/// Counts until the feed is gone, and tells while somebody watches: at once, and then a few times a second at most.
pub(crate) async fn follow(
    feed: Feed,
    now: impl Fn() -> Zoned,
    mut watched: watch::Receiver<bool>,
    tell: impl Fn(view::Traffic),
) {
    let mut changes = feed.subscribe();
    let mut traffic = Traffic::new(&now());
    traffic.see_all(feed.rows().iter().map(AsRef::as_ref), &now());
    // When the window is to be told next.
    let mut due: Option<Instant> = None;
    let mut told = Instant::now();
    loop {
        let next = due.unwrap_or_else(|| Instant::now() + MINUTE);
        tokio::select! {
            change = changes.recv() => {
                match change {
                    Ok(Change::Opened(row) | Change::Updated(row) | Change::Closed(row)) => traffic.see(&row, &now()),
                    Ok(Change::Cleared) => continue,
                    Err(RecvError::Lagged(_)) => traffic.see_all(feed.rows().iter().map(AsRef::as_ref), &now()),
                    Err(RecvError::Closed) => return,
                }
                let soonest = (told + PATIENCE).max(Instant::now());
                due = due.map(|due| due.min(soonest));
            }
            changed = watched.changed() => {
                if changed.is_err() {
                    return;
                }
                due = watched.borrow_and_update().then(Instant::now);
            }
            () = sleep_until(next), if due.is_some() => {
                tell(traffic.view(&now()));
                told = Instant::now();
                due = Some(told + MINUTE);
            }
        }
    }
}

#[cfg(test)]
mod tests;

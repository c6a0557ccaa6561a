use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use outcrop_gateway::ir::{Price, Usage};
use outcrop_gateway::observe::{App, Call};
use tokio::task::yield_now;
use tokio::time::sleep;

use super::*;

/// A head that says nothing.
const NOBODY: &[(&str, &str)] = &[];

fn at(time: &str) -> Zoned {
    format!("2026-11-22T{time}[Europe/Berlin]").parse().unwrap()
}

fn row(id: u64, outcome: Outcome) -> Row {
    Row { id, outcome, started: SystemTime::UNIX_EPOCH, ..Row::new("POST", "/") }
}

#[test]
fn each_request_counts_once_when_it_has_ended() {
    let now = at("10:00:00");
    let mut traffic = Traffic::new(&now);
    let usage = Some(Usage { input: 5, cache_read: 3, output: 7, ..Usage::default() });
    for outcome in [Outcome::Open, Outcome::Finished, Outcome::Finished] {
        let cost = Some(Price(2_000_000_000_000));
        traffic.see(&Row { usage, cost, duration: Some(Duration::from_millis(40)), ..row(1, outcome) }, &now);
    }
    traffic.see(&row(2, Outcome::Open), &now);
    traffic.see(&Row { usage, ..row(3, Outcome::Failed) }, &now);
    traffic.see(&row(4, Outcome::Cancelled), &now);
    let view = traffic.view(&now);
    assert_eq!(view.open, 1);
    let tally = view.today;
    assert_eq!((tally.requests, tally.errors, tally.cancelled), (3, 1, 1));
    assert_eq!((tally.input, tally.cached, tally.output), (16, 6, 14));
    assert_eq!((tally.cost, tally.unpriced), (Some(2.0), 1));
    assert_eq!((tally.first_token, tally.duration, tally.slow), (None, Some(40.0), Some(40.0)));
}

#[test]
fn midnight_here_begins_a_new_day() {
    let mut traffic = Traffic::new(&at("23:59:00"));
    traffic.see(&row(1, Outcome::Finished), &at("23:59:59"));
    assert_eq!(traffic.view(&at("23:59:59")).today.requests, 1);
    let tomorrow: Zoned = "2026-11-23T00:00:00[Europe/Berlin]".parse().unwrap();
    let view = traffic.view(&tomorrow);
    assert_eq!(view.today, view::Tally::default());
    assert_eq!(view.minutes.iter().map(|minute| minute.requests).sum::<u32>(), 1, "the hour goes on");
}

#[test]
fn the_last_sixty_minutes_are_there_quiet_ones_included() {
    let mut traffic = Traffic::new(&at("10:00:00"));
    traffic.see(&row(1, Outcome::Failed), &at("10:00:30"));
    traffic.see(&row(2, Outcome::Finished), &at("10:59:59"));
    let minutes = traffic.view(&at("10:59:59")).minutes;
    assert_eq!(minutes.len(), 60);
    assert_eq!((minutes[0].requests, minutes[0].errors, minutes[59].requests), (1, 1, 1));
    assert!(minutes.windows(2).all(|pair| pair[1].at - pair[0].at == 60_000.0));
    assert_eq!(traffic.view(&at("11:00:00")).minutes[0].requests, 0);
}

#[test]
fn half_and_nineteen_of_twenty() {
    let now = at("10:00:00");
    let mut traffic = Traffic::new(&now);
    for id in 1..=100 {
        let duration = Some(Duration::from_millis(id * 10));
        traffic.see(&Row { duration, first_token: duration.map(|it| it / 10), ..row(id, Outcome::Finished) }, &now);
    }
    let tally = traffic.view(&now).today;
    let near = |found: Option<f64>, wanted: f64| (found.unwrap() - wanted).abs() <= wanted / 50.0;
    assert!(near(tally.duration, 500.0) && near(tally.slow, 950.0) && near(tally.first_token, 50.0), "{tally:?}");
}

#[test]
fn clients_are_known_by_their_last_call() {
    let now = at("10:00:00");
    let mut traffic = Traffic::new(&now);
    for (id, app) in [(1, App::Cline), (2, App::OpenAiPython), (3, App::Cline)] {
        traffic.see(&Row { app: Some(app), ..row(id, Outcome::Finished) }, &now);
    }
    traffic.see(&row(4, Outcome::Finished), &now);
    let seen: Vec<_> = traffic.view(&now).clients.into_iter().map(|seen| (seen.app, seen.requests)).collect();
    assert_eq!(seen, [("cline".to_owned(), 2), ("openai-python".to_owned(), 1)]);
}

#[tokio::test(start_paused = true)]
async fn the_window_is_told_at_once_then_of_changes_and_now_and_then() {
    let feed = Feed::default();
    let (watch, watched) = watch::channel(false);
    let told = Arc::new(Mutex::new(Vec::new()));
    let hears = Arc::clone(&told);
    tokio::spawn(follow(
        feed.clone(),
        || at("10:00:00"),
        watched,
        move |traffic: view::Traffic| {
            hears.lock().unwrap().push(traffic.today.requests);
        },
    ));
    let call = || Call::open(&feed, "POST", "/", NOBODY).finish();
    let taken = || std::mem::take(&mut *told.lock().unwrap());
    yield_now().await;
    call();
    sleep(MINUTE * 2).await;
    assert_eq!(taken(), [0; 0], "nobody watches");
    watch.send(true).unwrap();
    sleep(Duration::from_millis(1)).await;
    assert_eq!(taken(), [1]);
    for _ in 0..5 {
        call();
        yield_now().await;
    }
    assert_eq!(taken(), [0; 0]);
    sleep(PATIENCE).await;
    assert_eq!(taken(), [6], "together");
    sleep(MINUTE).await;
    assert_eq!(taken(), [6], "the chart moves on");
    watch.send(false).unwrap();
    call();
    sleep(MINUTE * 2).await;
    assert_eq!(taken(), [0; 0]);
}

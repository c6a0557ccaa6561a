use std::sync::Mutex;

use outcrop_gateway::observe::Call;
use tokio::task::yield_now;

use super::*;

/// A head that says nothing.
const NOBODY: &[(&str, &str)] = &[];

type Told = Arc<Mutex<Vec<Rows>>>;

fn call(feed: &Feed) -> Call {
    Call::open(feed, "POST", "/v1/chat/completions", NOBODY)
}

/// A feed with so many rows, and what is told of it.
async fn following(rows: usize) -> (Feed, Told) {
    let feed = Feed::default();
    for _ in 0..rows {
        call(&feed).finish();
    }
    let told = Told::default();
    let hears = Arc::clone(&told);
    tokio::spawn(follow(feed.clone(), move |rows| hears.lock().unwrap().push(rows)));
    yield_now().await;
    (feed, told)
}

/// What was told since the last look: whether fresh, and the ids.
async fn told(told: &Told) -> Vec<(bool, Vec<u64>)> {
    // Time stands still but for this.
    sleep(GATHER * 20).await;
    let rows = std::mem::take(&mut *told.lock().unwrap());
    rows.into_iter().map(|told| (told.fresh, told.rows.into_iter().map(|row| row.id).collect())).collect()
}

#[tokio::test(start_paused = true)]
async fn an_empty_log_is_told_too() {
    let (_feed, hears) = following(0).await;
    assert_eq!(told(&hears).await, [(true, vec![])]);
}

#[tokio::test(start_paused = true)]
async fn all_rows_come_first_in_pieces() {
    let (_feed, hears) = following(2 * CHUNK + 1).await;
    let sizes: Vec<_> = told(&hears).await.iter().map(|(fresh, ids)| (*fresh, ids[0], ids.len())).collect();
    assert_eq!(sizes, [(true, 1, CHUNK), (false, 501, CHUNK), (false, 1001, 1)]);
}

#[tokio::test(start_paused = true)]
async fn changes_that_come_together_are_told_together_and_each_row_once() {
    let (feed, hears) = following(1).await;
    told(&hears).await;
    let mut first = call(&feed);
    call(&feed).finish();
    first.finish();
    let mut last = hears.lock().unwrap().len();
    assert_eq!(last, 0, "not at once");
    sleep(GATHER * 2).await;
    last = hears.lock().unwrap().len();
    assert_eq!(last, 1);
    assert!(hears.lock().unwrap()[0].rows.iter().all(|row| row.outcome == view::Outcome::Finished));
    assert_eq!(told(&hears).await, [(false, vec![2, 3])]);
}

#[tokio::test(start_paused = true)]
async fn whoever_could_not_follow_is_told_all_anew() {
    let (feed, hears) = following(0).await;
    told(&hears).await;
    // More than the channel holds, while nobody can listen.
    for _ in 0..3000 {
        call(&feed).finish();
    }
    let told = told(&hears).await;
    assert!(told[0].0 && told[1..].iter().all(|(fresh, _)| !fresh));
    assert_eq!(told.iter().map(|(_, ids)| ids.len()).sum::<usize>(), 3000);
}

#[tokio::test(start_paused = true)]
async fn a_log_that_is_emptied_is_told_anew() {
    let (feed, hears) = following(3).await;
    told(&hears).await;
    let _open = call(&feed);
    feed.clear();
    assert_eq!(told(&hears).await, [(true, vec![4])]);
}

#[test]
fn a_row_says_what_the_gateway_knows() {
    use outcrop_gateway::ir::{Effort, Price, Served, Usage};
    use outcrop_gateway::observe::App;

    let mut row = Row::new("POST", "/v1/chat/completions");
    row.app = Some(App::OpenAiPython);
    row.usage = Some(Usage { input: 5, cache_read: 3, cache_write: 2, output: 7, ..Usage::default() });
    row.cost = Some(Price(1_500_000_000));
    row.effort = Some(Effort::XHigh);
    row.served = Some(Box::new(Served { tier: Some("flex".into()), model: None, latency: None }));
    row.timeline.parsed = Some(Duration::from_millis(2));
    row.duration = Some(Duration::from_micros(3500));
    row.error = Some("no".into());
    row.error_kind = Some(outcrop_gateway::error::Kind::RateLimited);
    let shown = view::Row::of(&row, true);
    assert_eq!(shown.app.as_deref(), Some("openai-python"));
    assert_eq!(shown.usage, Some(view::Usage { input: 10, cached: 3, cache_written: 2, output: 7 }));
    assert_eq!((shown.cost, shown.effort.as_deref()), (Some(0.0015), Some("xhigh")));
    assert_eq!((shown.service_tier.as_deref(), shown.duration), (Some("flex"), Some(3.5)));
    assert_eq!(shown.error.map(|error| error.code).as_deref(), Some("rate_limited"));
    let stages: Vec<_> = shown.timeline.iter().map(|mark| (mark.stage, mark.at)).collect();
    assert_eq!(stages, [(view::Stage::Parsed, 2.0), (view::Stage::Ended, 3.5)]);
}

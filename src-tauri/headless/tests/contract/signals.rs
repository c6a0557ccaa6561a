//! How it ends, and what it says about the requests that it served.
#![cfg(unix)]

use std::io::Read;
use std::time::{Duration, Instant};

use crate::program::{KEY, Running};

#[test]
fn a_signal_ends_it_cleanly() {
    for signal in ["TERM", "INT"] {
        let running = Running::demo(&[]);
        running.signal(signal);
        let finished = running.end();
        assert_eq!(finished.code, Some(0), "{signal}: {}", finished.stderr);
    }
}

#[test]
fn a_stream_in_flight_may_finish() {
    let running = Running::demo(&[]);
    let mut answer = running.stream();
    running.signal("TERM");
    let mut rest = String::new();
    answer.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("data: [DONE]"), "{rest}");
    let finished = running.end();
    assert_eq!(finished.code, Some(0), "{}", finished.stderr);
    assert!(finished.stderr.contains("outcome=\"finished\""), "its line is logged all the same: {}", finished.stderr);
}

#[test]
fn a_second_signal_does_not_wait() {
    let running = Running::demo(&[]);
    let _answer = running.stream();
    let begin = Instant::now();
    running.signal("TERM");
    // Signals of one kind that come too close together are one signal.
    std::thread::sleep(Duration::from_millis(200));
    running.signal("INT");
    let finished = running.end();
    assert_eq!(finished.code, Some(1), "{}", finished.stderr);
    assert!(begin.elapsed() < Duration::from_secs(2), "{:?}", begin.elapsed());
}

#[test]
fn requests_are_logged_in_the_format_that_was_asked_for() {
    let text = Running::demo(&[]);
    text.status("not-the-key");
    let stderr = text.stop().stderr;
    let line = stderr.lines().find(|line| line.contains("/v1/models")).unwrap_or_else(|| panic!("{stderr}"));
    assert!(line.contains("status=401"), "{line}");

    let json = Running::demo(&["--log", "json"]);
    json.status(KEY);
    let stderr = json.stop().stderr;
    let line = stderr.lines().find(|line| line.contains("/v1/models")).unwrap_or_else(|| panic!("{stderr}"));
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!((&line["status"], &line["outcome"]), (&200.into(), &"finished".into()), "{line}");
}

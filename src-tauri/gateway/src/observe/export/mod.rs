//! The log for other programs: HAR for browsers' tools, a line of JSON for scripts, a command for the shell.
//!
//! What goes in has been redacted when it was captured; names of AWS profiles are left out as well, for exports are shown
//! to others.

mod curl;
mod har;
mod json;

pub use curl::curl;
pub use har::har;
pub use json::json_line;

use std::time::{Duration, SystemTime};

use jiff::Timestamp;

/// As HAR and RFC 3339 want it, to the millisecond.
fn iso(time: SystemTime) -> String {
    // A clock that is further out than the calendar goes says nothing.
    let time = Timestamp::try_from(time).unwrap_or(Timestamp::UNIX_EPOCH);
    format!("{time:.3}")
}

/// Milliseconds, with as much of a fraction as anybody reads.
fn millis(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e6).round() / 1e3
}

/// `http://127.0.0.1:8642` with or without `/v1` behind it, and the request's path.
fn url(base: &str, path: &str) -> String {
    let base = base.trim_end_matches('/');
    let base = if path.starts_with("/v1") || path.starts_with("/api/v1") {
        base.trim_end_matches("/api/v1").trim_end_matches("/v1")
    } else {
        base
    };
    format!("{base}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_iso_8601() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_micros(1_795_381_200_123_456);
        assert_eq!(iso(time), "2026-11-22T21:00:00.123Z");
        assert_eq!(iso(SystemTime::UNIX_EPOCH), "1970-01-01T00:00:00.000Z");
        assert!((millis(Duration::from_micros(1234)) - 1.234).abs() < f64::EPSILON);
    }

    #[test]
    fn a_base_url_may_end_in_v1() {
        for base in ["http://127.0.0.1:8642", "http://127.0.0.1:8642/", "http://127.0.0.1:8642/v1"] {
            assert_eq!(url(base, "/v1/models"), "http://127.0.0.1:8642/v1/models");
        }
        assert_eq!(url("http://127.0.0.1:8642", "/health"), "http://127.0.0.1:8642/health");
    }
}

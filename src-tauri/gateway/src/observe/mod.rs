//! What happened: one row a request, opened once and closed once.
//!
//! Tray, window and log subscribe to the [`Feed`]; nothing else records usage.

mod feed;

pub use feed::{Change, Feed, Outcome, Row};

//! What happened: one row a request, opened once and closed once.
//!
//! Tray, window and log subscribe to the [`Feed`]; nothing else records usage.

mod call;
mod feed;
mod tap;

pub use call::{Call, Notes};
pub use feed::{Change, Feed, Outcome, Row};
pub use tap::Tap;

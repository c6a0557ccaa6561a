//! What happened: one row a request, opened once and closed once.
//!
//! Tray, window and log subscribe to the [`Feed`]; nothing else records usage.

mod app;
mod call;
mod feed;
mod row;
mod tap;

pub use app::App;
pub use call::{Call, Caller, Notes};
pub use feed::{Change, Feed};
pub use row::{Outcome, Row, Timeline};
pub use tap::Tap;

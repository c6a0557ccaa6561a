//! What happened: one row a request, opened once and closed once; and what was said, while the user wants that kept.
//!
//! Tray, window and log subscribe to the [`Feed`]; nothing else records usage.

mod app;
mod call;
mod capture;
pub mod export;
mod feed;
mod head;
mod row;
mod tap;

pub use app::App;
pub use call::{Call, Notes};
pub use capture::{Body, Detail, Happening, Moment, Sent};
pub use feed::{Change, Feed};
pub use head::Head;
pub use row::{Outcome, Row, Timeline};
pub use tap::Tap;

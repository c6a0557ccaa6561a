//! The contract of `outcropd` that others build on: its arguments, its one line of JSON, its exit codes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "in a test, helpers fail as the test itself does: loudly")]

mod key;
mod program;
mod settings;
mod signals;
mod start;

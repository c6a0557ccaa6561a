//! The gateway before the simulator, over real sockets: what clients rely on.

// The lints know test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../support/mod.rs"]
mod support;

mod access;
mod capture;
mod chat;
mod errors;
mod faults;
mod guard;
mod learning;
mod leaving;
mod lifecycle;
mod limits;
mod live;
mod models;
mod observe;
mod patience;
mod rows;
mod stream;

//! The real AWS SDK against the simulator: its signing, its decoding, its retries.

// The lint knows test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::panic)]

mod control;
mod converse;
mod demo;
mod invoke;
mod stream;
mod support;

//! The real AWS SDK against the simulator: its signing, its decoding, its retries.

mod control;
mod converse;
mod support;

//! Chat Completions as JSON.

mod answer;
mod request;

pub(super) use answer::*;
pub(super) use request::*;

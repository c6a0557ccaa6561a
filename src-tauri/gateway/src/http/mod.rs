//! HTTP: who may come in, where they go, and how answers leave. The only home of axum.

mod answer;
mod body;
mod docs;
mod guard;
mod hatch;
mod listen;
mod observed;
mod pick;
mod router;
mod routes;
mod serve;
mod sse;

pub(crate) use guard::Guard;
pub(crate) use listen::{Server, bind};
pub(crate) use router::router;
pub(crate) use serve::Gateway;

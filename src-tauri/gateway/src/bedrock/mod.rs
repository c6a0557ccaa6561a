//! Bedrock: the only home of the AWS SDK. It knows `ir`, and nothing of any client's protocol.

mod body;
mod catalog;
mod client;
mod clients;
mod decode;
mod documents;
mod draw;
mod embed;
mod events;
mod extra;
mod failure;
pub mod family;
mod frames;
mod invoke;
mod known;
mod learn;
mod lists;
mod media;
mod memory;
mod mend;
mod names;
mod output;
mod points;
mod rank;
mod reasoning;
pub mod request;
mod resolve;
mod sampling;
mod tools;
mod wire;

pub use client::{Answered, Bedrock, Place, Prepared, Streaming};
pub use clients::Clients;
pub use invoke::{Finished, Invocable, Invoked, Plan, Ready};
pub use names::Names;

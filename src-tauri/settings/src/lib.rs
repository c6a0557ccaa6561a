//! The settings file: TOML, no secrets, shared by the app and `outcropd --config`.
//!
//! ```toml
//! host = "127.0.0.1"
//! port = 8642
//! region = "us-east-1"                 # AWS_REGION and --region win
//! origins = ["https://app.example"]    # whose pages may call us
//!
//! [models]
//! default_chat = "us.anthropic.claude-sonnet-5"
//! default_embedding = "amazon.titan-embed-text-v2:0"
//! favourites = ["us.amazon.nova-lite-v1:0"]
//! aliases = { fast = "us.amazon.nova-lite-v1:0", eu = { model = "eu.amazon.nova-lite-v1:0", region = "eu-west-1" } }
//!
//! [behaviour]
//! reasoning_effort = "medium"          # for requests that do not say: none, minimal, low, medium, high, xhigh, max
//! show_reasoning = "field"             # in reasoning_content; or "tags" (<think> in the text), or "hidden"
//! interleaved_thinking = false         # true: ask older Claude models to think between calls of tools
//! prompt_caching = true                # cache the prompts of clients that do not say
//! strict = false                       # true: refuse what cannot be honoured as written, instead of adjusting it
//!
//! [behaviour.efforts]                  # the same for single models
//! "us.anthropic.claude-opus-5" = "high"
//!
//! [limits]
//! in_flight = 64
//!
//! [log]
//! capture = false                      # true: the app keeps bodies from the start, in memory
//!
//! [window]
//! language = "system"                  # or "en", "zh-CN", "zh-TW"
//! theme = "system"                     # or "light", "dark"
//! welcomed = true                      # the first run has been walked through
//! ```
//!
//! [`read`] gives the [`Settings`] of a file; a [`Store`] also changes them, and touches nothing else: comments, order and
//! keys that nobody here knows stay as they are, byte for byte.

mod change;
mod edit;
mod error;
mod file;
mod limits;
mod place;
mod read;
mod secrets;
mod settings;
mod store;

pub use change::Change;
pub use error::{Complaint, Error, Flaw};
pub use place::default_file;
pub use read::{Read, parse, read};
pub use settings::{Alias, Language, Settings, Theme};
pub use store::{Import, Store};

/// What the gateway's own types are called here.
pub use outcrop_gateway::config::ShowReasoning;
pub use outcrop_gateway::ir::Effort;

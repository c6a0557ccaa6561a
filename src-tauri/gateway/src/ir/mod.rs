//! The neutral vocabulary between doors and Bedrock. It knows neither side.

mod usage;

pub use usage::Usage;

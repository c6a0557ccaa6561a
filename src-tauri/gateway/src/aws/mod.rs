//! Who we are on AWS, and where.

mod dial;
mod session;

pub use session::Session;

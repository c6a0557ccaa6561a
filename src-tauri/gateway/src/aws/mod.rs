//! Who we are on AWS, and where.

mod session;

pub use session::Session;

//! Who we are on AWS, and where.

mod ask;
mod chain;
mod clock;
mod dial;
mod environment;
mod helper;
mod identity;
mod ini;
mod login;
mod pkce;
mod profiles;
mod provider;
mod roles;
mod services;
mod session;
mod sign_ins;
mod source;
mod sso;
mod token;
mod trouble;
mod watch;

pub use ask::{Answer, Ask, MfaQuestion};
pub(crate) use environment::Stamps;
pub use environment::{Environment, SharedFile};
pub use identity::{Caller, Identity};
pub use login::{Method, Page, SignedIn, sign_in, signed_in};
pub use profiles::{Flaw, Profile, ProfileKind, Profiles};
pub use provider::{Around, Provider};
pub use session::{Region, RegionFrom, Session};
pub use sign_ins::{SignIns, UnderWay};
pub use source::Source;
pub use trouble::{Cause, Trouble};

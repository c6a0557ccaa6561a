//! Who we are and how that stands, as far as it can be told without asking anybody: what a tray shows.

use std::sync::Arc;
use std::time::SystemTime;

use super::chain::{Base, Chain};
use super::environment::Marks;
use super::login::{self, SignedIn, signed_in};
use super::profiles::Profiles;
use super::provider::Around;
use super::session::{Region, Session};
use super::source::{self, Source};
use super::trouble::Trouble;
use super::{api_key, console, sso};

/// Who we are, and how that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The source that wins; `None` where there is none at all.
    pub source: Option<Source>,
    /// Those that would give credentials too.
    pub overridden: Vec<Source>,
    /// Where calls go, and who said so.
    pub region: Region,
    /// Whether all is well, as far as anybody knows.
    pub state: State,
    /// Until when the credentials at hand are good; `None`: they do not expire, or there are none yet.
    pub expiry: Option<SystemTime>,
    /// The sign-in that they rest on, if they rest on one: what a countdown counts.
    pub sign_in: Option<SignedIn>,
    /// How many minutes this machine's clock is ahead of AWS's, where it is so much that AWS minds.
    pub clock: Option<i64>,
    /// The profiles, as the files are now.
    pub profiles: Arc<Profiles>,
}

/// How it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nothing is known to be wrong.
    Well,
    /// Somebody is signing in; requests wait for it.
    SigningIn,
    /// Nobody can be this until somebody does something.
    Trouble(Trouble),
}

impl Standing {
    /// The next moment at which it changes by itself.
    pub(crate) fn turn(&self) -> Option<SystemTime> {
        let now = SystemTime::now();
        let moments = [self.expiry, self.sign_in.as_ref().map(|sign_in| sign_in.until)];
        moments.into_iter().flatten().filter(|moment| *moment > now).min()
    }
}

impl Session {
    /// How this identity stands. It reads files, and calls nobody.
    #[must_use]
    pub fn standing(&self, around: &Around) -> Standing {
        let profiles = around.environment.profiles();
        let (source, overridden) = self.winner();
        let name = match &source {
            Some(Source::Profile { name, .. }) => Some(name.as_str()),
            _ => None,
        };
        Standing {
            state: self.state(around, &profiles, name),
            region: self.region().clone(),
            expiry: self.expiry(),
            sign_in: name.and_then(|name| signed_in(around, name)),
            clock: around.clock.minutes_off(),
            profiles: Arc::new(profiles),
            source,
            overridden,
        }
    }

    /// What is under way first, then what requests met, then what can be foreseen.
    fn state(&self, around: &Around, profiles: &Profiles, name: Option<&str>) -> State {
        let chain = name.map(|name| source::chain(profiles, name));
        if let Some(Ok(Chain { base: Base::Sso(sso), .. })) = &chain
            && around.sign_ins.is_under_way(sso.token_key())
        {
            return State::SigningIn;
        }
        let marks = self.provider().map_or_else(Marks::default, |provider| login::marks(around, provider.profile()));
        let met = self.health().and_then(|health| health.trouble(&marks));
        match met.or_else(|| self.foreseen(around, name, chain)) {
            Some(trouble) => State::Trouble(trouble),
            None => State::Well,
        }
    }

    fn foreseen(&self, around: &Around, name: Option<&str>, chain: Option<Result<Chain, Trouble>>) -> Option<Trouble> {
        if self.provider().is_none() {
            return self.expiry().filter(|expiry| *expiry <= around.clock.now()).map(|_| api_key::expired());
        }
        let name = name?;
        match chain? {
            Err(trouble) => Some(trouble),
            Ok(chain) => match &chain.base {
                Base::Sso(sso) => sso::foreseen(around, sso, name),
                Base::Login(session) => console::foreseen(around, session, name),
                Base::Static(_)
                | Base::Process(_)
                | Base::WebIdentity { .. }
                | Base::Environment
                | Base::Instance
                | Base::Container => None,
            },
        }
    }
}

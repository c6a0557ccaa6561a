//! Credentials of one identity: asked for once for all who wait, kept while they last, and never asked for in a loop.
//!
//! The SDK's own providers read the files once for good, give a slow helper about 22 seconds, and run it again when the
//! request that began it goes away. Here the files' state is compared each time, and the asking belongs to no request.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, future};
use futures_util::future::{BoxFuture, FutureExt, Shared};
use secrecy::SecretString;
use tokio::time::timeout;

use super::ask::{Ask, MfaQuestion};
use super::bell::{Bell, Health};
use super::clock::Clock;
use super::environment::{Environment, Marks, Stamps};
use super::network::Network;
use super::sign_ins::SignIns;
use super::sso::Renewing;
use super::trouble::{Trouble, What};
use super::{login, source};

/// Credentials are renewed this long before they expire.
const EARLY: Duration = Duration::from_secs(60);
/// Credentials with less than this left are of no use.
const LAST: Duration = Duration::from_secs(10);
/// How long a person may take for a code.
const MFA_PATIENCE: Duration = Duration::from_secs(120);

/// What identities are found with.
#[derive(Debug, Clone)]
pub struct Around {
    /// Variables and files.
    pub environment: Environment,
    /// Who asks people.
    pub ask: Option<Arc<dyn Ask>>,
    /// The sign-ins under way.
    pub sign_ins: SignIns,
    /// How long a request waits for a sign-in under way.
    pub sign_in_wait: Duration,
    /// Connections are made anew when it changes.
    pub network: Network,
    /// AWS's clock.
    pub clock: Clock,
    pub(crate) bell: Bell,
    pub(super) renewing: Arc<tokio::sync::Mutex<Renewing>>,
    /// One for each profile: a session that took a second factor outlives a change of region.
    providers: Arc<Mutex<HashMap<Option<String>, Provider>>>,
}

impl Around {
    /// With nobody to ask.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        Self {
            environment,
            ask: None,
            sign_ins: SignIns::default(),
            sign_in_wait: Duration::from_secs(120),
            network: Network::default(),
            clock: Clock::default(),
            bell: Bell::default(),
            renewing: Arc::default(),
            providers: Arc::default(),
        }
    }

    pub(super) fn provider(&self, profile: Option<&str>, region: &str) -> Provider {
        let key = profile.map(str::to_owned);
        let mut providers = self.providers.lock().unwrap_or_else(PoisonError::into_inner);
        let own = || {
            // The register within would hold itself alive.
            let around = Self { providers: Arc::default(), ..self.clone() };
            Provider(Arc::new(Inner {
                around,
                profile: key.clone(),
                region: region.to_owned(),
                health: Health::new(self.bell.clone()),
                state: Mutex::default(),
            }))
        };
        providers.entry(key.clone()).or_insert_with(own).clone()
    }

    pub(super) async fn ask_mfa(&self, question: MfaQuestion) -> Result<SecretString, Trouble> {
        let profile = question.profile.clone();
        let unanswered = move || Trouble::new(What::NoCode { profile });
        let Some(ask) = &self.ask else { return Err(unanswered()) };
        timeout(MFA_PATIENCE, ask.mfa(question)).await.ok().flatten().ok_or_else(unanswered)
    }
}

type Flight = Shared<BoxFuture<'static, Result<Credentials, Trouble>>>;

/// Credentials of a profile, or of whatever the environment leads to. A clone is the same one.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

struct Inner {
    around: Around,
    profile: Option<String>,
    region: String,
    health: Health,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    kept: Option<(Credentials, Stamps)>,
    flight: Option<Flight>,
}

impl Provider {
    pub(super) fn profile(&self) -> Option<&str> {
        self.0.profile.as_deref()
    }

    /// Credentials that are good for a while.
    ///
    /// # Errors
    /// There are none, and the reason.
    pub async fn credentials(&self) -> Result<Credentials, Trouble> {
        let trouble = match self.ask_once().await {
            Ok(credentials) => return Ok(credentials),
            Err(trouble) => trouble,
        };
        let Some(key) = &trouble.sign_in else { return Err(trouble) };
        if self.0.around.sign_ins.end_of(key, self.0.around.sign_in_wait).await {
            return self.ask_once().await;
        }
        Err(trouble)
    }

    pub(super) fn health(&self) -> &Health {
        &self.0.health
    }

    /// AWS refuses the credentials, whatever they are asked for.
    pub(super) fn refused(&self, trouble: Trouble) {
        self.0.health.is_bad(trouble, self.marks());
    }

    /// How the files are that it reads.
    pub(super) fn marks(&self) -> Marks {
        login::marks(&self.0.around, self.profile())
    }

    /// Until when the credentials at hand are good; `None` where there are none, or where they never expire.
    #[must_use]
    pub fn expiry(&self) -> Option<SystemTime> {
        self.state().kept.as_ref().and_then(|(credentials, _)| credentials.expiry())
    }

    /// AWS says that the credentials have expired. They are forgotten, so that the next request asks for new ones.
    pub(super) fn expired(&self) -> Trouble {
        self.state().kept = None;
        let trouble = Trouble::new(match self.profile() {
            Some(profile) => What::ProfileExpired { profile: profile.to_owned() },
            None => What::Expired,
        });
        self.refused(trouble.clone());
        trouble
    }

    async fn ask_once(&self) -> Result<Credentials, Trouble> {
        let stamps = self.0.around.environment.stamps();
        let (flight, last) = {
            let mut state = self.state();
            let last = state.kept.as_ref().filter(|(_, of)| *of == stamps).map(|(credentials, _)| credentials.clone());
            if let Some(good) = last.clone().filter(|last| self.lasts(last, EARLY)) {
                return Ok(good);
            }
            (state.flight.get_or_insert_with(|| self.fly(stamps)).clone(), last)
        };
        let asked = flight.await;
        match last.filter(|last| asked.is_err() && self.lasts(last, LAST)) {
            Some(last) => Ok(last),
            None => asked,
        }
    }

    /// Asks in a task of its own: a client that goes away does not make the others begin again.
    fn fly(&self, stamps: Stamps) -> Flight {
        let own = self.clone();
        let task = tokio::spawn(async move {
            let Inner { around, profile, region, .. } = &*own.0;
            // What is wrong with these files may be mended while somebody is asked about them.
            let marks = own.marks();
            let asked = source::credentials(around, profile.as_deref(), region).await;
            {
                let mut state = own.state();
                state.flight = None;
                if let Ok(credentials) = &asked {
                    state.kept = Some((credentials.clone(), stamps));
                }
            }
            match &asked {
                Ok(_) => own.0.health.is_good(),
                Err(trouble) => own.0.health.is_bad(trouble.clone(), marks),
            }
            own.0.health.is_other();
            asked
        });
        let own = self.clone();
        let panicked = move |_| {
            own.state().flight = None;
            Err(Trouble::new(What::Defect))
        };
        task.map(move |joined| joined.unwrap_or_else(panicked)).boxed().shared()
    }

    /// Their end is told by AWS's clock, and this machine's may be wrong.
    fn lasts(&self, credentials: &Credentials, time: Duration) -> bool {
        credentials.expiry().is_none_or(|expiry| expiry > self.0.around.clock.now() + time)
    }

    /// A panic while the lock was held leaves at worst nothing kept.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Provider({})", self.0.profile.as_deref().unwrap_or("environment"))
    }
}

impl ProvideCredentials for Provider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            let asked: provider::Result = self.credentials().await.map_err(CredentialsError::provider_error);
            asked
        })
    }
}

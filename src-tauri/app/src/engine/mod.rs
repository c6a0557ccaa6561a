//! What runs in the background: the gateway, and in demo mode the simulator behind it.

mod holder;
mod live;

use std::future::Future;
use std::sync::Arc;

use outcrop_gateway::Handle;
use outcrop_gateway::aws::{Identity, Page};
use outcrop_gateway::config::{self, ApiKey, Limits, Listen};
use outcrop_gateway::doctor::Finding;

pub(crate) use live::Live;

use crate::refusal::Refusal;
use crate::state::{Failure, Mode};

/// What to start.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// Who answers.
    pub(crate) mode: Mode,
    /// Where to listen.
    pub(crate) listen: Listen,
    /// Whom to be.
    pub(crate) me: Me,
    /// The settings that may change later.
    pub(crate) live: config::Live,
    /// Bounds on size, number and time.
    pub(crate) limits: Limits,
    /// The key that clients present.
    pub(crate) key: ApiKey,
}

/// Whom to be on AWS, and where.
#[derive(Debug, Clone, Default)]
pub(crate) struct Me {
    /// Whom.
    pub(crate) who: config::Who,
    /// Where; `None`: as profile and environment say.
    pub(crate) region: Option<String>,
}

/// A gateway that listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listening {
    /// Scheme, host and port.
    pub(crate) url: String,
    /// Whether other machines reach it.
    pub(crate) exposed: bool,
}

/// Starts and stops what runs in the background, and tells it what the user chose. All give futures that need nothing of
/// the caller's; with nothing running, what was chosen is part of the next [`Plan`].
pub(crate) trait Engine {
    /// Starts; answers once it listens.
    fn start(&self, plan: Plan) -> impl Future<Output = Result<Listening, Failure>> + Send + 'static;
    /// Stops once the requests in flight have finished.
    fn stop(&self) -> impl Future<Output = ()> + Send + 'static;
    /// Becomes somebody else from the next request on; or cannot, and why.
    fn become_(&self, me: Me) -> impl Future<Output = Result<(), Refusal>> + Send + 'static;
    /// Goes on with other settings from the next request on; or cannot, and why.
    fn configure(&self, live: config::Live) -> impl Future<Output = Result<(), Refusal>> + Send + 'static;
    /// Takes another key in the place of the old one.
    fn rekey(&self, key: ApiKey) -> impl Future<Output = ()> + Send + 'static;
    /// The gateway that runs, to be asked what the window wants to know. It may stop meanwhile.
    fn gateway(&self) -> impl Future<Output = Option<Arc<Handle>>> + Send + 'static;
    /// Walks the way to Bedrock as the gateway would go it, telling each finding at once; the same with nothing running, which
    /// is when people ask.
    fn examine(
        &self,
        mode: Mode,
        me: Me,
        live: config::Live,
        limits: Limits,
        tell: impl FnMut(Finding) + Send + 'static,
    ) -> impl Future<Output = ()> + Send + 'static;
    /// Asks AWS who we are. `None`: nothing runs.
    fn identity(&self) -> impl Future<Output = Option<Identity>> + Send + 'static;
    /// Signs a profile in; `show` gets the page to open. Dropping the future gives it up.
    fn sign_in(
        &self,
        profile: String,
        show: impl FnOnce(Page) + Send + 'static,
    ) -> impl Future<Output = Result<(), Refusal>> + Send + 'static;
}

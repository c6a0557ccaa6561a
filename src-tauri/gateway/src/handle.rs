//! A running gateway.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use futures_util::stream::BoxStream;
use tokio::sync::watch;

use crate::aws::{
    self, Around, Ask, Environment, Identity, Method, Page, Profiles, SignIns, SignedIn, Standing, Trouble,
};
use crate::bedrock::{Clients, Vigil};
use crate::config::{ApiKey, Choice, Config, ConfigError, Live, ModelNames, Who};
use crate::error::Error;
use crate::http::{Gateway, Guard, Server, bind, router};
use crate::ir::{Access, Listing};
use crate::live::Settings;
use crate::observe::Feed;
use crate::remote::{Fetcher, Reach};

/// What the gateway is handed from outside.
#[derive(Debug, Clone, Default)]
pub struct Deps {
    /// Where requests are recorded. It outlives a restart of the gateway.
    pub feed: Feed,
    /// Where media that a request names by address may be fetched from.
    pub reach: Reach,
    /// The variables and files that say who we are on AWS.
    pub environment: Environment,
    /// Who asks for a code of a second factor. `None`: profiles that need one cannot be used.
    pub ask: Option<Arc<dyn Ask>>,
    /// Sign-ins under way: requests that need one wait for it.
    pub sign_ins: SignIns,
}

/// Why the gateway did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting does not fit.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Somebody else has the port.
    #[error("port {} is taken on {}: stop what listens there, or choose another port", .address.port(), .address.ip())]
    PortTaken {
        /// The address that could not be had.
        address: SocketAddr,
    },
    /// The system's certificates cannot be read.
    #[error("cannot set up TLS: {0}")]
    Tls(String),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// Why not.
        source: std::io::Error,
    },
}

/// A running gateway. Dropping it stops it at once; [`Handle::shutdown`] lets requests finish.
#[derive(Debug)]
pub struct Handle {
    address: SocketAddr,
    clients: Arc<Clients>,
    settings: Arc<Settings>,
    vigil: Vigil,
    server: Server,
}

/// Starts the gateway in background tasks of the current tokio runtime.
///
/// # Errors
/// A setting does not fit, or the port cannot be had.
pub async fn start(config: Config, deps: Deps) -> Result<Handle, StartError> {
    config.check()?;
    let listeners = bind(&config.listen)?;
    let address = listeners.address;
    let mut around = Around::new(deps.environment);
    (around.ask, around.sign_ins, around.sign_in_wait) = (deps.ask, deps.sign_ins, config.limits.sign_in);
    let clients = Arc::new(Clients::new(&config, around).await);
    let fetcher = Fetcher::new(deps.reach).map_err(|e| StartError::Tls(e.to_string()))?;
    let gateway = Arc::new(Gateway::new(Arc::clone(&clients), fetcher, config.limits.clone()));
    let settings = Arc::new(Settings::new(&config));
    let guard = Guard::new(Arc::clone(&settings), address, config.limits.body);
    let server = Server::start(listeners, &router(gateway, guard, deps.feed), &config.limits);
    let vigil = Vigil::begin(Arc::clone(&clients)).await;
    Ok(Handle { address, clients, settings, vigil, server })
}

impl Handle {
    /// The address it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:8642`: what clients are told, before `/v1`. Where it listens on all addresses, this machine's own.
    #[must_use]
    pub fn url(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}", SocketAddr::new(ip, self.address.port()))
    }

    /// The AWS region that calls go to.
    #[must_use]
    pub fn region(&self) -> String {
        self.clients.region().name
    }

    /// Goes on with other settings: the next request does, those in flight finish as they began.
    ///
    /// # Errors
    /// A setting does not fit; the old ones stand.
    pub fn configure(&self, live: Live) -> Result<(), ConfigError> {
        self.settings.configure(live)
    }

    /// Takes another key in the place of the old: the next request must present it. Answers in flight go on.
    pub fn rekey(&self, key: ApiKey) {
        self.settings.rekey(key);
    }

    /// Becomes somebody else, or goes elsewhere: the next request does, those in flight finish as they began.
    ///
    /// # Errors
    /// There is no such profile, or what is given as a region is none.
    pub async fn choose(&self, choice: Choice) -> Result<(), Error> {
        self.clients.choose(choice).await
    }

    /// Becomes somebody else: whoever AWS's chain leads to, a profile, or the owner of a Bedrock API key. The next request
    /// is made as them, those in flight finish as they began, and what was [chosen](Self::choose) before is forgotten.
    /// Variables in the environment never beat a profile or a key that was given here.
    ///
    /// # Errors
    /// There is no such profile, what is given as a region is none, or the credentials are fixed (the demo's).
    pub async fn set_identity(&self, who: Who, region: Option<String>) -> Result<(), Error> {
        self.clients.become_(who, region).await
    }

    /// Who calls are made as and how that stands, told anew each time that it is different: another choice, another file
    /// in `~/.aws`, credentials that end or are renewed, a sign-in under way, a trouble that a request met. Nobody is
    /// called for it.
    #[must_use]
    pub fn watch_identity(&self) -> watch::Receiver<Standing> {
        self.vigil.standing()
    }

    /// The machine slept, or is on another network: connections are made anew. It is noticed within seconds anyway; this
    /// is for whoever knows at once.
    pub fn woke(&self) {
        self.clients.woke();
    }

    /// Explains who calls are made as: which source of credentials won, which were overridden, what AWS says. It calls STS.
    pub async fn identity(&self) -> Identity {
        self.clients.identity().await
    }

    /// Signs a profile in; requests that need it wait for it. `show` gets the page to open in a browser.
    ///
    /// # Errors
    /// The profile is of another kind, somebody is at it already, AWS refuses, or nobody finishes in time.
    pub async fn sign_in(
        &self,
        profile: &str,
        method: Method,
        show: impl FnOnce(&Page) + Send,
    ) -> Result<SignedIn, Trouble> {
        aws::sign_in(self.clients.around(), profile, method, show).await
    }

    /// The profiles of `~/.aws`, as the files are now.
    #[must_use]
    pub fn profiles(&self) -> Profiles {
        self.clients.around().environment.profiles()
    }

    /// The models that can be invoked, as they are known.
    ///
    /// # Errors
    /// AWS lists nothing at all.
    pub async fn models(&self) -> Result<Arc<Listing>, Error> {
        self.clients.at(&Choice::default(), None).await?.models().await
    }

    /// The models that `gpt-*` and `text-embedding-*` mean where no setting says otherwise.
    ///
    /// # Errors
    /// The chosen identity does not work at all.
    pub async fn default_models(&self) -> Result<[String; 2], Error> {
        let (bedrock, names) = (self.clients.at(&Choice::default(), None).await?, ModelNames::default());
        Ok([bedrock.resolve("gpt-4o", &names).await, bedrock.resolve("text-embedding-3-small", &names).await])
    }

    /// The models that can be invoked, asked for anew. Requests under way notice nothing.
    ///
    /// # Errors
    /// AWS has never listed anything at all.
    pub async fn refresh_models(&self) -> Result<Arc<Listing>, Error> {
        self.clients.at(&Choice::default(), None).await?.refresh_models().await
    }

    /// Whether each of these models can really be used by the chosen identity in its region, and what to do about those
    /// that cannot: as it becomes known, four at a time. It is kept as long as the list of models.
    ///
    /// # Errors
    /// Nobody can be asked: the chosen identity does not work at all.
    pub async fn access(&self, ids: Vec<String>) -> Result<BoxStream<'static, (String, Access)>, Error> {
        Ok(self.clients.at(&Choice::default(), None).await?.access(ids))
    }

    /// Stops listening, lets requests in flight finish (30 s at most by default), then returns.
    pub async fn shutdown(&self) {
        self.server.shutdown().await;
    }
}

//! The real engine.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use bedrock_simulator::{ACCESS_KEY_ID, Options, SECRET_ACCESS_KEY, Simulator};
use outcrop_gateway::aws::{Identity, Method, Page, Standing};
use outcrop_gateway::config::{self, ApiKey, Aws, Config, Credentials, Limits, Who};
use outcrop_gateway::doctor::{Finding, examine};
use outcrop_gateway::{Deps, Handle, StartError};
use secrecy::SecretString;
use tokio::sync::RwLock;

use super::{Engine, Listening, Me, Plan, holder};
use crate::refusal::Refusal;
use crate::state::{Failure, Mode};

/// Hears how it stands with whom we are.
type Hear = Arc<dyn Fn(Standing) + Send + Sync>;

/// The real engine. A clone is the same one.
#[derive(Clone)]
pub(crate) struct Live {
    deps: Deps,
    hear: Hear,
    /// Starting and stopping write; whatever else reads, so that a sign-in holds nobody up. Who stops gives the sign-in up.
    running: Arc<RwLock<Option<Running>>>,
}

struct Running {
    gateway: Arc<Handle>,
    config: Config,
    /// Stops when dropped, so it has to live as long as the gateway.
    simulator: Option<Simulator>,
}

impl Live {
    /// An engine with nothing running.
    pub(crate) fn new(deps: Deps, hear: impl Fn(Standing) + Send + Sync + 'static) -> Self {
        Self { deps, hear: Arc::new(hear), running: Arc::default() }
    }

    /// Tells how it stands with whom we are, now and each time that it changes, until the gateway is gone.
    fn listen(&self, gateway: &Handle) {
        let (mut standing, hear) = (gateway.watch_identity(), Arc::clone(&self.hear));
        tokio::spawn(async move {
            loop {
                let now = standing.borrow_and_update().clone();
                hear(now);
                if standing.changed().await.is_err() {
                    break;
                }
            }
        });
    }
}

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live").finish_non_exhaustive()
    }
}

impl Engine for Live {
    fn start(&self, plan: Plan) -> impl Future<Output = Result<Listening, Failure>> + Send + 'static {
        let live = self.clone();
        async move {
            let mut slot = live.running.write().await;
            let running = run(plan, live.deps.clone()).await?;
            let exposed = !running.config.listen.host.is_loopback();
            let listening = Listening { url: running.gateway.url(), exposed };
            live.listen(&running.gateway);
            *slot = Some(running);
            Ok(listening)
        }
    }

    fn stop(&self) -> impl Future<Output = ()> + Send + 'static {
        let slot = Arc::clone(&self.running);
        async move {
            let running = slot.write().await.take();
            if let Some(Running { gateway, simulator: _until_then, .. }) = running {
                gateway.shutdown().await;
            }
        }
    }

    fn become_(&self, me: Me) -> impl Future<Output = Result<(), Refusal>> + Send + 'static {
        let slot = Arc::clone(&self.running);
        async move {
            match slot.read().await.as_ref() {
                // In the demo there is nobody to be; the choice counts from the next start on.
                Some(Running { gateway, simulator: None, .. }) => {
                    gateway.set_identity(me.who, me.region).await.map_err(|error| Refusal::by_gateway(&error))
                }
                Some(_) | None => Ok(()),
            }
        }
    }

    fn configure(&self, live: config::Live) -> impl Future<Output = Result<(), Refusal>> + Send + 'static {
        let slot = Arc::clone(&self.running);
        async move {
            match slot.read().await.as_ref() {
                Some(running) => running.gateway.configure(live).map_err(Refusal::said),
                None => live.check().map_err(Refusal::said),
            }
        }
    }

    fn rekey(&self, key: ApiKey) -> impl Future<Output = ()> + Send + 'static {
        let slot = Arc::clone(&self.running);
        async move {
            if let Some(running) = slot.read().await.as_ref() {
                running.gateway.rekey(key);
            }
        }
    }

    fn gateway(&self) -> impl Future<Output = Option<Arc<Handle>>> + Send + 'static {
        let slot = Arc::clone(&self.running);
        async move { slot.read().await.as_ref().map(|running| Arc::clone(&running.gateway)) }
    }

    fn examine(
        &self,
        mode: Mode,
        me: Me,
        settings: config::Live,
        limits: Limits,
        tell: impl FnMut(Finding) + Send + 'static,
    ) -> impl Future<Output = ()> + Send + 'static {
        let environment = self.deps.environment.clone();
        async move {
            // All of its own: it holds no gateway up, and needs none.
            match patient(mode, me, settings).await {
                Ok((config, _until_then)) => drop(examine(&Config { limits, ..config }, environment, tell).await),
                Err(error) => tracing::error!(?error, "nothing could be looked at"),
            }
        }
    }

    fn identity(&self) -> impl Future<Output = Option<Identity>> + Send + 'static {
        let slot = Arc::clone(&self.running);
        async move {
            match slot.read().await.as_ref() {
                Some(Running { gateway, simulator: None, .. }) => Some(gateway.identity().await),
                Some(_) | None => None,
            }
        }
    }

    fn sign_in(
        &self,
        profile: String,
        show: impl FnOnce(Page) + Send + 'static,
    ) -> impl Future<Output = Result<(), Refusal>> + Send + 'static {
        let slot = Arc::clone(&self.running);
        async move {
            let slot = slot.read().await;
            let Some(running) = slot.as_ref() else {
                return Err(Refusal::StoppedSignIn);
            };
            let shown = |page: &Page| show(page.clone());
            let signed_in = running.gateway.sign_in(&profile, Method::Browser, shown).await;
            signed_in.map(drop).map_err(Refusal::from)
        }
    }
}

async fn run(plan: Plan, deps: Deps) -> Result<Running, Failure> {
    let (mut config, simulator) = configured(plan.mode, plan.me, plan.live, plan.key).await?;
    (config.listen, config.limits) = (plan.listen, plan.limits);
    match outcrop_gateway::start(config.clone(), deps).await {
        Ok(gateway) => Ok(Running { gateway: Arc::new(gateway), config, simulator }),
        Err(error) => Err(failure(error).await),
    }
}

/// What the doctor looks at. The key is for clients, and there are none.
async fn patient(mode: Mode, me: Me, live: config::Live) -> Result<(Config, Option<Simulator>), Failure> {
    let key = ApiKey::generate().map_err(|error| Failure::Other { reason: Refusal::said(error) })?;
    configured(mode, me, live, key).await
}

/// With the simulator that it leads to in the demo; it stops when dropped.
async fn configured(
    mode: Mode,
    me: Me,
    live: config::Live,
    key: ApiKey,
) -> Result<(Config, Option<Simulator>), Failure> {
    let (aws, simulator) = match mode {
        Mode::Aws => (aws(me), None),
        Mode::Demo => {
            let simulator = Simulator::start(Options::demo())
                .await
                .map_err(|error| Failure::Other { reason: Refusal::NoSimulator { error: error.to_string() } })?;
            (demo(&simulator), Some(simulator))
        }
    };
    let mut config = Config { aws, ..Config::new(key) };
    let config::Live { models, behaviour, origins } = live;
    (config.models, config.behaviour, config.origins) = (models, behaviour, origins);
    Ok((config, simulator))
}

fn aws(Me { who, region }: Me) -> Aws {
    let (profile, credentials) = match who {
        Who::Chain => (None, Credentials::Chain),
        Who::Profile(name) => (Some(name), Credentials::Chain),
        Who::ApiKey(key) => (None, Credentials::ApiKey(key)),
    };
    Aws { profile, region, credentials, ..Aws::default() }
}

fn demo(simulator: &Simulator) -> Aws {
    Aws {
        profile: None,
        region: Some("us-east-1".to_owned()),
        endpoint: Some(simulator.url()),
        credentials: Credentials::Static {
            access_key_id: ACCESS_KEY_ID.to_owned(),
            secret_access_key: SecretString::from(SECRET_ACCESS_KEY),
        },
    }
}

async fn failure(error: StartError) -> Failure {
    match error {
        StartError::PortTaken { address } => {
            let port = address.port();
            Failure::PortTaken { port, holder: holder::of(port).await }
        }
        StartError::Bind { address, source } => {
            let (address, error) = (address.to_string(), source.to_string());
            Failure::Other { reason: Refusal::CannotListen { address, error } }
        }
        StartError::Tls(error) => Failure::Other { reason: Refusal::NoTls { error } },
        StartError::Config(error) => Failure::Other { reason: Refusal::said(error) },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use outcrop_gateway::aws::Environment;
    use outcrop_gateway::doctor::{Part, Verdict};

    use super::*;

    #[tokio::test]
    async fn the_doctor_needs_no_gateway() {
        let home = tempfile::tempdir().expect("a folder");
        let environment = Environment::of([("HOME", &home.path().display().to_string())]);
        let live = Live::new(Deps { environment, ..Deps::default() }, drop);
        let found = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&found);
        let tell = move |finding: Finding| told.lock().expect("nobody panicked").push(finding);
        live.examine(Mode::Demo, Me::default(), config::Live::default(), Limits::default(), tell).await;
        let found = found.lock().expect("nobody panicked");
        let last = found.last().expect("it found something");
        assert_eq!((last.part, last.verdict), (Part::Call, Verdict::Well), "{found:?}");
    }
}

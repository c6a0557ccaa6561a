//! What runs in the background: the gateway, and in demo mode the simulator behind it.

use std::future::Future;
use std::sync::Arc;

use bedrock_simulator::{ACCESS_KEY_ID, Options, SECRET_ACCESS_KEY, Simulator};
use outcrop_gateway::config::{ApiKey, Aws, Config, Credentials};
use outcrop_gateway::{Deps, Handle, StartError};
use secrecy::SecretString;
use tokio::sync::Mutex;

use crate::state::{Failure, Mode};

/// What to start.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// Who answers.
    pub(crate) mode: Mode,
    /// The port; 0 takes a free one.
    pub(crate) port: u16,
    /// The AWS profile.
    pub(crate) profile: Option<String>,
    /// The AWS region.
    pub(crate) region: Option<String>,
    /// The key that clients present.
    pub(crate) key: ApiKey,
}

/// A gateway that listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listening {
    /// Scheme, host and port.
    pub(crate) url: String,
    /// The AWS region that calls go to.
    pub(crate) region: String,
}

/// Starts and stops what runs in the background. Both give a future that needs nothing of the caller's.
pub(crate) trait Engine {
    /// Starts; answers once it listens.
    fn start(&self, plan: Plan) -> impl Future<Output = Result<Listening, Failure>> + Send + 'static;
    /// Stops once the requests in flight have finished.
    fn stop(&self) -> impl Future<Output = ()> + Send + 'static;
}

/// The real one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Live {
    deps: Deps,
    running: Arc<Mutex<Option<Running>>>,
}

#[derive(Debug)]
struct Running {
    gateway: Handle,
    /// Stops when dropped, so it has to live as long as the gateway.
    simulator: Option<Simulator>,
}

impl Engine for Live {
    fn start(&self, plan: Plan) -> impl Future<Output = Result<Listening, Failure>> + Send + 'static {
        let live = self.clone();
        async move {
            let mut slot = live.running.lock().await;
            let running = run(plan, live.deps.clone()).await?;
            let listening = Listening { url: running.gateway.url(), region: running.gateway.region().to_owned() };
            *slot = Some(running);
            Ok(listening)
        }
    }

    fn stop(&self) -> impl Future<Output = ()> + Send + 'static {
        let slot = Arc::clone(&self.running);
        async move {
            if let Some(Running { gateway, simulator: _until_then }) = slot.lock().await.take() {
                gateway.shutdown().await;
            }
        }
    }
}

async fn run(plan: Plan, deps: Deps) -> Result<Running, Failure> {
    let mut config = Config::new(plan.key);
    config.listen.port = plan.port;
    let simulator = match plan.mode {
        Mode::Aws => {
            config.aws = Aws { profile: plan.profile, region: plan.region, ..Aws::default() };
            None
        }
        Mode::Demo => {
            let simulator = Simulator::start(Options::demo())
                .await
                .map_err(|error| Failure::Other { reason: format!("The demo's simulator did not start: {error}.") })?;
            config.aws = demo(&simulator);
            Some(simulator)
        }
    };
    let gateway = outcrop_gateway::start(config, deps).await.map_err(failure)?;
    Ok(Running { gateway, simulator })
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

fn failure(error: StartError) -> Failure {
    match error {
        StartError::PortTaken { address } => Failure::PortTaken { port: address.port() },
        // Whatever else there is or will be: its own words say what to do.
        _ => Failure::Other { reason: error.to_string() },
    }
}

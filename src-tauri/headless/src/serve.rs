//! From arguments to a gateway that runs until a signal ends it.

use std::io::Write;
use std::time::Duration;

use bedrock_simulator::Simulator;
use outcrop_gateway::config::{Aws, Config, Listen};
use outcrop_gateway::{Deps, Handle};
use outcrop_settings::Settings;

use crate::args::Args;
use crate::demo;
use crate::failure::Failure;
use crate::key::{self, Key};
use crate::requests;
use crate::settings;
use crate::signals::Signals;
use crate::terminal;

/// How long the log may take, after the last request, to write what it still has.
const LAST_LINES: Duration = Duration::from_secs(1);

/// Runs until a signal says otherwise.
///
/// # Errors
/// It cannot start, or a second signal comes before the last request has finished.
pub(crate) async fn serve(args: Args) -> Result<(), Failure> {
    let settings = settings::read(args.config.as_deref())?;
    let key = key::find(args.api_key_file.as_deref())?;
    let mut signals = Signals::take().map_err(Failure::Runtime)?;
    let simulator = if args.demo { Some(demo::start().await?) } else { None };

    let deps = Deps { ask: terminal::person(), ..Deps::default() };
    let log = tokio::spawn(requests::log(deps.feed.subscribe()));
    let config = config(&args, settings, &key, simulator.as_ref());
    let loopback = config.listen.host.is_loopback();
    let gateway = outcrop_gateway::start(config, deps).await?;
    // Only now: a key that is good for nothing is not shown.
    tell(&key, args.demo, loopback);
    announce(&gateway).map_err(Failure::Runtime)?;

    signals.next().await;
    let drained = drain(gateway, &mut signals).await;
    let _ = tokio::time::timeout(LAST_LINES, log).await;
    drained
}

/// What flags, environment and settings say together.
pub(crate) fn config(args: &Args, settings: Settings, key: &Key, simulator: Option<&Simulator>) -> Config {
    let mut config = Config::new(key.key.clone());
    config.listen = listen(args, &settings);
    config.aws = aws(args, &settings, simulator);
    config.models = settings.model_names();
    config.behaviour = settings.behaviour();
    config.limits = settings.limits();
    config.origins = settings.origins;
    config
}

/// What people have to know before they use it.
fn tell(key: &Key, demo: bool, loopback: bool) {
    if key.made_here {
        eprintln!(
            "No key was given, so one was made for this run (OUTCROP_API_KEY or --api-key-file give a lasting one):"
        );
        eprintln!("{}", key.key.expose());
    }
    if demo {
        eprintln!("Demo, no AWS: answers are made up by a simulated Bedrock in this process.");
    }
    if !loopback {
        tracing::warn!("other machines can reach this address, and nothing here encrypts what they send");
    }
}

/// Flags beat the file, the file beats the product's defaults.
fn listen(args: &Args, settings: &Settings) -> Listen {
    let default = Listen::default();
    Listen {
        host: args.host.or(settings.host).unwrap_or(default.host),
        port: args.port.or(settings.port).unwrap_or(default.port),
    }
}

/// Flags beat AWS's environment, which beats the file, which beats what a profile says.
fn aws(args: &Args, settings: &Settings, simulator: Option<&Simulator>) -> Aws {
    if let Some(simulator) = simulator {
        return demo::aws(simulator);
    }
    let named_by_environment =
        ["AWS_REGION", "AWS_DEFAULT_REGION"].iter().any(|name| std::env::var_os(name).is_some_and(|it| !it.is_empty()));
    let from_file = settings.region.clone().filter(|_| !named_by_environment);
    Aws { profile: args.profile.clone(), region: args.region.clone().or(from_file), ..Aws::default() }
}

/// The one line on stdout. Its reader may be gone already, and that is an error: nobody would know the port.
fn announce(gateway: &Handle) -> std::io::Result<()> {
    let line = serde_json::json!({ "listening": gateway.url(), "version": env!("CARGO_PKG_VERSION") });
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{line}")?;
    stdout.flush()
}

/// Lets requests finish; the gateway itself bounds how long. A second signal ends the wait.
async fn drain(gateway: Handle, signals: &mut Signals) -> Result<(), Failure> {
    tracing::info!("stopping: requests in flight may finish; a second signal stops at once");
    tokio::select! {
        () = gateway.shutdown() => Ok(()),
        () = signals.next() => Err(Failure::Impatient),
    }
}

//! The tray app: everything that is desktop around the gateway, and nothing that is gateway.
//!
//! ```text
//! tray, window, signals, keychain ─▶ Event ─▶ Controller ─▶ Desktop (tray, window, clipboard)
//!                                                   └─────▶ Engine (gateway, simulator)
//! ```

// A release build on Windows has no console to print to.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod args;
mod ask;
mod busy;
mod commands;
mod controller;
mod desk;
mod desktop;
mod doctor;
mod engine;
mod environment;
mod expiry;
mod files;
mod log;
mod models;
mod play;
mod presence;
mod refusal;
mod secrets;
mod settings;
mod signals;
mod state;
mod text;
mod traffic;
mod tray;
mod view;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::Context;
use clap::Parser;
use outcrop_gateway::Deps;
use outcrop_gateway::aws::{Ask, Environment};
use outcrop_gateway::config::{ApiKey, Listen};
use tauri::{AppHandle, Manager, RunEvent};
use tokio::sync::mpsc;
use tracing_subscriber::EnvFilter;

use crate::args::Args;
use crate::ask::AskUser;
use crate::controller::{Controller, Event, Given, Inbox, Outbox};
use crate::desk::Desk;
use crate::desktop::{TauriDesktop, WindowLine};
use crate::engine::Live;
use crate::presence::presence;
use crate::secrets::{Platform, Vault};
use crate::settings::{Keeper, Kept};
use crate::state::{Action, Gateway, Key, Mode, State, Who};
use crate::text::Text;
use crate::view::Message;

/// How often the countdown to the end of a sign-in moves on.
const TICK: Duration = Duration::from_secs(20);

fn main() -> ExitCode {
    environment::prepare();
    let args = Args::parse();
    // INFO and above: below it, dependencies print what they send over D-Bus, secrets included.
    let filter = EnvFilter::try_from_env("OUTCROP_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(io::stderr)
        .init();
    match app(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // There is nobody to tell when stderr is closed.
            let _ = writeln!(io::stderr(), "outcrop: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn app(args: Args) -> anyhow::Result<()> {
    // GTK would panic.
    #[cfg(target_os = "linux")]
    anyhow::ensure!(
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty())),
        "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set); `outcropd` is Outcrop without one"
    );
    let (outbox, inbox) = mpsc::unbounded_channel();
    let environment = Environment::real();
    let (keeper, kept) = keeper(&args, &outbox)?;
    let state = first_state(&args, &environment, &kept);
    let open = args.open || first_run(&args, &kept);
    let given = given(args, environment, &kept)?;
    let again = outbox.clone();
    if open {
        send(&outbox, Event::Chosen(Action::Open));
    }
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(move |_, _, _| send(&again, Event::LaunchedAgain)))
        .plugin(tauri_plugin_autostart::Builder::new().args(["--hidden"]).build())
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(tauri::generate_handler![commands::subscribe, commands::request])
        .setup(move |app| {
            // The tray is where the app lives: no icon in the Dock, no menu bar.
            #[cfg(target_os = "macos")]
            app.set_activation_policy(tauri::ActivationPolicy::Accessory);
            begin(app.handle(), (given, state), (keeper, kept), outbox, inbox);
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(|_, event| {
            // Closing the last window is not quitting. Quitting has a code.
            if let RunEvent::ExitRequested { code: None, api, .. } = event {
                api.prevent_exit();
            }
        });
    Ok(())
}

/// Whether somebody is here for the first time, and is to be walked through: before any setting was kept, where they are
/// kept by default. Whoever asks for the demo, another file or no window knows what they want.
fn first_run(args: &Args, kept: &Kept) -> bool {
    !(args.hidden || args.demo || args.config.is_some() || kept.settings.welcomed || kept.file.exists())
}

/// Connects the controller with everything that sends it events.
fn begin(app: &AppHandle, (given, state): (Given, State), settings: (Keeper, Kept), outbox: Outbox, inbox: Inbox) {
    let line = WindowLine::default();
    app.manage(WindowLine::clone(&line));
    app.manage(Outbox::clone(&outbox));
    let ask = Some(Arc::new(AskUser(outbox.clone())) as Arc<dyn Ask>);
    let deps = Deps { environment: given.environment.clone(), ask, ..Deps::default() };
    deps.feed.set_capture(state.capture);
    let tell = outbox.clone();
    let (desk, counting) =
        Desk::new(deps.feed.clone(), settings, move |traffic| send(&tell, Event::Push(Message::Traffic { traffic })));
    tauri::async_runtime::spawn(counting);
    let (feed, tell) = (deps.feed.clone(), outbox.clone());
    tauri::async_runtime::spawn(async move { busy::watch(feed, |busy| send(&tell, Event::Busy(busy))).await });
    let hear = outbox.clone();
    let engine = Live::new(deps, move |standing| send(&hear, Event::Standing(Box::new(standing))));
    listen(&outbox);
    let desktop = TauriDesktop::new(app.clone(), outbox.clone(), line);
    let controller = Controller::new(desktop, engine, Vault::new(Platform), outbox, given, state, desk);
    tauri::async_runtime::spawn(controller.run(inbox));
}

/// What comes from outside, unasked: signals, time, a desktop that shows trays.
fn listen(outbox: &Outbox) {
    let stop = outbox.clone();
    tauri::async_runtime::spawn(async move {
        if let Err(error) = signals::listen(|| send(&stop, Event::AskedToStop)).await {
            tracing::warn!(%error, "a signal will end the app without letting requests finish");
        }
    });
    let ticks = outbox.clone();
    tauri::async_runtime::spawn(async move {
        let mut clock = tokio::time::interval(TICK);
        loop {
            clock.tick().await;
            send(&ticks, Event::Tick);
        }
    });
    #[cfg(target_os = "linux")]
    {
        let host = outbox.clone();
        desktop::host::watch(move |shown| send(&host, Event::TrayShown(shown)));
    }
    #[cfg(not(target_os = "linux"))]
    send(outbox, Event::TrayShown(true));
}

/// Who keeps the settings file, and what it says.
fn keeper(args: &Args, outbox: &Outbox) -> anyhow::Result<(Keeper, Kept)> {
    let file = args.config.clone().or_else(outcrop_settings::default_file);
    let file = file.context("there is no folder for settings (no home): name a file with --config")?;
    let tell = outbox.clone();
    Ok(Keeper::new(file, move |kept| send(&tell, Event::Kept(Box::new(kept)))))
}

/// AWS's own variables beat the settings file, as in `outcropd`.
fn region_named() -> bool {
    ["AWS_REGION", "AWS_DEFAULT_REGION"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn given(args: Args, environment: Environment, kept: &Kept) -> anyhow::Result<Given> {
    let api_key = std::env::var("OUTCROP_API_KEY").ok().filter(|key| !key.is_empty());
    Ok(Given {
        listen: Listen {
            host: kept.settings.host.unwrap_or(Listen::default().host),
            port: args.port.or(kept.settings.port).unwrap_or(settings::PORT),
        },
        port_fixed: args.port.is_some(),
        region_fixed: args.region.is_some() || region_named(),
        profile: args.profile,
        api_key: api_key.map(ApiKey::new).transpose()?,
        hidden: args.hidden,
        live: kept.settings.live(),
        environment,
        text: Text::of(kept.settings.language.into()),
        now: SystemTime::now,
    })
}

fn first_state(args: &Args, environment: &Environment, kept: &Kept) -> State {
    State {
        mode: if args.demo { Mode::Demo } else { Mode::Aws },
        presence: presence(&presence::Process, args.profile.as_deref()),
        who: args.profile.clone().map_or(Who::Chain, Who::Profile),
        region: args.region.clone().or_else(|| kept.settings.region.clone().filter(|_| !region_named())),
        effort: kept.settings.effort,
        gateway: Gateway::Starting,
        key: Key::Pending,
        bedrock_key: None,
        profiles: Arc::new(environment.profiles()),
        standing: None,
        identity: None,
        sign_in: None,
        sign_in_failed: None,
        mfa: None,
        not_kept: None,
        tray: true,
        launch_at_login: None,
        capture: kept.settings.capture,
        settings_trouble: kept.trouble.clone(),
        busy: false,
    }
}

/// The controller goes last: when it is gone, so is the app, and there is nobody left to tell.
fn send(outbox: &Outbox, event: Event) {
    let _ = outbox.send(event);
}

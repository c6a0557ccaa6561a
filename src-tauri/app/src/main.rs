//! The tray app: everything that is desktop around the gateway, and nothing that is gateway.
//!
//! ```text
//! tray, window, signals, keychain ─▶ Event ─▶ Controller ─▶ Desktop (tray, window, clipboard)
//!                                                   └─────▶ Engine (gateway, simulator)
//! ```

// A release build on Windows has no console to print to.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod args;
mod commands;
mod controller;
mod desktop;
mod engine;
mod presence;
mod secrets;
mod signals;
mod state;
mod text;
mod tray;
mod view;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::thread;

use clap::Parser;
use tauri::{AppHandle, Manager, RunEvent};
use tokio::sync::mpsc;
use tracing_subscriber::EnvFilter;

use crate::args::Args;
use crate::controller::{Controller, Event, Inbox, Outbox};
use crate::desktop::{TauriDesktop, WindowLine};
use crate::engine::Live;
use crate::presence::presence;
use crate::state::{Action, Gateway, Mode, State};

fn main() -> ExitCode {
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
    let again = outbox.clone();
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(move |_, _, _| send(&again, Event::LaunchedAgain)))
        .plugin(tauri_plugin_clipboard_manager::init())
        .invoke_handler(tauri::generate_handler![commands::subscribe, commands::request])
        .setup(move |app| {
            // The tray is where the app lives: no icon in the Dock, no menu bar.
            #[cfg(target_os = "macos")]
            app.set_activation_policy(tauri::ActivationPolicy::Accessory);
            begin(app.handle(), args, outbox, inbox);
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

/// Connects the controller with everything that sends it events.
fn begin(app: &AppHandle, args: Args, outbox: Outbox, inbox: Inbox) {
    let line = WindowLine::default();
    app.manage(WindowLine::clone(&line));
    app.manage(Outbox::clone(&outbox));
    if args.open {
        send(&outbox, Event::Chosen(Action::Open));
    }
    look_up_key(outbox.clone());
    let stop = outbox.clone();
    tauri::async_runtime::spawn(async move {
        if let Err(error) = signals::listen(|| send(&stop, Event::AskedToStop)).await {
            tracing::warn!(%error, "a signal will end the app without letting requests finish");
        }
    });
    let desktop = TauriDesktop::new(app.clone(), outbox.clone(), line);
    let controller = Controller::new(desktop, Live::default(), outbox, first_state(&args), args.port);
    tauri::async_runtime::spawn(controller.run(inbox));
}

fn first_state(args: &Args) -> State {
    State {
        mode: if args.demo { Mode::Demo } else { Mode::Aws },
        presence: presence(&presence::Process, args.profile.as_deref()),
        profile: args.profile.clone(),
        region: args.region.clone(),
        gateway: Gateway::Starting,
        key: None,
    }
}

/// On a thread of its own: the keychain may ask the user, and its client panics inside a runtime.
fn look_up_key(outbox: Outbox) {
    thread::spawn(move || {
        let environment = std::env::var("OUTCROP_API_KEY").ok().filter(|key| !key.is_empty());
        let found = secrets::api_key(environment, secrets::Platform);
        send(&outbox, Event::Key(found.map_err(|error| error.to_string())));
    });
}

/// The controller goes last: when it is gone, so is the app, and there is nobody left to tell.
fn send(outbox: &Outbox, event: Event) {
    let _ = outbox.send(event);
}

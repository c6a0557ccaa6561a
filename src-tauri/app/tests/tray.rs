//! The real binary on a private desktop: an X server, a session bus, a panel's end of the tray.
//!
//! `desktop/drive.py` does the driving, for that D-Bus and GTK are at hand in Python. What is missing on a machine is a
//! failure that says what to install, not a test that was skipped.
#![cfg(target_os = "linux")]
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::Command;

use bedrock_simulator::{AccessKey, Options, SECRET_ACCESS_KEY, Simulator};

/// Python with the modules that Debian packages; one from elsewhere does not have them.
const PYTHON: &str = "/usr/bin/python3";

/// What the driver needs: how to ask for it, and the Debian package that has it.
const NEEDS: &[(&[&str], &str)] = &[
    (&["dbus-run-session", "--version"], "dbus-daemon"),
    (&["which", "Xvfb"], "xvfb"),
    (&["which", "openbox"], "openbox"),
    (&["which", "xdotool"], "xdotool"),
    (&["which", "import"], "imagemagick"),
    (&["which", "gnome-keyring-daemon"], "gnome-keyring"),
    (&[PYTHON, "-c", "import dbus"], "python3-dbus"),
    (&[PYTHON, "-c", "import gi; gi.require_version('Gtk', '3.0')"], "python3-gi gir1.2-gtk-3.0"),
];

/// The Bedrock API key that is accepted.
const BEARER: &str = "canary-bedrock-api-key";

fn drive(scenario: &str) {
    drive_with(scenario, &[]);
}

fn drive_with(scenario: &str, env: &[(&str, &str)]) {
    let missing: Vec<&str> = NEEDS.iter().filter(|(ask, _)| !works(ask)).map(|(_, package)| *package).collect();
    assert!(missing.is_empty(), "the tray cannot be driven here; install: {}", missing.join(" "));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/app/tests/desktop");
    let driven = Command::new("dbus-run-session")
        .arg("--config-file")
        .arg(folder.join("bus.conf"))
        .args(["--", PYTHON])
        .arg(folder.join("drive.py"))
        .args([env!("CARGO_BIN_EXE_outcrop"), scenario])
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .envs(env.iter().copied())
        .output()
        .expect("dbus-run-session has just been found");
    assert!(
        driven.status.success(),
        "{scenario}: {}\n{}\n{}",
        driven.status,
        String::from_utf8_lossy(&driven.stdout),
        String::from_utf8_lossy(&driven.stderr)
    );
}

fn works(ask: &[&str]) -> bool {
    Command::new(ask[0]).args(&ask[1..]).output().is_ok_and(|output| output.status.success())
}

#[test]
fn demo_from_start_to_quit() {
    drive("demo");
}

#[test]
fn no_credentials_offers_the_demo() {
    drive("no_credentials");
}

#[test]
fn a_taken_port_is_named_and_tried_again() {
    drive("port_taken");
}

#[test]
fn quitting_lets_a_stream_finish() {
    drive("drain");
}

#[test]
fn the_key_lives_in_the_keychain_alone() {
    drive("keychain");
}

#[test]
fn without_a_keychain_the_user_is_asked() {
    drive("no_keychain");
}

#[test]
fn without_a_tray_the_window_stays() {
    drive("no_tray");
}

#[test]
fn at_login_there_is_no_window() {
    drive("at_login");
}

#[test]
fn the_first_run_opens_the_window() {
    drive("first_run");
}

#[test]
fn a_dark_desktop_has_a_dark_window() {
    drive("dark_desktop");
}

#[test]
fn launching_at_login_is_a_switch() {
    drive("launch_at_login");
}

/// With a Bedrock that takes the keys of some more users, and what AWS's identity services give out.
async fn drive_with_bedrock(scenario: &'static str) {
    let mut options = Options::default();
    let more = ["AKIASIMULATOR000WORK", "AKIASIMULATOR00LATER"];
    options.credentials.extend(more.map(|id| AccessKey::new(id, SECRET_ACCESS_KEY)));
    let temporary = AccessKey::new("ASIASIMULATOR0000002", SECRET_ACCESS_KEY);
    let session_token = Some("canary-session-token".to_owned());
    options.credentials.push(AccessKey { session_token, ..temporary });
    options.bearer_tokens.push(BEARER.to_owned());
    let simulator = Simulator::start(options).await.expect("a free port");
    let url = simulator.url();
    let driven = tokio::task::spawn_blocking(move || {
        drive_with(scenario, &[("OUTCROP_SIMULATOR", &url), ("OUTCROP_BEARER", BEARER)]);
    });
    driven.await.expect("it was driven");
    drop(simulator);
}

#[tokio::test(flavor = "multi_thread")]
async fn choices_count_from_the_next_request_on() {
    drive_with_bedrock("choices").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_click_signs_in_again() {
    drive_with_bedrock("sign_in").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_shows_a_device_code() {
    drive_with_bedrock("device_code").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_asks_for_a_code() {
    drive_with_bedrock("mfa").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bedrock_api_key_of_the_keychain_is_somebody_to_be() {
    drive_with_bedrock("bedrock_key").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_a_sign_in_is_told_once() {
    drive_with_bedrock("expiry").await;
}

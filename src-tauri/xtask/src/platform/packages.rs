//! The Debian packages, as data.

use super::Need;

/// To compile and start the tray app.
const BUILD: [&str; 4] = ["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "libayatana-appindicator3-dev"];

/// To drive it: a display, a session bus with a keychain, a panel, a browser, Python.
const TEST: [&str; 23] = [
    "appstream",
    "chromium",
    "curl",
    "dbus-daemon",
    "dbus-x11",
    "desktop-file-utils",
    "fonts-dejavu-core",
    "fonts-inter",
    "gir1.2-gtk-3.0",
    "gnome-keyring",
    "imagemagick",
    "openbox",
    "python3",
    "python3-dbus",
    "python3-gi",
    "python3-venv",
    "webkit2gtk-driver",
    "x11-utils",
    "xauth",
    "xclip",
    "xdotool",
    "xfce4-panel",
    "xvfb",
];

/// What this takes.
pub(super) fn of(need: Need) -> Vec<&'static str> {
    match need {
        Need::Desktop => BUILD.to_vec(),
        Need::Tests => BUILD.iter().chain(&TEST).copied().collect(),
        Need::Bench => BUILD.iter().chain(&TEST).chain(&["wrk"]).copied().collect(),
    }
}

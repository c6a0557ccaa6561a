//! What the controller needs of a desktop. Tauri is one ([`tauri`]); the tests have another, which remembers.

#[cfg(target_os = "linux")]
pub(crate) mod host;
mod tauri;

pub(crate) use self::tauri::{TauriDesktop, WindowLine, window_line};

use std::path::Path;

use crate::tray::Tray;
use crate::view::Message;

/// A desktop.
pub(crate) trait Desktop {
    /// Shows this in the tray. Where the platform refuses, that comes as an event.
    fn draw_tray(&mut self, tray: &Tray);
    /// Puts a text on the clipboard.
    ///
    /// # Errors
    /// There is no clipboard, or it is in use.
    fn copy(&mut self, text: &str) -> Result<(), Refused>;
    /// Shows the window, making it where there is none; at a page, or as it was.
    fn open_window(&mut self, page: Option<Page>);
    /// Lets the window stay when it is closed, or go: without a tray there would be no way back to the app.
    fn keep_window(&mut self, keep: bool);
    /// Tells the window. Without a window nobody hears it.
    fn tell_window(&mut self, message: Message);
    /// Opens an address in the browser.
    ///
    /// # Errors
    /// There is no browser.
    fn open_link(&mut self, url: &str) -> Result<(), Refused>;
    /// Shows a file in the file manager.
    ///
    /// # Errors
    /// There is no file manager, or no such file any more.
    fn show_file(&mut self, path: &Path) -> Result<(), Refused>;
    /// Tells the user something, once.
    fn notify(&mut self, title: &str, body: &str);
    /// Whether the app starts with the session; `None` where that cannot be set.
    fn launches_at_login(&mut self) -> Option<bool>;
    /// Starts it with the session, or does not.
    ///
    /// # Errors
    /// The platform refused.
    fn launch_at_login(&mut self, on: bool) -> Result<(), Refused>;
    /// Tells whoever started the app where it listens.
    fn announce(&mut self, url: &str);
    /// Ends the app.
    fn quit(&mut self);
}

/// The pages that the app itself leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    /// What runs, as whom.
    Overview,
    /// The log.
    Requests,
}

/// Why the desktop did not do it; never a text that was to be copied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Refused(pub(crate) String);

//! What the controller needs of a desktop. Tauri is one ([`tauri`]); the tests have another, which remembers.

mod tauri;

pub(crate) use self::tauri::{TauriDesktop, WindowLine, window_line};

use crate::tray::Tray;
use crate::view::Message;

/// A desktop.
pub(crate) trait Desktop {
    /// Shows this in the tray.
    fn draw_tray(&mut self, tray: &Tray);
    /// Puts a text on the clipboard.
    ///
    /// # Errors
    /// There is no clipboard, or it is in use.
    fn copy(&mut self, text: &str) -> Result<(), NotCopied>;
    /// Shows the window, making it where there is none.
    fn open_window(&mut self);
    /// Tells the window. Without a window nobody hears it.
    fn tell_window(&mut self, message: Message);
    /// Tells whoever started the app where it listens.
    fn announce(&mut self, url: &str);
    /// Ends the app.
    fn quit(&mut self);
}

/// Why a text did not reach the clipboard; never the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct NotCopied(pub(crate) String);

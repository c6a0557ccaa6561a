//! Tauri as the desktop.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};
use tauri_plugin_clipboard_manager::ClipboardExt;

use super::{Desktop, NotCopied};
use crate::controller::{Event, Outbox};
use crate::tray::{NativeTray, Tray};
use crate::view::Message;

/// The window's label; the capability names it too.
const WINDOW: &str = "main";

/// The line to the window: there while a page listens.
pub(crate) type WindowLine = Arc<Mutex<Option<Channel<Message>>>>;

/// The line, to use or to replace. Whoever panicked holding it left it whole.
pub(crate) fn window_line(line: &WindowLine) -> MutexGuard<'_, Option<Channel<Message>>> {
    line.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The desktop that Tauri gives. The tray is made by the first draw.
pub(crate) struct TauriDesktop {
    app: AppHandle,
    events: Outbox,
    line: WindowLine,
    tray: Arc<Mutex<Option<NativeTray>>>,
}

impl TauriDesktop {
    /// The desktop of this app. Clicks and closed windows go to `events`.
    pub(crate) fn new(app: AppHandle, events: Outbox, line: WindowLine) -> Self {
        Self { app, events, line, tray: Arc::default() }
    }

    fn build_window(&self) -> tauri::Result<WebviewWindow> {
        let window = WebviewWindowBuilder::new(&self.app, WINDOW, WebviewUrl::default())
            .title("Outcrop")
            .inner_size(680.0, 540.0)
            .min_inner_size(420.0, 420.0)
            .build()?;
        let (events, line) = (self.events.clone(), Arc::clone(&self.line));
        window.on_window_event(move |event| {
            if let WindowEvent::Destroyed = event {
                *window_line(&line) = None;
                // Nobody hears it when the app is on its way out.
                let _ = events.send(Event::WindowClosed);
            }
        });
        Ok(window)
    }
}

impl Desktop for TauriDesktop {
    fn draw_tray(&mut self, tray: &Tray) {
        let (app, events, slot, tray) = (self.app.clone(), self.events.clone(), Arc::clone(&self.tray), tray.clone());
        // One closure a draw, so that a menu is never seen half changed.
        let queued = self.app.run_on_main_thread(move || {
            let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
            let drawn = match slot.as_mut() {
                Some(native) => native.draw(tray),
                None => NativeTray::new(&app, tray, move |action| {
                    let _ = events.send(Event::Chosen(action));
                })
                .map(|native| *slot = Some(native)),
            };
            if let Err(error) = drawn {
                tracing::error!(%error, "the tray could not be drawn");
            }
        });
        if let Err(error) = queued {
            tracing::error!(%error, "the tray could not be drawn");
        }
    }

    fn copy(&mut self, text: &str) -> Result<(), NotCopied> {
        self.app.clipboard().write_text(text).map_err(|error| NotCopied(error.to_string()))
    }

    fn open_window(&mut self) {
        let shown = match self.app.get_webview_window(WINDOW) {
            Some(window) => window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus()),
            None => self.build_window().and_then(|window| window.set_focus()),
        };
        if let Err(error) = shown {
            tracing::error!(%error, "the window could not be shown");
        }
    }

    fn tell_window(&mut self, message: Message) {
        if let Some(channel) = window_line(&self.line).as_ref()
            && let Err(error) = channel.send(message)
        {
            tracing::warn!(%error, "the window could not be told");
        }
    }

    fn announce(&mut self, url: &str) {
        let line = serde_json::json!({ "listening": url, "version": env!("CARGO_PKG_VERSION") });
        // A launcher that closed our stdout does not want to know.
        let _ = writeln!(io::stdout(), "{line}");
    }

    fn quit(&mut self) {
        self.app.exit(0);
    }
}

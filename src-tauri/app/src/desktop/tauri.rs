//! Tauri as the desktop.

mod window;

use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use tauri::AppHandle;
use tauri::ipc::Channel;
use tauri_plugin_autostart::ManagerExt;
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_plugin_notification::NotificationExt;
use tauri_plugin_opener::OpenerExt;

use super::{Desktop, Page, Refused};
use crate::controller::{Event, Outbox};
use crate::tray::{NativeTray, Tray};
use crate::view::Message;

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
    /// Whether the window stays when it is closed.
    keep: Arc<AtomicBool>,
}

impl TauriDesktop {
    /// The desktop of this app. Clicks and closed windows go to `events`.
    pub(crate) fn new(app: AppHandle, events: Outbox, line: WindowLine) -> Self {
        Self { app, events, line, tray: Arc::default(), keep: Arc::default() }
    }
}

impl Desktop for TauriDesktop {
    fn draw_tray(&mut self, tray: &Tray) {
        let (app, events, slot, tray) = (self.app.clone(), self.events.clone(), Arc::clone(&self.tray), tray.clone());
        let failed = move |error: tauri::Error, events: &Outbox| {
            tracing::error!(%error, "the tray could not be drawn");
            // Nobody needs a tray any more once the app has ended.
            let _ = events.send(Event::TrayShown(false));
        };
        // One closure a draw, so that a menu is never seen half changed.
        let queued = self.app.run_on_main_thread(move || {
            let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
            let drawn = match slot.as_mut() {
                Some(native) => native.draw(tray),
                None => {
                    let chosen = events.clone();
                    NativeTray::new(&app, tray, move |action| {
                        let _ = chosen.send(Event::Chosen(action));
                    })
                    .map(|native| *slot = Some(native))
                }
            };
            if let Err(error) = drawn {
                failed(error, &events);
            }
        });
        if let Err(error) = queued {
            failed(error, &self.events);
        }
    }

    fn copy(&mut self, text: &str) -> Result<(), Refused> {
        self.app.clipboard().write_text(text).map_err(|error| Refused(error.to_string()))
    }

    fn open_window(&mut self, page: Option<Page>) {
        if let Err(error) = self.show_window(page) {
            tracing::error!(%error, "the window could not be shown");
        }
    }

    fn keep_window(&mut self, keep: bool) {
        self.keep.store(keep, Ordering::Relaxed);
    }

    fn tell_window(&mut self, message: Message) {
        if let Some(channel) = window_line(&self.line).as_ref()
            && let Err(error) = channel.send(message)
        {
            tracing::warn!(%error, "the window could not be told");
        }
    }

    fn open_link(&mut self, url: &str) -> Result<(), Refused> {
        self.app.opener().open_url(url, None::<&str>).map_err(|error| Refused(error.to_string()))
    }

    fn show_file(&mut self, path: &Path) -> Result<(), Refused> {
        let (app, path) = (self.app.clone(), path.to_owned());
        // On Linux it asks over D-Bus with a runtime of its own, which panics within another.
        let shown = thread::spawn(move || app.opener().reveal_item_in_dir(path)).join();
        match shown {
            Ok(shown) => shown.map_err(|error| Refused(error.to_string())),
            Err(_) => Err(Refused("it gave up".to_owned())),
        }
    }

    fn notify(&mut self, title: &str, body: &str) {
        let notification = self.app.notification().builder().title(title).body(body);
        // On Linux it waits for the answer of a service that may be asleep.
        thread::spawn(move || {
            // A desktop that shows none is no error: icon and window say the same.
            if let Err(error) = notification.show() {
                tracing::info!(%error, "a notification was not shown");
            }
        });
    }

    fn launches_at_login(&mut self) -> Option<bool> {
        self.app.autolaunch().is_enabled().inspect_err(|error| tracing::info!(%error, "no launch at login here")).ok()
    }

    fn launch_at_login(&mut self, on: bool) -> Result<(), Refused> {
        let autolaunch = self.app.autolaunch();
        let done = if on { autolaunch.enable() } else { autolaunch.disable() };
        done.map_err(|error| Refused(error.to_string()))
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

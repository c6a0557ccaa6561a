//! The window: made when it is asked for, and destroyed when it is closed, so that its memory goes.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use tauri::{Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

use super::{TauriDesktop, window_line};
use crate::controller::Event;
use crate::desktop::Page;

/// The window's label; the capability names it too.
const WINDOW: &str = "main";

impl TauriDesktop {
    /// Shows the window, making it where there is none.
    pub(super) fn show_window(&self, page: Option<Page>) -> tauri::Result<()> {
        let Some(window) = self.app.get_webview_window(WINDOW) else {
            return self.build_window(page)?.set_focus();
        };
        if let Some(page) = page {
            let mut url = window.url()?;
            url.set_fragment(Some(route(page)));
            window.navigate(url)?;
        }
        window.unminimize()?;
        window.show()?;
        window.set_focus()
    }

    fn build_window(&self, page: Option<Page>) -> tauri::Result<WebviewWindow> {
        let url =
            page.map_or_else(WebviewUrl::default, |page| WebviewUrl::App(format!("index.html#{}", route(page)).into()));
        let window = WebviewWindowBuilder::new(&self.app, WINDOW, url)
            .title("Outcrop")
            .inner_size(1080.0, 720.0)
            .min_inner_size(480.0, 480.0)
            .build()?;
        let (events, line, keep) = (self.events.clone(), Arc::clone(&self.line), Arc::clone(&self.keep));
        let own = window.clone();
        window.on_window_event(move |event| match event {
            WindowEvent::CloseRequested { api, .. } if keep.load(Ordering::Relaxed) => {
                api.prevent_close();
                if let Err(error) = own.minimize() {
                    tracing::warn!(%error, "the window stays as it is");
                }
            }
            WindowEvent::Destroyed => {
                *window_line(&line) = None;
                // Nobody hears it when the app is on its way out.
                let _ = events.send(Event::WindowClosed);
            }
            _ => {}
        });
        Ok(window)
    }
}

/// The page's place within the window, as the window's own links have it.
fn route(page: Page) -> &'static str {
    match page {
        Page::Overview => "/",
        Page::Requests => "/requests",
    }
}

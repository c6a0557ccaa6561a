//! Draws a [`Tray`] with Tauri, changing only what differs from what is on the screen.

use tauri::image::Image;
use tauri::menu::{Menu as NativeMenu, MenuItem, MenuItemKind, PredefinedMenuItem};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Wry, include_image};

use super::diff::{Edit, diff};
use super::menu::{Icon, Item, Menu, Tray};
use crate::state::{Action, Offer};

/// The tray on the screen. Use it on the main thread.
pub(crate) struct NativeTray {
    app: AppHandle,
    icon: TrayIcon,
    menu: NativeMenu<Wry>,
    drawn: Tray,
}

impl NativeTray {
    /// Puts a tray on the screen; `chosen` hears every click.
    ///
    /// # Errors
    /// The platform has no tray, or not enough of anything.
    pub(crate) fn new(
        app: &AppHandle,
        tray: Tray,
        chosen: impl Fn(Action) + Send + Sync + 'static,
    ) -> tauri::Result<Self> {
        let menu = NativeMenu::new(app)?;
        let icon = TrayIconBuilder::with_id("outcrop")
            .icon(image(tray.icon))
            .tooltip(&tray.tooltip)
            .menu(&menu)
            .on_menu_event(move |_, event| {
                if let Some(action) = ACTIONS.iter().find(|action| name(action) == event.id().as_ref()) {
                    chosen(action.clone());
                }
            })
            .build(app)?;
        let empty = Tray { menu: Menu::default(), ..tray.clone() };
        let mut native = Self { app: app.clone(), icon, menu, drawn: empty };
        native.draw(tray)?;
        Ok(native)
    }

    /// Makes the screen show `tray`.
    ///
    /// # Errors
    /// The platform refused a change, and refused it again when the menu was drawn from nothing.
    pub(crate) fn draw(&mut self, tray: Tray) -> tauri::Result<()> {
        if self.edit(&self.drawn.menu, &tray.menu).is_err() {
            // What is on the screen is now unknown, so places mean nothing: from nothing, then.
            while self.menu.remove_at(0)?.is_some() {}
            self.edit(&Menu::default(), &tray.menu)?;
        }
        if tray.icon != self.drawn.icon {
            self.icon.set_icon(Some(image(tray.icon)))?;
        }
        if tray.tooltip != self.drawn.tooltip {
            self.icon.set_tooltip(Some(&tray.tooltip))?;
        }
        self.drawn = tray;
        Ok(())
    }

    fn edit(&self, old: &Menu, new: &Menu) -> tauri::Result<()> {
        diff(old, new).into_iter().try_for_each(|edit| self.apply(edit))
    }

    fn apply(&self, edit: Edit) -> tauri::Result<()> {
        match edit {
            Edit::Remove { at } => self.menu.remove_at(at).map(drop),
            Edit::Insert { at, item } => self.insert(at, &item),
            Edit::SetText { at, text } => self.change(at, |item| item.set_text(&text)),
            Edit::SetEnabled { at, enabled } => self.change(at, |item| item.set_enabled(enabled)),
        }
    }

    fn insert(&self, at: usize, item: &Item) -> tauri::Result<()> {
        match item {
            Item::Separator(_) => self.menu.insert(&PredefinedMenuItem::separator(&self.app)?, at),
            Item::Line { text, .. } => self.menu.insert(&MenuItem::new(&self.app, text, false, None::<&str>)?, at),
            Item::Button { action, text, enabled } => {
                let button = MenuItem::with_id(&self.app, name(action), text, *enabled, None::<&str>)?;
                self.menu.insert(&button, at)
            }
        }
    }

    fn change(&self, at: usize, change: impl FnOnce(&MenuItem<Wry>) -> tauri::Result<()>) -> tauri::Result<()> {
        match self.menu.items()?.get(at) {
            Some(MenuItemKind::MenuItem(item)) => change(item),
            // Only lines and buttons have a text, and both are plain items.
            Some(_) | None => Ok(()),
        }
    }
}

fn image(icon: Icon) -> Image<'static> {
    match icon {
        Icon::Running => include_image!("icons/tray/running.png"),
        Icon::Demo => include_image!("icons/tray/demo.png"),
        Icon::Idle => include_image!("icons/tray/idle.png"),
        Icon::Attention => include_image!("icons/tray/attention.png"),
    }
}

const ACTIONS: [Action; 8] = [
    Action::CopyBaseUrl,
    Action::CopyApiKey,
    Action::Take(Offer::TryDemo),
    Action::Take(Offer::LeaveDemo),
    Action::Take(Offer::StartAgain),
    Action::Take(Offer::UseFreePort),
    Action::Open,
    Action::Quit,
];

/// The native id of an action's item.
fn name(action: &Action) -> String {
    format!("{action:?}")
}

#[cfg(test)]
mod tests {
    use super::super::menu::tests::every_state;
    use super::*;
    use crate::text::Text;

    #[test]
    fn every_button_is_known_by_its_name() {
        for state in every_state() {
            for item in Tray::of(&state, Text::english()).menu.items {
                if let Item::Button { action, .. } = item {
                    assert!(ACTIONS.contains(&action), "{action:?} would not be heard");
                }
            }
        }
    }

    #[test]
    fn names_are_distinct() {
        let mut names: Vec<String> = ACTIONS.iter().map(name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ACTIONS.len());
    }
}

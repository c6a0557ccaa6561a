//! Draws a [`Tray`] with Tauri, changing only what differs from what is on the screen.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tauri::image::Image;
use tauri::menu::{CheckMenuItem, Menu as NativeMenu, MenuItem, MenuItemKind, PredefinedMenuItem, Submenu};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Wry, include_image};

use super::diff::{Edit, diff};
use super::menu::{Icon, Item, Menu, Tray};
use super::native_menu::NativeItems;
use crate::state::Action;

/// What clicks mean, by the native id of the item that was clicked.
type Meanings = Arc<Mutex<HashMap<String, Action>>>;

/// The tray on the screen. Use it on the main thread.
pub(crate) struct NativeTray {
    app: AppHandle,
    icon: TrayIcon,
    menu: NativeMenu<Wry>,
    drawn: Tray,
    meanings: Meanings,
}

impl NativeTray {
    /// Puts a tray on the screen; `chosen` hears every click, on the icon too.
    ///
    /// # Errors
    /// The platform has no tray, or not enough of anything.
    pub(crate) fn new(
        app: &AppHandle,
        tray: Tray,
        chosen: impl Fn(Action) + Clone + Send + Sync + 'static,
    ) -> tauri::Result<Self> {
        // The menu is whole before anybody can open it.
        let menu = NativeMenu::new(app)?;
        diff(&Menu::default(), &tray.menu).into_iter().try_for_each(|edit| apply(app, &menu, edit))?;
        let meanings: Meanings = Arc::new(Mutex::new(meanings(&tray.menu)));
        let (meant, clicked) = (Arc::clone(&meanings), chosen.clone());
        let icon = TrayIconBuilder::with_id("outcrop")
            .icon(image(tray.icon))
            .tooltip(&tray.tooltip)
            .menu(&menu)
            // Left opens the window, where the platform tells one button from the other.
            .show_menu_on_left_click(false)
            .on_menu_event(move |_, event| {
                let action = meant.lock().unwrap_or_else(PoisonError::into_inner).get(event.id().as_ref()).cloned();
                action.into_iter().for_each(&chosen);
            })
            .on_tray_icon_event(move |_, event| {
                let (button, state) = (MouseButton::Left, MouseButtonState::Up);
                if matches!(event, TrayIconEvent::Click { button: b, button_state: s, .. } if (b, s) == (button, state))
                {
                    clicked(Action::Open);
                }
            })
            .build(app)?;
        Ok(Self { app: app.clone(), icon, menu, drawn: tray, meanings })
    }

    /// Makes the screen show `tray`.
    ///
    /// # Errors
    /// The platform refused a change, and refused it again when the menu was drawn from nothing.
    pub(crate) fn draw(&mut self, tray: Tray) -> tauri::Result<()> {
        *self.meanings.lock().unwrap_or_else(PoisonError::into_inner) = meanings(&tray.menu);
        // A check that was clicked has flipped itself, whatever came of the click.
        sync(&mut self.drawn.menu, &self.menu.items()?)?;
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
        diff(old, new).into_iter().try_for_each(|edit| apply(&self.app, &self.menu, edit))
    }
}

fn apply(app: &AppHandle, menu: &impl NativeItems, edit: Edit) -> tauri::Result<()> {
    let there = |at: usize| -> tauri::Result<Option<MenuItemKind<Wry>>> { Ok(menu.items()?.into_iter().nth(at)) };
    match edit {
        Edit::Remove { at } => menu.remove(at),
        Edit::Insert { at, item } => insert(app, menu, at, &item),
        Edit::SetText { at, text } => match there(at)? {
            Some(MenuItemKind::MenuItem(item)) => item.set_text(plain(&text)),
            Some(MenuItemKind::Check(item)) => item.set_text(plain(&text)),
            Some(MenuItemKind::Submenu(item)) => item.set_text(plain(&text)),
            Some(_) | None => Ok(()),
        },
        Edit::SetEnabled { at, enabled } => match there(at)? {
            Some(MenuItemKind::MenuItem(item)) => item.set_enabled(enabled),
            Some(MenuItemKind::Check(item)) => item.set_enabled(enabled),
            Some(_) | None => Ok(()),
        },
        Edit::SetChecked { at, checked } => match there(at)? {
            Some(MenuItemKind::Check(item)) => item.set_checked(checked),
            Some(_) | None => Ok(()),
        },
        Edit::Within { at, edit } => match there(at)? {
            Some(MenuItemKind::Submenu(submenu)) => apply(app, &submenu, *edit),
            Some(_) | None => Ok(()),
        },
    }
}

fn insert(app: &AppHandle, menu: &impl NativeItems, at: usize, item: &Item) -> tauri::Result<()> {
    match item {
        Item::Separator(_) => menu.insert(at, &PredefinedMenuItem::separator(app)?),
        Item::Line { text, .. } => menu.insert(at, &MenuItem::new(app, plain(text), false, None::<&str>)?),
        Item::Button { action, text, enabled } => {
            menu.insert(at, &MenuItem::with_id(app, name(action), plain(text), *enabled, None::<&str>)?)
        }
        Item::Check { action, text, enabled, checked } => {
            menu.insert(at, &CheckMenuItem::with_id(app, name(action), plain(text), *enabled, *checked, None::<&str>)?)
        }
        Item::Submenu { text, menu: within, .. } => {
            let submenu = Submenu::new(app, plain(text), true)?;
            within.items.iter().enumerate().try_for_each(|(at, item)| insert(app, &submenu, at, item))?;
            menu.insert(at, &submenu)
        }
    }
}

/// Native menus take `&` for the mark of a letter.
fn plain(text: &str) -> String {
    text.replace('&', "&&")
}

/// What every item that can be clicked does.
fn meanings(menu: &Menu) -> HashMap<String, Action> {
    let mut found = HashMap::new();
    for item in &menu.items {
        match item {
            Item::Button { action, .. } | Item::Check { action, .. } => {
                found.insert(name(action), action.clone());
            }
            Item::Submenu { menu, .. } => found.extend(meanings(menu)),
            Item::Separator(_) | Item::Line { .. } => {}
        }
    }
    found
}

/// Lets the value say of each check what the screen shows.
fn sync(menu: &mut Menu, native: &[MenuItemKind<Wry>]) -> tauri::Result<()> {
    for (item, native) in menu.items.iter_mut().zip(native) {
        match (item, native) {
            (Item::Check { checked, .. }, MenuItemKind::Check(native)) => *checked = native.is_checked()?,
            (Item::Submenu { menu, .. }, MenuItemKind::Submenu(native)) => sync(menu, &native.items()?)?,
            _ => {}
        }
    }
    Ok(())
}

fn image(icon: Icon) -> Image<'static> {
    match icon {
        Icon::Running => include_image!("icons/tray/running.png"),
        Icon::Busy => include_image!("icons/tray/busy.png"),
        Icon::Demo => include_image!("icons/tray/demo.png"),
        Icon::Idle => include_image!("icons/tray/idle.png"),
        Icon::Attention => include_image!("icons/tray/attention.png"),
    }
}

/// The native id of an action's item, which never changes; what a switch does when clicked, does.
fn name(action: &Action) -> String {
    match action {
        Action::LaunchAtLogin(_) => "LaunchAtLogin".to_owned(),
        _ => format!("{action:?}"),
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::super::tests::every_state;
    use super::*;
    use crate::text::{Language, Text};

    fn clickable(menu: &Menu) -> usize {
        let count = |item: &Item| match item {
            Item::Button { .. } | Item::Check { .. } => 1,
            Item::Submenu { menu, .. } => clickable(menu),
            Item::Separator(_) | Item::Line { .. } => 0,
        };
        menu.items.iter().map(count).sum()
    }

    #[test]
    fn every_click_has_a_meaning_of_its_own() {
        let text = Text::of(Language::English);
        for state in every_state() {
            let menu = Tray::of(&state, &text, SystemTime::UNIX_EPOCH).menu;
            assert_eq!(meanings(&menu).len(), clickable(&menu), "{state:?}");
        }
    }

    #[test]
    fn a_letter_is_not_marked() {
        assert_eq!(plain("R&D_1"), "R&&D_1");
    }
}

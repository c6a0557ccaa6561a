//! What a native menu and a native submenu have in common.

use tauri::Wry;
use tauri::menu::{IsMenuItem, Menu, MenuItemKind, Submenu};

/// A native menu, on whatever level.
pub(super) trait NativeItems {
    /// What is in it.
    fn items(&self) -> tauri::Result<Vec<MenuItemKind<Wry>>>;
    /// Puts an item in.
    fn insert(&self, at: usize, item: &dyn IsMenuItem<Wry>) -> tauri::Result<()>;
    /// Takes one out.
    fn remove(&self, at: usize) -> tauri::Result<()>;
}

impl NativeItems for Menu<Wry> {
    fn items(&self) -> tauri::Result<Vec<MenuItemKind<Wry>>> {
        self.items()
    }
    fn insert(&self, at: usize, item: &dyn IsMenuItem<Wry>) -> tauri::Result<()> {
        self.insert(item, at)
    }
    fn remove(&self, at: usize) -> tauri::Result<()> {
        self.remove_at(at).map(drop)
    }
}

impl NativeItems for Submenu<Wry> {
    fn items(&self) -> tauri::Result<Vec<MenuItemKind<Wry>>> {
        self.items()
    }
    fn insert(&self, at: usize, item: &dyn IsMenuItem<Wry>) -> tauri::Result<()> {
        self.insert(item, at)
    }
    fn remove(&self, at: usize) -> tauri::Result<()> {
        self.remove_at(at).map(drop)
    }
}

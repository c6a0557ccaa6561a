//! The difference between two menus, as edits that leave every other item alone.

use super::menu::{Id, Item, Menu};

/// One change to a menu that is on the screen. Places count in the menu as the edits before it left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Edit {
    /// Take the item away.
    Remove {
        /// Where it is.
        at: usize,
    },
    /// Put an item in.
    Insert {
        /// Where it will be.
        at: usize,
        /// What.
        item: Item,
    },
    /// Let an item say something else.
    SetText {
        /// Where it is.
        at: usize,
        /// What it says.
        text: String,
    },
    /// Let an item be clicked, or not.
    SetEnabled {
        /// Where it is.
        at: usize,
        /// Whether it can be.
        enabled: bool,
    },
    /// Let an item be on or off.
    SetChecked {
        /// Where it is.
        at: usize,
        /// Whether it is.
        checked: bool,
    },
    /// Change the menu within an item.
    Within {
        /// Where it is.
        at: usize,
        /// How.
        edit: Box<Edit>,
    },
}

/// The edits that make `old` into `new`. An item that is in both, in the same order, is never taken out.
pub(super) fn diff(old: &Menu, new: &Menu) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut now: Vec<&Item> = Vec::new();
    let wanted: Vec<Id> = new.items.iter().map(Item::id).collect();
    let mut removed = 0;
    let mut reached = 0;
    for (at, item) in old.items.iter().enumerate() {
        // Keeping an item that has moved up would put it before one that stays; it is taken out and put in again.
        match wanted[reached..].iter().position(|id| *id == item.id()) {
            Some(offset) => {
                reached += offset + 1;
                now.push(item);
            }
            None => {
                edits.push(Edit::Remove { at: at - removed });
                removed += 1;
            }
        }
    }
    for (at, item) in new.items.iter().enumerate() {
        match now.get(at) {
            Some(there) if there.id() == item.id() => edits.extend(changes(at, there, item)),
            Some(_) | None => {
                edits.push(Edit::Insert { at, item: item.clone() });
                now.insert(at, item);
            }
        }
    }
    edits
}

/// What differs between two items with the same id.
fn changes(at: usize, old: &Item, new: &Item) -> Vec<Edit> {
    let mut edits = Vec::new();
    if let (Some(old), Some(new)) = (text(old), text(new))
        && old != new
    {
        edits.push(Edit::SetText { at, text: new.to_owned() });
    }
    if let (Some(old), Some(enabled)) = (enabled(old), enabled(new))
        && old != enabled
    {
        edits.push(Edit::SetEnabled { at, enabled });
    }
    match (old, new) {
        (Item::Check { checked: old, .. }, Item::Check { checked, .. }) if old != checked => {
            edits.push(Edit::SetChecked { at, checked: *checked });
        }
        (Item::Submenu { menu: old, .. }, Item::Submenu { menu: new, .. }) => {
            edits.extend(diff(old, new).into_iter().map(|edit| Edit::Within { at, edit: Box::new(edit) }));
        }
        // Items of two kinds never share an id.
        _ => {}
    }
    edits
}

fn text(item: &Item) -> Option<&str> {
    match item {
        Item::Separator(_) => None,
        Item::Line { text, .. } | Item::Button { text, .. } | Item::Check { text, .. } | Item::Submenu { text, .. } => {
            Some(text)
        }
    }
}

fn enabled(item: &Item) -> Option<bool> {
    match item {
        Item::Button { enabled, .. } | Item::Check { enabled, .. } => Some(*enabled),
        Item::Separator(_) | Item::Line { .. } | Item::Submenu { .. } => None,
    }
}

#[cfg(test)]
mod tests;

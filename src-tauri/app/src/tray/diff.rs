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
    match (old, new) {
        (Item::Line { text: old, .. }, Item::Line { text: new, .. }) => edits.extend(text(at, old, new)),
        (Item::Button { text: old, enabled: was, .. }, Item::Button { text: new, enabled, .. }) => {
            edits.extend(text(at, old, new));
            if was != enabled {
                edits.push(Edit::SetEnabled { at, enabled: *enabled });
            }
        }
        // A rule has nothing to change; items of two kinds never share an id.
        (Item::Separator(_) | Item::Line { .. } | Item::Button { .. }, _) => {}
    }
    edits
}

fn text(at: usize, old: &str, new: &str) -> Option<Edit> {
    (old != new).then(|| Edit::SetText { at, text: new.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::super::menu::tests::every_state;
    use super::super::menu::{Line, Rule, Tray};
    use super::*;
    use crate::state::Action;
    use crate::text::Text;

    fn line(text: &str) -> Item {
        Item::Line { line: Line::Status, text: text.into() }
    }

    fn button(action: Action, enabled: bool) -> Item {
        Item::Button { text: format!("{action:?}"), action, enabled }
    }

    fn menu<const N: usize>(items: [Item; N]) -> Menu {
        Menu { items: items.into() }
    }

    /// What a backend does, on the value.
    fn apply(menu: &mut Menu, edit: Edit) {
        match edit {
            Edit::Remove { at } => drop(menu.items.remove(at)),
            Edit::Insert { at, item } => menu.items.insert(at, item),
            Edit::SetText { at, text: new } => match &mut menu.items[at] {
                Item::Line { text, .. } | Item::Button { text, .. } => *text = new,
                Item::Separator(_) => panic!("a rule says nothing"),
            },
            Edit::SetEnabled { at, enabled: new } => match &mut menu.items[at] {
                Item::Button { enabled, .. } => *enabled = new,
                Item::Line { .. } | Item::Separator(_) => panic!("only buttons are clicked"),
            },
        }
    }

    #[track_caller]
    fn check(old: &Menu, new: &Menu) {
        let mut menu = old.clone();
        for edit in diff(old, new) {
            apply(&mut menu, edit);
        }
        assert_eq!(menu, *new);
    }

    #[test]
    fn from_every_menu_to_every_other() {
        let menus: Vec<Menu> = every_state().iter().map(|state| Tray::of(state, Text::english()).menu).collect();
        for old in &menus {
            for new in &menus {
                check(old, new);
            }
        }
    }

    #[test]
    fn a_changed_text_is_edited_in_place() {
        let old = menu([line("a"), button(Action::Quit, true)]);
        let new = menu([line("b"), button(Action::Quit, false)]);
        let edits = [Edit::SetText { at: 0, text: "b".into() }, Edit::SetEnabled { at: 1, enabled: false }];
        assert_eq!(diff(&old, &new), edits);
    }

    #[test]
    fn an_item_in_between_leaves_its_neighbours_alone() {
        let quit = button(Action::Quit, true);
        let old = menu([line("a"), quit.clone()]);
        let new = menu([line("a"), Item::Separator(Rule::State), quit]);
        assert_eq!(diff(&old, &new), [Edit::Insert { at: 1, item: Item::Separator(Rule::State) }]);
        assert_eq!(diff(&new, &old), [Edit::Remove { at: 1 }]);
    }

    #[test]
    fn items_that_change_places() {
        let (a, b, c) = (line("a"), button(Action::Open, true), button(Action::Quit, true));
        check(&menu([a.clone(), b.clone(), c.clone()]), &menu([c.clone(), a.clone(), b.clone()]));
        check(&menu([a.clone(), b.clone(), c.clone()]), &menu([c, b, a]));
    }

    #[test]
    fn nothing_changed_is_no_edit() {
        let same = menu([line("a"), button(Action::Quit, true)]);
        assert_eq!(diff(&same, &same), []);
    }
}

use std::time::SystemTime;

use super::super::menu::{Line, List, Rule, Tray};
use super::super::tests::every_state;
use super::*;
use crate::state::Action;
use crate::text::{Language, Text};

fn line(text: &str) -> Item {
    Item::Line { line: Line::Status, text: text.into() }
}

fn button(action: Action, enabled: bool) -> Item {
    Item::Button { text: format!("{action:?}"), action, enabled }
}

fn region(name: &str, checked: bool) -> Item {
    Item::Check { action: Action::ChooseRegion(Some(name.into())), text: name.into(), enabled: true, checked }
}

fn regions<const N: usize>(text: &str, items: [Item; N]) -> Item {
    Item::Submenu { list: List::Regions, text: text.into(), menu: menu(items) }
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
            Item::Line { text, .. }
            | Item::Button { text, .. }
            | Item::Check { text, .. }
            | Item::Submenu { text, .. } => *text = new,
            Item::Separator(_) => panic!("a rule says nothing"),
        },
        Edit::SetEnabled { at, enabled: new } => match &mut menu.items[at] {
            Item::Button { enabled, .. } | Item::Check { enabled, .. } => *enabled = new,
            Item::Line { .. } | Item::Separator(_) | Item::Submenu { .. } => panic!("it is not clicked"),
        },
        Edit::SetChecked { at, checked: new } => match &mut menu.items[at] {
            Item::Check { checked, .. } => *checked = new,
            _ => panic!("it is neither on nor off"),
        },
        Edit::Within { at, edit } => match &mut menu.items[at] {
            Item::Submenu { menu, .. } => apply(menu, *edit),
            _ => panic!("there is nothing within"),
        },
    }
}

/// Where actions are of no consequence: a switch that was flipped keeps its item, and its item's first action.
fn without_switches(mut menu: Menu) -> Menu {
    for item in &mut menu.items {
        if let Item::Check { action: Action::LaunchAtLogin(on), .. } = item {
            *on = true;
        }
    }
    menu
}

#[track_caller]
fn check(old: &Menu, new: &Menu) {
    let mut menu = old.clone();
    for edit in diff(old, new) {
        apply(&mut menu, edit);
    }
    assert_eq!(without_switches(menu), without_switches(new.clone()));
}

#[test]
fn from_every_menu_to_every_other() {
    let text = Text::of(Language::English);
    let menus: Vec<Menu> =
        every_state().iter().map(|state| Tray::of(state, &text, SystemTime::UNIX_EPOCH).menu).collect();
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
fn another_choice_leaves_the_list_where_it_is() {
    let old = menu([regions("Region: a", [region("a", true), region("b", false)])]);
    let new = menu([regions("Region: b", [region("a", false), region("b", true)])]);
    let within = |at, checked| Edit::Within { at: 0, edit: Box::new(Edit::SetChecked { at, checked }) };
    let edits = [Edit::SetText { at: 0, text: "Region: b".into() }, within(0, false), within(1, true)];
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
    let same = menu([line("a"), regions("Region: a", [region("a", true)])]);
    assert_eq!(diff(&same, &same), []);
}

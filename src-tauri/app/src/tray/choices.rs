//! Whom to be, where to go, how hard to think.

use outcrop_gateway::aws::{Flaw, Profile};
use outcrop_gateway::ir::Effort;

use super::menu::{Item, List, Menu, Rule};
use crate::state::{Action, Mode, State, Who};
use crate::text::{Text, fill};

/// More than this many go into a menu of their own.
const FIRST: usize = 10;

/// Why a profile is broken, cut to what a menu has room for. The window says it whole.
const ROOM: usize = 60;

/// Where Bedrock is, the most used first. [AWS: Bedrock endpoints and quotas]
const REGIONS: [&str; 33] = [
    "us-east-1",
    "us-west-2",
    "us-east-2",
    "eu-central-1",
    "eu-west-1",
    "eu-west-3",
    "ap-northeast-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-south-1",
    "af-south-1",
    "ap-east-2",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-2",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-gov-east-1",
    "us-gov-west-1",
];

/// The efforts that the tray offers; the window has them all.
const EFFORTS: [Effort; 5] = [Effort::None, Effort::Low, Effort::Medium, Effort::High, Effort::Max];

/// The three lists. In the demo nobody is anybody, and nothing is anywhere.
pub(super) fn items(state: &State, text: &Text) -> Vec<Item> {
    match state.mode {
        Mode::Aws => vec![profiles(state, text), regions(state, text), efforts(state, text)],
        Mode::Demo => vec![efforts(state, text)],
    }
}

fn profiles(state: &State, text: &Text) -> Item {
    let one = |who: Who, words: String, enabled| Item::Check {
        checked: state.who == who,
        action: Action::ChooseWho(who),
        text: words,
        enabled,
    };
    let current = match &state.who {
        Who::Chain => &text.tray().chain,
        Who::Profile(name) => name,
        Who::BedrockKey => &text.tray().bedrock_key,
    };
    let mut named: Vec<Item> = state
        .profiles
        .all()
        .map(|Profile { name, broken, .. }| {
            let words = broken.as_ref().map_or_else(|| name.clone(), |flaw| why(&name, flaw, text));
            one(Who::Profile(name), words, broken.is_none())
        })
        .collect();
    // One that was chosen and is gone is still the one that is chosen.
    if let Who::Profile(name) = &state.who
        && state.profiles.get(name).is_none()
    {
        named.insert(0, one(state.who.clone(), name.clone(), false));
    }
    let mut items = vec![one(Who::Chain, text.tray().chain.clone(), true)];
    if state.bedrock_key.is_some() {
        items.push(one(Who::BedrockKey, text.tray().bedrock_key.clone(), true));
    }
    if !named.is_empty() {
        items.push(Item::Separator(Rule::Own));
    }
    items.extend(overflowing(named, List::MoreProfiles, text));
    let words = fill(&text.tray().profile, &[("name", current)]);
    Item::Submenu { list: List::Profiles, text: words, menu: Menu { items } }
}

fn why(name: &str, flaw: &Flaw, text: &Text) -> String {
    let whole = text.say(flaw);
    let why = match whole.char_indices().nth(ROOM) {
        None => whole,
        Some((end, _)) => format!("{}…", whole[..end].trim_end()),
    };
    fill(&text.tray().broken, &[("name", name), ("why", &why)])
}

fn regions(state: &State, text: &Text) -> Item {
    let one = |region: Option<String>, words: String| Item::Check {
        checked: state.region == region,
        action: Action::ChooseRegion(region),
        text: words,
        enabled: true,
    };
    let own = state.profile().and_then(|name| state.profiles.get(name)?.region);
    let own = match own {
        Some(name) => fill(&text.tray().own_region_named, &[("name", &name)]),
        None => text.tray().own_region.clone(),
    };
    let mut named: Vec<Item> = REGIONS.iter().map(|name| one(Some((*name).to_owned()), (*name).to_owned())).collect();
    if let Some(chosen) = &state.region
        && !REGIONS.contains(&chosen.as_str())
    {
        named.insert(0, one(Some(chosen.clone()), chosen.clone()));
    }
    let mut items = vec![one(None, own), Item::Separator(Rule::Own)];
    items.extend(overflowing(named, List::MoreRegions, text));
    let current = state.region.as_deref().or_else(|| Some(state.effective_region()?.name.as_str())).unwrap_or("…");
    let words = fill(&text.tray().region, &[("name", current)]);
    Item::Submenu { list: List::Regions, text: words, menu: Menu { items } }
}

fn efforts(state: &State, text: &Text) -> Item {
    let name = |effort: Option<Effort>| match effort {
        Some(effort) => text.effort(effort).to_owned(),
        None => text.tray().own_effort.clone(),
    };
    let one = |effort: Option<Effort>| Item::Check {
        checked: state.effort == effort,
        action: Action::ChooseEffort(effort),
        text: name(effort),
        enabled: true,
    };
    let mut items = vec![one(None), Item::Separator(Rule::Own)];
    items.extend(EFFORTS.map(|effort| one(Some(effort))));
    // One that the window set, and the tray does not offer.
    if state.effort.is_some_and(|effort| !EFFORTS.contains(&effort)) {
        items.push(one(state.effort));
    }
    let words = fill(&text.tray().reasoning, &[("name", &name(state.effort))]);
    Item::Submenu { list: List::Efforts, text: words, menu: Menu { items } }
}

/// The first ones, and a menu with the others.
fn overflowing(mut items: Vec<Item>, list: List, text: &Text) -> Vec<Item> {
    if items.len() > FIRST {
        let rest = items.split_off(FIRST);
        items.push(Item::Submenu { list, text: text.tray().more.clone(), menu: Menu { items: rest } });
    }
    items
}

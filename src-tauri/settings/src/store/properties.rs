//! Whatever the file looks like, a change makes its change and nothing else.

use std::collections::BTreeMap;

use outcrop_gateway::config::ShowReasoning;
use outcrop_gateway::ir::Effort;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use toml::Table;

use super::*;
use crate::settings::{Alias, Language, Theme};

/// The ways to write each part, before the first header. `{c}` is a place for a comment.
const TOP: [&[&str]; 4] = [
    &[
        "",
        "{c}\n{c}\n\n",
        "{c}\nport = 1 {c}\norigins = ['https://a.example', 'https://b.example'] {c}\n",
        "origins = [ {c}\n  'https://a.example', {c}\n  {c}\n  'https://b.example' {c}\n] {c}\nport=1\n",
        "origins = [] {c}\n\n\nregion = 'eu-west-1' {c}\nfuture.deep = 1\nport = 1\nfuture.other = 2\n",
    ],
    &[
        "",
        "",
        "models.default_chat = 'chat' {c}\nmodels.aliases.x = 'm' {c}\nmodels.aliases.y.model = 'n'\n",
        "models = { default_chat = 'chat', favourites = [], aliases = { 'x y' = 'm', y = {model='n', region='eu-west-1'} } } {c}\n",
        "models = { {c}\n  favourites = ['b'], {c}\n  {c}\n  default_chat = 'chat', {c}\n  future = 1 {c}\n} {c}\n",
    ],
    &["", "", "behaviour.strict = true {c}\nbehaviour.efforts.m = 'low' {c}\n", "behaviour = {} {c}\n"],
    &["", "window = { theme = 'dark', future.deep = 1 } {c}\n", "log.capture = true {c}\n{c}\n"],
];

/// The same with headers, for those that are not there yet.
const HEADED: [&[&str]; 4] = [
    &["", "{c}\n[limits] {c}\nin_flight = 3 {c}\n", "[[future_list]]\na = 1 {c}\n[[future_list]] {c}\n"],
    &[
        "",
        "{c}\n[models] {c}\n{c}\ndefault_chat = 'chat' {c}\n{c}\nfuture = 1 {c}\n\n",
        "[models]\nfavourites = ['a', 'b'] {c}\naliases = { x = 'm', y = { model = 'n', region = 'eu-west-1' } } {c}\n",
        "[models]\nfavourites = [ {c}\n  'a', {c}\n  'b', {c}\n {c}\n] {c}\n[models.aliases] {c}\nx = 'm' {c}\ny.model = 'n' {c}\ny.region = 'eu-west-1' {c}\n",
        "[models.aliases.y] {c}\nmodel = 'n' {c}\n{c}\nregion = 'eu-west-1' {c}\nfuture = 2\n[models.aliases.'x y']\nmodel='k'\n{c}\n",
    ],
    &[
        "",
        "[behaviour]\n\tstrict = true {c}\n\tshow_reasoning = \"tags\" {c}\n\t[behaviour.efforts] {c}\n\t'm.1:0' = 'low' {c}\n",
        "[behaviour.efforts] {c}\nm = 'high'\n[behaviour] {c}\nreasoning_effort = 'low' {c}\n",
        "[behaviour]\nefforts = { m = 'max', 'm.1:0' = 'low' } {c}\n",
    ],
    &["", "[window] {c}\ntheme = 'dark' {c}\nlanguage = 'en'\n[log] {c}\n", "[log]\ncapture = true {c}"],
];

/// The parts of a file, as they are written in it.
#[derive(Debug, Clone)]
struct Parts(Vec<String>);

impl Parts {
    fn text(&self) -> String {
        self.0.concat()
    }
}

/// Puts a comment into each place, or none where `comments` says so.
fn part(template: &str, comments: &[bool], next: &mut usize) -> String {
    let mut pieces = template.split("{c}");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        *next += 1;
        if comments[*next % comments.len()] {
            text.push_str(&format!("# note {next},'x = \"1\" ["));
        }
        text.push_str(piece);
    }
    // What follows begins on a line of its own.
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

prop_compose! {
    fn parts()(
        tops in TOP.map(select),
        headed in HEADED.map(select),
        comments in vec(any::<bool>(), 1..7),
        crlf in any::<bool>(),
        cut in any::<bool>(),
    ) -> Parts {
        let mut next = 0;
        let has = |part: &str, word: &str| part.lines().any(|line| line.starts_with(word) || line.starts_with(&format!("[{word}")));
        let all = tops.concat();
        let headed = headed.into_iter().filter(|part| {
            // One form each: a table is not defined twice.
            !["models", "behaviour", "window", "log"].iter().any(|word| has(part, word) && has(&all, word))
        });
        let templates: Vec<&str> = tops.into_iter().chain(headed).collect();
        let mut parts: Vec<String> = templates.iter().map(|template| part(template, &comments, &mut next)).collect();
        if crlf {
            parts = parts.into_iter().map(|part| part.replace('\n', "\r\n")).collect();
        }
        if cut && let Some(last) = parts.iter_mut().rfind(|part| !part.is_empty()) {
            *last = last.trim_end().to_owned();
        }
        Parts(parts)
    }
}

fn texts(from: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    subsequence(from, 0..=from.len()).prop_shuffle().prop_map(|texts| texts.into_iter().map(str::to_owned).collect())
}

fn text() -> impl Strategy<Value = Option<String>> {
    option::of(select(&["chat", "other \"quoted\"", "eu-west-1"][..]).prop_map(str::to_owned))
}

fn effort() -> impl Strategy<Value = Effort> {
    select(&[Effort::None, Effort::Low, Effort::XHigh, Effort::Max][..])
}

fn aliases() -> impl Strategy<Value = BTreeMap<String, Alias>> {
    let region = option::of(Just("eu-west-1".to_owned()));
    let alias = (select(&["m", "n", "k"][..]), option::of(Just("work".to_owned())), region)
        .prop_map(|(model, profile, region)| Alias { model: model.to_owned(), profile, region });
    btree_map(select(&["x", "y", "x y", "new.name"][..]).prop_map(str::to_owned), alias, 0..4)
}

fn change() -> impl Strategy<Value = Change> {
    let region = option::of(select(&["eu-west-1", "us-east-1"][..]).prop_map(str::to_owned));
    let efforts = btree_map(select(&["m", "m.1:0", "new"][..]).prop_map(str::to_owned), effort(), 0..3);
    prop_oneof![
        any::<u16>().prop_map(Change::Port),
        region.prop_map(Change::Region),
        texts(&["https://a.example", "https://b.example", "https://c.example"]).prop_map(Change::Origins),
        text().prop_map(Change::DefaultChat),
        text().prop_map(Change::DefaultEmbedding),
        aliases().prop_map(Change::Aliases),
        texts(&["a", "b", "c"]).prop_map(Change::Favourites),
        option::of(effort()).prop_map(Change::Effort),
        efforts.prop_map(Change::Efforts),
        Just(Change::ShowReasoning(ShowReasoning::Hidden)),
        any::<bool>().prop_map(Change::Interleaved),
        any::<bool>().prop_map(Change::Strict),
        any::<bool>().prop_map(Change::Capture),
        Just(Change::Language(Language::SimplifiedChinese)),
        Just(Change::Theme(Theme::Light)),
        Just(Change::Welcomed(true)),
    ]
}

/// Where in the file a change may change something, and the word that its lines have.
fn place(change: &Change) -> (&'static [&'static str], &'static str) {
    match change {
        Change::Port(_) => (&["port"], "port"),
        Change::Region(_) => (&["region"], "region"),
        Change::Origins(_) => (&["origins"], "origins"),
        Change::DefaultChat(_) => (&["models", "default_chat"], "models"),
        Change::DefaultEmbedding(_) => (&["models", "default_embedding"], "models"),
        Change::Aliases(_) => (&["models", "aliases"], "models"),
        Change::Favourites(_) => (&["models", "favourites"], "models"),
        Change::Effort(_) => (&["behaviour", "reasoning_effort"], "behaviour"),
        Change::Efforts(_) => (&["behaviour", "efforts"], "behaviour"),
        Change::ShowReasoning(_) => (&["behaviour", "show_reasoning"], "behaviour"),
        Change::Interleaved(_) => (&["behaviour", "interleaved_thinking"], "behaviour"),
        Change::PromptCaching(_) => (&["behaviour", "prompt_caching"], "behaviour"),
        Change::Strict(_) => (&["behaviour", "strict"], "behaviour"),
        Change::Capture(_) => (&["log", "capture"], "log"),
        Change::Language(_) => (&["window", "language"], "window"),
        Change::Theme(_) => (&["window", "theme"], "window"),
        Change::Welcomed(_) => (&["window", "welcomed"], "window"),
    }
}

/// All that the file says but what is at `path`; tables that are empty say nothing.
fn others(text: &str, path: &[&str]) -> Table {
    fn take(table: &mut Table, path: &[&str]) {
        let Some((first, rest)) = path.split_first() else { return };
        if rest.is_empty() {
            table.remove(*first);
        } else if let Some(inner) = table.get_mut(*first).and_then(toml::Value::as_table_mut) {
            take(inner, rest);
            if inner.is_empty() {
                table.remove(*first);
            }
        }
    }
    let mut table: Table = text.parse().unwrap();
    take(&mut table, path);
    table
}

fn comments(text: &str) -> Vec<&str> {
    let mut notes: Vec<&str> = text.split("# note ").skip(1).map(|rest| rest.split(',').next().unwrap()).collect();
    notes.sort_unstable();
    notes
}

proptest! {
    // Failures are told whole, so nothing is kept in files.
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_change_changes_nothing_else(parts in parts(), change in change()) {
        let text = parts.text();
        let old = parse(&text).unwrap_or_else(|flaw| panic!("{flaw}\n{text}"));
        let wanted = change.made(old.settings.clone());
        prop_assume!(wanted != old.settings);
        let new = changed(&text, &old, &change, &wanted);
        prop_assert!(new.is_ok(), "{change:?}: {new:?}\n{text}");
        let new = new.unwrap();
        let (path, word) = place(&change);
        prop_assert_eq!(others(&text, path), others(&new, path), "{:?}\n{}\n--- became\n{}", change, text, new);
        prop_assert_eq!(comments(&text), comments(&new), "{:?}\n{}\n--- became\n{}", change, text, new);
        // Lines that have nothing to do with it are there byte for byte, and in their order.
        let mut lines = new.lines();
        for line in parts.0.iter().filter(|part| !part.contains(word)).flat_map(|part| part.lines()) {
            prop_assert!(lines.any(|it| it == line), "{line:?} is gone: {change:?}\n{text}\n--- became\n{new}");
        }
        prop_assert_eq!(text.contains("\r\n"), new.contains("\r\n"));
        if text.contains("\r\n") {
            prop_assert!(!new.replace("\r\n", "").contains('\n'), "{new:?}");
        }
    }
}

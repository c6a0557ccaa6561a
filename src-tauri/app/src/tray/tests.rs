use std::sync::Arc;
use std::time::{Duration, SystemTime};

use outcrop_gateway::aws::{self, Page, Profiles, Region, RegionFrom, SignedIn, Source, Standing, Trouble, What};
use outcrop_gateway::ir::Effort;

use super::menu::{Icon, Id, Item, Menu};
use super::*;
use crate::engine::Listening;
use crate::presence::Presence;
use crate::refusal::Refusal;
use crate::secrets::{Keeping, Why};
use crate::state::{BedrockKey, Failure, Gateway, Key, Mode, SignIn, State, Who};
use crate::text::{Language, Text};

/// Two profiles that work, one of them with a sign-in, and one that does not.
const CONFIG: &str = "
[default]
region = us-east-1
[profile work]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Dev
region = eu-west-1
[sso-session corp]
sso_region = us-east-1
sso_start_url = https://corp.awsapps.com/start
[profile odd]
source_profile = nobody
role_arn = arn:aws:iam::111122223333:role/x
";
const CREDENTIALS: &str = "
[default]
aws_access_key_id = AKIAEXAMPLE000000001
aws_secret_access_key = secret
";

fn running() -> Gateway {
    Gateway::Running(Listening { url: "http://127.0.0.1:8642".into(), exposed: false })
}

/// A gateway that listens, for whoever AWS's chain finds.
pub(crate) fn state() -> State {
    State {
        mode: Mode::Aws,
        presence: Presence::Found,
        who: Who::Chain,
        region: None,
        effort: None,
        gateway: running(),
        key: Key::Kept(Keeping::Keychain),
        bedrock_key: None,
        profiles: Arc::new(Profiles::read(CONFIG, CREDENTIALS)),
        standing: None,
        identity: None,
        sign_in: None,
        sign_in_failed: None,
        settings_trouble: None,
        mfa: None,
        not_kept: None,
        tray: true,
        launch_at_login: Some(false),
        capture: false,
        busy: false,
    }
}

/// How it stands with a profile that was chosen.
pub(crate) fn standing(profile: &str, state: aws::State) -> Standing {
    Standing {
        source: Some(Source::Profile { name: profile.to_owned(), chosen: true }),
        overridden: Vec::new(),
        region: Region { name: "eu-west-1".into(), from: RegionFrom::Profile { name: profile.to_owned() } },
        state,
        expiry: None,
        sign_in: None,
        clock: None,
        profiles: Arc::new(Profiles::read(CONFIG, CREDENTIALS)),
    }
}

fn expired() -> Trouble {
    Trouble::new(What::SignInExpired { profile: "work".into() }).ended_by("corp")
}

/// The menu as a person reads it: `-` is a rule, `*` can be clicked, brackets are disabled, `(o)` is on, `( )` is off;
/// what is within a menu is below it, further in.
pub(crate) fn drawn(menu: &Menu) -> Vec<String> {
    let mut lines = Vec::new();
    for item in &menu.items {
        match item {
            Item::Separator(_) => lines.push("-".to_owned()),
            Item::Line { text, .. } => lines.push(text.clone()),
            Item::Button { text, enabled: true, .. } => lines.push(format!("* {text}")),
            Item::Button { text, enabled: false, .. } => lines.push(format!("[{text}]")),
            Item::Check { text, enabled, checked, .. } => {
                let mark = if *checked { "(o)" } else { "( )" };
                lines.push(if *enabled { format!("{mark} {text}") } else { format!("{mark} [{text}]") });
            }
            Item::Submenu { text, menu, .. } => {
                lines.push(format!("{text} >"));
                lines.extend(drawn(menu).into_iter().map(|line| format!("  {line}")));
            }
        }
    }
    lines
}

/// Every shape that a menu can take.
pub(crate) fn every_state() -> Vec<State> {
    let taken = Failure::PortTaken { port: 8642, holder: None };
    let gateways = [
        Gateway::Starting,
        running(),
        Gateway::Failed(taken),
        Gateway::Failed(Failure::Other { reason: Refusal::said("why") }),
        Gateway::Stopping,
        Gateway::Stopped,
    ];
    let keys = [
        Key::Pending,
        Key::Kept(Keeping::Keychain),
        Key::Kept(Keeping::Session { why: Why::Missing }),
        Key::None { why: Why::Locked },
    ];
    let page = Page { url: "https://corp.example".into(), code: Some("ABCD-EFGH".into()) };
    let sign_in = SignIn { profile: "work".into(), page: Some(page) };
    let mut states = Vec::new();
    for gateway in &gateways {
        for key in &keys {
            for mode in [Mode::Aws, Mode::Demo] {
                states.push(State { gateway: gateway.clone(), key: key.clone(), mode, ..state() });
            }
        }
    }
    let work = Who::Profile("work".into());
    let in_trouble = Some(standing("work", aws::State::Trouble(expired())));
    let no_profiles = Arc::new(Profiles::default());
    states.extend([
        State { who: work.clone(), standing: in_trouble.clone(), ..state() },
        State { who: work, standing: in_trouble, sign_in: Some(sign_in), ..state() },
        State { who: Who::Profile("gone".into()), region: Some("xx-east-1".into()), ..state() },
        State { who: Who::BedrockKey, bedrock_key: Some(BedrockKey { expires: None }), ..state() },
        State { profiles: no_profiles, effort: Some(Effort::XHigh), launch_at_login: None, ..state() },
        State { not_kept: Some(Why::Missing), sign_in_failed: Some(Refusal::said("why")), busy: true, ..state() },
        State { launch_at_login: Some(true), effort: Some(Effort::None), ..state() },
    ]);
    states
}

fn tray(state: &State) -> Tray {
    Tray::of(state, &Text::of(Language::English), SystemTime::UNIX_EPOCH)
}

#[track_caller]
fn check(state: &State, icon: Icon, tooltip: &str, menu: &[&str]) {
    let tray = tray(state);
    assert_eq!((tray.icon, tray.tooltip.as_str()), (icon, tooltip));
    // The lists are the same throughout, and have a test of their own.
    let lines: Vec<String> = drawn(&tray.menu).into_iter().filter(|line| !line.starts_with("  ")).collect();
    assert_eq!(lines, menu);
}

const COPY: [&str; 3] = ["* Copy base URL", "* Copy API key", "-"];
const END: [&str; 5] = ["* Requests…", "* Open Outcrop", "-", "( ) Launch at login", "* Quit"];
const LISTS: [&str; 4] = ["AWS profile: Default credentials >", "Region: … >", "Reasoning: The model's own >", "-"];

#[test]
fn running_shows_the_url() {
    let top = ["Running", "http://127.0.0.1:8642/v1", "-", "* Stop", "-"];
    check(&state(), Icon::Running, "Outcrop: Running", &[&top[..], &LISTS, &COPY, &END].concat());
    let busy = State { busy: true, ..state() };
    assert_eq!(tray(&busy).icon, Icon::Busy);
}

#[test]
fn the_lists_show_what_is_chosen() {
    let work = Who::Profile("work".into());
    let standing = Some(standing("work", aws::State::Well));
    let state = State { who: work, standing, effort: Some(Effort::High), ..state() };
    let menu = drawn(&tray(&state).menu);
    let lists: Vec<&str> = menu[5..].iter().map(String::as_str).take_while(|line| *line != "-").collect();
    let [first, rest @ ..] = lists.as_slice() else { panic!("there are lists") };
    assert_eq!(*first, "AWS profile: work >");
    assert_eq!(rest[..3], ["  ( ) Default credentials", "  -", "  ( ) default"]);
    assert!(rest[3].starts_with("  ( ) [odd ("), "{}", rest[3]);
    assert_eq!(rest[4..7], ["  (o) work", "Region: eu-west-1 >", "  (o) The profile's own (eu-west-1)"]);
    assert_eq!(rest[8..11], ["  ( ) us-east-1", "  ( ) us-west-2", "  ( ) us-east-2"]);
    let more = rest.iter().position(|line| *line == "  More… >").expect("there are more than fit");
    assert_eq!(rest[more + 1], "    ( ) af-south-1");
    let efforts = rest.iter().position(|line| *line == "Reasoning: High >").expect("the effort is in the label");
    assert_eq!(
        rest[efforts + 1..],
        ["  ( ) The model's own", "  -", "  ( ) Off", "  ( ) Low", "  ( ) Medium", "  (o) High", "  ( ) Maximum"]
    );
}

#[test]
fn long_lists_of_profiles_overflow() {
    let config: String = (10..32).map(|n| format!("[profile p{n}]\nregion = us-east-1\n")).collect();
    let state = State { profiles: Arc::new(Profiles::read(&config, "")), ..state() };
    let menu = drawn(&tray(&state).menu);
    let more = menu.iter().position(|line| line == "  More… >").expect("there are more than fit");
    assert_eq!((menu[more - 1].as_str(), menu[more + 1].as_str()), ("  ( ) p19", "    ( ) p20"));
    assert_eq!(menu[more + 12], "    ( ) p31");
}

#[test]
fn demo_says_so_and_can_be_left() {
    let top = ["Demo, no AWS", "http://127.0.0.1:8642/v1", "-", "* Leave the demo", "* Stop", "-"];
    let state = State { mode: Mode::Demo, ..state() };
    let lists = &LISTS[2..];
    check(&state, Icon::Demo, "Outcrop: Demo, no AWS", &[&top[..], lists, &COPY, &END].concat());
}

#[test]
fn without_credentials_the_demo_is_offered() {
    let top = ["No AWS credentials found", "http://127.0.0.1:8642/v1", "-", "* Try the demo", "* Stop", "-"];
    let state = State { presence: Presence::Missing, profiles: Arc::default(), ..state() };
    check(&state, Icon::Attention, "Outcrop: No AWS credentials found", &[&top[..], &LISTS, &COPY, &END].concat());
}

#[test]
fn a_taken_port_is_named_with_its_remedies() {
    let top = [
        "Port 8642 is taken",
        "node (4711) listens there. Stop it and try again, or use a free port.",
        "-",
        "* Use a free port",
        "* Try again",
        "-",
    ];
    let copy = ["[Copy base URL]", "* Copy API key", "-"];
    let failure = Failure::PortTaken { port: 8642, holder: Some("node (4711)".into()) };
    let state = State { gateway: Gateway::Failed(failure), ..state() };
    check(&state, Icon::Attention, "Outcrop: Port 8642 is taken", &[&top[..], &LISTS, &copy, &END].concat());
}

#[test]
fn without_a_keychain_the_user_says() {
    let top = [
        "The keychain cannot be used",
        "The keychain is locked. Without it, a key can be made for this session only; it is gone when you quit.",
        "-",
        "* Ask the keychain again",
        "* Use a key for this session",
        "[Start]",
        "-",
    ];
    let copy = ["[Copy base URL]", "[Copy API key]", "-"];
    let state = State { key: Key::None { why: Why::Locked }, gateway: Gateway::Starting, ..state() };
    let tooltip = "Outcrop: The keychain cannot be used";
    check(&state, Icon::Attention, tooltip, &[&top[..], &LISTS, &copy, &END].concat());
}

#[test]
fn an_expired_sign_in_is_one_click_away() {
    let who = Who::Profile("work".into());
    let standing = Some(standing("work", aws::State::Trouble(expired())));
    let state = State { who, standing, ..state() };
    let menu = drawn(&tray(&state).menu);
    assert_eq!(menu[..4], ["AWS credentials need you", "http://127.0.0.1:8642/v1", "-", "* Sign in to work…"]);
    assert_eq!(tray(&state).icon, Icon::Attention);
    let page = Page { url: "https://corp.example".into(), code: Some("ABCD-EFGH".into()) };
    let state = State { sign_in: Some(SignIn { profile: "work".into(), page: Some(page) }), ..state };
    let menu = drawn(&tray(&state).menu);
    assert_eq!(menu[2..5], ["Signing in to work: code ABCD-EFGH", "-", "* Cancel the sign-in"]);
}

#[test]
fn the_tooltip_counts_down() {
    let until = |seconds: u64| {
        let until = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let signed_in = SignedIn { until, renewable: false };
        let standing = Standing { sign_in: Some(signed_in), ..standing("work", aws::State::Well) };
        tray(&State { who: Who::Profile("work".into()), standing: Some(standing), ..state() }).tooltip
    };
    assert_eq!(until(42 * 60), "Outcrop: Running · work · eu-west-1 · expires in 42 min");
    assert_eq!(until(41 * 60 + 1), "Outcrop: Running · work · eu-west-1 · expires in 42 min");
    assert_eq!(until(125 * 60), "Outcrop: Running · work · eu-west-1 · expires in 2 h 5 min");
    assert_eq!(until(0), "Outcrop: Running · work · eu-west-1 · expires in 0 min");
}

#[test]
fn what_is_overridden_is_told() {
    let standing = Standing { overridden: vec![Source::Variables], ..standing("work", aws::State::Well) };
    let state = State { who: Who::Profile("work".into()), standing: Some(standing), ..state() };
    let menu = drawn(&tray(&state).menu);
    assert_eq!(menu[2], "Not used, because a profile is chosen: AWS_ACCESS_KEY_ID");
}

#[test]
fn a_settings_file_that_cannot_be_used_is_named() {
    let flaw = outcrop_settings::Flaw { line: Some(3), what: outcrop_settings::Complaint::Unchangeable };
    let trouble = outcrop_settings::Error { file: "/home/me/settings.toml".into(), flaw };
    let menu = drawn(&tray(&State { settings_trouble: Some(trouble), ..state() }).menu);
    assert_eq!(menu[2], "The settings in settings.toml:3 cannot be used; Outcrop's window says why.");
}

#[test]
fn credentials_that_come_later_are_seen() {
    let caller = aws::Caller {
        account: "111122223333".into(),
        arn: "arn:aws:sts::111122223333:assumed-role/x/y".into(),
        role: Some("x".into()),
    };
    let missing = State { presence: Presence::Missing, profiles: Arc::default(), ..state() };
    assert_eq!(tray(&missing).icon, Icon::Attention);
    let files = State { profiles: state().profiles, ..missing.clone() };
    assert_eq!(tray(&files).icon, Icon::Running);
    let Standing { source, overridden, region, expiry, sign_in, .. } = standing("work", aws::State::Well);
    let identity = aws::Identity { source, overridden, region, expiry, sign_in, ahead: None, caller: Some(Ok(caller)) };
    assert_eq!(tray(&State { identity: Some(identity), ..missing }).icon, Icon::Running);
}

#[test]
fn no_item_appears_twice() {
    fn check(menu: &Menu, state: &State) {
        let mut ids: Vec<Id> = menu.items.iter().map(Item::id).collect();
        let count = ids.len();
        ids.sort_by_key(|id| format!("{id:?}"));
        ids.dedup();
        assert_eq!(ids.len(), count, "{state:?}");
        for item in &menu.items {
            if let Item::Submenu { menu, .. } = item {
                check(menu, state);
            }
        }
    }
    for state in every_state() {
        check(&tray(&state).menu, &state);
    }
}

//! Whether the generated TypeScript is what the types say.

use std::fs;
use std::path::Path;

use ts_rs::{Config, TS};

use super::*;

macro_rules! declarations {
    ($config:expr; $($type:ty),+ $(,)?) => {
        [$(format!("{}export {}\n", <$type>::docs().unwrap_or_default(), <$type>::decl($config))),+]
    };
}

fn wanted() -> String {
    // JSON has one kind of number, and none of ours is beyond 2^53.
    let config = Config::new().with_large_int("number");
    let declarations = declarations![&config;
        Message, Answer, Played, Request, Link,
        Overview, Condition, Remedy, Source, Who, Region, RegionFrom, Identity, SignIn, Mfa, Key, Why, BedrockKey, Offer, Trouble,
        Profiles, Profile, ProfileKind,
        Traffic, Tally, Minute, Seen,
        Row, Outcome, Usage, RowError, Mark, Stage, Detail, Header, Body, Upstream, StreamEvent, StreamEventKind, Export,
        Models, Refresh, MissingList, Model, ModelKind, ModelSource, Lifecycle, Abilities, Prices, Access,
        Settings, Alias, ModelEffort, Effort, ShowReasoning, Language, Theme, Change,
        Doctor, DoctorStep, Verdict,
    ];
    format!("// Generated from src-tauri/app/src/view/, which says how. Do not edit.\n\n{}", declarations.join("\n"))
}

#[test]
fn bindings_are_what_the_types_say() {
    let wanted = wanted();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/bindings/index.ts");
    if std::env::var_os("OUTCROP_BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        fs::write(&path, &wanted).expect("the bindings can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, wanted, "run: OUTCROP_BLESS=1 cargo test -p outcrop bindings");
}

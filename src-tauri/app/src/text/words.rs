//! The dictionaries, as far as the tray needs them; the window's own words are none of its business.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Language;
use super::reasons::Sentences;

/// A language's words.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) common: Common,
    pub(super) tray: Tray,
    pub(super) reasons: Sentences,
}

/// What tray and window both say.
#[derive(Debug, Deserialize)]
pub(super) struct Common {
    pub(super) product: String,
    pub(super) status: Status,
    pub(super) actions: Actions,
    pub(super) key: Key,
    pub(super) effort: Efforts,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Status {
    pub(super) starting: Said,
    pub(super) running: Said,
    pub(super) demo: Said,
    pub(super) no_credentials: Said,
    pub(super) credentials: Said,
    pub(super) no_keychain: Said,
    pub(super) port_taken: Said,
    pub(super) port_held: Said,
    pub(super) failed: Said,
    pub(super) stopping: Said,
    pub(super) stopped: Said,
}

#[derive(Debug, Deserialize)]
pub(super) struct Said {
    pub(super) headline: String,
    pub(super) detail: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Actions {
    pub(super) copy_base_url: String,
    pub(super) copy_api_key: String,
    pub(super) try_demo: String,
    pub(super) leave_demo: String,
    pub(super) start_again: String,
    pub(super) use_free_port: String,
    pub(super) start: String,
    pub(super) stop: String,
    pub(super) ask_keychain: String,
    pub(super) use_session_key: String,
    pub(super) sign_in: String,
    pub(super) open: String,
    pub(super) quit: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Key {
    pub(super) session: String,
    pub(super) why: Reasons,
}

#[derive(Debug, Deserialize)]
pub(super) struct Reasons {
    pub(super) missing: String,
    pub(super) locked: String,
    pub(super) silent: String,
    pub(super) broken: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Efforts {
    pub(super) none: String,
    pub(super) minimal: String,
    pub(super) low: String,
    pub(super) medium: String,
    pub(super) high: String,
    pub(super) xhigh: String,
    pub(super) max: String,
}

/// What only the tray says. Places are in braces.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Tray {
    pub(crate) profile: String,
    pub(crate) region: String,
    pub(crate) reasoning: String,
    pub(crate) chain: String,
    pub(crate) bedrock_key: String,
    pub(crate) broken: String,
    pub(crate) own_region: String,
    pub(crate) own_region_named: String,
    pub(crate) own_effort: String,
    pub(crate) more: String,
    pub(crate) sign_in_to: String,
    pub(crate) signing_in: String,
    pub(crate) signing_in_code: String,
    pub(crate) cancel_sign_in: String,
    pub(crate) requests: String,
    pub(crate) launch_at_login: String,
    pub(crate) expires_in: String,
    pub(crate) expired: String,
    pub(crate) minutes: String,
    pub(crate) hours: String,
    pub(crate) not_kept: String,
    pub(crate) sign_in_failed: String,
    pub(crate) overridden: String,
    pub(crate) settings: String,
    pub(crate) soon_title: String,
    pub(crate) soon_body: String,
    pub(crate) ended_title: String,
    pub(crate) ended_body: String,
    pub(crate) ended_later_body: String,
}

macro_rules! dictionary {
    ($name:ident, $folder:literal) => {
        static $name: LazyLock<Words> = LazyLock::new(|| Words {
            common: read(include_str!(concat!("../../../../ui/src/i18n/", $folder, "/common.json"))),
            tray: read(include_str!(concat!("../../../../ui/src/i18n/", $folder, "/tray.json"))),
            reasons: read(include_str!(concat!("../../../../ui/src/i18n/", $folder, "/reasons.json"))),
        });
    };
}

dictionary!(ENGLISH, "en");
dictionary!(SIMPLIFIED_CHINESE, "zh-CN");
dictionary!(TRADITIONAL_CHINESE, "zh-TW");

#[expect(clippy::expect_used, reason = "compiled in, and `every_language_is_whole` reads them all")]
fn read<T: for<'a> Deserialize<'a>>(json: &str) -> T {
    serde_json::from_str(json).expect("a dictionary holds what `Words` asks for")
}

pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::SimplifiedChinese => &SIMPLIFIED_CHINESE,
        Language::TraditionalChinese => &TRADITIONAL_CHINESE,
    }
}

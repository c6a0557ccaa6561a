//! What the tray says, from the same dictionary as the window.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::state::{Action, Condition, Offer};

/// The part of a dictionary that the tray needs; the window's own words are none of its business.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Text {
    /// The product's name.
    pub(crate) product: String,
    status: Status,
    actions: Actions,
    /// Where the key is kept.
    pub(crate) key: Key,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Status {
    starting: Said,
    running: Said,
    demo: Said,
    no_credentials: Said,
    port_taken: Said,
    failed: Said,
    stopping: Said,
}

#[derive(Debug, Deserialize)]
struct Said {
    headline: String,
    detail: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Actions {
    copy_base_url: String,
    copy_api_key: String,
    try_demo: String,
    leave_demo: String,
    start_again: String,
    use_free_port: String,
    open: String,
    quit: String,
}

/// What is said about the key.
#[derive(Debug, Deserialize)]
pub(crate) struct Key {
    /// There is no keychain to keep it.
    pub(crate) session: String,
}

static ENGLISH: LazyLock<Text> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "compiled in, and `the_dictionary_is_whole` reads it")]
    serde_json::from_str(include_str!("../../../ui/src/i18n/en.json")).expect("en.json holds what `Text` asks for")
});

impl Text {
    /// The words in English, the only language so far.
    pub(crate) fn english() -> &'static Self {
        &ENGLISH
    }

    /// The state, in a few words.
    pub(crate) fn headline(&self, condition: &Condition) -> String {
        fill(&self.said(condition).headline, condition)
    }

    /// What it means, in a sentence or two.
    pub(crate) fn detail(&self, condition: &Condition) -> String {
        fill(&self.said(condition).detail, condition)
    }

    /// What an action is called.
    pub(crate) fn action(&self, action: &Action) -> &str {
        let actions = &self.actions;
        match action {
            Action::CopyBaseUrl => &actions.copy_base_url,
            Action::CopyApiKey => &actions.copy_api_key,
            Action::Take(Offer::TryDemo) => &actions.try_demo,
            Action::Take(Offer::LeaveDemo) => &actions.leave_demo,
            Action::Take(Offer::StartAgain) => &actions.start_again,
            Action::Take(Offer::UseFreePort) => &actions.use_free_port,
            Action::Take(Offer::AskKeychain | Offer::UseSessionKey | Offer::SignIn) => "",
            Action::Open => &actions.open,
            Action::Quit => &actions.quit,
        }
    }

    fn said(&self, condition: &Condition) -> &Said {
        match condition {
            Condition::Starting => &self.status.starting,
            Condition::Running => &self.status.running,
            Condition::Demo => &self.status.demo,
            Condition::NoCredentials => &self.status.no_credentials,
            Condition::PortTaken { .. } => &self.status.port_taken,
            Condition::Failed { .. } => &self.status.failed,
            Condition::Stopping => &self.status.stopping,
        }
    }
}

fn fill(template: &str, condition: &Condition) -> String {
    match condition {
        Condition::PortTaken { port } => template.replace("{port}", &port.to_string()),
        Condition::Failed { reason } => template.replace("{reason}", reason),
        Condition::Starting | Condition::Running | Condition::Demo | Condition::NoCredentials | Condition::Stopping => {
            template.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_is_whole() {
        assert_eq!(Text::english().product, "Outcrop");
    }

    #[test]
    fn places_are_filled() {
        let text = Text::english();
        assert_eq!(text.headline(&Condition::PortTaken { port: 8642 }), "Port 8642 is taken");
        assert_eq!(text.detail(&Condition::Failed { reason: "no route".into() }), "no route");
    }
}

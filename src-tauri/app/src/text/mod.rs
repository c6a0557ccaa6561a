//! What Rust says, from the same dictionary as the window.

mod language;
mod reasons;
mod words;

use std::fmt;
use std::time::Duration;

use outcrop_gateway::ir::Effort;
use serde::Serialize;

pub(crate) use language::Language;
use words::{Said, Words};

use crate::secrets::Why;
use crate::state::{Action, Condition, Offer};

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text(&'static Words);

impl Text {
    /// The words of a language.
    pub(crate) fn of(language: Language) -> Self {
        Self(words::of(language))
    }

    /// The product's name.
    pub(crate) fn product(&self) -> &str {
        &self.0.common.product
    }

    /// What only the tray says.
    pub(crate) fn tray(&self) -> &'static words::Tray {
        &self.0.tray
    }

    /// The state, in a few words.
    pub(crate) fn headline(&self, condition: &Condition) -> String {
        self.fill(&self.said(condition).headline, condition)
    }

    /// What it means, in a sentence or two.
    pub(crate) fn detail(&self, condition: &Condition) -> String {
        self.fill(&self.said(condition).detail, condition)
    }

    /// What is said of a key that nobody keeps.
    pub(crate) fn session_key(&self) -> &str {
        &self.0.common.key.session
    }

    /// A sentence. That there are words for each is tested; nothing is left unsaid for all that.
    pub(crate) fn say(self, sentence: &(impl Serialize + fmt::Display)) -> String {
        self.find(sentence).unwrap_or_else(|| sentence.to_string())
    }

    /// A sentence; `None` where there are no words for it.
    pub(crate) fn find(self, sentence: &impl Serialize) -> Option<String> {
        self.0.reasons.say(sentence)
    }

    /// What an effort is called.
    pub(crate) fn effort(&self, effort: Effort) -> &str {
        let efforts = &self.0.common.effort;
        match effort {
            Effort::None => &efforts.none,
            Effort::Minimal => &efforts.minimal,
            Effort::Low => &efforts.low,
            Effort::Medium => &efforts.medium,
            Effort::High => &efforts.high,
            Effort::XHigh => &efforts.xhigh,
            Effort::Max => &efforts.max,
        }
    }

    /// What an action is called that always goes by the same name; the others are named by what they choose.
    pub(crate) fn action(&self, action: &Action) -> &str {
        let actions = &self.0.common.actions;
        match action {
            Action::CopyBaseUrl => &actions.copy_base_url,
            Action::CopyApiKey => &actions.copy_api_key,
            Action::Take(offer) => self.offer(*offer),
            Action::Start => &actions.start,
            Action::Stop => &actions.stop,
            Action::CancelSignIn => &self.0.tray.cancel_sign_in,
            Action::LaunchAtLogin(_) => &self.0.tray.launch_at_login,
            Action::Open => &actions.open,
            Action::OpenRequests => &self.0.tray.requests,
            Action::Quit => &actions.quit,
            Action::ChooseWho(_) | Action::ChooseRegion(_) | Action::ChooseEffort(_) => "",
        }
    }

    fn offer(&self, offer: Offer) -> &str {
        let actions = &self.0.common.actions;
        match offer {
            Offer::TryDemo => &actions.try_demo,
            Offer::LeaveDemo => &actions.leave_demo,
            Offer::StartAgain => &actions.start_again,
            Offer::UseFreePort => &actions.use_free_port,
            Offer::AskKeychain => &actions.ask_keychain,
            Offer::UseSessionKey => &actions.use_session_key,
            Offer::SignIn => &actions.sign_in,
        }
    }

    /// A time that is left. Rounded up: what says "0 min" is still good.
    pub(crate) fn time(&self, left: Duration) -> String {
        let minutes = left.as_secs().div_ceil(60);
        if minutes < 60 {
            return fill(&self.tray().minutes, &[("minutes", &minutes.to_string())]);
        }
        let (hours, minutes) = (minutes / 60, minutes % 60);
        fill(&self.tray().hours, &[("hours", &hours.to_string()), ("minutes", &minutes.to_string())])
    }

    fn why(&self, why: Why) -> &str {
        let reasons = &self.0.common.key.why;
        match why {
            Why::Missing => &reasons.missing,
            Why::Locked => &reasons.locked,
            Why::Silent => &reasons.silent,
            Why::Broken => &reasons.broken,
        }
    }

    fn said(&self, condition: &Condition) -> &Said {
        let status = &self.0.common.status;
        match condition {
            Condition::Starting => &status.starting,
            Condition::Running => &status.running,
            Condition::Demo => &status.demo,
            Condition::NoCredentials => &status.no_credentials,
            Condition::Credentials { .. } => &status.credentials,
            Condition::NoKeychain { .. } => &status.no_keychain,
            Condition::PortTaken { holder: None, .. } => &status.port_taken,
            Condition::PortTaken { holder: Some(_), .. } => &status.port_held,
            Condition::Failed { .. } => &status.failed,
            Condition::Stopping => &status.stopping,
            Condition::Stopped => &status.stopped,
        }
    }

    fn fill(&self, template: &str, condition: &Condition) -> String {
        match condition {
            Condition::PortTaken { port, holder } => {
                fill(template, &[("port", &port.to_string()), ("holder", holder.as_deref().unwrap_or_default())])
            }
            Condition::Failed { reason } => fill(template, &[("reason", &self.say(reason))]),
            Condition::Credentials { what, .. } => fill(template, &[("message", &self.say(what))]),
            Condition::NoKeychain { why } => fill(template, &[("why", self.why(*why))]),
            Condition::Starting
            | Condition::Running
            | Condition::Demo
            | Condition::NoCredentials
            | Condition::Stopping
            | Condition::Stopped => template.to_owned(),
        }
    }
}

/// Puts values in a text's places: `{port}`. What looks like a place in a value is none.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let place = after.split_once('}');
        let value = place.and_then(|(name, _)| values.iter().find(|(known, _)| *known == name));
        match (value, place) {
            (Some((_, value)), Some((_, behind))) => {
                text.push_str(value);
                rest = behind;
            }
            _ => {
                text.push('{');
                rest = after;
            }
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Refusal;

    #[test]
    fn every_language_is_whole() {
        for language in [Language::English, Language::SimplifiedChinese, Language::TraditionalChinese] {
            assert_eq!(Text::of(language).product(), "Outcrop");
        }
    }

    #[test]
    fn what_is_filled_in_is_not_filled_itself() {
        assert_eq!(fill("{a} {b} {c} {", &[("a", "{b}"), ("b", "2")]), "{b} 2 {c} {");
    }

    #[test]
    fn places_are_filled() {
        let text = Text::of(Language::English);
        let taken = |holder: Option<&str>| Condition::PortTaken { port: 8642, holder: holder.map(str::to_owned) };
        assert_eq!(text.headline(&taken(None)), "Port 8642 is taken");
        assert!(text.detail(&taken(Some("node (4711)"))).starts_with("node (4711) listens there."));
        assert_eq!(text.detail(&Condition::Failed { reason: Refusal::said("no route") }), "no route");
        assert!(text.detail(&Condition::NoKeychain { why: Why::Locked }).starts_with("The keychain is locked."));
    }
}

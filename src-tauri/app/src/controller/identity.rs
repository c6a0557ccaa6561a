//! Who we are: told by the gateway as it changes, and by AWS when it matters.

use std::sync::Arc;
use std::time::SystemTime;

use outcrop_gateway::aws::{self, ProfileKind, Profiles, Source, Standing};

use super::{Controller, Event};
use crate::desktop::Desktop;
use crate::engine::Engine;
use crate::expiry::Notice;
use crate::state::Gateway;
use crate::text::fill;

impl<D: Desktop, E: Engine> Controller<D, E> {
    pub(super) fn stands(&mut self, standing: Standing) {
        // The last words of a gateway that stops say nothing of what comes after it.
        if !matches!(self.state.gateway, Gateway::Starting | Gateway::Running(_)) {
            return self.found_profiles(standing.profiles);
        }
        let before = self.state.standing.as_ref().map(|before| (&before.source, &before.profiles));
        let changed = before != Some((&standing.source, &standing.profiles));
        self.state.profiles = standing.profiles.clone();
        self.profiles_due |=
            changed || self.state.standing.as_ref().map(|before| &before.sign_in) != Some(&standing.sign_in);
        self.state.standing = Some(standing);
        // A code is asked for when somebody wants something, and not because the app has started.
        if changed && !self.wants_code() {
            self.ask_who();
        }
    }

    /// Follows `~/.aws` where there is no gateway that does.
    pub(super) fn look_at_profiles(&self) {
        if !matches!(self.state.gateway, Gateway::Running(_)) {
            let environment = self.given.environment.clone();
            let outbox = self.outbox.clone();
            tokio::task::spawn_blocking(move || {
                // Nobody listens any more once the app has ended.
                let _ = outbox.send(Event::Profiles(Arc::new(environment.profiles())));
            });
        }
    }

    pub(super) fn found_profiles(&mut self, profiles: Arc<Profiles>) {
        if self.state.profiles != profiles {
            self.state.profiles = profiles;
            self.profiles_due = true;
        }
    }

    /// Asks AWS who we are: at the start, after a choice, a change of the files or a sign-in, never on a timer.
    pub(super) fn ask_who(&mut self) {
        if let Some(earlier) = self.asking_who.take() {
            earlier.abort();
        }
        let asking = self.engine.identity();
        self.asking_who = Some(self.spawn(asking, |identity| Event::Identity(Box::new(identity))));
    }

    fn wants_code(&self) -> bool {
        let profile = self.state.profile().and_then(|name| self.state.profiles.get(name));
        profile.and_then(|profile| profile.kind).as_ref().is_some_and(mfa)
    }

    /// Tells the user once that a sign-in ends, and once that it has.
    pub(super) fn remind(&mut self) {
        let (Some(standing), now) = (&self.state.standing, (self.given.now)()) else { return };
        let Some(notice) = self.notices.due(standing, now) else { return };
        let words = self.given.text.tray();
        // Whom it is about, and not who was chosen just now: the gateway may still be at becoming that one.
        let profile = match &standing.source {
            Some(Source::Profile { name, .. }) => name,
            _ => &words.bedrock_key,
        };
        let left = |at: SystemTime| self.given.text.time(at.duration_since(now).unwrap_or_default());
        let (title, body) = match (notice, &standing.state) {
            (Notice::Soon(at), _) => {
                let title = fill(&words.soon_title, &[("profile", profile), ("time", &left(at))]);
                (title, words.soon_body.clone())
            }
            (Notice::Ended, state) => {
                let body = match (state, standing.expiry) {
                    // The role's credentials outlive the sign-in that they were got with.
                    (_, Some(at)) if at > now => fill(&words.ended_later_body, &[("time", &left(at))]),
                    (aws::State::Trouble(trouble), _) if self.state.signs_in().is_none() => {
                        self.given.text.say(&trouble.what)
                    }
                    _ => words.ended_body.clone(),
                };
                (fill(&words.ended_title, &[("profile", profile)]), body)
            }
        };
        self.desktop.notify(&title, &body);
    }
}

/// Whether a code of a second factor is asked for on the way to a profile's credentials.
pub(crate) fn mfa(kind: &ProfileKind) -> bool {
    match kind {
        ProfileKind::AssumeRole { source, mfa: asked, .. } => *asked || mfa(source),
        ProfileKind::Static
        | ProfileKind::Sso { .. }
        | ProfileKind::Process
        | ProfileKind::WebIdentity
        | ProfileKind::Login
        | ProfileKind::Environment
        | ProfileKind::Instance
        | ProfileKind::Container
        | ProfileKind::Settings => false,
    }
}

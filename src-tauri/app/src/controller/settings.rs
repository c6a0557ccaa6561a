//! Settings: what the window changes goes into the file, and what the file says comes into force.

use outcrop_gateway::config::{Listen, Live};
use outcrop_settings::Settings;

use super::{Controller, Event, Reply};
use crate::desktop::Desktop;
use crate::engine::Engine;
use crate::refusal::Refusal;
use crate::settings::{Kept, PORT};
use crate::state::Gateway;
use crate::text::Text;
use crate::view::{self, Change, Message};

impl<D: Desktop, E: Engine> Controller<D, E> {
    pub(super) fn change(&self, change: Change, reply: Reply) {
        self.desk.keeper.change(change.into(), move |outcome| reply.tell(outcome));
    }

    /// Keeps what was chosen in the tray. Where the file cannot be used, it is good until the app quits.
    pub(super) fn keep(&mut self, change: outcrop_settings::Change) {
        self.keeping += 1;
        let outbox = self.outbox.clone();
        self.desk.keeper.change(change, move |outcome| {
            // Nobody listens any more once the app has ended.
            let _ = outbox.send(Event::ChoiceKept(outcome));
        });
    }

    pub(super) fn choice_kept(&mut self, outcome: Result<(), Refusal>) {
        self.keeping -= 1;
        if let Err(reason) = outcome {
            tracing::warn!(%reason, "the choice is not kept");
        }
    }

    pub(super) fn export_settings(&self, reply: Reply) {
        let saved = self.desk.saved.clone();
        self.desk.keeper.export(move |text| {
            let file = text.and_then(|text| saved.save("settings", "toml", text.as_bytes()));
            reply.saved(file);
        });
    }

    pub(super) fn import_settings(&self, text: String, reply: Reply) {
        self.desk.keeper.import(text, move |outcome| reply.tell(outcome));
    }

    /// The file says something else, or something is wrong with it.
    pub(super) fn kept(&mut self, kept: Kept) {
        let before = std::mem::replace(&mut self.desk.kept, kept);
        self.desk.settings_due = true;
        let new = self.desk.kept.settings.clone();
        self.state.settings_trouble = self.desk.kept.trouble.clone();
        self.speak(Text::of(new.language.into()), before.settings.language != new.language);
        // What was chosen since, and is on its way into the file, is newer than what the file says.
        let newest = self.keeping == 0;
        if newest && new.effort != before.settings.effort {
            self.state.effort = new.effort;
        }
        let mut live = new.live();
        live.behaviour.effort = self.state.effort;
        self.configure(live);
        self.listen_where_said(&before.settings, &new);
        if new.capture != before.settings.capture {
            self.set_capture(new.capture);
        }
        // What the command line or the environment names is not the file's to change.
        if newest && new.region != before.settings.region && new.region != self.state.region && !self.given.region_fixed
        {
            self.choose_region(new.region, None);
        }
    }

    /// Speaks this language from now on: what the window was told in another is due once more.
    fn speak(&mut self, text: Text, other: bool) {
        self.given.text = text;
        if other {
            (self.profiles_due, self.desk.models_due) = (true, true);
            self.tell_doctor();
        }
    }

    pub(super) fn configure(&mut self, live: Live) {
        if live == self.given.live {
            return;
        }
        self.given.live = live.clone();
        let configuring = self.telling.join(self.engine.configure(live));
        tokio::spawn(async move {
            if let Err(error) = configuring.await {
                tracing::error!(%error, "the gateway keeps its settings");
            }
        });
    }

    /// Clients have to be told of another port, but nothing that runs is lost: requests in flight finish on the old one.
    fn listen_where_said(&mut self, before: &Settings, new: &Settings) {
        let mut there = self.given.listen.clone();
        if before.host != new.host {
            there.host = new.host.unwrap_or(Listen::default().host);
        }
        if before.port != new.port && !self.given.port_fixed {
            there.port = new.port.unwrap_or(PORT);
        }
        if there != self.given.listen {
            self.given.listen = there;
            self.move_there();
        }
    }

    pub(super) fn move_there(&mut self) {
        match self.state.gateway {
            Gateway::Running(_) => self.restart(),
            Gateway::Failed(_) => self.start(),
            // It moves once it has started, and starts there once it has stopped.
            Gateway::Starting | Gateway::Stopping | Gateway::Stopped => {}
        }
    }

    pub(super) fn tell_settings(&mut self) {
        if std::mem::take(&mut self.desk.settings_due) {
            let settings = Box::new(view::Settings::of(&self.desk.kept));
            self.desktop.tell_window(Message::Settings { settings });
        }
    }
}

//! The list of models, and what the doctor finds.

use std::sync::Arc;

use futures_util::StreamExt;
use outcrop_gateway::Handle;
use outcrop_gateway::doctor::Finding;
use outcrop_gateway::ir::Access;

use super::{Controller, Event, Reply};
use crate::desktop::Desktop;
use crate::doctor::Doctor;
use crate::engine::Engine;
use crate::log::since_1970;
use crate::models::Known;
use crate::refusal::Refusal;
use crate::state::Gateway;
use crate::view::{Answer, Message};

impl<D: Desktop, E: Engine> Controller<D, E> {
    /// Asks for the models; `anew`: also where they are known.
    pub(super) fn list_models(&mut self, anew: bool) -> Result<(), Refusal> {
        if !matches!(self.state.gateway, Gateway::Running(_)) {
            return Err(Refusal::Stopped);
        }
        // Whoever asks is told how it goes; nobody asks twice.
        if self.desk.models.is_busy() {
            return Ok(());
        }
        self.desk.models.listing();
        self.desk.models_due = true;
        let gateway = self.engine.gateway();
        let listing = async move { list(gateway.await, anew).await };
        self.desk.listing = Some(self.spawn(listing, |listed| Event::Listed(Box::new(listed))));
        Ok(())
    }

    pub(super) fn listed(&mut self, listed: Result<Known, Refusal>) {
        let now = since_1970((self.given.now)());
        self.desk.models.listed(listed, now);
        self.desk.models_due = true;
    }

    /// A window that opens shows models; they are asked for once somebody can see them.
    pub(super) fn want_models(&mut self) {
        if self.window && !self.desk.models.is_known() && !self.desk.models.has_failed() {
            // While nothing runs there is nobody to ask; it comes with the start.
            let _ = self.list_models(false);
        }
    }

    /// Somebody else asks now, or somewhere else.
    pub(super) fn forget_models(&mut self) {
        self.desk.listing.take().inspect(|listing| listing.abort());
        self.desk.models.forget();
        self.desk.models_due = true;
    }

    /// Asks which of the models can be used; of none named: of all.
    pub(super) fn check_access(&mut self, models: Vec<String>) -> Result<(), Refusal> {
        if !matches!(self.state.gateway, Gateway::Running(_)) {
            return Err(Refusal::Stopped);
        }
        if self.desk.models.is_busy() {
            return Err(Refusal::AskedAlready);
        }
        let ids = if models.is_empty() { self.desk.models.ids() } else { models };
        self.desk.models.checking(ids.len());
        self.desk.models_due = true;
        let (gateway, outbox) = (self.engine.gateway(), self.outbox.clone());
        let checking = async move {
            let gateway = gateway.await.ok_or(Refusal::Stopped)?;
            let mut answers = gateway.access(ids).await.map_err(|error| Refusal::by_gateway(&error))?;
            while let Some((id, access)) = answers.next().await {
                // Nobody listens any more once the app has ended.
                let _ = outbox.send(Event::Checked(id, access));
            }
            Ok(())
        };
        self.desk.listing = Some(self.spawn(checking, Event::AllChecked));
        Ok(())
    }

    pub(super) fn checked(&mut self, id: String, access: Access) {
        self.desk.models_due |= self.desk.models.checked(id, access);
    }

    pub(super) fn all_checked(&mut self, outcome: Result<(), Refusal>) {
        self.desk.models.all_checked(outcome);
        self.desk.models_due = true;
    }

    pub(super) fn tell_models(&mut self) {
        if std::mem::take(&mut self.desk.models_due) {
            self.desktop.tell_window(Message::Models { models: self.desk.models.view(self.given.text) });
        }
    }

    /// Walks the way to Bedrock, and tells each finding as it comes.
    pub(super) fn examine(&mut self, reply: Reply) {
        if self.desk.doctor.as_ref().is_some_and(|doctor| doctor.running) {
            return reply.give(Answer::Done);
        }
        self.desk.doctor = Some(Doctor { running: true, at: since_1970((self.given.now)()), findings: Vec::new() });
        let (outbox, limits) = (self.outbox.clone(), self.desk.kept.settings.limits());
        let examining =
            self.engine.examine(self.state.mode, self.me(), self.given.live.clone(), limits, move |finding| {
                let _ = outbox.send(Event::Found(finding));
            });
        self.spawn(examining, |()| Event::Examined);
        self.tell_doctor();
        reply.give(Answer::Done);
    }

    pub(super) fn found(&mut self, finding: Finding) {
        if let Some(doctor) = &mut self.desk.doctor {
            doctor.findings.push(finding);
        }
        self.tell_doctor();
    }

    pub(super) fn examined(&mut self) {
        if let Some(doctor) = &mut self.desk.doctor {
            doctor.running = false;
        }
        self.tell_doctor();
    }

    pub(super) fn tell_doctor(&mut self) {
        if let Some(doctor) = &self.desk.doctor
            && self.window
        {
            self.desktop.tell_window(Message::Doctor { doctor: doctor.view(self.given.text) });
        }
    }
}

async fn list(gateway: Option<Arc<Handle>>, anew: bool) -> Result<Known, Refusal> {
    let gateway = gateway.ok_or(Refusal::Stopped)?;
    let listing = if anew { gateway.refresh_models().await } else { gateway.models().await };
    let listing = listing.map_err(|error| Refusal::by_gateway(&error))?;
    Ok(Known { listing, defaults: gateway.default_models().await.map_err(|error| Refusal::by_gateway(&error))? })
}

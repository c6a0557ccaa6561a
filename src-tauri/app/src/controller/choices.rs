//! Whom to be, where to go, how hard to think: each from the next request on.

use outcrop_gateway::config;
use outcrop_gateway::ir::Effort;

use super::{Controller, Event, Reply};
use crate::desktop::Desktop;
use crate::engine::{Engine, Me};
use crate::refusal::Refusal;
use crate::secrets::KeychainError;
use crate::state::{State, Who};

/// Whom to be, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub(super) who: Who,
    region: Option<String>,
}

impl Chosen {
    /// What the user chose last.
    pub(super) fn of(State { who, region, .. }: &State) -> Self {
        Self { who: who.clone(), region: region.clone() }
    }
}

impl<D: Desktop, E: Engine> Controller<D, E> {
    /// Becomes somebody else.
    pub(super) fn choose_who(&mut self, who: Who, reply: Option<Reply>) {
        self.state.who = who;
        self.who_chosen = true;
        self.become_chosen(reply);
    }

    /// Goes elsewhere.
    pub(super) fn choose_region(&mut self, region: Option<String>, reply: Option<Reply>) {
        self.state.region = region;
        self.become_chosen(reply);
    }

    /// Thinks harder or less, where a request does not say.
    pub(super) fn choose_effort(&mut self, effort: Option<Effort>) {
        self.state.effort = effort;
        let mut live = self.given.live.clone();
        live.behaviour.effort = effort;
        self.configure(live);
        self.keep(outcrop_settings::Change::Effort(effort));
    }

    /// Whom the gateway is to be, as the user chose.
    pub(super) fn me(&self) -> Me {
        let who = match (&self.state.who, &self.bedrock_key) {
            (Who::Chain, _) => config::Who::Chain,
            (Who::Profile(name), _) => config::Who::Profile(name.clone()),
            (Who::BedrockKey, Some(key)) => config::Who::ApiKey(key.clone()),
            // It is offered only while there is one.
            (Who::BedrockKey, None) => config::Who::Chain,
        };
        Me { who, region: self.state.region.clone() }
    }

    pub(super) fn as_chosen(&self) -> Chosen {
        Chosen::of(&self.state)
    }

    fn become_chosen(&mut self, reply: Option<Reply>) {
        let (wanted, becoming) = (self.as_chosen(), self.telling.join(self.engine.become_(self.me())));
        self.spawn(becoming, |result| Event::Became(wanted, result, reply));
    }

    /// What came to nothing is taken back, to what is in force, unless something else has been chosen meanwhile.
    pub(super) fn became(&mut self, wanted: Chosen, result: Result<(), Refusal>, reply: Option<Reply>) {
        match &result {
            Ok(()) => self.in_force(wanted),
            Err(reason) => {
                tracing::warn!(%reason, "the choice came to nothing");
                if self.as_chosen() == wanted {
                    let Chosen { who, region } = self.in_force.clone();
                    (self.state.who, self.state.region) = (who, region);
                }
            }
        }
        if let Some(reply) = reply {
            reply.tell(result);
        }
    }

    fn in_force(&mut self, chosen: Chosen) {
        let before = std::mem::replace(&mut self.in_force, chosen);
        // Other models can be used there.
        self.forget_models();
        let Chosen { who, region } = self.in_force.clone();
        // What was chosen while the gateway stopped has been in force since it started again.
        if self.remembered.region != region {
            self.remembered.region.clone_from(&region);
            self.keep(outcrop_settings::Change::Region(region));
        }
        if self.remembered.who != who {
            self.remember();
        }
        if before.who != who {
            self.state.identity = None;
            self.ask_who();
        }
    }

    /// One choice after the other: the keychain does not say which of two came last.
    pub(super) fn remember(&mut self) {
        if self.remembering.is_some() {
            return;
        }
        let (vault, who) = (self.vault.clone(), self.in_force.who.clone());
        self.remembered.who.clone_from(&who);
        self.remembering = Some(who.clone());
        self.spawn(async move { vault.keep_who(who).await }, Event::Remembered);
    }

    pub(super) fn remembered(&mut self, result: Result<(), KeychainError>) {
        self.state.not_kept = result.err().map(|error| error.why);
        if self.remembering.take().is_some_and(|who| who != self.in_force.who) {
            self.remember();
        } else if self.leaving {
            self.finished = true;
        }
    }
}

//! Whom to be, where to go, how hard to think: each from the next request on.

use outcrop_gateway::config;
use outcrop_gateway::ir::Effort;

use super::{Controller, Event, Reply};
use crate::desktop::Desktop;
use crate::engine::{Engine, Me};
use crate::secrets::KeychainError;
use crate::state::{State, Who};
use crate::view::Answer;

/// What was chosen before, to go back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Before {
    who: Who,
    region: Option<String>,
}

impl<D: Desktop, E: Engine> Controller<D, E> {
    /// Becomes somebody else.
    pub(super) fn choose_who(&mut self, who: Who, reply: Option<Reply>) {
        let before = self.before();
        self.state.who = who;
        self.become_chosen(before, reply);
    }

    /// Goes elsewhere.
    pub(super) fn choose_region(&mut self, region: Option<String>, reply: Option<Reply>) {
        let before = self.before();
        self.state.region = region;
        self.become_chosen(before, reply);
    }

    /// Thinks harder or less, where a request does not say.
    pub(super) fn choose_effort(&mut self, effort: Option<Effort>) {
        self.state.effort = effort;
        self.given.live.behaviour.effort = effort;
        let configuring = self.engine.configure(self.given.live.clone());
        tokio::spawn(async move {
            if let Err(error) = configuring.await {
                tracing::error!(error, "the gateway keeps its settings");
            }
        });
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

    fn before(&self) -> Before {
        let State { who, region, .. } = &self.state;
        Before { who: who.clone(), region: region.clone() }
    }

    pub(super) fn become_chosen(&mut self, before: Before, reply: Option<Reply>) {
        let becoming = self.engine.become_(self.me());
        self.spawn(becoming, |result| Event::Became(before, result, reply));
    }

    /// Whoever could not be become is not remembered either.
    pub(super) fn became(&mut self, before: Before, result: Result<(), String>, reply: Option<Reply>) {
        if let Err(reason) = &result {
            tracing::warn!(reason, "the choice came to nothing");
            (self.state.who, self.state.region) = (before.who, before.region);
        } else if before.who != self.state.who {
            self.state.identity = None;
            let (vault, who) = (self.vault.clone(), self.state.who.clone());
            self.spawn(async move { vault.keep_who(who).await }, Event::Remembered);
            self.ask_who();
        }
        if let Some(reply) = reply {
            reply.give(result.map_or_else(|reason| Answer::Refused { reason }, |()| Answer::Done));
        }
    }

    pub(super) fn remembered(&mut self, result: Result<(), KeychainError>) {
        self.state.not_kept = result.err().map(|error| error.why);
    }
}

//! What the window shows beside the state, and who works for it.

use std::collections::HashMap;

use jiff::Zoned;
use outcrop_gateway::observe::Feed;
use tokio::sync::watch;
use tokio::task::AbortHandle;

use crate::doctor::Doctor;
use crate::files::Saved;
use crate::models::Models;
use crate::settings::{Keeper, Kept};
use crate::traffic;
use crate::view;

/// What the window shows beside the state, and who works for it.
#[derive(Debug)]
pub(crate) struct Desk {
    /// The log.
    pub(crate) feed: Feed,
    /// Who keeps the settings file.
    pub(crate) keeper: Keeper,
    /// What it last told.
    pub(crate) kept: Kept,
    /// The files that were saved.
    pub(crate) saved: Saved,
    /// The models.
    pub(crate) models: Models,
    /// Whether they are others than the window was told.
    pub(crate) models_due: bool,
    /// The same of the settings.
    pub(crate) settings_due: bool,
    /// What the doctor has found so far, if it was asked.
    pub(crate) doctor: Option<Doctor>,
    /// Who asks for models.
    pub(crate) listing: Option<AbortHandle>,
    /// Who follows the log, while there is a window.
    pub(crate) following: Option<AbortHandle>,
    /// The answers that play, by the window's numbers.
    pub(crate) plays: HashMap<u32, AbortHandle>,
    /// Whether the window wants to know of traffic.
    pub(crate) watched: watch::Sender<bool>,
}

impl Desk {
    /// With nothing on it. Requests are counted from now on, and `tell` hears of that while there is a window.
    pub(crate) fn new(
        feed: Feed,
        (keeper, kept): (Keeper, Kept),
        tell: impl Fn(view::Traffic) + Send + Sync + 'static,
    ) -> (Self, impl Future<Output = ()> + Send + 'static) {
        let (watched, window) = watch::channel(false);
        let counting = traffic::follow(feed.clone(), Zoned::now, window, tell);
        let desk = Self {
            feed,
            keeper,
            kept,
            saved: Saved::default(),
            models: Models::default(),
            models_due: false,
            settings_due: false,
            doctor: None,
            listing: None,
            following: None,
            plays: HashMap::new(),
            watched,
        };
        (desk, counting)
    }
}

//! What can be invoked, kept for a while: an old list is answered with at once and renewed behind the answer.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use arc_swap::ArcSwapOption;
use aws_sdk_bedrock::Client;
use tokio::sync::Mutex;

use super::family::base_id;
use super::lists::{self, Fetched, Lists};
use crate::error::{Error, Result};
use crate::ir::Listing;

/// How long a list is good for at most that lacks a part.
const FRESH_IF_PARTIAL: Duration = Duration::from_secs(30);

/// The list, fetched when it is first asked for. Nobody waits for a later one: requests under way keep the list that
/// they began with, and the next ones find the new list in its place.
#[derive(Debug, Clone)]
pub(super) struct Catalog(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    client: Client,
    /// How long a list is good for.
    fresh: Duration,
    kept: ArcSwapOption<Kept>,
    /// Until when those who only look a name up do not ask again: nothing at all could be listed.
    in_vain: ArcSwapOption<Instant>,
    /// Held while fetching, so that many who wait cause one fetch.
    fetching: Arc<Mutex<()>>,
    /// The models behind profiles that are not listed; `None` where this identity may not know.
    bases: Mutex<HashMap<String, Option<String>>>,
}

#[derive(Debug)]
struct Kept {
    lists: Lists,
    listing: Arc<Listing>,
    /// When it was asked for.
    asked: Instant,
    /// Until when it is good.
    until: Instant,
}

impl Catalog {
    pub(super) fn new(client: Client, fresh: Duration) -> Self {
        let (kept, in_vain) = (ArcSwapOption::empty(), ArcSwapOption::empty());
        let (fetching, bases) = (Arc::default(), Mutex::default());
        Self(Arc::new(Shared { client, fresh, kept, in_vain, fetching, bases }))
    }

    /// The models. One call that fails does not hide what the others list.
    ///
    /// # Errors
    /// All calls failed, now and always; the first one's words.
    pub(super) async fn listing(&self) -> Result<Arc<Listing>> {
        if let Some(kept) = self.0.kept.load_full() {
            if kept.until <= Instant::now() {
                self.renew();
            }
            return Ok(Arc::clone(&kept.listing));
        }
        self.newer_than(None).await
    }

    /// The models, for those who look a name up on the way to a call: an identity that may invoke and not list must
    /// not pay for a list that fails with every call.
    pub(super) async fn lookup(&self) -> Option<Arc<Listing>> {
        let in_vain = self.0.in_vain.load_full().is_some_and(|until| *until > Instant::now());
        if in_vain && self.0.kept.load().is_none() {
            return None;
        }
        match self.listing().await {
            Ok(listing) => Some(listing),
            Err(error) => {
                tracing::warn!(%error, "no model list to find a model's name in");
                self.0.in_vain.store(Some(Arc::new(Instant::now() + FRESH_IF_PARTIAL)));
                None
            }
        }
    }

    /// The models as they are now.
    ///
    /// # Errors
    /// As [`Catalog::listing`].
    pub(super) async fn refresh(&self) -> Result<Arc<Listing>> {
        self.newer_than(Some(Instant::now())).await
    }

    /// A list that was asked for after this; any will do where no time is given. Many who wait share one.
    async fn newer_than(&self, time: Option<Instant>) -> Result<Arc<Listing>> {
        let _alone = self.0.fetching.lock().await;
        match self.0.kept.load_full() {
            Some(kept) if time.is_none_or(|time| kept.asked >= time) => Ok(Arc::clone(&kept.listing)),
            _ => self.0.fetch().await,
        }
    }

    /// Fetches behind the answer, unless that is being done.
    fn renew(&self) {
        let shared = Arc::clone(&self.0);
        if let Ok(alone) = Arc::clone(&self.0.fetching).try_lock_owned() {
            tokio::spawn(async move {
                let _alone = alone;
                // What could not be read is in the log, and the old list stands.
                let _renewed = shared.fetch().await;
            });
        }
    }

    /// The foundation model behind an id. An ARN tells it only where it ends in one; for the others the list is asked,
    /// and then AWS.
    pub(super) async fn base_of(&self, id: &str) -> String {
        if !is_opaque(id) {
            return base_id(id).to_owned();
        }
        let listing = self.lookup().await;
        let listed = listing.and_then(|listing| {
            listing.models.iter().find(|model| model.id == id).and_then(|model| model.base.clone())
        });
        match listed {
            Some(base) => base,
            None => self.0.profile_base(id).await.unwrap_or_else(|| base_id(id).to_owned()),
        }
    }
}

impl Shared {
    async fn fetch(&self) -> Result<Arc<Listing>> {
        let asked = Instant::now();
        let before = self.kept.load_full().map(|kept| kept.lists.clone()).unwrap_or_default();
        let Fetched { lists, mut failures } = lists::fetch(&self.client, before).await;
        if lists.is_empty() && !failures.is_empty() {
            let (_, first): (_, Error) = failures.swap_remove(0);
            return Err(first);
        }
        // Where all of it is missing, the answer says why, once.
        for (list, error) in &failures {
            tracing::warn!(list, %error, "a part of the model list is missing");
        }
        let fresh = if failures.is_empty() { self.fresh } else { self.fresh.min(FRESH_IF_PARTIAL) };
        let listing = Arc::new(lists.listing(&failures));
        let kept = Kept { lists, listing: Arc::clone(&listing), asked, until: Instant::now() + fresh };
        self.kept.store(Some(Arc::new(kept)));
        Ok(listing)
    }

    async fn profile_base(&self, arn: &str) -> Option<String> {
        if !arn.contains(APPLICATION_PROFILE) {
            return None;
        }
        if let Some(base) = self.bases.lock().await.get(arn) {
            return base.clone();
        }
        let profile = self.client.get_inference_profile().inference_profile_identifier(arn).send().await;
        let base = match profile {
            Ok(profile) => {
                profile.models().first().and_then(|model| model.model_arn()).map(|arn| base_id(arn).to_owned())
            }
            // What AWS will not tell, it will not tell a second time; what went wrong may go right.
            Err(failure)
                if failure.raw_response().is_some_and(|answer| matches!(answer.status().as_u16(), 403 | 404)) =>
            {
                None
            }
            Err(_) => return None,
        };
        let mut bases = self.bases.lock().await;
        if bases.len() < MAX_BASES {
            bases.insert(arn.to_owned(), base.clone());
        }
        base
    }
}

/// More profiles than anybody names.
const MAX_BASES: usize = 1024;
const APPLICATION_PROFILE: &str = ":application-inference-profile/";

/// Whether an id says nothing of the model behind it.
fn is_opaque(id: &str) -> bool {
    [APPLICATION_PROFILE, ":custom-model-deployment/", ":provisioned-model/"].iter().any(|kind| id.contains(kind))
}

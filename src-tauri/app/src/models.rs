//! The list of models, as the window sees it.

use std::collections::HashMap;
use std::sync::Arc;

use outcrop_gateway::ir::{self, Listing, Price};

use crate::log::dollars;
use crate::refusal::Refusal;
use crate::text::Text;
use crate::view::{self, Access, MissingList};

/// So many answers are told together.
const TOGETHER: u32 = 8;

/// What is known of the models, and what is being done about it.
#[derive(Debug)]
pub(crate) struct Models {
    refresh: Refresh,
    /// Milliseconds since 1970.
    refreshed: Option<f64>,
    known: Option<Known>,
    access: HashMap<String, ir::Access>,
}

/// What is being done.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Refresh {
    Idle,
    Listing,
    Checking { done: u32, total: u32 },
    Failed(Refusal),
}

/// What AWS lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// The models.
    pub(crate) listing: Arc<Listing>,
    /// What `gpt-*` and `text-embedding-*` mean, where no setting says otherwise.
    pub(crate) defaults: [String; 2],
}

impl Default for Models {
    fn default() -> Self {
        Self { refresh: Refresh::Idle, refreshed: None, known: None, access: HashMap::new() }
    }
}

impl Models {
    /// AWS is being asked for the list.
    pub(crate) fn listing(&mut self) {
        self.refresh = Refresh::Listing;
    }

    /// AWS has answered, or not. What was known of access stays until it is asked for again.
    pub(crate) fn listed(&mut self, answer: Result<Known, Refusal>, now: f64) {
        match answer {
            Ok(known) => {
                (self.refresh, self.refreshed) = (Refresh::Idle, Some(now));
                self.known = Some(known);
            }
            Err(refusal) => self.refresh = Refresh::Failed(refusal),
        }
    }

    /// AWS is being asked which of so many can be used.
    pub(crate) fn checking(&mut self, total: usize) {
        let total = u32::try_from(total).unwrap_or(u32::MAX);
        self.refresh = if total == 0 { Refresh::Idle } else { Refresh::Checking { done: 0, total } };
    }

    /// AWS has said it of one. Whether the window is to be told: the list is long, and not sent for each.
    pub(crate) fn checked(&mut self, id: String, access: ir::Access) -> bool {
        self.access.insert(id, access);
        let Refresh::Checking { done, total } = &mut self.refresh else { return true };
        *done += 1;
        let (some, all) = (*done % TOGETHER == 0, done >= total);
        if all {
            self.refresh = Refresh::Idle;
        }
        some || all
    }

    /// It has said what it will.
    pub(crate) fn all_checked(&mut self, outcome: Result<(), Refusal>) {
        self.refresh = outcome.err().map_or(Refresh::Idle, Refresh::Failed);
    }

    /// Somebody else asks, or somewhere else: nothing is known any more.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Whether somebody is at it.
    pub(crate) fn is_busy(&self) -> bool {
        matches!(self.refresh, Refresh::Listing | Refresh::Checking { .. })
    }

    /// Whether the list was ever read.
    pub(crate) fn is_known(&self) -> bool {
        self.known.is_some()
    }

    /// Whether the last try failed.
    pub(crate) fn has_failed(&self) -> bool {
        matches!(self.refresh, Refresh::Failed(_))
    }

    /// The ids of all models.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.known.iter().flat_map(|known| &known.listing.models).map(|model| model.id.clone()).collect()
    }

    /// What the window is told.
    pub(crate) fn view(&self, text: Text) -> view::Models {
        let listing = self.known.as_ref().map(|known| known.listing.as_ref());
        let missing = listing.iter().flat_map(|listing| &listing.missing);
        let [default_chat, default_embedding] = match &self.known {
            Some(Known { defaults, .. }) => defaults.clone().map(Some),
            None => [None, None],
        };
        view::Models {
            refresh: self.refresh.view(text),
            refreshed: self.refreshed,
            models: listing.iter().flat_map(|listing| &listing.models).map(|model| self.model(model, text)).collect(),
            missing: missing.map(|it| MissingList { list: it.list.to_owned(), message: it.message.clone() }).collect(),
            default_chat,
            default_embedding,
        }
    }

    fn model(&self, model: &ir::Model, text: Text) -> view::Model {
        view::Model {
            id: model.id.clone(),
            name: model.name.clone(),
            provider: model.provider.clone(),
            purpose: model.kind.into(),
            source: model.source.into(),
            base: model.base.clone(),
            input: model.input.clone(),
            output: model.output.clone(),
            streams: model.streams,
            lifecycle: model.lifecycle.into(),
            ends: model.ends.clone(),
            created: model.created.map(|seconds| seconds as f64 * 1000.0),
            abilities: model.abilities.into(),
            context: model.facts.context,
            max_output: model.facts.max_output,
            dimensions: model.facts.dimensions.clone(),
            prices: (&model.facts.prices).into(),
            access: told(self.access.get(&model.id), text),
        }
    }
}

impl Refresh {
    fn view(&self, text: Text) -> view::Refresh {
        match self {
            Self::Idle => view::Refresh::Idle,
            Self::Listing => view::Refresh::Listing,
            Self::Checking { done, total } => view::Refresh::Checking { done: *done, total: *total },
            Self::Failed(refusal) => view::Refresh::Failed { reason: text.say(refusal) },
        }
    }
}

fn told(access: Option<&ir::Access>, text: Text) -> Access {
    match access.map(|access| (access.usable, access)) {
        Some((ir::Usable::Yes, _)) => Access::Usable,
        Some((ir::Usable::No, ir::Access { reason, remedy, .. })) => Access::Unusable {
            reason: reason.as_ref().map(|reason| text.say(reason)).unwrap_or_default(),
            remedy: remedy.as_ref().map(|remedy| text.say(remedy)).unwrap_or_default(),
        },
        Some((ir::Usable::Unknown, _)) | None => Access::Unknown,
    }
}

impl From<&ir::Prices> for view::Prices {
    fn from(prices: &ir::Prices) -> Self {
        let million = |price: Option<Price>| price.map(|Price(pico)| dollars(Price(pico.saturating_mul(1_000_000))));
        Self {
            input: million(prices.input),
            output: million(prices.output),
            cache_read: million(prices.cache_read),
            cache_write: million(prices.cache_write),
            image: prices.image.map(dollars),
            request: prices.request.map(dollars),
        }
    }
}

impl From<ir::Abilities> for view::Abilities {
    fn from(abilities: ir::Abilities) -> Self {
        let ir::Abilities { vision, documents, audio, video, tools, reasoning, caching, structured_output } = abilities;
        Self { vision, documents, audio, video, tools, reasoning, caching, structured_output }
    }
}

impl From<ir::ModelKind> for view::ModelKind {
    fn from(kind: ir::ModelKind) -> Self {
        match kind {
            ir::ModelKind::Chat => Self::Chat,
            ir::ModelKind::Embedding => Self::Embedding,
            ir::ModelKind::Image => Self::Image,
            ir::ModelKind::Rerank => Self::Rerank,
            ir::ModelKind::Other => Self::Other,
        }
    }
}

impl From<ir::ModelSource> for view::ModelSource {
    fn from(source: ir::ModelSource) -> Self {
        match source {
            ir::ModelSource::Foundation => Self::Foundation,
            ir::ModelSource::SystemProfile => Self::SystemProfile,
            ir::ModelSource::ApplicationProfile => Self::ApplicationProfile,
            ir::ModelSource::Imported => Self::Imported,
            ir::ModelSource::CustomDeployment => Self::CustomDeployment,
            ir::ModelSource::Provisioned => Self::Provisioned,
        }
    }
}

impl From<ir::Lifecycle> for view::Lifecycle {
    fn from(lifecycle: ir::Lifecycle) -> Self {
        match lifecycle {
            ir::Lifecycle::Active => Self::Active,
            ir::Lifecycle::Legacy => Self::Legacy,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn known(prices: ir::Prices) -> Known {
        let model = ir::Model {
            id: "m".into(),
            name: "M".into(),
            provider: "p".into(),
            kind: ir::ModelKind::Chat,
            source: ir::ModelSource::SystemProfile,
            base: None,
            input: vec!["TEXT".into()],
            output: vec!["TEXT".into()],
            streams: true,
            lifecycle: ir::Lifecycle::Legacy,
            created: Some(2),
            ends: None,
            abilities: ir::Abilities::default(),
            facts: ir::Facts { prices, ..ir::Facts::default() },
        };
        let listing = Listing { models: vec![model], missing: Vec::new() };
        Known { listing: Arc::new(listing), defaults: ["c".into(), "e".into()] }
    }

    #[test]
    fn prices_are_for_a_million_tokens_in_dollars() {
        let prices =
            ir::Prices { input: Some(Price(3_000_000)), image: Some(Price(40_000_000_000)), ..ir::Prices::default() };
        let mut models = Models::default();
        models.listed(Ok(known(prices)), 1.0);
        let view = models.view(Text::of(Language::English));
        assert_eq!((view.models[0].prices.input, view.models[0].prices.image), (Some(3.0), Some(0.04)));
        assert_eq!((view.models[0].created, view.default_chat.as_deref()), (Some(2000.0), Some("c")));
        assert_eq!((view.refreshed, view.refresh), (Some(1.0), view::Refresh::Idle));
    }

    #[test]
    fn a_list_that_cannot_be_renewed_stays() {
        let mut models = Models::default();
        models.listed(Ok(known(ir::Prices::default())), 1.0);
        models.listing();
        models.listed(Err(Refusal::said("no")), 2.0);
        let view = models.view(Text::of(Language::English));
        assert_eq!((view.refresh, view.refreshed), (view::Refresh::Failed { reason: "no".into() }, Some(1.0)));
        assert_eq!(view.models.len(), 1);
    }

    #[test]
    fn access_comes_one_by_one() {
        let mut models = Models::default();
        models.listed(Ok(known(ir::Prices::default())), 1.0);
        assert_eq!(models.view(Text::of(Language::English)).models[0].access, Access::Unknown);
        models.checking(2);
        assert!(!models.checked("m".into(), ir::Access::yes()), "not for each");
        assert_eq!(models.view(Text::of(Language::English)).refresh, view::Refresh::Checking { done: 1, total: 2 });
        assert_eq!(models.view(Text::of(Language::English)).models[0].access, Access::Usable);
        assert!(models.checked("n".into(), ir::Access::yes()));
        assert!(!models.is_busy());
        models.forget();
        assert_eq!(models.view(Text::of(Language::English)).models, []);
    }
}

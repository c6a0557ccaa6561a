//! What can be invoked: foundation models on demand and inference profiles, from the control plane
//! (facts/bedrock.md section 1).

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aws_sdk_bedrock::Client;
use aws_sdk_bedrock::types::{
    FoundationModelLifecycleStatus, FoundationModelSummary, InferenceProfileStatus, InferenceProfileSummary,
    InferenceProfileType,
};
use tokio::sync::Mutex;

use super::failure;
use super::family::base_id;
use crate::error::{Error, Result};
use crate::ir::{Lifecycle, Model, ModelKind, ModelSource};

/// How long a list is good for.
const FRESH: Duration = Duration::from_secs(600);
/// How long one is that lacks a part.
const FRESH_IF_PARTIAL: Duration = Duration::from_secs(30);

/// The list, fetched when it is asked for and kept for a while.
#[derive(Debug)]
pub(super) struct Catalog {
    client: Client,
    /// Held while fetching, so that many who wait cause one fetch.
    cached: Mutex<Option<Listing>>,
    /// The models behind profiles that are not listed; `None` where AWS does not tell either.
    bases: Mutex<HashMap<String, Option<String>>>,
}

#[derive(Debug)]
struct Listing {
    models: Arc<[Model]>,
    until: Instant,
}

impl Catalog {
    pub(super) fn new(client: Client) -> Self {
        Self { client, cached: Mutex::new(None), bases: Mutex::default() }
    }

    /// The models. One call that fails does not hide what the others list.
    ///
    /// # Errors
    /// All calls failed; the first one's words.
    pub(super) async fn models(&self) -> Result<Arc<[Model]>> {
        let mut cached = self.cached.lock().await;
        if let Some(listing) = cached.as_ref().filter(|listing| listing.until > Instant::now()) {
            return Ok(Arc::clone(&listing.models));
        }
        let listing = self.fetch().await?;
        Ok(Arc::clone(&cached.insert(listing).models))
    }

    /// The foundation model behind an id. An ARN tells it only where it ends in one; for the others the list is asked,
    /// and then AWS.
    pub(super) async fn base_of(&self, id: &str) -> String {
        if !is_opaque(id) {
            return base_id(id).to_owned();
        }
        let listed = self
            .models()
            .await
            .ok()
            .and_then(|models| models.iter().find(|model| model.id == id).and_then(|model| model.base.clone()));
        match listed {
            Some(base) => base,
            None => self.profile_base(id).await.unwrap_or_else(|| base_id(id).to_owned()),
        }
    }

    async fn profile_base(&self, arn: &str) -> Option<String> {
        if let Some(base) = self.bases.lock().await.get(arn) {
            return base.clone();
        }
        let profile = self.client.get_inference_profile().inference_profile_identifier(arn).send().await;
        let base = profile.ok().and_then(|profile| {
            let model = profile.models().first()?;
            model.model_arn().map(|arn| base_id(arn).to_owned())
        });
        self.bases.lock().await.insert(arn.to_owned(), base.clone());
        base
    }

    async fn fetch(&self) -> Result<Listing> {
        let (foundation, system, application) = tokio::join!(
            self.foundation(),
            self.profiles(InferenceProfileType::SystemDefined),
            self.profiles(InferenceProfileType::Application),
        );
        let mut failures: Vec<Error> = Vec::new();
        let mut kept = |part: Result<Vec<InferenceProfileSummary>>| {
            part.unwrap_or_else(|error| {
                failures.push(error);
                Vec::new()
            })
        };
        let mut profiles = kept(system);
        profiles.extend(kept(application));
        let foundation = foundation.unwrap_or_else(|error| {
            failures.insert(0, error);
            Vec::new()
        });
        for failure in &failures {
            tracing::warn!(error = %failure, "a part of the model list is missing");
        }
        if foundation.is_empty() && profiles.is_empty() && !failures.is_empty() {
            return Err(failures.swap_remove(0));
        }
        let fresh = if failures.is_empty() { FRESH } else { FRESH_IF_PARTIAL };
        Ok(Listing { models: merge(&foundation, &profiles), until: Instant::now() + fresh })
    }

    async fn foundation(&self) -> Result<Vec<FoundationModelSummary>> {
        let output = self.client.list_foundation_models().send().await.map_err(failure::of_call)?;
        Ok(output.model_summaries.unwrap_or_default())
    }

    async fn profiles(&self, of: InferenceProfileType) -> Result<Vec<InferenceProfileSummary>> {
        let mut pages = self.client.list_inference_profiles().type_equals(of).max_results(1000).into_paginator().send();
        let mut profiles = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(failure::of_call)?;
            profiles.extend(page.inference_profile_summaries.unwrap_or_default());
        }
        Ok(profiles)
    }
}

/// What can be invoked, by id.
fn merge(foundation: &[FoundationModelSummary], profiles: &[InferenceProfileSummary]) -> Arc<[Model]> {
    let by_id: HashMap<&str, &FoundationModelSummary> =
        foundation.iter().map(|model| (model.model_id(), model)).collect();
    let on_demand = foundation.iter().filter(|model| is_on_demand(model)).map(from_foundation);
    let profiles = profiles
        .iter()
        .filter(|profile| profile.status == InferenceProfileStatus::Active)
        .map(|profile| from_profile(profile, &by_id));
    let mut models: Vec<Model> = on_demand.chain(profiles).collect();
    models.sort_by(|a, b| a.id.cmp(&b.id));
    models.dedup_by(|a, b| a.id == b.id);
    models.into()
}

/// Ids with a context length in them (`…:0:200k`) are for provisioned throughput; they list without `ON_DEMAND`.
fn is_on_demand(model: &FoundationModelSummary) -> bool {
    model.inference_types_supported().iter().any(|kind| kind.as_str() == "ON_DEMAND")
}

fn from_foundation(model: &FoundationModelSummary) -> Model {
    let id = model.model_id();
    let input: Vec<String> = model.input_modalities().iter().map(|m| m.as_str().to_owned()).collect();
    let output: Vec<String> = model.output_modalities().iter().map(|m| m.as_str().to_owned()).collect();
    let lifecycle = model.model_lifecycle();
    let legacy = lifecycle.is_some_and(|l| *l.status() == FoundationModelLifecycleStatus::Legacy);
    Model {
        id: id.to_owned(),
        name: model.model_name().unwrap_or(id).to_owned(),
        provider: provider(id),
        kind: kind(id, &output),
        source: ModelSource::Foundation,
        base: None,
        input,
        output,
        streams: model.response_streaming_supported().unwrap_or(false),
        lifecycle: if legacy { Lifecycle::Legacy } else { Lifecycle::Active },
        created: lifecycle.and_then(|l| l.start_of_life_time()).map(aws_smithy_types::DateTime::secs),
    }
}

/// A profile is what the model is that it routes to.
fn from_profile(profile: &InferenceProfileSummary, by_id: &HashMap<&str, &FoundationModelSummary>) -> Model {
    let arn = profile.models().first().and_then(|model| model.model_arn());
    let base = arn.map_or_else(|| base_id(profile.inference_profile_id()), base_id).to_owned();
    let application = profile.r#type == InferenceProfileType::Application;
    let known = by_id.get(base.as_str()).map(|model| from_foundation(model));
    let behind = known.unwrap_or_else(|| unlisted(&base));
    Model {
        // An application profile's id means nothing by itself: its ARN is what can be invoked.
        id: if application { profile.inference_profile_arn() } else { profile.inference_profile_id() }.to_owned(),
        name: profile.inference_profile_name().to_owned(),
        source: if application { ModelSource::ApplicationProfile } else { ModelSource::SystemProfile },
        base: Some(base),
        created: profile.created_at().map(aws_smithy_types::DateTime::secs).or(behind.created),
        ..behind
    }
}

/// A model that only profiles speak of.
fn unlisted(base: &str) -> Model {
    Model {
        id: base.to_owned(),
        name: base.to_owned(),
        provider: provider(base),
        kind: kind(base, &[]),
        source: ModelSource::Foundation,
        base: None,
        input: vec!["TEXT".to_owned()],
        output: vec!["TEXT".to_owned()],
        streams: true,
        lifecycle: Lifecycle::Active,
        created: None,
    }
}

/// Whether an id says nothing of the model behind it.
fn is_opaque(id: &str) -> bool {
    id.contains(":application-inference-profile/")
}

fn provider(base: &str) -> String {
    base.split('.').next().unwrap_or(base).to_owned()
}

/// Rerankers list as text models: only their ids tell.
fn kind(id: &str, output: &[String]) -> ModelKind {
    let has = |modality: &str| output.iter().any(|m| m == modality);
    if id.contains("rerank") {
        ModelKind::Rerank
    } else if has("EMBEDDING") || id.contains("embed") {
        ModelKind::Embedding
    } else if has("TEXT") || output.is_empty() {
        ModelKind::Chat
    } else if has("IMAGE") {
        ModelKind::Image
    } else {
        ModelKind::Other
    }
}

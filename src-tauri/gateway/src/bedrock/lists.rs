//! The control plane's lists of what can be invoked (facts/bedrock.md section 1), and what they amount to.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_bedrock::Client;
use aws_sdk_bedrock::types::{
    CustomModelDeploymentStatus, CustomModelDeploymentSummary, CustomModelSummary, FoundationModelLifecycleStatus,
    FoundationModelSummary, ImportedModelSummary, InferenceProfileStatus, InferenceProfileSummary,
    InferenceProfileType, ProvisionedModelStatus, ProvisionedModelSummary,
};
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use tokio::time::timeout;

use super::family::base_id;
use super::{embed, failure, known};
use crate::error::{Error, Kind, Result};
use crate::ir::{Lifecycle, Listing, Missing, Model, ModelKind, ModelSource};

/// How long one list may take, its pages together.
const TIME: Duration = Duration::from_secs(30);
/// Items per page: the most that the service gives.
const PAGE: i32 = 1000;

/// What each list said; `None` where it has never been read.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    foundation: Option<Vec<FoundationModelSummary>>,
    system: Option<Vec<InferenceProfileSummary>>,
    application: Option<Vec<InferenceProfileSummary>>,
    imported: Option<Vec<ImportedModelSummary>>,
    /// Not called themselves: they tell what deployments are made of.
    custom: Option<Vec<CustomModelSummary>>,
    deployed: Option<Vec<CustomModelDeploymentSummary>>,
    provisioned: Option<Vec<ProvisionedModelSummary>>,
}

/// The lists, and those that could not be read.
#[derive(Debug)]
pub(super) struct Fetched {
    pub lists: Lists,
    pub failures: Vec<(&'static str, Error)>,
}

/// Pages that are turned to the end.
macro_rules! all_pages {
    ($call:expr, $items:ident) => {{
        let mut pages = $call.max_results(PAGE).into_paginator().send();
        let mut items = Vec::new();
        while let Some(page) = pages.next().await {
            items.extend(page.map_err(failure::of_call)?.$items.unwrap_or_default());
        }
        Ok(items)
    }};
}

/// Reads all lists at once. One that cannot be read is left as it was before.
pub(super) async fn fetch(client: &Client, before: Lists) -> Fetched {
    let profiles = |of: InferenceProfileType| client.list_inference_profiles().type_equals(of);
    let (foundation, system, application, imported, custom, deployed, provisioned) = tokio::join!(
        in_time(async {
            let output = client.list_foundation_models().send().await.map_err(failure::of_call)?;
            Ok(output.model_summaries.unwrap_or_default())
        }),
        in_time(async { all_pages!(profiles(InferenceProfileType::SystemDefined), inference_profile_summaries) }),
        in_time(async { all_pages!(profiles(InferenceProfileType::Application), inference_profile_summaries) }),
        in_time(async { all_pages!(client.list_imported_models(), model_summaries) }),
        in_time(async { all_pages!(client.list_custom_models(), model_summaries) }),
        in_time(async { all_pages!(client.list_custom_model_deployments(), model_deployment_summaries) }),
        in_time(async { all_pages!(client.list_provisioned_model_throughputs(), provisioned_model_summaries) }),
    );
    let mut failures = Vec::new();
    let lists = Lists {
        foundation: kept("foundation models", foundation, before.foundation, &mut failures),
        system: kept("inference profiles", system, before.system, &mut failures),
        application: kept("application inference profiles", application, before.application, &mut failures),
        imported: kept("imported models", imported, before.imported, &mut failures),
        custom: kept("custom models", custom, before.custom, &mut failures),
        deployed: kept("custom model deployments", deployed, before.deployed, &mut failures),
        provisioned: kept("provisioned throughput", provisioned, before.provisioned, &mut failures),
    };
    Fetched { lists, failures }
}

async fn in_time<T>(list: impl Future<Output = Result<T>>) -> Result<T> {
    timeout(TIME, list).await.unwrap_or_else(|_| {
        Err(Error::new(Kind::UpstreamTimeout, format!("The list did not come within {} s.", TIME.as_secs())))
    })
}

fn kept<T>(
    name: &'static str,
    now: Result<Vec<T>>,
    before: Option<Vec<T>>,
    failures: &mut Vec<(&'static str, Error)>,
) -> Option<Vec<T>> {
    match now {
        Ok(items) => Some(items),
        Err(error) => {
            failures.push((name, error));
            before
        }
    }
}

impl Lists {
    /// Whether no list has ever been read.
    pub(super) fn is_empty(&self) -> bool {
        let Self { foundation, system, application, imported, custom, deployed, provisioned } = self;
        foundation.is_none()
            && system.is_none()
            && application.is_none()
            && imported.is_none()
            && custom.is_none()
            && deployed.is_none()
            && provisioned.is_none()
    }

    /// What can be invoked, by id, each once.
    pub(super) fn listing(&self, failures: &[(&'static str, Error)]) -> Listing {
        let foundation = self.foundation.as_deref().unwrap_or_default();
        let by_id: HashMap<&str, &FoundationModelSummary> =
            foundation.iter().map(|model| (model.model_id(), model)).collect();
        let behind = |base: &str| by_id.get(base).map_or_else(|| unlisted(base), |model| from_foundation(model));
        let profiles = self.system.iter().chain(&self.application).flatten();
        let mut models: Vec<Model> =
            foundation.iter().filter(|model| is_on_demand(model)).map(from_foundation).collect();
        models.extend(
            profiles
                .filter(|profile| profile.status == InferenceProfileStatus::Active)
                .map(|profile| from_profile(profile, behind)),
        );
        models.extend(self.imported.iter().flatten().map(from_import));
        models.extend(
            self.deployed
                .iter()
                .flatten()
                .filter(|deployment| deployment.status == CustomModelDeploymentStatus::Active)
                .map(|deployment| self.deployed(deployment, behind)),
        );
        models.extend(
            self.provisioned.iter().flatten().filter(|it| is_in_service(it)).map(|it| from_capacity(it, behind)),
        );
        models.sort_by(|a, b| a.id.cmp(&b.id));
        models.dedup_by(|a, b| a.id == b.id);
        let missing = failures.iter().map(|(list, error)| Missing { list, message: error.message().to_owned() });
        Listing { models, missing: missing.collect() }
    }

    fn deployed(&self, deployment: &CustomModelDeploymentSummary, behind: impl Fn(&str) -> Model) -> Model {
        let custom = self.custom.iter().flatten().find(|custom| custom.model_arn == deployment.model_arn);
        // `…:custom-model/amazon.nova-lite-v1:0/abcdefghijkl` names its base as well.
        let named = deployment.model_arn.split("custom-model/").nth(1).and_then(|rest| rest.split('/').next());
        let base = custom.map(|custom| base_id(&custom.base_model_arn)).or(named).unwrap_or_default();
        own(
            (&deployment.custom_model_deployment_arn, &deployment.custom_model_deployment_name),
            ModelSource::CustomDeployment,
            deployment.created_at,
            base,
            behind,
        )
    }
}

/// Ids with a context length in them (`…:0:200k`) are for provisioned throughput; they list without `ON_DEMAND`.
fn is_on_demand(model: &FoundationModelSummary) -> bool {
    model.inference_types_supported().iter().any(|kind| kind.as_str() == "ON_DEMAND")
}

fn is_in_service(capacity: &ProvisionedModelSummary) -> bool {
    matches!(capacity.status, ProvisionedModelStatus::InService | ProvisionedModelStatus::Updating)
}

fn from_foundation(model: &FoundationModelSummary) -> Model {
    let id = model.model_id();
    let words = |modality: &str| modality.to_owned();
    let input: Vec<String> = model.input_modalities().iter().map(|m| words(m.as_str())).collect();
    let output: Vec<String> = model.output_modalities().iter().map(|m| words(m.as_str())).collect();
    let lifecycle = model.model_lifecycle();
    let legacy = lifecycle.is_some_and(|l| *l.status() == FoundationModelLifecycleStatus::Legacy);
    let kind = kind(id, &output);
    Model {
        id: id.to_owned(),
        name: model.model_name().unwrap_or(id).to_owned(),
        provider: provider(id),
        kind,
        source: ModelSource::Foundation,
        base: None,
        input,
        output,
        streams: model.response_streaming_supported().unwrap_or(false),
        lifecycle: if legacy { Lifecycle::Legacy } else { Lifecycle::Active },
        created: lifecycle.and_then(|l| l.start_of_life_time()).map(DateTime::secs),
        ends: lifecycle.and_then(|l| l.end_of_life_time()).and_then(date).or_else(|| known::ends(id)),
        abilities: known::abilities(kind, id),
        facts: known::facts(id, id),
    }
}

/// `2027-04-08`.
fn date(time: &DateTime) -> Option<String> {
    time.fmt(Format::DateTime).ok().and_then(|text| text.get(..10).map(str::to_owned))
}

/// A profile is what the model is that it routes to.
fn from_profile(profile: &InferenceProfileSummary, behind: impl Fn(&str) -> Model) -> Model {
    let arn = profile.models().first().and_then(|model| model.model_arn());
    let base = arn.map_or_else(|| base_id(profile.inference_profile_id()), base_id);
    let application = profile.r#type == InferenceProfileType::Application;
    let model = behind(base);
    // An application profile's id means nothing by itself: its ARN is what can be invoked.
    let id = if application { profile.inference_profile_arn() } else { profile.inference_profile_id() };
    Model {
        id: id.to_owned(),
        name: profile.inference_profile_name().to_owned(),
        source: if application { ModelSource::ApplicationProfile } else { ModelSource::SystemProfile },
        base: Some(base.to_owned()),
        created: profile.created_at().map(DateTime::secs).or(model.created),
        facts: known::facts(id, base),
        ..model
    }
}

/// What it is made of is told by its architecture at best, and no table knows that.
fn from_import(model: &ImportedModelSummary) -> Model {
    let provider = model.model_architecture().unwrap_or("imported").to_owned();
    Model {
        id: model.model_arn.clone(),
        name: model.model_name.clone(),
        provider,
        source: ModelSource::Imported,
        created: Some(model.creation_time.secs()),
        ..unlisted("")
    }
}

fn from_capacity(capacity: &ProvisionedModelSummary, behind: impl Fn(&str) -> Model) -> Model {
    own(
        (&capacity.provisioned_model_arn, &capacity.provisioned_model_name),
        ModelSource::Provisioned,
        capacity.creation_time,
        base_id(&capacity.foundation_model_arn),
        behind,
    )
}

/// Something of the account's own, made of a foundation model. It is not priced by the token.
fn own(
    (arn, name): (&str, &str),
    source: ModelSource,
    created: DateTime,
    base: &str,
    behind: impl Fn(&str) -> Model,
) -> Model {
    let mut model = behind(base);
    model.facts.prices = crate::ir::Prices::default();
    Model {
        id: arn.to_owned(),
        name: name.to_owned(),
        source,
        base: Some(base.to_owned()).filter(|base| !base.is_empty()),
        created: Some(created.secs()),
        ..model
    }
}

/// A model that no list of models speaks of.
fn unlisted(base: &str) -> Model {
    let kind = kind(base, &[]);
    Model {
        id: base.to_owned(),
        name: base.to_owned(),
        provider: provider(base),
        kind,
        source: ModelSource::Foundation,
        base: None,
        input: vec!["TEXT".to_owned()],
        output: vec!["TEXT".to_owned()],
        streams: true,
        lifecycle: Lifecycle::Active,
        created: None,
        ends: known::ends(base),
        abilities: known::abilities(kind, base),
        facts: known::facts(base, base),
    }
}

fn provider(base: &str) -> String {
    base.split('.').next().unwrap_or(base).to_owned()
}

/// Rerankers list as text models: only their ids tell.
fn kind(id: &str, output: &[String]) -> ModelKind {
    let has = |modality: &str| output.iter().any(|m| m == modality);
    if id.contains("rerank") {
        ModelKind::Rerank
    } else if has("EMBEDDING") || embed::Family::of(id).is_some() {
        ModelKind::Embedding
    } else if has("SPEECH") || has("AUDIO") || has("VIDEO") {
        ModelKind::Other
    } else if has("TEXT") || output.is_empty() {
        ModelKind::Chat
    } else if has("IMAGE") {
        ModelKind::Image
    } else {
        ModelKind::Other
    }
}

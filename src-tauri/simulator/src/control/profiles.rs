//! Inference profiles: AWS's own per geography, and the account's application profiles.

use serde_json::{Value, json};

use super::page::{self, Query};
use crate::catalog::{ACCOUNT, ApplicationProfile, Model};
use crate::exception::Exception;
use crate::plan::Answer;
use crate::state::State;

pub(crate) fn list(state: &State, query: &Query, region: &str) -> Result<Answer, Exception> {
    let items = match query.get("type") {
        // Without a type the service lists its own only.
        None | Some("SYSTEM_DEFINED") => system(state, region).collect(),
        Some("APPLICATION") => application(state, region).collect(),
        Some(other) => {
            return Err(Exception::validation(format!(
                "1 validation error detected: Value '{other}' at 'type' failed to satisfy constraint: Member must \
                 satisfy enum value set: [SYSTEM_DEFINED, APPLICATION]"
            )));
        }
    };
    page::answer("inferenceProfileSummaries", items, query)
}

pub(crate) fn get(state: &State, id: &str, region: &str) -> Result<Answer, Exception> {
    system(state, region)
        .chain(application(state, region))
        .find(|profile| profile["inferenceProfileId"] == id || profile["inferenceProfileArn"] == id)
        .map(|profile| Answer::json(&profile))
        .ok_or_else(|| Exception::not_found(format!("The inference profile {id} could not be found.")))
}

fn system<'a>(state: &'a State, region: &'a str) -> impl Iterator<Item = Value> + 'a {
    let models = state.catalog.models.iter().filter(|model| !model.ended);
    models.flat_map(move |model| model.prefixes().map(move |prefix| system_profile(model, prefix, region)))
}

fn application<'a>(state: &'a State, region: &'a str) -> impl Iterator<Item = Value> + 'a {
    state.catalog.profiles.iter().filter_map(move |profile| {
        let model = state.catalog.model(&profile.model)?;
        Some(application_profile(profile, model, region))
    })
}

fn system_profile(model: &Model, prefix: &str, region: &str) -> Value {
    let id = format!("{prefix}.{}", model.id);
    let mut targets: Vec<Value> =
        regions(prefix).iter().map(|region| json!({ "modelArn": model.arn(region) })).collect();
    if prefix == "global" {
        targets.push(json!({ "modelArn": model.arn("") }));
    }
    json!({
        "inferenceProfileName": format!("{} {}", label(prefix), model.name),
        "description": format!("Routes requests to {} in {}.", model.name, label(prefix)),
        "createdAt": "2026-01-15T00:00:00Z",
        "updatedAt": "2026-01-15T00:00:00Z",
        "inferenceProfileArn": format!("arn:aws:bedrock:{region}:{ACCOUNT}:inference-profile/{id}"),
        "models": targets,
        "inferenceProfileId": id,
        "status": "ACTIVE",
        "type": "SYSTEM_DEFINED",
    })
}

fn application_profile(profile: &ApplicationProfile, model: &Model, region: &str) -> Value {
    let arn = format!("arn:aws:bedrock:{region}:{ACCOUNT}:application-inference-profile/{}", profile.id);
    json!({
        "inferenceProfileName": profile.name,
        "createdAt": "2026-02-01T00:00:00Z",
        "updatedAt": "2026-02-01T00:00:00Z",
        "inferenceProfileArn": arn,
        "models": [{ "modelArn": model.arn(region) }],
        "inferenceProfileId": profile.id,
        "status": "ACTIVE",
        "type": "APPLICATION",
    })
}

fn label(prefix: &str) -> &'static str {
    match prefix {
        "us" => "US",
        "eu" => "EU",
        "apac" => "APAC",
        "au" => "AU",
        "jp" => "JP",
        "in" => "IN",
        "ca" => "CA",
        "us-gov" => "US-GOV",
        _ => "Global",
    }
}

fn regions(prefix: &str) -> &'static [&'static str] {
    match prefix {
        "us" | "global" => &["us-east-1", "us-east-2", "us-west-2"],
        "eu" => &["eu-central-1", "eu-north-1", "eu-west-1"],
        "apac" => &["ap-northeast-1", "ap-south-1", "ap-southeast-1"],
        "au" => &["ap-southeast-2", "ap-southeast-4"],
        "jp" => &["ap-northeast-1", "ap-northeast-3"],
        "in" => &["ap-south-1", "ap-south-2"],
        "ca" => &["ca-central-1", "us-east-1"],
        _ => &["us-gov-east-1", "us-gov-west-1"],
    }
}

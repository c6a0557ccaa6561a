//! The control plane: what the account can invoke, as the `bedrock` service lists it.

mod models;
mod page;
mod profiles;

use serde_json::json;

use crate::catalog::ACCOUNT;
use crate::exception::Exception;
use crate::plan::Answer;
use crate::route::Operation;
use crate::state::State;

use page::Query;

/// Answers a list or a get.
pub(crate) fn answer(state: &State, operation: Operation, path: &[String], query: &str, region: &str) -> Answer {
    let script = state.scripts.take(operation);
    if let Some(answer) = script.as_ref().and_then(|script| script.http_answer()) {
        return answer;
    }
    let query = Query::parse(query);
    let id = path.get(1).map(String::as_str).unwrap_or_default();
    let mut answer = match operation {
        Operation::ListFoundationModels => models::list(state, &query, region),
        Operation::GetFoundationModel => models::get(state, id, region),
        Operation::GetFoundationModelAvailability => models::availability(state, id),
        Operation::ListInferenceProfiles => profiles::list(state, &query, region),
        Operation::GetInferenceProfile => profiles::get(state, id, region),
        _ => others(operation, &query, region),
    }
    .unwrap_or_else(Answer::from);
    if let Some(script) = script {
        script.delay(&mut answer);
    }
    answer
}

/// The lists of what an account made itself: one item each where an item tells something, else empty.
fn others(operation: Operation, query: &Query, region: &str) -> Result<Answer, Exception> {
    let arn = |rest: &str| format!("arn:aws:bedrock:{region}:{ACCOUNT}:{rest}");
    let base = format!("arn:aws:bedrock:{region}::foundation-model/amazon.nova-lite-v1:0");
    let (member, items) = match operation {
        Operation::ListCustomModels => (
            "modelSummaries",
            vec![json!({
                "modelArn": arn("custom-model/amazon.nova-lite-v1:0/abcdefghijkl"), "modelName": "team-tuned",
                "baseModelArn": base, "baseModelName": "Nova Lite", "customizationType": "FINE_TUNING",
                "modelStatus": "Active", "creationTime": "2026-03-01T09:00:00Z",
            })],
        ),
        Operation::ListCustomModelDeployments => (
            "modelDeploymentSummaries",
            vec![json!({
                "customModelDeploymentArn": arn("custom-model-deployment/dep123abc456"),
                "customModelDeploymentName": "team-tuned",
                "modelArn": arn("custom-model/amazon.nova-lite-v1:0/abcdefghijkl"),
                "status": "Active", "createdAt": "2026-03-01T10:00:00Z",
            })],
        ),
        Operation::ListProvisionedModelThroughputs => (
            "provisionedModelSummaries",
            vec![json!({
                "provisionedModelName": "team-reserved", "provisionedModelArn": arn("provisioned-model/prov1234abcd"),
                "modelArn": base, "desiredModelArn": base, "foundationModelArn": base, "modelUnits": 1,
                "desiredModelUnits": 1, "status": "InService", "creationTime": "2026-03-01T09:00:00Z",
                "lastModifiedTime": "2026-03-01T09:00:00Z",
            })],
        ),
        Operation::ListImportedModels => (
            "modelSummaries",
            vec![json!({
                "modelArn": arn("imported-model/imp123abc456"), "modelName": "team-imported", "instructSupported": true,
                "modelArchitecture": "qwen2", "creationTime": "2026-03-01T09:00:00Z",
            })],
        ),
        Operation::ListMarketplaceModelEndpoints => ("marketplaceModelEndpoints", Vec::new()),
        Operation::ListPromptRouters => (
            "promptRouterSummaries",
            vec![json!({
                "promptRouterName": "Nova router", "promptRouterArn": arn("default-prompt-router/amazon.nova:1"),
                "routingCriteria": {"responseQualityDifference": 0.0}, "models": [{"modelArn": base}],
                "fallbackModel": {"modelArn": base}, "status": "AVAILABLE", "type": "default",
                "createdAt": "2026-03-01T09:00:00Z", "updatedAt": "2026-03-01T09:00:00Z",
            })],
        ),
        _ => return Err(Exception::unknown_operation()),
    };
    page::answer(member, items, query)
}

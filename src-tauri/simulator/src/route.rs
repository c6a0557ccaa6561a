//! Which operation a request is for, from the method and the raw path: a model id is one percent-encoded segment
//! (`:` as `%3A`, `/` as `%2F`), so that the path is split first and decoded after.

use http::Method;
use percent_encoding::percent_decode_str;
use serde::Serialize;

/// The operations of both planes that are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) enum Operation {
    ListFoundationModels,
    GetFoundationModel,
    GetFoundationModelAvailability,
    ListInferenceProfiles,
    GetInferenceProfile,
    ListCustomModels,
    ListCustomModelDeployments,
    ListProvisionedModelThroughputs,
    ListImportedModels,
    ListMarketplaceModelEndpoints,
    ListPromptRouters,
    Converse,
    ConverseStream,
    InvokeModel,
    InvokeModelWithResponseStream,
    CountTokens,
    Unknown,
}

impl Operation {
    /// The name as AWS writes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ListFoundationModels => "ListFoundationModels",
            Self::GetFoundationModel => "GetFoundationModel",
            Self::GetFoundationModelAvailability => "GetFoundationModelAvailability",
            Self::ListInferenceProfiles => "ListInferenceProfiles",
            Self::GetInferenceProfile => "GetInferenceProfile",
            Self::ListCustomModels => "ListCustomModels",
            Self::ListCustomModelDeployments => "ListCustomModelDeployments",
            Self::ListProvisionedModelThroughputs => "ListProvisionedModelThroughputs",
            Self::ListImportedModels => "ListImportedModels",
            Self::ListMarketplaceModelEndpoints => "ListMarketplaceModelEndpoints",
            Self::ListPromptRouters => "ListPromptRouters",
            Self::Converse => "Converse",
            Self::ConverseStream => "ConverseStream",
            Self::InvokeModel => "InvokeModel",
            Self::InvokeModelWithResponseStream => "InvokeModelWithResponseStream",
            Self::CountTokens => "CountTokens",
            Self::Unknown => "Unknown",
        }
    }

    /// Whether a model works for it: the operations that a script without `on=` is meant for.
    pub(crate) fn is_inference(self) -> bool {
        matches!(self, Self::Converse | Self::ConverseStream | Self::InvokeModel | Self::InvokeModelWithResponseStream)
    }
}

/// What `/_simulator/…` can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AdminAction {
    Enqueue,
    Requests,
    Clear,
}

/// Where a request goes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// An AWS operation, with the decoded path segments.
    Aws(Operation, Vec<String>),
    /// The endpoints for tests.
    Admin(AdminAction),
}

impl Route {
    pub(crate) fn of(method: &Method, raw_path: &str) -> Self {
        let decoded: Vec<String> = raw_path
            .trim_start_matches('/')
            .split('/')
            .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
            .collect();
        let segments: Vec<&str> = decoded.iter().map(String::as_str).collect();
        let admin = match (method.as_str(), segments.as_slice()) {
            ("POST", ["_simulator", "enqueue"]) => Some(AdminAction::Enqueue),
            ("GET", ["_simulator", "requests"]) => Some(AdminAction::Requests),
            ("DELETE", ["_simulator", "requests"]) => Some(AdminAction::Clear),
            _ => None,
        };
        match admin {
            Some(action) => Self::Admin(action),
            None => Self::Aws(operation(method.as_str(), &segments), decoded),
        }
    }
}

/// The paths of the service models (botocore's `bedrock` and `bedrock-runtime`).
fn operation(method: &str, segments: &[&str]) -> Operation {
    match (method, segments) {
        ("GET", ["foundation-models"]) => Operation::ListFoundationModels,
        ("GET", ["foundation-models", _]) => Operation::GetFoundationModel,
        ("GET", ["foundation-model-availability", _]) => Operation::GetFoundationModelAvailability,
        ("GET", ["inference-profiles"]) => Operation::ListInferenceProfiles,
        ("GET", ["inference-profiles", _]) => Operation::GetInferenceProfile,
        ("GET", ["custom-models"]) => Operation::ListCustomModels,
        ("GET", ["model-customization", "custom-model-deployments"]) => Operation::ListCustomModelDeployments,
        ("GET", ["provisioned-model-throughputs"]) => Operation::ListProvisionedModelThroughputs,
        ("GET", ["imported-models"]) => Operation::ListImportedModels,
        ("GET", ["marketplace-model", "endpoints"]) => Operation::ListMarketplaceModelEndpoints,
        ("GET", ["prompt-routers"]) => Operation::ListPromptRouters,
        ("POST", ["model", _, "converse"]) => Operation::Converse,
        ("POST", ["model", _, "converse-stream"]) => Operation::ConverseStream,
        ("POST", ["model", _, "invoke"]) => Operation::InvokeModel,
        ("POST", ["model", _, "invoke-with-response-stream"]) => Operation::InvokeModelWithResponseStream,
        ("POST", ["model", _, "count-tokens"]) => Operation::CountTokens,
        _ => Operation::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_id_is_one_encoded_segment() {
        let arn =
            "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2Fabc/converse";
        let Route::Aws(operation, path) = Route::of(&Method::POST, arn) else { panic!("an AWS route") };
        assert_eq!(operation, Operation::Converse);
        assert_eq!(path[1], "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc");
    }

    #[test]
    fn an_id_with_a_bare_slash_is_no_segment() {
        let route = Route::of(&Method::POST, "/model/arn:aws:bedrock:us-east-1::foundation-model/x/converse");
        assert!(matches!(route, Route::Aws(Operation::Unknown, _)));
    }
}

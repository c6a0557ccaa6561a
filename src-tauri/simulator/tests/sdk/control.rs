//! The lists, and who may read them.

use aws_sdk_bedrock::error::ProvideErrorMetadata;
use aws_sdk_bedrock::types::InferenceProfileType;
use bedrock_simulator::{ACCESS_KEY_ID, AuthKind, EXPIRED_ACCESS_KEY_ID, Options, SECRET_ACCESS_KEY, Withheld};

use crate::support::Bench;

#[tokio::test]
async fn models_are_listed_and_filtered() {
    let bench = Bench::start().await;
    let all = bench.control.list_foundation_models().send().await.unwrap();
    assert!(all.model_summaries().len() > 60);
    let some = bench.control.list_foundation_models().by_provider("Cohere").send().await.unwrap();
    assert!(some.model_summaries().iter().all(|model| model.provider_name() == Some("Cohere")));
    let recorded = &bench.simulator.requests()[0];
    assert_eq!((recorded.region.as_deref(), recorded.auth), (Some("eu-west-1"), AuthKind::Sigv4));
    assert!(!recorded.headers.contains_key("authorization"));
}

#[tokio::test]
async fn a_model_is_found_by_its_encoded_id() {
    let bench = Bench::start().await;
    let id = "amazon.nova-pro-v1:0";
    let model = bench.control.get_foundation_model().model_identifier(id).send().await.unwrap();
    assert_eq!(model.model_details().unwrap().model_id(), id);
    let available = bench.control.get_foundation_model_availability().model_id(id).send().await.unwrap();
    assert_eq!(available.authorization_status().as_str(), "AUTHORIZED");
}

#[tokio::test]
async fn profiles_are_paged_to_the_end() {
    let bench = Bench::start().await;
    let pages = bench.control.list_inference_profiles().max_results(7).into_paginator().items().send();
    let profiles = pages.collect::<Result<Vec<_>, _>>().await.unwrap();
    assert!(profiles.iter().any(|profile| profile.inference_profile_id() == "us.anthropic.claude-sonnet-5"));
    assert!(profiles.iter().all(|profile| *profile.r#type() == InferenceProfileType::SystemDefined));
    assert!(bench.simulator.requests().len() > 10);
}

#[tokio::test]
async fn application_profiles_name_their_model() {
    let bench = Bench::start().await;
    let list = bench.control.list_inference_profiles().type_equals(InferenceProfileType::Application);
    let profiles = list.send().await.unwrap();
    let profile = &profiles.inference_profile_summaries()[0];
    assert!(profile.models()[0].model_arn().unwrap().ends_with("anthropic.claude-sonnet-5"));
    let arn = profile.inference_profile_arn();
    let same = bench.control.get_inference_profile().inference_profile_identifier(arn).send().await.unwrap();
    assert_eq!(same.inference_profile_name(), profile.inference_profile_name());
}

#[tokio::test]
async fn the_other_lists_have_their_shapes() {
    let bench = Bench::start().await;
    let client = &bench.control;
    assert_eq!(client.list_custom_models().send().await.unwrap().model_summaries().len(), 1);
    assert_eq!(client.list_custom_model_deployments().send().await.unwrap().model_deployment_summaries().len(), 1);
    assert_eq!(
        client.list_provisioned_model_throughputs().send().await.unwrap().provisioned_model_summaries().len(),
        1
    );
    assert_eq!(client.list_imported_models().send().await.unwrap().model_summaries().len(), 1);
    assert_eq!(client.list_marketplace_model_endpoints().send().await.unwrap().marketplace_model_endpoints().len(), 0);
    assert_eq!(client.list_prompt_routers().send().await.unwrap().prompt_router_summaries().len(), 1);
}

async fn refused(id: &str, secret: &str, code: &str) {
    let bench = Bench::with(Options::default(), id, secret).await;
    let error = bench.control.list_foundation_models().send().await.unwrap_err();
    assert_eq!(error.code(), Some(code));
    assert_eq!(error.raw_response().unwrap().status().as_u16(), 403);
    assert!(bench.simulator.requests()[0].error.as_deref().unwrap().starts_with(code));
}

#[tokio::test]
async fn bad_credentials_are_refused() {
    refused(ACCESS_KEY_ID, "wrong", "InvalidSignatureException").await;
    refused("AKIANOBODY", SECRET_ACCESS_KEY, "UnrecognizedClientException").await;
    refused(EXPIRED_ACCESS_KEY_ID, SECRET_ACCESS_KEY, "ExpiredTokenException").await;
}

#[tokio::test]
async fn what_the_account_cannot_use_says_why() {
    let id = "amazon.nova-pro-v1:0";
    for (why, expected) in [
        (Withheld::Region, ["AVAILABLE", "AUTHORIZED", "AVAILABLE", "NOT_AVAILABLE"]),
        (Withheld::Agreement, ["NOT_AVAILABLE", "AUTHORIZED", "AVAILABLE", "AVAILABLE"]),
        (Withheld::Pending, ["PENDING", "AUTHORIZED", "AVAILABLE", "AVAILABLE"]),
        (Withheld::AgreementFailed, ["ERROR", "AUTHORIZED", "AVAILABLE", "AVAILABLE"]),
        (Withheld::Entitlement, ["AVAILABLE", "AUTHORIZED", "NOT_AVAILABLE", "AVAILABLE"]),
        (Withheld::Authorization, ["AVAILABLE", "NOT_AUTHORIZED", "AVAILABLE", "AVAILABLE"]),
    ] {
        let options = Options { withheld: vec![(id.to_owned(), why)], ..Options::default() };
        let bench = Bench::with(options, ACCESS_KEY_ID, SECRET_ACCESS_KEY).await;
        let said = bench.control.get_foundation_model_availability().model_id(id).send().await.unwrap();
        let agreement = said.agreement_availability().unwrap().status().as_str();
        let rest = [said.authorization_status().as_str(), said.entitlement_availability().as_str()];
        assert_eq!([agreement, rest[0], rest[1], said.region_availability().as_str()], expected, "{why:?}");
    }
}

/// The SDK learns from the date of the first refusal; here it tries only once.
#[tokio::test]
async fn a_clock_that_is_off_is_refused_once() {
    let bench = Bench::start().await;
    bench.simulator.set_clock(-3600);
    let refusal = bench.control.list_foundation_models().send().await.unwrap_err();
    assert_eq!(refusal.code(), Some("InvalidSignatureException"));
    assert!(refusal.message().unwrap().starts_with("Signature not yet current"), "{refusal:?}");
    bench.control.list_foundation_models().send().await.unwrap();
}

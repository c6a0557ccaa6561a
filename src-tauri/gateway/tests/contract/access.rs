//! Which models can really be used, and what to do about the others.

use std::collections::BTreeMap;

use bedrock_simulator::{Options, Simulator, Withheld};
use futures_util::StreamExt;
use outcrop_gateway::Handle;
use outcrop_gateway::ir::{Access, Reason, Usable};

use crate::support::{ask, client::Client, gateway};

const NOVA: &str = "amazon.nova-pro-v1:0";
const ACTION: &str = "GetFoundationModelAvailability";

async fn bench(withheld: &[(&str, Withheld)]) -> (Simulator, Handle) {
    let withheld = withheld.iter().map(|(id, why)| ((*id).to_owned(), *why)).collect();
    let simulator = Simulator::start(Options { withheld, ..Options::default() }).await.expect("a simulator");
    let (gateway, _) = gateway(&simulator.url(), |_| {}).await;
    (simulator, gateway)
}

async fn access(gateway: &Handle, ids: &[&str]) -> BTreeMap<String, Access> {
    let ids = ids.iter().map(|id| (*id).to_owned()).collect();
    gateway.access(ids).await.expect("somebody to ask").collect().await
}

fn asked(simulator: &Simulator) -> usize {
    simulator.requests().iter().filter(|call| call.operation == ACTION).count()
}

#[tokio::test]
async fn each_state_has_its_reason_and_its_remedy() {
    for (why, reason, remedy) in [
        (Withheld::Region, "It is not offered in us-east-1.", "another region"),
        (Withheld::Agreement, "The account has not accepted its agreement.", "aws-marketplace:Subscribe"),
        (Withheld::Pending, "AWS is still looking at the account's request for it.", "Wait"),
        (Withheld::AgreementFailed, "A valid payment instrument must be provided.", "model catalog"),
        (Withheld::Entitlement, "The account has no access to it.", "model catalog"),
        (Withheld::Authorization, "The account is not authorised for it.", "AWS Support"),
    ] {
        let (_simulator, gateway) = bench(&[(NOVA, why)]).await;
        let found = access(&gateway, &[NOVA, "us.amazon.nova-pro-v1:0", "amazon.nova-lite-v1:0"]).await;
        assert_eq!(found["amazon.nova-lite-v1:0"], Access::yes());
        let access = &found[NOVA];
        assert_eq!(access.usable, Usable::No, "{why:?}");
        assert!(access.reason.as_ref().unwrap().to_string().ends_with(reason), "{access:?}");
        assert!(access.remedy.as_ref().unwrap().to_string().contains(remedy), "{access:?}");
        // A profile is what its model is, but for the region: it has several.
        let profile = &found["us.amazon.nova-pro-v1:0"];
        assert_eq!(profile.usable, if why == Withheld::Region { Usable::Yes } else { Usable::No });
    }
}

#[tokio::test]
async fn aws_is_asked_once_for_each_model_until_the_list_is_made_anew() {
    let (simulator, gateway) = bench(&[]).await;
    let profile = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/z9y8x7w6v5u4";
    let own = "arn:aws:bedrock:us-east-1:123456789012:imported-model/imp123abc456";
    let ids = [profile, "us.amazon.nova-lite-v1:0", "apac.amazon.nova-lite-v1:0", own];
    for _ in 0..2 {
        let found = access(&gateway, &ids).await;
        assert!(found.len() == 4 && found.values().all(|access| access.usable == Usable::Yes), "{found:?}");
    }
    assert_eq!(asked(&simulator), 1);
    gateway.refresh_models().await.unwrap();
    access(&gateway, &ids).await;
    assert_eq!(asked(&simulator), 2);
}

#[tokio::test]
async fn an_identity_that_may_not_ask_is_told_which_right_it_lacks() {
    let (simulator, gateway) = bench(&[]).await;
    let words = format!(
        "User: arn:aws:iam::123456789012:user/me is not authorized to perform: bedrock:{ACTION} on resource: * because no identity-based policy allows the bedrock:{ACTION} action"
    );
    simulator.enqueue(format!("http:AccessDeniedException times=99 on={ACTION} message=\"{words}\"").parse().unwrap());
    let listing = gateway.models().await.unwrap();
    let ids: Vec<&str> = listing.models.iter().map(|model| model.id.as_str()).take(30).collect();
    let found = access(&gateway, &ids).await;
    assert_eq!(found.len(), 30);
    let foundation = &found[ids.iter().find(|id| !id.starts_with("arn:")).copied().unwrap()];
    assert_eq!(foundation.usable, Usable::Unknown);
    assert!(matches!(foundation.reason, Some(Reason::Denied { .. })), "a value, to be said in any language");
    let reason = foundation.reason.as_ref().unwrap().to_string();
    assert!(
        reason.starts_with(&format!("user/me of account 123456789012 may not call bedrock:{ACTION} on *")),
        "{reason}"
    );
    assert!(asked(&simulator) <= 4, "{}: once for each that was under way", asked(&simulator));
}

#[tokio::test]
async fn throttling_is_waited_for() {
    let (simulator, gateway) = bench(&[]).await;
    simulator.enqueue(format!("http:ThrottlingException times=3 on={ACTION}").parse().unwrap());
    assert_eq!(access(&gateway, &[NOVA]).await[NOVA], Access::yes());
    assert_eq!(asked(&simulator), 4, "three of the SDK's, and one of ours");
}

/// What the list says of a model, a call for it says too.
#[tokio::test]
async fn a_call_for_such_a_model_says_what_to_do() {
    for (why, status, words) in [
        (Withheld::Agreement, 403, "aws-marketplace:Subscribe and"),
        (Withheld::Entitlement, 403, "model catalog"),
        (Withheld::Authorization, 403, "AWS Support"),
        (Withheld::Region, 404, "GET /v1/models"),
    ] {
        let (_simulator, gateway) = bench(&[(NOVA, why)]).await;
        let answer = Client::new(gateway.address()).chat(&ask(NOVA, "Hello")).await;
        assert_eq!(answer.status, status, "{}", answer.text());
        let error = &answer.json()["error"];
        assert!(error["message"].as_str().unwrap().contains(words), "{error}");
        assert_eq!(error["code"], if status == 403 { "access_denied" } else { "model_not_found" });
    }
}

/// Every account has gaps, and so has the demo's; its default models are none of them.
#[tokio::test]
async fn the_demo_has_some_that_cannot_be_used() {
    let simulator = Simulator::start(Options::demo()).await.expect("a simulator");
    let (gateway, _) = gateway(&simulator.url(), |_| {}).await;
    let ids: Vec<String> = gateway.models().await.unwrap().models.iter().map(|model| model.id.clone()).collect();
    let all: Vec<(String, Access)> = gateway.access(ids).await.expect("somebody to ask").collect().await;
    let unusable: Vec<&str> =
        all.iter().filter(|(_, access)| access.usable != Usable::Yes).map(|(id, _)| id.as_str()).collect();
    assert!(unusable.contains(&"global.xai.grok-4.7") && unusable.len() < all.len() / 4, "{unusable:?}");
    for model in ["gpt-4o", "claude-sonnet-5"] {
        let answer = Client::new(gateway.address()).chat(&ask(model, "Hello")).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
}

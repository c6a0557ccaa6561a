//! Who a person chooses to be while it runs: AWS's chain, a profile, a Bedrock API key.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bedrock_simulator::{ACCESS_KEY_ID, AuthKind};
use outcrop_gateway::aws::{Source, State};
use outcrop_gateway::config::{Credentials, Who};

use crate::Bench;
use crate::home::{Home, SSO, keys};
use crate::services::{ACCESS_TOKEN, TEMPORARY_ID};

const KEY: &str = "bedrock-api-key-canary";

/// A home with two profiles, and a simulator that takes [`KEY`].
async fn bench(more: &[(&str, &str)]) -> Bench {
    let home = Home::new(SSO, &keys("work"));
    home.sign_in("corp", ACCESS_TOKEN, 3600);
    Bench::with(home, more, |config| config.aws.profile = Some("dev".to_owned())).await
}

fn auth(bench: &Bench) -> AuthKind {
    bench.simulator.requests().iter().rfind(|call| call.model_id.is_some()).expect("a call").auth
}

#[tokio::test]
async fn from_a_profile_to_a_key_to_the_chain_and_back() {
    let bench = bench(&[("AWS_PROFILE", "work"), ("AWS_BEARER_TOKEN_BEDROCK", "")]).await;
    bench.works().await;
    assert_eq!(bench.last().0.as_deref(), Some(TEMPORARY_ID));

    bench.gateway.set_identity(Who::ApiKey(KEY.into()), Some("us-west-2".into())).await.unwrap();
    bench.works().await;
    assert_eq!(auth(&bench), AuthKind::Bearer);
    let identity = bench.gateway.identity().await;
    assert_eq!(identity.source, Some(Source::ApiKey));
    assert_eq!((bench.gateway.region().as_str(), identity.caller), ("us-west-2", None));
    let work = Source::Profile { name: "work".into(), chosen: false };
    assert!(identity.overridden.contains(&work), "{:?}", identity.overridden);
    // A request may still choose a profile.
    assert_eq!(bench.chat_with(&[("x-outcrop-profile", "dev")]).await.status, 200);
    assert_eq!(bench.last(), (Some(TEMPORARY_ID.to_owned()), Some("eu-west-1".to_owned())));

    bench.gateway.set_identity(Who::Chain, None).await.unwrap();
    bench.works().await;
    assert_eq!(bench.last().0.as_deref(), Some(ACCESS_KEY_ID), "AWS_PROFILE names it");

    bench.gateway.set_identity(Who::Profile("dev".into()), None).await.unwrap();
    bench.works().await;
    assert_eq!(bench.last(), (Some(TEMPORARY_ID.to_owned()), Some("eu-west-1".to_owned())));
    let refused = bench.gateway.set_identity(Who::Profile("nobody".into()), None).await.unwrap_err();
    assert!(refused.message().contains("There are: dev, work."), "{refused}");
    bench.works().await;
    assert!(!format!("{:?}{:?}", bench.gateway, bench.feed.rows()).contains("canary"));
}

/// AWS's own SDK lets this variable beat everything, and says nothing of it.
#[tokio::test]
async fn the_environments_key_never_beats_what_was_chosen() {
    let bench = bench(&[("AWS_BEARER_TOKEN_BEDROCK", "bedrock-api-key-of-the-environment")]).await;
    bench.works().await;
    assert_eq!((auth(&bench), bench.last().0.as_deref()), (AuthKind::Sigv4, Some(TEMPORARY_ID)));
    let told = bench.gateway.watch_identity();
    assert_eq!(told.borrow().overridden, [Source::ApiKeyVariable]);
    bench.gateway.set_identity(Who::ApiKey(KEY.into()), None).await.unwrap();
    bench.works().await;
    // Where nobody chose anything it wins, as with AWS's own tools, and it is said.
    bench.gateway.set_identity(Who::Chain, None).await.unwrap();
    let message = bench.fails("aws_credentials").await;
    assert!(message.starts_with("The Bedrock API key is not one that AWS knows."), "{message}");
    assert_eq!(bench.gateway.identity().await.source, Some(Source::ApiKeyVariable));
}

#[tokio::test]
async fn a_short_term_key_tells_its_end_and_is_in_trouble_after_it() {
    let bench = bench(&[]).await;
    let made = |date: &str| {
        let address = format!("bedrock.amazonaws.com/?X-Amz-Date={date}&X-Amz-Expires=43200&Version=1");
        Who::ApiKey(format!("bedrock-api-key-{}", STANDARD.encode(address)).into())
    };
    bench.gateway.set_identity(made("20260101T000000Z"), None).await.unwrap();
    let told = bench.gateway.watch_identity();
    crate::support::eventually("the key's end", || told.borrow().source == Some(Source::ApiKey)).await;
    let standing = told.borrow().clone();
    assert!(standing.expiry.is_some());
    let State::Trouble(trouble) = standing.state else { panic!("{standing:?}") };
    assert!(trouble.message().starts_with("The Bedrock API key has expired. Make a new one"), "{trouble}");
    bench.gateway.set_identity(made("20991231T000000Z"), None).await.unwrap();
    crate::support::eventually("a key that is good", || told.borrow().state == State::Well).await;
    // AWS has the last word.
    bench.fails("aws_credentials").await;
    crate::support::eventually("the refusal", || matches!(told.borrow().state, State::Trouble(_))).await;
    assert_eq!(bench.simulator.requests().iter().filter(|call| call.model_id.is_some()).count(), 1, "no loop");
}

#[tokio::test]
async fn fixed_credentials_stay() {
    let bench = Bench::with(Home::new("", ""), &[], |config| {
        config.aws.credentials =
            Credentials::Static { access_key_id: ACCESS_KEY_ID.into(), secret_access_key: "x".into() };
    })
    .await;
    let refused = bench.gateway.set_identity(Who::Chain, None).await.unwrap_err();
    assert_eq!(refused.reason(), Some("fixed_credentials"));
}

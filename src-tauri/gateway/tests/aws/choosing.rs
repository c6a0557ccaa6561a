//! Who wins, who says so, and how a request or a person chooses.

use bedrock_simulator::{ACCESS_KEY_ID, Script};
use outcrop_gateway::aws::{Caller, RegionFrom, Source};
use outcrop_gateway::config::{Choice, Credentials};
use serde_json::json;

use crate::home::{Home, SSO, keys};
use crate::services::{ACCESS_TOKEN, TEMPORARY_ID};
use crate::{Bench, NOVA, ask};

const WRONG: [(&str, &str); 2] = [("AWS_ACCESS_KEY_ID", "AKIAWRONG"), ("AWS_SECRET_ACCESS_KEY", "canary-wrong")];

fn both() -> Home {
    let home = Home::new(SSO, &keys("work"));
    home.sign_in("corp", ACCESS_TOKEN, 3600);
    home
}

#[tokio::test]
async fn a_chosen_profile_beats_the_environment_and_says_so() {
    let more = [WRONG[0], WRONG[1], ("AWS_BEARER_TOKEN_BEDROCK", "canary-bearer"), ("AWS_PROFILE", "work")];
    let bench = Bench::with(both(), &more, |config| config.aws.profile = Some("dev".to_owned())).await;
    bench.works().await;
    assert_eq!(bench.last().0.as_deref(), Some(TEMPORARY_ID));
    let identity = bench.gateway.identity().await;
    assert_eq!(identity.source, Some(Source::Profile { name: "dev".into(), chosen: true }));
    let work = Source::Profile { name: "work".into(), chosen: false };
    assert_eq!(identity.overridden, [Source::ApiKeyVariable, Source::Variables, work]);
    assert_eq!(
        (identity.region.name.as_str(), &identity.region.from),
        ("eu-west-1", &RegionFrom::Profile { name: "dev".into() })
    );
    assert!(identity.expiry.is_some());
    let arn = "arn:aws:sts::111122223333:assumed-role/Dev/me".to_owned();
    let caller = Caller { account: "111122223333".into(), arn, role: Some("Dev".into()) };
    assert_eq!(identity.caller, Some(Ok(caller)));
    assert!(!format!("{:?} {:?}", bench.gateway, bench.feed.rows()).contains("canary"));
}

#[tokio::test]
async fn without_a_choice_the_environment_wins_as_with_awss_tools() {
    let bench = Bench::with(both(), &[WRONG[0], WRONG[1], ("AWS_PROFILE", "work")], |_| {}).await;
    assert_eq!(bench.chat().await.status, 503);
    assert_eq!(bench.last().0.as_deref(), Some("AKIAWRONG"));
    let identity = bench.gateway.identity().await;
    assert_eq!(identity.source, Some(Source::Variables));
    let trouble = identity.caller.unwrap().unwrap_err();
    assert!(trouble.message().contains("InvalidClientTokenId"), "{trouble}");
}

#[tokio::test]
async fn a_profile_that_does_not_exist_is_not_replaced_by_another() {
    let chosen = Bench::of(both(), "nobody").await;
    let named = Bench::with(both(), &[("AWS_PROFILE", "nobody")], |_| {}).await;
    for bench in [chosen, named] {
        let message = bench.fails("aws_profile_broken").await;
        assert_eq!(message, "There is no AWS profile `nobody`. The files of ~/.aws have: dev, work.");
        assert_eq!(bench.services.state().calls, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_choice_holds_from_the_next_request_on() {
    let bench = Bench::of(both(), "dev").await;
    bench.works().await;
    bench.gateway.choose(Choice { profile: Some("work".into()), region: Some("us-west-2".into()) }).await.unwrap();
    bench.works().await;
    assert_eq!(bench.last(), (Some(ACCESS_KEY_ID.to_owned()), Some("us-west-2".to_owned())));
    assert_eq!(bench.gateway.region(), "us-west-2");
    bench.gateway.choose(Choice::default()).await.unwrap();
    bench.works().await;
    assert_eq!(bench.last(), (Some(TEMPORARY_ID.to_owned()), Some("eu-west-1".to_owned())));
    assert_eq!(bench.services.count("GetRoleCredentials"), 1, "credentials are kept across choices");
    let refused = bench.gateway.choose(Choice { profile: Some("nobody".into()), region: None }).await.unwrap_err();
    assert!(refused.message().contains("There are: dev, work."), "{refused}");
}

#[tokio::test]
async fn those_in_flight_finish_as_they_began() {
    let bench = Bench::of(both(), "dev").await;
    bench.simulator.enqueue(Script::parse("long words=100 gap=10").unwrap());
    let mut live = bench.client.live(&crate::support::ask_stream(NOVA, "Hello")).await;
    bench.gateway.choose(Choice { profile: Some("work".into()), region: None }).await.unwrap();
    assert_eq!(live.status, 200);
    let mut last = None;
    while let Some(event) = live.next().await {
        last = Some(event);
    }
    assert_eq!(last, Some(crate::support::sse::Sse::Done));
    assert_eq!(bench.last().0.as_deref(), Some(TEMPORARY_ID));
}

#[tokio::test]
async fn a_request_chooses_for_itself() {
    let bench = Bench::of(both(), "dev").await;
    let answer = bench.chat_with(&[("x-outcrop-profile", "work"), ("x-outcrop-region", "ap-south-1")]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(bench.last(), (Some(ACCESS_KEY_ID.to_owned()), Some("ap-south-1".to_owned())));
    let answer = bench.chat_with(&[("x-outcrop-region", "ap-south-1")]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(bench.last(), (Some(TEMPORARY_ID.to_owned()), Some("ap-south-1".to_owned())));
    bench.works().await;
    assert_eq!(bench.last().1.as_deref(), Some("eu-west-1"), "the others are not touched");
}

#[tokio::test]
async fn a_request_that_names_nobody_is_told_who_there_is() {
    let bench = Bench::of(both(), "dev").await;
    for (header, value, words) in [
        ("x-outcrop-profile", "nobody", "There is no AWS profile 'nobody' (x-outcrop-profile). There are: dev, work."),
        ("x-outcrop-region", "the moon", "'the moon' (x-outcrop-region) is no AWS region: it looks like `us-east-1`."),
    ] {
        let answer = bench.chat_with(&[(header, value)]).await;
        assert_eq!(answer.status, 400, "{}", answer.text());
        let error = answer.json()["error"].clone();
        assert_eq!((error["message"].as_str(), error["param"].as_str()), (Some(words), Some(header)));
    }
}

#[tokio::test]
async fn an_alias_may_name_both() {
    let bench = Bench::with(both(), &[], |config| {
        config.aws.profile = Some("dev".to_owned());
        config.models.aliases.insert("there".into(), NOVA.into());
        let place = Choice { profile: Some("work".into()), region: Some("sa-east-1".into()) };
        config.models.places.insert("there".into(), place);
    })
    .await;
    let answer = bench.client.chat(&ask("there", "Hello")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(bench.last(), (Some(ACCESS_KEY_ID.to_owned()), Some("sa-east-1".to_owned())));
}

#[tokio::test]
async fn files_that_change_are_followed() {
    let bench = Bench::of(Home::new("[profile late]\nregion = us-east-1\n", ""), "late").await;
    bench.fails("aws_credentials").await;
    bench.home.write(".aws/config", "[profile late]\nregion = ca-central-1\n");
    bench.home.write(".aws/credentials", &keys("late"));
    bench.works().await;
    assert_eq!(bench.last().1.as_deref(), Some("ca-central-1"));
}

#[tokio::test]
async fn a_bedrock_api_key_is_an_identity() {
    let bench = Bench::with(both(), &[("AWS_PROFILE", "dev")], |config| {
        config.aws.credentials = Credentials::ApiKey("bedrock-api-key-canary".into());
    })
    .await;
    let answer = bench.chat().await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(!answer.text().contains("canary"));
    let auth = format!("{:?}", bench.simulator.requests().last().unwrap().auth);
    assert!(auth.to_lowercase().contains("bearer"), "{auth}");
    let identity = bench.gateway.identity().await;
    assert_eq!((identity.source, identity.caller), (Some(Source::ApiKey), None));
    assert_eq!(json!(bench.services.state().calls), json!([]));
}

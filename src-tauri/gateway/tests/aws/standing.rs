//! What is told of who we are, without anybody asking and without asking AWS.

use std::time::Duration;

use outcrop_gateway::aws::{Cause, Source, Standing, State};
use outcrop_gateway::config::Who;
use tokio::sync::watch;

use crate::Bench;
use crate::home::{Home, SSO, keys};
use crate::services::ACCESS_TOKEN;
use crate::support::eventually;

fn cause(told: &watch::Receiver<Standing>) -> Option<Cause> {
    match &told.borrow().state {
        State::Trouble(trouble) => Some(trouble.cause()),
        State::Well | State::SigningIn => None,
    }
}

#[tokio::test]
async fn a_sign_in_from_its_absence_to_its_end() {
    let bench = Bench::of(Home::new(SSO, ""), "dev").await;
    let told = bench.gateway.watch_identity();
    assert_eq!(told.borrow().source, Some(Source::Profile { name: "dev".into(), chosen: true }));
    assert_eq!(cause(&told), Some(Cause::SignIn), "nobody has signed in, and no request had to find out");

    let under_way = bench.sign_ins.begin("corp").expect("the only one");
    eventually("a sign-in under way", || told.borrow().state == State::SigningIn).await;
    bench.home.sign_in("corp", ACCESS_TOKEN, 4);
    drop(under_way);
    eventually("a sign-in", || told.borrow().state == State::Well).await;
    assert!(told.borrow().sign_in.is_some());
    assert_eq!(told.borrow().expiry, None, "no credentials were asked for yet");

    bench.works().await;
    eventually("credentials", || told.borrow().expiry.is_some()).await;
    // It cannot be renewed, so it just ends.
    eventually("the end of the sign-in", || cause(&told) == Some(Cause::SignIn)).await;
    bench.home.sign_in("corp", ACCESS_TOKEN, 3600);
    eventually("somebody else's sign-in", || told.borrow().state == State::Well).await;
    assert_eq!(bench.services.state().calls.len(), 1, "STS was not asked: {:?}", bench.services.state().calls);
}

#[tokio::test]
async fn what_a_request_met_is_told_until_it_is_mended() {
    let home = Home::new(SSO, "");
    home.sign_in("corp", "revoked", 3600);
    let bench = Bench::of(home, "dev").await;
    let told = bench.gateway.watch_identity();
    assert_eq!(told.borrow().state, State::Well, "the file looks good");
    bench.fails("aws_sso_expired").await;
    eventually("what the request met", || cause(&told) == Some(Cause::SignIn)).await;
    bench.home.sign_in("corp", ACCESS_TOKEN, 7200);
    eventually("a new sign-in", || told.borrow().state == State::Well).await;
}

#[tokio::test]
async fn keys_that_aws_does_not_know() {
    let home = Home::new("", "[old]\naws_access_key_id = AKIAGONE\naws_secret_access_key = canary-gone\n");
    let bench = Bench::of(home, "old").await;
    let told = bench.gateway.watch_identity();
    assert_eq!(bench.chat().await.status, 503);
    eventually("the refusal", || cause(&told) == Some(Cause::Refused)).await;
    bench.home.write(".aws/credentials", &keys("old"));
    eventually("new keys", || told.borrow().state == State::Well).await;
    assert!(!format!("{:?}", told.borrow()).contains("canary"));
}

#[tokio::test]
async fn files_that_do_not_exist_yet() {
    let home = Home::new("", "");
    std::fs::remove_dir_all(home.path().join(".aws")).unwrap();
    let bench = Bench::with(home, &[("AWS_EC2_METADATA_DISABLED", "true")], |_| {}).await;
    let told = bench.gateway.watch_identity();
    assert_eq!(told.borrow().profiles.names().count(), 0);
    bench.home.write(".aws/credentials", &keys("work"));
    eventually("a profile", || told.borrow().profiles.get("work").is_some()).await;
    // As editors do it: another file in its place.
    bench.home.write(".aws/credentials.new", &(keys("work") + &keys("other")));
    std::fs::rename(bench.home.path().join(".aws/credentials.new"), bench.home.path().join(".aws/credentials"))
        .unwrap();
    eventually("another profile", || told.borrow().profiles.get("other").is_some()).await;
    bench.gateway.set_identity(Who::Profile("other".into()), None).await.unwrap();
    eventually("the choice", || told.borrow().source == Some(Source::Profile { name: "other".into(), chosen: true }))
        .await;
    std::fs::remove_dir_all(bench.home.path().join(".aws")).unwrap();
    eventually("no profile", || cause(&told) == Some(Cause::Broken)).await;
    bench.home.write(".aws/credentials", &keys("other"));
    eventually("it again", || told.borrow().state == State::Well).await;
}

#[tokio::test]
async fn nothing_is_told_that_is_not_new() {
    let bench = Bench::of(Home::new("", &keys("work")), "work").await;
    let mut told = bench.gateway.watch_identity();
    told.mark_unchanged();
    for _ in 0..3 {
        bench.works().await;
    }
    let news = tokio::time::timeout(Duration::from_millis(500), told.changed()).await;
    assert!(news.is_err(), "{:?}", told.borrow());
}

#[tokio::test]
async fn a_session_of_aws_login() {
    const SESSION: &str = "arn:aws:iam::111122223333:user/me";
    let home = Home::new(&format!("[profile console]\nlogin_session = {SESSION}\n"), "");
    let bench = Bench::of(home, "console").await;
    let told = bench.gateway.watch_identity();
    assert_eq!(cause(&told), Some(Cause::SignIn));
    bench.home.log_in(SESSION, 3600);
    eventually("the CLI's sign-in", || told.borrow().state == State::Well).await;
    assert!(!format!("{:?}", told.borrow()).contains("canary"));
}

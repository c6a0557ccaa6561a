//! One test for each kind of profile.

use std::sync::Arc;
use std::time::Duration;

use bedrock_simulator::{ACCESS_KEY_ID, EXPIRED_ACCESS_KEY_ID};
use outcrop_gateway::aws::Ask;

use crate::home::{Home, SSO, keys, printed};
use crate::services::{ACCESS_TOKEN, TEMPORARY_ID};
use crate::{Answers, Bench};

fn role(name: &str, more: &str) -> String {
    format!("[profile {name}]\nrole_arn = arn:aws:iam::111122223333:role/{name}\n{more}\n")
}

#[tokio::test]
async fn keys_in_a_file() {
    let bench = Bench::of(Home::new("", &keys("work")), "work").await;
    bench.works().await;
    assert_eq!(bench.last().0.as_deref(), Some(ACCESS_KEY_ID));
}

#[tokio::test]
async fn a_role_from_another_profile() {
    let home = Home::new(&role("Admin", "source_profile = work"), &keys("work"));
    let bench = Bench::of(home, "Admin").await;
    for _ in 0..3 {
        bench.works().await;
    }
    assert_eq!(bench.last().0.as_deref(), Some(TEMPORARY_ID));
    assert_eq!(bench.services.count("AssumeRole arn:aws:iam::111122223333:role/Admin"), 1, "asked for once");
}

#[tokio::test]
async fn a_role_that_is_refused() {
    let home = Home::new(&role("Forbidden", "source_profile = work"), &keys("work"));
    let message = Bench::of(home, "Forbidden").await.fails("aws_credentials").await;
    assert!(message.contains("role/Forbidden: AccessDenied"), "{message}");
    assert!(message.contains("sts:AssumeRole"), "{message}");
}

#[tokio::test]
async fn a_role_from_the_environment() {
    let home = Home::new(&role("Env", "credential_source = Environment"), "");
    let keys = [("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID), ("AWS_SECRET_ACCESS_KEY", "any")];
    let bench = Bench::with(home, &keys, |config| config.aws.profile = Some("Env".to_owned())).await;
    bench.works().await;
    assert_eq!(bench.last().0.as_deref(), Some(TEMPORARY_ID));
}

#[tokio::test]
async fn a_role_with_a_second_factor() {
    let config = role("Mfa", "source_profile = work\nmfa_serial = arn:aws:iam::111122223333:mfa/me");
    let with = async |answer: Option<&'static str>| {
        let ask: Arc<dyn Ask> = Arc::new(Answers(answer));
        let home = Home::new(&config, &keys("work"));
        Bench::asking(home, &[], Some(ask), |config| config.aws.profile = Some("Mfa".to_owned())).await
    };
    let right = with(Some("123456")).await;
    right.works().await;
    right.works().await;
    assert_eq!(right.services.count("AssumeRole arn:aws:iam::111122223333:role/Mfa 123456"), 1, "the session is kept");
    let message = with(Some("000000")).await.fails("aws_mfa_required").await;
    assert!(message.contains("was wrong"), "{message}");
    let message = with(None).await.fails("aws_mfa_required").await;
    assert!(message.contains("`Mfa` needs a code"), "{message}");
}

#[tokio::test]
async fn a_program_that_prints_credentials() {
    let home = Home::new("", "");
    let ran = home.path().join("ran");
    let command = format!("echo x >> {}; echo '{}'", ran.display(), printed());
    home.write(".aws/config", &format!("[profile helper]\ncredential_process = {command}\n"));
    let bench = Bench::of(home, "helper").await;
    bench.works().await;
    bench.works().await;
    assert_eq!(bench.home.read("ran"), "x\n", "it ran once");
}

/// The end of these is known to AWS alone.
#[tokio::test]
async fn credentials_that_aws_calls_expired_are_asked_for_anew() {
    let home = Home::new("", "");
    let ran = home.path().join("ran").display().to_string();
    let expired = printed().replace(ACCESS_KEY_ID, EXPIRED_ACCESS_KEY_ID);
    let command = format!("if [ -e {ran} ]; then echo '{}'; else echo '{expired}'; fi; echo x >> {ran}", printed());
    home.write(".aws/config", &format!("[profile helper]\ncredential_process = {command}\n"));
    let bench = Bench::of(home, "helper").await;
    let message = bench.fails("aws_credentials").await;
    assert!(message.contains("the credentials of profile `helper` have expired"), "{message}");
    assert_eq!(bench.simulator.requests().iter().filter(|call| call.model_id.is_some()).count(), 1, "no loop");
    bench.works().await;
    assert_eq!(bench.home.read("ran"), "x\nx\n");
}

#[tokio::test]
async fn a_program_that_fails_says_nothing_in_our_log() {
    let config = "[profile helper]\ncredential_process = echo canary-stderr >&2; exit 3\n";
    let message = Bench::of(Home::new(config, ""), "helper").await.fails("aws_credentials").await;
    assert!(message.contains("credential_process of profile `helper` failed (exit status: 3)"), "{message}");
}

/// As long as the SDK would have waited, and then as long again.
#[tokio::test]
async fn a_slow_program_is_given_time_and_runs_once_for_all() {
    let home = Home::new("", "");
    let ran = home.path().join("ran");
    let command = format!("echo x >> {}; sleep 40; echo '{}'", ran.display(), printed());
    home.write(".aws/config", &format!("[profile helper]\ncredential_process = {command}\n"));
    let bench = Bench::of(home, "helper").await;
    let request = || bench.client.chat_request(&crate::ask(crate::NOVA, "Hello"));
    let impatient = tokio::time::timeout(Duration::from_secs(2), bench.client.finish(request())).await;
    assert!(impatient.is_err(), "it was to be slow");
    let patient = async { tokio::time::timeout(Duration::from_secs(60), bench.live_status()).await.expect("in time") };
    let (one, two, three) = tokio::join!(patient, bench.live_status(), bench.live_status());
    assert_eq!([one, two, three], [200; 3]);
    assert_eq!(bench.home.read("ran"), "x\n", "it ran once, though the client that began it went away");
}

#[tokio::test]
async fn a_token_file_that_is_exchanged() {
    let home = Home::new("", "");
    home.write("token", "canary-web-token\n");
    let token = home.path().join("token");
    home.write(".aws/config", &role("Web", &format!("web_identity_token_file = {}", token.display())));
    let bench = Bench::of(home, "Web").await;
    bench.works().await;
    assert_eq!(bench.services.count("AssumeRoleWithWebIdentity arn:aws:iam::111122223333:role/Web"), 1);
}

#[tokio::test]
async fn an_instance() {
    let bench = Bench::with(Home::new("", ""), &[], |_| {}).await;
    bench.works().await;
    assert_eq!(bench.last().0.as_deref(), Some(TEMPORARY_ID));
    assert!(bench.services.count("metadata") > 0);
}

#[tokio::test]
async fn a_sign_in() {
    let home = Home::new(SSO, "");
    home.sign_in("corp", ACCESS_TOKEN, 3600);
    let bench = Bench::of(home, "dev").await;
    bench.works().await;
    assert_eq!(bench.last(), (Some(TEMPORARY_ID.to_owned()), Some("eu-west-1".to_owned())));
    assert_eq!(bench.services.count("GetRoleCredentials"), 1);
}

#[tokio::test]
async fn a_sign_in_of_the_legacy_form() {
    let url = "https://old.awsapps.com/start";
    let config = format!(
        "[profile old]\nsso_start_url = {url}\nsso_region = us-east-1\nsso_account_id = 111122223333\nsso_role_name = Dev\n"
    );
    let home = Home::new(&config, "");
    home.sign_in(url, ACCESS_TOKEN, 3600);
    Bench::of(home, "old").await.works().await;
}

#[tokio::test]
async fn a_session_of_aws_login_that_is_not_there() {
    let config = "[profile console]\nlogin_session = arn:aws:iam::111122223333:user/me\n";
    let message = Bench::of(Home::new(config, ""), "console").await.fails("aws_sso_expired").await;
    assert!(message.contains("`aws login --profile console`"), "{message}");
}

#[tokio::test]
async fn nothing_at_all() {
    let bench = Bench::with(Home::new("", ""), &[("AWS_EC2_METADATA_DISABLED", "true")], |_| {}).await;
    let message = bench.fails("aws_credentials").await;
    assert!(message.contains("--demo"), "{message}");
}

#[tokio::test]
async fn a_broken_profile_says_why_and_the_others_work() {
    let config = format!("[profile broken]\nthis is no setting canary\n{SSO}");
    let bench = Bench::of(Home::new(&config, &keys("work")), "broken").await;
    let message = bench.fails("aws_profile_broken").await;
    assert!(message.contains("line 2 of the config file"), "{message}");
    let answer = bench.chat_with(&[("x-outcrop-profile", "work")]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

//! The doctor: what is well, what is wrong, and what follows from it.

use bedrock_simulator::{Options, Simulator};
use outcrop_gateway::config::Credentials;
use outcrop_gateway::doctor::{Finding, Part, Verdict, examine};

use crate::home::{Home, SSO, keys};
use crate::services::{ACCESS_TOKEN, Services, temporary};
use crate::support;

/// Whether it is well, and every finding.
async fn examined(home: &Home, profile: &str) -> (bool, Vec<Finding>) {
    examined_at(0, home, profile).await
}

/// The same where AWS's clock is so many seconds ahead.
async fn examined_at(ahead: i64, home: &Home, profile: &str) -> (bool, Vec<Finding>) {
    let mut options = Options::default();
    options.credentials.push(temporary());
    let simulator = Simulator::start(options).await.expect("a simulator");
    let services = Services::start().await;
    simulator.set_clock(ahead);
    services.state().ahead = ahead;
    let mut config = support::config(&simulator.url());
    (config.aws.credentials, config.aws.region) = (Credentials::Chain, None);
    config.aws.profile = Some(profile.to_owned());
    let mut found = Vec::new();
    let more = [("AWS_ACCESS_KEY_ID", "AKIAWRONG"), ("AWS_SECRET_ACCESS_KEY", "canary-wrong")];
    let well = examine(&config, home.environment(&services, &more), |finding| found.push(finding)).await;
    assert!(!format!("{found:?}").contains("canary"), "{found:#?}");
    (well, found)
}

fn said(found: &[Finding], part: Part, verdict: Verdict) -> String {
    let fits = |finding: &&Finding| finding.part == part && finding.verdict == verdict;
    found.iter().find(fits).unwrap_or_else(|| panic!("{part:?} {verdict:?}: {found:#?}")).what.to_string()
}

#[tokio::test]
async fn all_is_well() {
    let home = Home::new(SSO, &keys("work"));
    home.sign_in("corp", ACCESS_TOKEN, 3600);
    let (well, found) = examined(&home, "dev").await;
    assert!(well, "{found:#?}");
    assert!(said(&found, Part::Files, Verdict::Well).starts_with("2 profiles in "));
    assert_eq!(said(&found, Part::Identity, Verdict::Odd), "profile `dev` wins over AWS_ACCESS_KEY_ID");
    let words = "credentials from profile `dev`; region eu-west-1 (from profile `dev`)";
    assert_eq!(said(&found, Part::Identity, Verdict::Well), words);
    assert!(said(&found, Part::Account, Verdict::Well).starts_with("account 111122223333, arn:aws:sts::"));
    said(&found, Part::Clock, Verdict::Well);
    said(&found, Part::Models, Verdict::Well);
    assert!(said(&found, Part::Call, Verdict::Well).ends_with(" answers"));
}

#[tokio::test]
async fn an_expired_sign_in_ends_the_walk() {
    let home = Home::new(SSO, "");
    home.sign_in("corp", ACCESS_TOKEN, -60);
    let (well, found) = examined(&home, "dev").await;
    assert!(!well);
    assert!(said(&found, Part::Identity, Verdict::Wrong).contains("`aws sso login --profile dev`"));
    for part in [Part::Account, Part::Clock, Part::Models, Part::Call] {
        said(&found, part, Verdict::Skipped);
    }
}

#[tokio::test]
async fn a_broken_file_is_told_whole() {
    let home = Home::new("stray = 1\n[profile bad]\nwhat\n[profile dev]\n", &keys("work"));
    let (well, found) = examined(&home, "work").await;
    assert!(well, "the chosen one works: {found:#?}");
    let odd: Vec<String> = found.iter().filter(|it| it.verdict == Verdict::Odd).map(|it| it.what.to_string()).collect();
    assert!(odd[0].starts_with("line 1 of the config file: it stands before the first section"), "{odd:?}");
    assert!(odd[1].starts_with("profile `bad` is broken: line 3 of the config file"), "{odd:?}");
}

#[tokio::test]
async fn keys_that_aws_does_not_know() {
    let home = Home::new("", "[old]\naws_access_key_id = AKIAGONE\naws_secret_access_key = canary-gone\n");
    let (well, found) = examined(&home, "old").await;
    assert!(!well);
    assert!(said(&found, Part::Account, Verdict::Wrong).contains("InvalidClientTokenId"));
    assert!(said(&found, Part::Call, Verdict::Wrong).contains("check the profile"), "{found:#?}");
}

#[tokio::test]
async fn a_wrong_clock_is_told_though_all_works() {
    let home = Home::new(SSO, "");
    home.sign_in("corp", ACCESS_TOKEN, 3600);
    for (ahead, words) in [(-1200, "20 min fast"), (1230, "20 min slow")] {
        let (well, found) = examined_at(ahead, &home, "dev").await;
        assert!(well, "{found:#?}");
        assert!(said(&found, Part::Clock, Verdict::Odd).contains(words), "{found:#?}");
        said(&found, Part::Call, Verdict::Well);
    }
}

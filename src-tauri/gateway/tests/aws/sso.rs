//! Sign-ins that expire, are renewed, are refused, and are waited for.

use std::time::{Duration, Instant};

use crate::home::{Home, SSO, token_file};
use crate::services::{ACCESS_TOKEN, CLIENT_SECRET, REFRESH_TOKEN};
use crate::{AT_ONCE, Bench};

#[tokio::test]
async fn nobody_has_signed_in() {
    let bench = Bench::of(Home::new(SSO, ""), "dev").await;
    let message = bench.fails("aws_sso_expired").await;
    assert!(message.contains("`dev` is not signed in"), "{message}");
    assert!(message.contains("`aws sso login --profile dev`"), "{message}");
    assert_eq!(bench.services.state().calls, Vec::<String>::new());
}

#[tokio::test]
async fn an_expired_sign_in_fails_at_once_and_somebody_elses_sign_in_mends_it() {
    let home = Home::new(SSO, "");
    home.sign_in("corp", ACCESS_TOKEN, -60);
    let bench = Bench::of(home, "dev").await;
    for _ in 0..3 {
        let message = bench.fails("aws_sso_expired").await;
        assert!(message.contains("has expired"), "{message}");
    }
    assert_eq!(bench.services.state().calls, Vec::<String>::new(), "nobody was asked in vain");
    bench.home.sign_in("corp", ACCESS_TOKEN, 3600);
    bench.works().await;
}

#[tokio::test]
async fn a_sign_in_that_aws_no_longer_takes() {
    let home = Home::new(SSO, "");
    home.sign_in("corp", "revoked", 3600);
    let bench = Bench::of(home, "dev").await;
    let message = bench.fails("aws_sso_expired").await;
    assert!(message.contains("no longer takes"), "{message}");
    assert_eq!(bench.services.count("GetRoleCredentials"), 1, "no loop");
}

#[tokio::test]
async fn a_role_that_is_not_assigned() {
    let home = Home::new(&SSO.replace("= Dev", "= Forbidden"), "");
    home.sign_in("corp", ACCESS_TOKEN, 3600);
    let message = Bench::of(home, "dev").await.fails("aws_credentials").await;
    assert!(message.contains("may not use role Forbidden in account 111122223333"), "{message}");
}

#[tokio::test]
async fn a_sign_in_is_renewed_once_for_all_and_kept_for_other_tools() {
    let home = Home::new(SSO, "");
    home.renewable_sign_in("corp", "old", -60);
    let bench = Bench::of(home, "dev").await;
    let answers = tokio::join!(bench.chat(), bench.chat(), bench.chat(), bench.chat());
    for answer in [answers.0, answers.1, answers.2, answers.3] {
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    assert_eq!(bench.services.count("CreateToken refresh_token"), 1);
    let file: serde_json::Value = serde_json::from_str(&bench.home.read(&token_file("corp"))).unwrap();
    assert!(file["accessToken"].as_str().unwrap().starts_with(ACCESS_TOKEN));
    assert_eq!(file["refreshToken"], REFRESH_TOKEN);
    assert_eq!(file["clientSecret"], CLIENT_SECRET);
    assert_eq!(file["startUrl"], "https://corp.awsapps.com/start");
}

#[tokio::test]
async fn a_renewal_that_is_refused() {
    let home = Home::new(SSO, "");
    home.renewable_sign_in("corp", "old", -60);
    let bench = Bench::of(home, "dev").await;
    bench.services.state().refuse_token = Some("InvalidGrantException");
    bench.fails("aws_sso_expired").await;
    assert_eq!(bench.services.count("CreateToken"), 1, "no loop");
}

#[tokio::test]
async fn credentials_that_expire_under_load_are_renewed_without_a_failure() {
    let home = Home::new(SSO, "");
    home.sign_in("corp", ACCESS_TOKEN, 3600);
    let bench = Bench::of(home, "dev").await;
    // Good for less than we want, so each is renewed; good for long enough to be used.
    bench.services.state().role_seconds = Some(62);
    for _ in 0..4 {
        let answers = tokio::join!(bench.chat(), bench.chat(), bench.chat());
        assert_eq!([answers.0.status, answers.1.status, answers.2.status], [200; 3]);
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    let asked = bench.services.count("GetRoleCredentials");
    assert!((2..=4).contains(&asked), "{asked}");
}

#[tokio::test]
async fn requests_wait_for_a_sign_in_under_way() {
    let bench = Bench::of(Home::new(SSO, ""), "dev").await;
    let under_way = bench.sign_ins.begin("corp").expect("the only one");
    assert!(bench.sign_ins.begin("corp").is_none(), "one at a time");
    let signing_in = async {
        tokio::time::sleep(Duration::from_millis(700)).await;
        bench.home.sign_in("corp", ACCESS_TOKEN, 3600);
        drop(under_way);
    };
    let began = Instant::now();
    let (answer, ()) = tokio::join!(bench.chat(), signing_in);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(began.elapsed() >= Duration::from_millis(700));
}

#[tokio::test]
async fn but_not_for_ever() {
    let bench = Bench::with(Home::new(SSO, ""), &[], |config| {
        config.aws.profile = Some("dev".to_owned());
        config.limits.sign_in = Duration::from_millis(500);
    })
    .await;
    let _under_way = bench.sign_ins.begin("corp").expect("the only one");
    let began = Instant::now();
    bench.fails("aws_sso_expired").await;
    assert!((Duration::from_millis(500)..AT_ONCE).contains(&began.elapsed()));
}

/// Fifty at once, again and again.
async fn load(bench: &Bench) -> Vec<u16> {
    let requests = (0..50).map(|_| bench.chat());
    futures_util::future::join_all(requests).await.iter().map(|answer| answer.status).collect()
}

#[tokio::test]
async fn a_sign_in_that_ends_under_load_is_renewed_once_and_nobody_notices() {
    let home = Home::new(SSO, "");
    // Both come to their end within two seconds from now, as far as we want to use them.
    home.renewable_sign_in("corp", ACCESS_TOKEN, 302);
    let bench = Bench::of(home, "dev").await;
    bench.services.state().role_seconds = Some(62);
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(4) {
        assert_eq!(load(&bench).await, [200; 50]);
    }
    assert_eq!(bench.services.count("CreateToken"), 1);
    let roles = bench.services.count("GetRoleCredentials");
    assert!((2..=10).contains(&roles), "{roles}: not once for each of the requests");
}

#[tokio::test]
async fn a_renewal_that_is_refused_under_load_fails_all_at_once_and_is_not_tried_again() {
    let home = Home::new(SSO, "");
    home.renewable_sign_in("corp", "old", -60);
    let bench = Bench::of(home, "dev").await;
    bench.services.state().refuse_token = Some("InvalidGrantException");
    let began = Instant::now();
    assert_eq!(load(&bench).await, [503; 50]);
    assert!(began.elapsed() < AT_ONCE * 2, "{:?}", began.elapsed());
    for _ in 0..3 {
        bench.fails("aws_sso_expired").await;
    }
    assert_eq!(bench.services.count("CreateToken"), 1, "the refresh token will not get better");
    assert!(bench.simulator.requests().is_empty(), "and Bedrock was not bothered");
    // Somebody signs in elsewhere while requests keep coming.
    bench.services.state().refuse_token = None;
    let (mended, _) = tokio::join!(
        async {
            let mut statuses = Vec::new();
            for _ in 0..40 {
                statuses.push(bench.chat().await.status);
                tokio::time::sleep(Duration::from_millis(25)).await;
            }
            statuses
        },
        async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            bench.home.sign_in("corp", ACCESS_TOKEN, 3600);
        }
    );
    let first = mended.iter().position(|status| *status == 200).expect("it goes on");
    assert!(mended[..first].iter().all(|status| *status == 503) && mended[first..].iter().all(|status| *status == 200));
}

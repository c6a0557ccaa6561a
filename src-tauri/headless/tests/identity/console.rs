//! Sessions of `aws login`. The SDK finds them by the real environment, so only a process can be tested.

use std::time::Duration;

use crate::home::{Home, session_file};
use crate::program::Running;
use crate::services::REFRESH_TOKEN;
use crate::{Aws, chat};

const SESSION: &str = "arn:aws:iam::111122223333:user/me";

async fn start(good_for: i64) -> (Aws, Home, Running) {
    let (aws, home) = (
        Aws::start().await,
        Home::new(&format!("[profile console]\nlogin_session = {SESSION}\nregion = us-east-1\n"), ""),
    );
    home.log_in(SESSION, good_for);
    let running = Running::start(aws.command(&home, &["--port", "0", "--profile", "console"]));
    (aws, home, running)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clis_session_is_used() {
    let (aws, _home, running) = start(3600).await;
    let answer = chat(&running, None);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(aws.services.count("CreateOAuth2Token"), 0, "it is good for an hour");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_renewed_as_the_cli_does_and_kept_for_it() {
    let (aws, home, running) = start(-60).await;
    for _ in 0..3 {
        let answer = chat(&running, None);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    assert_eq!(aws.services.count("CreateOAuth2Token refresh_token"), 1);
    let kept: serde_json::Value = serde_json::from_str(&home.read(&session_file(SESSION))).unwrap();
    assert_eq!(kept["refreshToken"], REFRESH_TOKEN);
    assert!(
        kept["accessToken"]["expiresAt"].as_str().unwrap() > crate::home::moment(600).as_str(),
        "{}",
        kept["accessToken"]["expiresAt"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_ended_is_named_once_and_mended_by_the_cli() {
    let (aws, home, running) = start(-60).await;
    aws.services.state().refuse_token = Some("AccessDeniedException");
    for _ in 0..3 {
        let answer = chat(&running, None);
        assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("`aws login --profile console`"), "{answer}");
        assert!(answer.contains("x-should-retry: false"), "{answer}");
    }
    assert_eq!(aws.services.count("CreateOAuth2Token"), 1, "it will not get better");
    // A file's time is no finer than that everywhere.
    tokio::time::sleep(Duration::from_millis(20)).await;
    home.log_in(SESSION, 3600);
    let answer = chat(&running, None);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

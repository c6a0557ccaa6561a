//! A machine whose clock is wrong: AWS is called all the same, and people are told.

use crate::Bench;
use crate::home::{Home, SSO, keys};
use crate::services::ACCESS_TOKEN;
use crate::support::eventually;

const TWO_HOURS: i64 = 7200;

fn calls(bench: &Bench) -> usize {
    bench.simulator.requests().iter().filter(|call| call.model_id.is_some()).count()
}

#[tokio::test]
async fn signatures_are_made_by_awss_clock() {
    let bench = Bench::of(Home::new("", &keys("work")), "work").await;
    bench.simulator.set_clock(-TWO_HOURS);
    bench.works().await;
    assert_eq!(calls(&bench), 2, "one refusal, which says what time it is");
    bench.works().await;
    assert_eq!(calls(&bench), 3, "and none after that");
    let told = bench.gateway.watch_identity();
    eventually("word of the clock", || told.borrow().clock == Some(120)).await;
    // Somebody sets the clock.
    bench.simulator.set_clock(0);
    bench.works().await;
    eventually("nothing to tell", || told.borrow().clock.is_none()).await;
}

/// By this machine's clock they have expired before they come.
#[tokio::test]
async fn credentials_end_by_awss_clock() {
    let home = Home::new(SSO, "");
    home.sign_in("corp", ACCESS_TOKEN, 3600);
    let bench = Bench::of(home, "dev").await;
    bench.simulator.set_clock(-TWO_HOURS);
    bench.services.state().ahead = -TWO_HOURS;
    for _ in 0..3 {
        bench.works().await;
    }
    assert_eq!(bench.services.count("GetRoleCredentials"), 1, "they are kept");
}

/// The SDK corrects the time, so AWS has to be stubborn.
#[tokio::test]
async fn what_cannot_be_corrected_is_named() {
    for (script, ahead, words) in [
        (
            "message=\"Signature expired: 20261122T180000Z is now earlier than 20261122T181000Z\"",
            1200,
            "20 min behind AWS's",
        ),
        ("message=\"The request signature we calculated does not match\"", -1260, "21 min ahead of AWS's"),
        ("message=\"Signature not yet current: 20261122T180000Z is still later\"", 0, "too far from AWS's"),
    ] {
        let bench = Bench::of(Home::new("", &keys("work")), "work").await;
        bench.simulator.set_clock(ahead);
        bench.simulator.enqueue(format!("http:InvalidSignatureException times=9 {script}").parse().unwrap());
        // The list of models is fetched by other signatures.
        let message = bench.fails("clock_skew").await;
        assert!(message.starts_with(&format!("This machine's clock is {words}")), "{message}");
        assert!(message.contains("Set the clock"), "{message}");
    }
}

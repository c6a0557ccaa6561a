//! Starting and stopping.

use std::net::SocketAddr;
use std::time::Duration;

use outcrop_gateway::observe::Outcome;
use outcrop_gateway::{Deps, StartError, start};
use tokio::net::{TcpListener, TcpStream};

use crate::support::client::Client;
use crate::support::sse::{Sse, told};
use crate::support::{Bench, NOVA, ask_stream, config};

/// Somebody else has `localhost` in one of the two families: we are not to be had in the other.
#[tokio::test]
async fn a_port_that_is_taken() {
    for taken in ["127.0.0.1:0", "[::1]:0"] {
        let Ok(squatter) = TcpListener::bind(taken).await else {
            panic!("this machine has no {taken}: the test cannot run");
        };
        let address = squatter.local_addr().expect("an address");
        let mut config = config("http://127.0.0.1:1");
        config.listen.port = address.port();
        let refused = start(config, Deps::default()).await.expect_err("the port is taken");
        assert!(matches!(&refused, StartError::PortTaken { address: said } if *said == address), "{refused:?}");
        let other: SocketAddr = format!("{}:{}", if address.is_ipv4() { "[::1]" } else { "127.0.0.1" }, address.port())
            .parse()
            .expect("an address");
        assert!(TcpStream::connect(other).await.is_err(), "listening nowhere");
    }
}

#[tokio::test]
async fn both_loopback_addresses_are_ours() {
    let bench = Bench::start().await;
    let port = bench.gateway.address().port();
    for address in [format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        let client = Client::new(address.parse().expect("an address"));
        assert_eq!(client.get("/v1/models").await.status, 200, "{address}");
    }
}

#[tokio::test]
async fn a_port_is_free_again_after_the_end() {
    let bench = Bench::start().await;
    let port = bench.gateway.address().port();
    bench.client.get("/health").await;
    bench.gateway.shutdown().await;
    let mut config = config(&bench.simulator.url());
    config.listen.port = port;
    start(config, Deps::default()).await.expect("the port is free");
}

/// A stream in flight is finished, and nobody new comes in.
#[tokio::test]
async fn shutdown_lets_requests_finish() {
    let bench = Bench::start().await;
    bench.script("long words=30 gap=20");
    let mut live = bench.client.live(&ask_stream(NOVA, "Hello")).await;
    let mut events = vec![live.next().await.expect("the role")];
    let address = bench.gateway.address();
    let gateway = bench.gateway;
    let ending = tokio::spawn(async move { gateway.shutdown().await });
    while let Some(event) = live.next().await {
        events.push(event);
    }
    assert_eq!(events.last(), Some(&Sse::Done));
    assert_eq!(told(&events).finish(), Some("stop"));
    drop(live);
    ending.await.expect("it ends");
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
    assert_eq!(bench.feed.rows()[0].outcome, Outcome::Finished);
}

/// But not for ever.
#[tokio::test]
async fn shutdown_cuts_off_what_takes_too_long() {
    let bench = Bench::with(|config| config.limits.drain = Duration::from_millis(200)).await;
    bench.script("freeze after=2");
    let mut live = bench.client.live(&ask_stream(NOVA, "Hello")).await;
    live.next().await;
    bench.gateway.shutdown().await;
    crate::support::eventually("the row to be closed", || bench.feed.rows()[0].outcome != Outcome::Open).await;
    assert_ne!(bench.feed.rows()[0].outcome, Outcome::Finished);
}

/// An idle connection that is kept alive does not hold the end up.
#[tokio::test]
async fn shutdown_does_not_wait_for_idle_connections() {
    let bench = Bench::start().await;
    let idle = TcpStream::connect(bench.gateway.address()).await.expect("a connection");
    tokio::time::sleep(Duration::from_millis(50)).await;
    tokio::time::timeout(Duration::from_secs(8), bench.gateway.shutdown()).await.expect("an end");
    drop(idle);
}

#[tokio::test]
async fn settings_that_do_not_fit_are_named() {
    type Change = fn(&mut outcrop_gateway::config::Config);
    let rows: [(Change, &str); 4] = [
        (|config| config.origins = vec!["*".into()], "origins"),
        (|config| config.origins = vec!["https://app.example/path".into()], "origins"),
        (|config| config.aws.endpoint = Some("localhost:4566".into()), "aws.endpoint"),
        (|config| config.aws.region = Some("Frankfurt".into()), "aws.region"),
    ];
    for (change, field) in rows {
        let mut config = config("http://127.0.0.1:1");
        change(&mut config);
        let refused = start(config, Deps::default()).await.expect_err(field);
        assert!(matches!(&refused, StartError::Config(error) if error.field == field), "{refused:?}");
    }
}

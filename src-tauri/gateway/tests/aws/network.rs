//! Connections that died in silence: the machine slept, or is on another network.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::home::{Home, keys};
use crate::{AT_ONCE, Bench};

/// A network between us and AWS. Once it is cut, connections that were open before stay open, and nothing comes through.
struct Wire {
    url: String,
    cuts: watch::Sender<u32>,
    opened: Arc<AtomicUsize>,
}

impl Wire {
    fn to(endpoint: &str) -> Self {
        let target: SocketAddr = endpoint.strip_prefix("http://").expect("http").parse().expect("an address");
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a socket");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let listener = TcpListener::from_std(listener).expect("a listener");
        let (cuts, opened) = (watch::Sender::new(0), Arc::new(AtomicUsize::new(0)));
        let (heard, counted) = (cuts.subscribe(), Arc::clone(&opened));
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                counted.fetch_add(1, Ordering::Relaxed);
                let mut cut = heard.clone();
                cut.mark_unchanged();
                tokio::spawn(async move {
                    let far = TcpStream::connect(target).await.expect("AWS");
                    let (near, far) = (near.into_split(), far.into_split());
                    tokio::join!(pump(near.0, far.1, cut.clone()), pump(far.0, near.1, cut));
                });
            }
        });
        Self { url, cuts, opened }
    }

    fn cut(&self) {
        self.cuts.send_modify(|cuts| *cuts += 1);
    }
}

/// Until one side ends; after a cut nothing is said any more, not even that it ended.
async fn pump(mut from: impl AsyncReadExt + Unpin, mut to: impl AsyncWriteExt + Unpin, mut cut: watch::Receiver<u32>) {
    let mut buffer = [0; 16 * 1024];
    loop {
        tokio::select! {
            biased;
            _ = cut.changed() => std::future::pending().await,
            read = from.read(&mut buffer) => match read {
                Ok(length) if length > 0 && to.write_all(&buffer[..length]).await.is_ok() => {}
                _ => return,
            }
        }
    }
}

async fn bench() -> (Bench, Wire) {
    let mut wire = None;
    let bench = Bench::with(Home::new("", &keys("work")), &[], |config| {
        let made = Wire::to(config.aws.endpoint.as_deref().expect("an endpoint"));
        (config.aws.endpoint, config.aws.profile) = (Some(made.url.clone()), Some("work".to_owned()));
        wire = Some(made);
    })
    .await;
    (bench, wire.expect("a wire"))
}

#[tokio::test]
async fn after_sleep_nothing_waits_for_a_dead_connection() {
    let (bench, wire) = bench().await;
    bench.works().await;
    bench.works().await;
    let opened = wire.opened.load(Ordering::Relaxed);
    bench.works().await;
    assert_eq!(wire.opened.load(Ordering::Relaxed), opened, "connections are kept");
    wire.cut();
    bench.gateway.woke();
    let began = Instant::now();
    bench.works().await;
    assert!(began.elapsed() < AT_ONCE, "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_call_that_waits_in_vain_is_made_again() {
    let (bench, wire) = bench().await;
    bench.works().await;
    wire.cut();
    let waits = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        bench.gateway.woke();
    };
    let (answer, ()) = tokio::join!(tokio::time::timeout(Duration::from_secs(40), bench.chat()), waits);
    let answer = answer.expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[tokio::test]
async fn a_call_that_was_given_up_takes_its_neighbours_with_it() {
    let (bench, wire) = bench().await;
    bench.works().await;
    wire.cut();
    let given_up = tokio::time::timeout(Duration::from_secs(12), bench.chat()).await;
    assert!(given_up.is_err(), "nobody answers");
    let began = Instant::now();
    bench.works().await;
    assert!(began.elapsed() < AT_ONCE, "{:?}", began.elapsed());
}

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bedrock_simulator::{ACCESS_KEY_ID, Options, SECRET_ACCESS_KEY, Simulator};
use outcrop_gateway::config::{Aws, Config, Credentials};
use outcrop_gateway::observe::{App, Feed, Outcome};
use outcrop_gateway::{Deps, Handle};
use secrecy::SecretString;

use super::*;

/// A gateway on a simulated Bedrock, and its log.
struct House {
    gateway: Handle,
    feed: Feed,
    key: ApiKey,
    _simulator: Simulator,
}

impl House {
    async fn build() -> Self {
        let simulator = Simulator::start(Options::demo()).await.unwrap();
        let key = ApiKey::generate().unwrap();
        let mut config = Config::new(key.clone());
        config.listen.port = 0;
        config.aws = Aws {
            region: Some("us-east-1".into()),
            endpoint: Some(simulator.url()),
            credentials: Credentials::Static {
                access_key_id: ACCESS_KEY_ID.to_owned(),
                secret_access_key: SecretString::from(SECRET_ACCESS_KEY),
            },
            ..Aws::default()
        };
        let deps = Deps::default();
        let feed = deps.feed.clone();
        let gateway = outcrop_gateway::start(config, deps).await.unwrap();
        Self { gateway, feed, key, _simulator: simulator }
    }

    fn api(&self) -> Api {
        Api::new(&self.gateway.url(), self.key.clone()).unwrap()
    }

    async fn played(&self, api: Api, body: &str) -> Vec<Part> {
        let told = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&told);
        api.play(body.to_owned(), move |part| hears.lock().unwrap().push(part)).await;
        std::mem::take(&mut *told.lock().unwrap())
    }
}

const HELLO: &str = r#"{"model":"gpt-4o","messages":[{"role":"user","content":"hello"}]}"#;

#[tokio::test]
async fn an_answer_comes_in_pieces_and_the_log_knows_who_asked() {
    let house = House::build().await;
    let parts = house.played(house.api(), HELLO).await;
    assert_eq!(parts.last(), Some(&Part::Ended));
    assert!(parts.len() > 2, "{parts:?}");
    for part in &parts[..parts.len() - 1] {
        let Part::Data { json } = part else { panic!("{part:?}") };
        assert_eq!(serde_json::from_str::<Value>(json).unwrap()["object"], "chat.completion.chunk");
    }
    assert_eq!(house.feed.rows()[0].app, Some(App::Playground));
}

#[tokio::test]
async fn what_is_refused_is_told_in_the_gateways_words() {
    let house = House::build().await;
    let parts = house.played(house.api(), r#"{"model":"gpt-4o","messages":"hello"}"#).await;
    let [Part::Failed { status: Some(400), refusal: Refusal::Said { words } }] = &parts[..] else {
        panic!("{parts:?}")
    };
    assert!(words.contains("messages"), "{words}");
    let stranger = Api::new(&house.gateway.url(), ApiKey::generate().unwrap()).unwrap();
    let parts = house.played(stranger, HELLO).await;
    assert!(matches!(&parts[..], [Part::Failed { status: Some(401), .. }]), "{parts:?}");
    let parts = house.played(house.api(), "[]").await;
    assert!(matches!(&parts[..], [Part::Failed { status: None, .. }]), "{parts:?}");
}

#[tokio::test]
async fn nobody_there_is_told_without_an_address() {
    let house = House::build().await;
    house.gateway.shutdown().await;
    let parts = house.played(house.api(), HELLO).await;
    assert_eq!(parts, [Part::Failed { status: None, refusal: Refusal::NotListening }]);
}

#[tokio::test]
async fn hanging_up_cancels_the_request() {
    let house = House::build().await;
    let (first, mut came) = tokio::sync::mpsc::unbounded_channel();
    let playing = tokio::spawn(house.api().play(HELLO.to_owned(), move |part| drop(first.send(part))));
    came.recv().await.unwrap();
    playing.abort();
    let ended = async {
        while house.feed.rows()[0].outcome == Outcome::Open {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), ended).await.unwrap();
    assert_eq!(house.feed.rows()[0].outcome, Outcome::Cancelled);
}

#[tokio::test]
async fn a_request_is_sent_once_more_elsewhere() {
    let house = House::build().await;
    let call = Call {
        app: "replay",
        path: "/v1/chat/completions".into(),
        body: HELLO.into(),
        profile: None,
        region: Some("eu-west-1".into()),
    };
    house.api().replay(call).await;
    let rows = house.feed.rows();
    assert_eq!((rows.len(), rows[0].region.as_deref()), (1, Some("eu-west-1")));
}

#[test]
fn lines_are_put_together_wherever_they_are_cut() {
    let stream = ": ping\r\n\r\ndata: {\"a\":\"é\"}\n\nevent: error\ndata:{}\n\ndata: [DONE]\n\n".as_bytes();
    for cut in 0..stream.len() {
        let mut lines = Lines::default();
        let mut found = lines.take(&stream[..cut]);
        found.extend(lines.take(&stream[cut..]));
        assert_eq!(found, ["{\"a\":\"é\"}", "{}", "[DONE]"], "cut at {cut}");
    }
}

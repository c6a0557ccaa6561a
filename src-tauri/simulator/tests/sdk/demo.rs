//! Demo mode: what people see.

use std::time::{Duration, Instant};

use bedrock_simulator::{ACCESS_KEY_ID, Options, SECRET_ACCESS_KEY};

use crate::stream::fold;
use crate::support::{Bench, NOVA};

#[tokio::test]
async fn a_demo_talks_calls_tools_and_keeps_nothing() {
    let bench = Bench::with(Options::demo(), ACCESS_KEY_ID, SECRET_ACCESS_KEY).await;
    let start = Instant::now();
    let folded = fold(&bench, NOVA, "What is the weather in Lisbon?").await.unwrap();
    assert!(start.elapsed() > Duration::from_millis(200));
    assert_eq!(folded.blocks.last().unwrap(), r#"get_weather:{"city":"Lisbon"}"#);
    assert!(bench.simulator.requests().is_empty());
}

#[tokio::test]
async fn directives_work_in_a_demo() {
    let bench = Bench::with(Options::demo(), ACCESS_KEY_ID, SECRET_ACCESS_KEY).await;
    let folded = fold(&bench, NOVA, "[[script: text text=Hello gap=1]]").await.unwrap();
    assert_eq!(folded.blocks, ["Hello"]);
}

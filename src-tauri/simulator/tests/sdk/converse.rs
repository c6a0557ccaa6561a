//! Conversations, plain and streamed, and everything that can go wrong with them.

use aws_sdk_bedrockruntime::types::{ContentBlockDelta, ConverseStreamOutput, StopReason};

use crate::support::{Bench, NOVA, user};

#[tokio::test]
async fn a_plain_answer() {
    let bench = Bench::start().await;
    let answer = bench.runtime.converse().model_id(NOVA).messages(user("Hello")).send().await.unwrap();
    assert_eq!(*answer.stop_reason(), StopReason::EndTurn);
    let message = answer.output().unwrap().as_message().unwrap();
    assert_eq!(message.content()[0].as_text().unwrap(), "This is the simulator's answer to: Hello");
    assert!(answer.usage().unwrap().total_tokens() > 0);
}

#[tokio::test]
async fn a_streamed_answer_adds_up_to_the_plain_one() {
    let bench = Bench::start().await;
    let mut answer = bench.runtime.converse_stream().model_id(NOVA).messages(user("Hello")).send().await.unwrap();
    let (mut text, mut stop, mut usage) = (String::new(), None, None);
    while let Some(event) = answer.stream.recv().await.unwrap() {
        match event {
            ConverseStreamOutput::ContentBlockDelta(event) => {
                if let Some(ContentBlockDelta::Text(part)) = event.delta() {
                    text.push_str(part);
                }
            }
            ConverseStreamOutput::MessageStop(event) => stop = Some(event.stop_reason().clone()),
            ConverseStreamOutput::Metadata(event) => usage = event.usage().cloned(),
            _ => {}
        }
    }
    assert_eq!(text, "This is the simulator's answer to: Hello");
    assert_eq!(stop, Some(StopReason::EndTurn));
    assert!(usage.unwrap().output_tokens() > 0);
}

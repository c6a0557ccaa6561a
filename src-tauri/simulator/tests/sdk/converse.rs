//! Plain conversations: answers, exceptions, tool loops, reasoning that is replayed.

use std::time::{Duration, Instant};

use aws_sdk_bedrockruntime::error::ProvideErrorMetadata;
use aws_sdk_bedrockruntime::operation::RequestId;
use aws_sdk_bedrockruntime::operation::converse::ConverseError;
use aws_sdk_bedrockruntime::types::{
    ContentBlock, ConversationRole, InferenceConfiguration, Message, StopReason, ToolResultBlock,
    ToolResultContentBlock,
};
use aws_smithy_types::Document;
use bedrock_simulator::{Options, Outcome};

use crate::stream::fold;
use crate::support::{Bench, NOVA, tool_config, user};

const CLAUDE: &str = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

fn object(pairs: &[(&str, Document)]) -> Document {
    Document::Object(pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}

fn thinking() -> Document {
    let number = Document::Number(aws_smithy_types::Number::PosInt(1024));
    object(&[("thinking", object(&[("type", "enabled".into()), ("budget_tokens", number)]))])
}

#[tokio::test]
async fn a_plain_answer() {
    let bench = Bench::start().await;
    let answer = bench.runtime.converse().model_id(NOVA).messages(user("Hello")).send().await.unwrap();
    assert_eq!(*answer.stop_reason(), StopReason::EndTurn);
    let message = answer.output().unwrap().as_message().unwrap();
    assert_eq!(message.content()[0].as_text().unwrap(), "This is the simulator's answer to: Hello");
    assert!(answer.usage().unwrap().total_tokens() > 0);
    assert!(answer.request_id().is_some());
    let recorded = &bench.simulator.requests()[0];
    assert_eq!(recorded.model_id.as_deref(), Some(NOVA));
    assert_eq!(recorded.outcome, Outcome::Completed);
    assert!(recorded.unknown_members.is_empty());
    assert_eq!(recorded.body["messages"][0]["content"][0]["text"], "Hello");
}

#[tokio::test]
async fn every_http_exception_is_its_variant() {
    let bench = Bench::start().await;
    for (name, status) in [
        ("ValidationException", 400),
        ("AccessDeniedException", 403),
        ("ResourceNotFoundException", 404),
        ("ModelTimeoutException", 408),
        ("ModelErrorException", 424),
        ("ThrottlingException", 429),
        ("ModelNotReadyException", 429),
        ("InternalServerException", 500),
        ("ServiceUnavailableException", 503),
    ] {
        bench.script(&format!("http:{name} message=\"Not now.\""));
        let error = bench.runtime.converse().model_id(NOVA).messages(user("Hi")).send().await.unwrap_err();
        assert_eq!(error.raw_response().unwrap().status().as_u16(), status);
        let error = error.into_service_error();
        assert_eq!((error.code(), error.message()), (Some(name), Some("Not now.")));
        assert!(is_variant(&error), "{name}");
    }
}

/// Whether the SDK knew the exception.
fn is_variant(error: &ConverseError) -> bool {
    error.is_validation_exception()
        || error.is_access_denied_exception()
        || error.is_resource_not_found_exception()
        || error.is_model_timeout_exception()
        || error.is_model_error_exception()
        || error.is_throttling_exception()
        || error.is_model_not_ready_exception()
        || error.is_internal_server_exception()
        || error.is_service_unavailable_exception()
}

#[tokio::test]
async fn retries_come_through() {
    let bench = Bench::with_retries(3).await;
    let text = "Hi [[script: http:ThrottlingException times=2]]";
    let answer = bench.runtime.converse().model_id(NOVA).messages(user(text)).send().await;
    assert!(answer.is_ok());
    assert_eq!(bench.simulator.requests().len(), 3);
}

#[tokio::test]
async fn models_that_cannot_be_called_say_why() {
    let options = Options { denied_models: vec!["amazon.nova-pro-v1:0".to_owned()], ..Options::default() };
    let bench = Bench::with_options(options).await;
    for (id, code, part) in [
        ("no.model", "ValidationException", "identifier is invalid"),
        ("anthropic.claude-sonnet-5", "ValidationException", "on-demand throughput"),
        ("amazon.nova-canvas-v1:0", "ResourceNotFoundException", "end of its life"),
        ("amazon.nova-pro-v1:0", "AccessDeniedException", "don't have access"),
        ("cohere.embed-v4:0", "ValidationException", "doesn't support the model"),
    ] {
        let error = bench.runtime.converse().model_id(id).messages(user("Hi")).send().await.unwrap_err();
        assert_eq!(error.code(), Some(code), "{id}");
        assert!(error.message().unwrap().contains(part), "{id}");
    }
}

#[tokio::test]
async fn arns_are_taken() {
    let bench = Bench::start().await;
    let arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6";
    assert!(bench.runtime.converse().model_id(arn).messages(user("Hi")).send().await.is_ok());
    assert_eq!(bench.simulator.requests()[0].model_id.as_deref(), Some(arn));
}

/// The conversation after the answer's calls were carried out.
fn answered(question: Message, answer: &Message) -> Vec<Message> {
    let mut results = Message::builder().role(ConversationRole::User);
    for block in answer.content() {
        if let Ok(call) = block.as_tool_use() {
            let content = ToolResultContentBlock::Text("21 degrees".to_owned());
            let result = ToolResultBlock::builder().tool_use_id(call.tool_use_id()).content(content).build().unwrap();
            results = results.content(ContentBlock::ToolResult(result));
        }
    }
    vec![question, answer.clone(), results.build().unwrap()]
}

#[tokio::test]
async fn a_tool_loop_with_reasoning_ends() {
    let bench = Bench::start().await;
    let config = InferenceConfiguration::builder().max_tokens(4000).build();
    let ask = || {
        let request = bench.runtime.converse().model_id(CLAUDE).tool_config(tool_config());
        request.inference_config(config.clone()).additional_model_request_fields(thinking())
    };
    bench.script("tools n=2");
    let question = user("What is the weather in Paris?");
    let answer = ask().messages(question.clone()).send().await.unwrap();
    let first = answer.output().unwrap().as_message().unwrap();
    assert!(first.content()[0].is_reasoning_content());
    let history = answered(question.clone(), first);
    let answer = ask().set_messages(Some(history.clone())).send().await.unwrap();
    let last = answer.output().unwrap().as_message().unwrap().content().last().unwrap().as_text().unwrap().clone();
    assert_eq!(last, "The tool answered: 21 degrees; 21 degrees");

    let without: Vec<ContentBlock> =
        first.content().iter().filter(|block| !block.is_reasoning_content()).cloned().collect();
    let mut stripped = history;
    stripped[1] = Message::builder().role(ConversationRole::Assistant).set_content(Some(without)).build().unwrap();
    let error = ask().set_messages(Some(stripped)).send().await.unwrap_err();
    assert!(error.message().unwrap().contains("Expected `thinking` or `redacted_thinking`, but found `tool_use`"));
}

#[tokio::test]
async fn the_first_byte_can_be_late() {
    let bench = Bench::start().await;
    bench.script("slow-first-byte ms=200");
    let start = Instant::now();
    bench.runtime.converse().model_id(NOVA).messages(user("Hi")).send().await.unwrap();
    assert!(start.elapsed() >= Duration::from_millis(200));
}

/// Waits until a request has arrived, and a little longer.
async fn arrived(bench: &Bench) {
    while bench.simulator.requests().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
}

/// Waits until the first request has ended in some way.
async fn outcome(bench: &Bench) -> Outcome {
    for _ in 0..100 {
        let outcome = bench.simulator.requests()[0].outcome;
        if outcome != Outcome::Open {
            return outcome;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Outcome::Open
}

#[tokio::test]
async fn a_client_that_leaves_is_noticed() {
    for script in ["freeze after=2", "long words=1000 gap=20", "freeze after=0"] {
        let bench = Bench::start().await;
        bench.script(script);
        let request = fold(&bench, NOVA, "Hi");
        tokio::select! {
            answer = request => panic!("{script}: {answer:?}"),
            () = arrived(&bench) => {}
        }
        assert_eq!(outcome(&bench).await, Outcome::Cancelled, "{script}");
    }
}

#[tokio::test]
async fn a_client_that_leaves_before_the_first_byte_is_noticed() {
    let bench = Bench::start().await;
    bench.script("slow-first-byte ms=60000");
    let request = bench.runtime.converse().model_id(NOVA).messages(user("Hi")).send();
    tokio::select! {
        answer = request => panic!("{answer:?}"),
        () = arrived(&bench) => {}
    }
    assert_eq!(outcome(&bench).await, Outcome::Cancelled);
}

#[tokio::test]
async fn cut_plain_answers_are_errors() {
    let bench = Bench::start().await;
    bench.script("cut");
    assert!(bench.runtime.converse().model_id(NOVA).messages(user("Hi")).send().await.is_err());
}

#[tokio::test]
async fn caches_are_written_and_read() {
    use aws_sdk_bedrockruntime::types::{CachePointBlock, CachePointType, SystemContentBlock};
    let bench = Bench::start().await;
    let point = CachePointBlock::builder().r#type(CachePointType::Default).build().unwrap();
    let mut seen = Vec::new();
    for _ in 0..2 {
        let request = bench.runtime.converse().model_id(CLAUDE).messages(user("Hi"));
        let request = request.system(SystemContentBlock::Text("rock ".repeat(1000)));
        let answer = request.system(SystemContentBlock::CachePoint(point.clone())).send().await.unwrap();
        let usage = answer.usage().unwrap().clone();
        seen.push((usage.cache_read_input_tokens().unwrap(), usage.cache_write_input_tokens().unwrap()));
    }
    assert_eq!(seen, [(0, 1250), (1250, 0)]);
}

async fn first_thought(model: &str, fields: Document) -> Option<String> {
    let bench = Bench::start().await;
    let request = bench.runtime.converse().model_id(model).messages(user("Hi"));
    let config = InferenceConfiguration::builder().max_tokens(if model.contains("nova") { 500 } else { 2000 }).build();
    let answer = request.inference_config(config).additional_model_request_fields(fields).send().await.unwrap();
    let first = answer.output().unwrap().as_message().unwrap().content()[0].clone();
    let text = first.as_reasoning_content().ok()?.as_reasoning_text().unwrap().clone();
    let signed = if text.signature().is_some() { "signed" } else { "unsigned" };
    Some(format!("{signed}: {}", text.text().split('.').next().unwrap_or_default()))
}

#[tokio::test]
async fn each_family_thinks_in_its_way() {
    let none = || object(&[]);
    let adaptive =
        |display: &str| object(&[("thinking", object(&[("type", "adaptive".into()), ("display", display.into())]))]);
    let effort = || object(&[("reasoning_effort", "high".into())]);
    let nova =
        object(&[("reasoningConfig", object(&[("type", "enabled".into()), ("maxReasoningEffort", "low".into())]))]);
    let gpt = object(&[("reasoning", object(&[("effort", "high".into())]))]);
    for (model, fields, expected) in [
        (CLAUDE, none(), None),
        (CLAUDE, thinking(), Some("signed: The user asks: Hi")),
        ("us.anthropic.claude-sonnet-5", adaptive("summarized"), Some("signed: The user asks: Hi")),
        ("us.anthropic.claude-sonnet-5", adaptive("omitted"), Some("signed: ")),
        ("us.anthropic.claude-opus-5-5", none(), Some("signed: ")),
        ("us.amazon.nova-2-lite-v1:0", nova, Some("unsigned: [REDACTED]")),
        ("us.openai.gpt-6-sol", gpt, None),
        ("openai.gpt-oss-120b-1:0", effort(), Some("unsigned: The user asks: Hi")),
        ("us.deepseek.r1-v1:0", none(), Some("unsigned: The user asks: Hi")),
        ("deepseek.v3.2", none(), None),
        ("deepseek.v3.2", effort(), Some("unsigned: The user asks: Hi")),
    ] {
        assert_eq!(first_thought(model, fields).await.as_deref(), expected, "{model}");
    }
}

#[tokio::test]
async fn preserved_thinking_belongs_to_its_conversation() {
    use aws_sdk_bedrockruntime::types::SystemContentBlock;
    let bench = Bench::start().await;
    let ask = |system: &str| {
        let request = bench.runtime.converse().model_id("us.anthropic.claude-opus-5-5");
        request.system(SystemContentBlock::Text(system.to_owned()))
    };
    let first = ask("Be brief.").messages(user("Hi")).send().await.unwrap();
    let reply = first.output().unwrap().as_message().unwrap().clone();
    let history = vec![user("Hi"), reply, user("Go on.")];
    assert!(ask("Be brief.").set_messages(Some(history.clone())).send().await.is_ok());
    let error = ask("Be long.").set_messages(Some(history)).send().await.unwrap_err();
    assert!(error.message().unwrap().contains("bound to a conversation"));
}

//! What a stream holds, folded the way a client does it, and how it fails.

use aws_sdk_bedrockruntime::error::SdkError;
use aws_sdk_bedrockruntime::operation::converse_stream::ConverseStreamError;
use aws_sdk_bedrockruntime::types::error::ConverseStreamOutputError;
use aws_sdk_bedrockruntime::types::{
    ContentBlockDelta, ContentBlockStart, ConverseStreamOutput as Event, ReasoningContentBlockDelta, StopReason,
    TokenUsage,
};

use crate::support::{Bench, tool_config, user};

/// A stream's content, one string a block: `text`, `name(arguments)`, `<thinking|signature>`.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    pub(crate) blocks: Vec<String>,
    pub(crate) stop: Option<StopReason>,
    pub(crate) usage: Option<TokenUsage>,
    pub(crate) error: Option<String>,
    pub(crate) starts: usize,
}

impl Folded {
    fn block(&mut self, index: i32) -> &mut String {
        let index = usize::try_from(index).unwrap();
        if self.blocks.len() <= index {
            self.blocks.resize(index + 1, String::new());
        }
        &mut self.blocks[index]
    }

    fn add(&mut self, event: Event) {
        match event {
            Event::ContentBlockStart(event) => {
                self.starts += 1;
                if let Some(ContentBlockStart::ToolUse(start)) = event.start() {
                    let name = start.name().to_owned();
                    *self.block(event.content_block_index()) = format!("{name}:");
                }
            }
            Event::ContentBlockDelta(event) => {
                let part = match event.delta().unwrap() {
                    ContentBlockDelta::Text(text) => text.clone(),
                    ContentBlockDelta::ToolUse(call) => call.input().to_owned(),
                    ContentBlockDelta::ReasoningContent(ReasoningContentBlockDelta::Text(text)) => text.clone(),
                    ContentBlockDelta::ReasoningContent(ReasoningContentBlockDelta::Signature(_)) => {
                        "|signed".to_owned()
                    }
                    ContentBlockDelta::ReasoningContent(ReasoningContentBlockDelta::RedactedContent(_)) => {
                        "|redacted".to_owned()
                    }
                    ContentBlockDelta::Citation(_) => "|cited".to_owned(),
                    other => panic!("{other:?}"),
                };
                self.block(event.content_block_index()).push_str(&part);
            }
            Event::MessageStop(event) => self.stop = Some(event.stop_reason().clone()),
            Event::Metadata(event) => self.usage = event.usage().cloned(),
            _ => {}
        }
    }
}

/// Streams one question with a tool on offer.
pub(crate) async fn fold(bench: &Bench, model: &str, text: &str) -> Result<Folded, SdkError<ConverseStreamError>> {
    let request = bench.runtime.converse_stream().model_id(model).messages(user(text)).tool_config(tool_config());
    let mut answer = request.send().await?;
    let mut folded = Folded::default();
    loop {
        match answer.stream.recv().await {
            Ok(Some(event)) => folded.add(event),
            Ok(None) => return Ok(folded),
            Err(error) => {
                folded.error = Some(match error.as_service_error() {
                    Some(ConverseStreamOutputError::InternalServerException(_)) => "internalServerException".to_owned(),
                    Some(ConverseStreamOutputError::ModelStreamErrorException(_)) => {
                        "modelStreamErrorException".to_owned()
                    }
                    Some(ConverseStreamOutputError::ValidationException(_)) => "validationException".to_owned(),
                    Some(ConverseStreamOutputError::ThrottlingException(_)) => "throttlingException".to_owned(),
                    Some(ConverseStreamOutputError::ServiceUnavailableException(_)) => {
                        "serviceUnavailableException".to_owned()
                    }
                    _ => format!("transport: {error:?}"),
                });
                return Ok(folded);
            }
        }
    }
}

const CLAUDE: &str = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

async fn check(script: &str, blocks: &[&str], stop: &str) {
    let bench = Bench::start().await;
    bench.script(script);
    let folded = fold(&bench, CLAUDE, "What is the weather in Paris?").await.unwrap();
    assert_eq!(folded.blocks, blocks, "{script}");
    assert_eq!(folded.stop.unwrap().as_str(), stop, "{script}");
    assert!(folded.error.is_none() && folded.usage.is_some(), "{script}");
}

#[tokio::test]
async fn scripts_shape_the_stream() {
    let call = r#"get_weather:{"city":"Paris"}"#;
    check("text text=Hello", &["Hello"], "end_turn").await;
    check("several-text n=2", &["This is text block 1.", "This is text block 2."], "end_turn").await;
    check("long words=3", &["granite basalt gneiss"], "end_turn").await;
    check("tool", &[call], "tool_use").await;
    check("tools n=3", &[call, call, call], "tool_use").await;
    check("text-then-tool text=Hm", &["Hm", call], "tool_use").await;
    check("tool-text-tool text=Hm", &[call, "Hm", call], "tool_use").await;
    check("tool-no-args", &["get_weather:"], "tool_use").await;
    check(r#"tool name=other input="{\"a\": [1, \"b c\"]}""#, &[r#"other:{"a":[1,"b c"]}"#], "tool_use").await;
    check("reasoning thinking=Hm text=So", &["Hm|signed", "So"], "end_turn").await;
    check("reasoning-tool thinking=Hm", &["Hm|signed", call], "tool_use").await;
    check("redacted text=So", &["|redacted", "So"], "end_turn").await;
    check("citations text=So", &["So|cited"], "end_turn").await;
}

#[tokio::test]
async fn every_stop_reason() {
    for reason in [
        "end_turn",
        "tool_use",
        "max_tokens",
        "stop_sequence",
        "guardrail_intervened",
        "content_filtered",
        "malformed_model_output",
        "malformed_tool_use",
        "model_context_window_exceeded",
    ] {
        let bench = Bench::start().await;
        bench.script(&format!("stop:{reason}"));
        let folded = fold(&bench, CLAUDE, "Hi").await.unwrap();
        assert_eq!(folded.stop.unwrap().as_str(), reason);
    }
}

#[tokio::test]
async fn text_and_reasoning_have_no_start() {
    let bench = Bench::start().await;
    bench.script("reasoning-tool");
    assert_eq!(fold(&bench, CLAUDE, "Hi").await.unwrap().starts, 1);
}

#[tokio::test]
async fn every_midstream_exception_is_its_variant() {
    for name in [
        "internalServerException",
        "modelStreamErrorException",
        "validationException",
        "throttlingException",
        "serviceUnavailableException",
    ] {
        let bench = Bench::start().await;
        let folded =
            fold(&bench, CLAUDE, &format!("Hi [[script: midstream:{name} after=2 reply=long]]")).await.unwrap();
        assert_eq!(folded.error.as_deref(), Some(name));
        assert_eq!(folded.blocks, ["granite basalt"]);
        assert!(folded.stop.is_none());
    }
}

#[tokio::test]
async fn broken_streams_are_errors_or_end_early() {
    for (script, broken) in [("cut after=3", true), ("bad-crc after=2", true), ("no-stop", false)] {
        let bench = Bench::start().await;
        let folded = fold(&bench, CLAUDE, &format!("Hi [[script: {script} reply=long]]")).await.unwrap();
        assert_eq!(folded.error.is_some(), broken, "{script}: {folded:?}");
        assert!(folded.stop.is_none(), "{script}");
        assert!(folded.blocks[0].starts_with("granite"), "{script}");
    }
}

#[tokio::test]
async fn a_stream_cut_at_every_byte_never_looks_finished() {
    use bedrock_simulator::{Frame, Script};
    use serde_json::json;
    let frames = [
        Frame::event("messageStart", json!({"role": "assistant"})),
        Frame::event("contentBlockDelta", json!({"contentBlockIndex": 0, "delta": {"text": "Hi"}})),
        Frame::event("messageStop", json!({"stopReason": "end_turn"})),
    ];
    let bytes: Vec<u8> = frames.iter().flat_map(|frame| frame.encode().to_vec()).collect();
    let stop_at = bytes.len();
    let bench = Bench::start().await;
    for at in (0..stop_at).step_by(7) {
        bench.simulator.enqueue(Script::bytes(vec![bytes[..at].to_vec().into()]).then_cut());
        let folded = fold(&bench, CLAUDE, "Hi").await.unwrap();
        assert!(folded.error.is_some() && folded.stop.is_none(), "{at}");
        let (head, tail) = bytes.split_at(at);
        bench.simulator.enqueue(Script::bytes(vec![head.to_vec().into(), tail.to_vec().into()]));
        assert_eq!(fold(&bench, CLAUDE, "Hi").await.unwrap().blocks, ["Hi"], "{at}");
    }
}

//! A recorded stream that has everything in it: thinking, text and a call.

use bedrock_simulator::Frame;
use bytes::Bytes;
use serde_json::{Value, json};

/// The frames of one answer, CRCs included.
pub fn frames() -> Vec<Bytes> {
    let delta = |block: u32, delta: Value| {
        Frame::event("contentBlockDelta", json!({"contentBlockIndex": block, "delta": delta}))
    };
    let usage = json!({"inputTokens": 9, "outputTokens": 7, "totalTokens": 16});
    let frames = [
        Frame::event("messageStart", json!({"role": "assistant", "p": "abc"})),
        delta(0, json!({"reasoningContent": {"text": "Grübel."}})),
        delta(0, json!({"reasoningContent": {"signature": "c2lnbmVk"}})),
        delta(1, json!({"text": "Let me look. 👩‍🚀"})),
        Frame::event(
            "contentBlockStart",
            json!({"contentBlockIndex": 2, "start": {"toolUse": {"toolUseId": "tooluse_1", "name": "weather"}}}),
        ),
        delta(2, json!({"toolUse": {"input": "{\"city\":"}})),
        delta(2, json!({"toolUse": {"input": "\"Zürich\"}"}})),
        Frame::event("messageStop", json!({"stopReason": "tool_use"})),
        Frame::event("metadata", json!({"usage": usage, "metrics": {"latencyMs": 512}})),
    ];
    frames.iter().map(Frame::encode).collect()
}

/// All of it, and where `messageStop` ends.
pub fn body() -> (Bytes, usize) {
    let frames = frames();
    let stop = frames[..frames.len() - 1].iter().map(Bytes::len).sum();
    (frames.concat().into(), stop)
}

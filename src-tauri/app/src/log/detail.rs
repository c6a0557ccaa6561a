//! What was captured of a request, in the window's vocabulary.

use outcrop_gateway::ir::StopReason;
use outcrop_gateway::observe::{Body, Detail, Happening, Moment, Sent};

use super::row::millis;
use crate::view::{self, Header, StreamEvent, StreamEventKind, Upstream};

impl view::Detail {
    /// The window's view of it.
    pub(crate) fn of(id: u64, detail: &Detail) -> Self {
        Self {
            id,
            request_headers: headers(&detail.request_headers),
            request: detail.request.as_ref().map(body),
            upstream: detail.sent.iter().map(upstream).collect(),
            response_headers: headers(&detail.response_headers),
            response: detail.response.as_ref().map(body),
            events: detail.moments.iter().filter_map(event).collect(),
        }
    }
}

fn headers(headers: &[(String, String)]) -> Vec<Header> {
    headers.iter().map(|(name, value)| Header { name: name.clone(), value: value.clone() }).collect()
}

fn body(body: &Body) -> view::Body {
    view::Body { text: body.text(), bytes: body.size(), cut: !body.is_whole() }
}

fn upstream(Sent { operation, model, times, body: sent }: &Sent) -> Upstream {
    let operation = if *times > 1 { format!("{operation} × {times}") } else { (*operation).to_owned() };
    Upstream { operation, model: model.clone(), body: body(sent) }
}

fn event(moment: &Moment) -> Option<StreamEvent> {
    use StreamEventKind::{Citation, Other, Reasoning, Stop, Text, Tool};
    let (kind, text, name) = match &moment.what {
        Happening::Text(said) => (Text, said.clone(), None),
        Happening::Thinking(thought) => (Reasoning, thought.clone(), None),
        Happening::Sealed(bytes) => (Other, format!("{bytes} bytes of sealed thinking"), None),
        Happening::Call { id, name, input } => (Tool, input.clone(), Some(format!("{name} {id}"))),
        Happening::Source { title, url } => {
            let said: Vec<&str> = [title, url].into_iter().flatten().map(String::as_str).collect();
            (Citation, said.join(" "), None)
        }
        Happening::Stop(reason) => (Stop, stop(reason), None),
        Happening::Usage(usage) => {
            let text = format!(
                "{} in ({} from the cache, {} into it), {} out",
                usage.total_input(),
                usage.cache_read,
                usage.cache_write,
                usage.output
            );
            (StreamEventKind::Usage, text, None)
        }
        Happening::Served(served) => {
            let tier = served.tier.as_ref().map(|tier| format!("tier {tier}"));
            let model = served.model.as_ref().map(|model| format!("routed to {model}"));
            let took = served.latency.map(|latency| format!("{} ms in Bedrock", latency.as_millis()));
            (Other, [tier, model, took].into_iter().flatten().collect::<Vec<_>>().join(", "), None)
        }
        // It says nothing but that something follows.
        Happening::Start => return None,
    };
    let answer = u32::try_from(moment.answer).unwrap_or(u32::MAX);
    Some(StreamEvent { at: millis(moment.at), answer, kind, text, name, pieces: moment.pieces })
}

/// In Bedrock's words.
fn stop(reason: &StopReason) -> String {
    let word = match reason {
        StopReason::EndTurn => "end_turn",
        StopReason::ToolUse => "tool_use",
        StopReason::MaxTokens => "max_tokens",
        StopReason::StopSequence => "stop_sequence",
        StopReason::Guardrail => "guardrail_intervened",
        StopReason::Filtered => "content_filtered",
        StopReason::Refusal => "refusal",
        StopReason::MalformedOutput => "malformed_model_output",
        StopReason::MalformedToolUse => "malformed_tool_use",
        StopReason::ContextFull => "model_context_window_exceeded",
        StopReason::Unknown(reason) => reason,
    };
    word.to_owned()
}

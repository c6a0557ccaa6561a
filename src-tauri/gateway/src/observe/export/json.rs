//! A request as one line of JSON.

use serde_json::{Map, Value, json};

use super::{iso, millis};
use crate::error::Kind;
use crate::ir::{Effort, Usage};
use crate::observe::{Body, Detail, Happening, Moment, Outcome, Row, Sent};

/// All that is known of a request, on one line: money in US dollars, times in milliseconds. What is not known is missing.
#[must_use]
pub fn json_line(row: &Row, detail: Option<&Detail>) -> String {
    let mut line = summary(row);
    if let (Value::Object(members), Some(detail)) = (&mut line, detail) {
        members.insert("detail".to_owned(), detailed(detail));
    }
    line.to_string()
}

/// The row, without what is not known.
pub(super) fn summary(row: &Row) -> Value {
    let timeline = row.timeline;
    let served = row.served.as_deref();
    without_nulls(json!({
        "id": row.id,
        "started": iso(row.started),
        "method": row.method,
        "path": row.path,
        "client": row.client,
        "app": row.app.map(crate::observe::App::name),
        "model": row.model,
        "resolved_model": row.resolved_model,
        "region": row.region.as_deref(),
        "effort": row.effort.map(effort),
        "streamed": row.streamed,
        "status": row.status,
        "outcome": outcome(row.outcome),
        "body_ms": timeline.body.map(millis),
        "parsed_ms": timeline.parsed.map(millis),
        "sent_ms": timeline.sent.map(millis),
        "accepted_ms": timeline.accepted.map(millis),
        "first_token_ms": row.first_token.map(millis),
        "duration_ms": row.duration.map(millis),
        "usage": row.usage.as_ref().map(usage),
        "cost_usd": row.cost.map(|price| price.to_string()),
        "service_tier": served.and_then(|served| served.tier.as_deref()),
        "routed_model": served.and_then(|served| served.model.as_deref()),
        "aws_latency_ms": served.and_then(|served| served.latency).map(millis),
        "adjusted": Some(&row.adjusted).filter(|adjusted| !adjusted.is_empty()),
        "aws_request_id": row.aws_request_id,
        "error": row.error,
        "error_kind": row.error_kind.map(Kind::name),
        "error_code": row.error_code,
    }))
}

fn detailed(detail: &Detail) -> Value {
    let omitted = |count: usize| Some(count).filter(|count| *count > 0);
    without_nulls(json!({
        "request_headers": headers(&detail.request_headers),
        "request": detail.request.as_ref().map(body),
        "sent": detail.sent.iter().map(sent).collect::<Vec<_>>(),
        "sent_omitted": omitted(detail.sent_omitted),
        "response_headers": headers(&detail.response_headers),
        "response": detail.response.as_ref().map(body),
        "events": detail.moments.iter().map(moment).collect::<Vec<_>>(),
        "events_omitted": omitted(detail.moments_omitted),
        "complaints": detail.complaints.iter()
            .map(|(param, what)| json!({"param": param, "what": what})).collect::<Vec<_>>(),
    }))
}

/// Pairs, for a name may come twice.
fn headers(headers: &[(String, String)]) -> Vec<Value> {
    headers.iter().map(|(name, value)| json!({"name": name, "value": value})).collect()
}

fn body(body: &Body) -> Value {
    json!({"size": body.size(), "whole": body.is_whole(), "text": body.text()})
}

fn sent(sent: &Sent) -> Value {
    json!({"operation": sent.operation, "model": sent.model, "times": sent.times, "body": body(&sent.body)})
}

fn moment(moment: &Moment) -> Value {
    let (kind, what) = match &moment.what {
        Happening::Start => ("start", Value::Null),
        Happening::Text(text) => ("text", json!(text)),
        Happening::Thinking(text) => ("thinking", json!(text)),
        Happening::Sealed(bytes) => ("sealed_bytes", json!(bytes)),
        Happening::Call { id, name, input } => ("call", json!({"id": id, "name": name, "input": input})),
        Happening::Source { title, url } => ("source", json!({"title": title, "url": url})),
        Happening::Stop(reason) => ("stop", json!(format!("{reason:?}"))),
        Happening::Served(served) => {
            let latency = served.latency.map(millis);
            ("served", without_nulls(json!({"tier": served.tier, "model": served.model, "latency_ms": latency})))
        }
        Happening::Usage(used) => ("usage", usage(used)),
    };
    let (at, until) = (millis(moment.at), millis(moment.until));
    without_nulls(json!({"at_ms": at, "until_ms": until, "answer": moment.answer, "kind": kind, "what": what}))
}

fn usage(usage: &Usage) -> Value {
    without_nulls(json!({
        "input": usage.input,
        "output": usage.output,
        "cache_read": usage.cache_read,
        "cache_write": usage.cache_write,
        "reasoning": usage.reasoning,
    }))
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            Value::Object(members.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
        }
        other => other,
    }
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "open",
        Outcome::Finished => "finished",
        Outcome::Failed => "failed",
        Outcome::Cancelled => "cancelled",
    }
}

fn effort(effort: Effort) -> &'static str {
    match effort {
        Effort::None => "none",
        Effort::Minimal => "minimal",
        Effort::Low => "low",
        Effort::Medium => "medium",
        Effort::High => "high",
        Effort::XHigh => "xhigh",
        Effort::Max => "max",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_and_holds_no_nulls() {
        let mut row = Row::new("POST", "/v1/chat/completions");
        row.error = Some("first\nsecond".into());
        row.error_kind = Some(Kind::RateLimited);
        let detail = Detail { request: Some(Body::whole(b"{\n}")), ..Detail::default() };
        let line = json_line(&row, Some(&detail));
        assert!(!line.contains('\n') && !line.contains("null"), "{line}");
        let read: Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!((&read["error"], &read["error_kind"]), (&json!("first\nsecond"), &json!("rate_limited")));
        assert_eq!(read["detail"]["request"], json!({"size": 3, "whole": true, "text": "{\n}"}));
        assert!(json_line(&row, None).len() < line.len());
    }
}

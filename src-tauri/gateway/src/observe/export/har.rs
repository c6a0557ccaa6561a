//! HTTP Archive 1.2 (<http://www.softwareishard.com/blog/har-12-spec/>).

use std::time::Duration;

use serde_json::{Value, json};

use super::json::summary;
use super::{iso, millis, url};
use crate::observe::{Detail, Row};

/// What HAR wants where something is not known.
const UNKNOWN: i64 = -1;

/// The requests as an archive that browsers' tools read, in the order given. What they have no member for is in `_outcrop`.
#[must_use]
pub fn har<'a>(entries: impl IntoIterator<Item = (&'a Row, Option<&'a Detail>)>, base_url: &str) -> Value {
    let entries: Vec<Value> = entries.into_iter().map(|(row, detail)| entry(row, detail, base_url)).collect();
    let creator = json!({"name": "Outcrop", "version": env!("CARGO_PKG_VERSION")});
    json!({"log": {"version": "1.2", "creator": creator, "entries": entries}})
}

fn entry(row: &Row, detail: Option<&Detail>, base_url: &str) -> Value {
    let timings = Timings::of(row);
    json!({
        "startedDateTime": iso(row.started),
        "time": millis(timings.send + timings.wait + timings.receive),
        "request": request(row, detail, base_url),
        "response": response(row, detail),
        "cache": {},
        "timings": {
            "blocked": UNKNOWN, "dns": UNKNOWN, "connect": UNKNOWN, "ssl": UNKNOWN,
            "send": millis(timings.send), "wait": millis(timings.wait), "receive": millis(timings.receive),
        },
        "_outcrop": summary(row),
    })
}

/// From the client's side: it sends, it waits for the first byte that says something, it receives.
struct Timings {
    send: Duration,
    wait: Duration,
    receive: Duration,
}

impl Timings {
    fn of(row: &Row) -> Self {
        let end = row.duration.unwrap_or_default();
        let send = row.timeline.body.unwrap_or_default().min(end);
        // What comes whole is there at once.
        let first = row.first_token.filter(|_| row.streamed).unwrap_or(end).clamp(send, end);
        Self { send, wait: first - send, receive: end - first }
    }
}

fn request(row: &Row, detail: Option<&Detail>, base_url: &str) -> Value {
    let mut request = json!({
        "method": row.method,
        "url": url(base_url, &row.path),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers(detail.map(|detail| &detail.request_headers)),
        "queryString": [],
        "headersSize": UNKNOWN,
        "bodySize": UNKNOWN,
    });
    if let Some(body) = detail.and_then(|detail| detail.request.as_ref()) {
        request["bodySize"] = json!(body.size());
        request["postData"] = json!({"mimeType": "application/json", "text": body.text()});
    }
    request
}

fn response(row: &Row, detail: Option<&Detail>) -> Value {
    let kind = detail.and_then(|detail| {
        let (_, kind) = detail.response_headers.iter().find(|(name, _)| name == "content-type")?;
        Some(kind.as_str())
    });
    let body = detail.and_then(|detail| detail.response.as_ref());
    let mut content = json!({"size": 0, "mimeType": kind.unwrap_or("x-unknown")});
    if let Some(body) = body {
        content["size"] = json!(body.size());
        content["text"] = json!(body.text());
    }
    let mut response = json!({
        // A request that got no answer has 0, as in browsers.
        "status": row.status.unwrap_or(0),
        "statusText": "",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers(detail.map(|detail| &detail.response_headers)),
        "content": content,
        "redirectURL": "",
        "headersSize": UNKNOWN,
        "bodySize": UNKNOWN,
    });
    if let Some(body) = body {
        response["bodySize"] = json!(body.size());
    }
    if let Some(error) = &row.error {
        response["_error"] = json!(error);
    }
    response
}

fn headers(headers: Option<&Vec<(String, String)>>) -> Vec<Value> {
    headers.into_iter().flatten().map(|(name, value)| json!({"name": name, "value": value})).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::Body;

    /// A member that the specification demands, and of which type.
    type Member = (&'static str, fn(&Value) -> bool);

    fn check(value: &Value, members: &[Member]) {
        for (name, is) in members {
            assert!(value.get(name).is_some_and(is), "{name}: {value}");
        }
    }

    fn is_time(value: &Value) -> bool {
        value.as_f64().is_some_and(|time| time >= 0.0)
    }

    #[test]
    fn an_archive_is_valid() {
        let mut row = Row::new("POST", "/v1/chat/completions");
        (row.status, row.streamed) = (Some(200), true);
        row.timeline.body = Some(Duration::from_millis(2));
        (row.first_token, row.duration) = (Some(Duration::from_millis(30)), Some(Duration::from_millis(50)));
        let mut detail = Detail { request: Some(Body::whole(b"{}")), ..Detail::default() };
        detail.response_headers = vec![("content-type".into(), "text/event-stream".into())];
        detail.response = Some(Body::whole("data: é\n\n".as_bytes()));
        let bare = Row::new("GET", "/v1/models");
        let archive = har([(&row, Some(&detail)), (&bare, None)], "http://127.0.0.1:8642");
        let log = &archive["log"];
        assert_eq!((&log["version"], &log["creator"]["name"]), (&json!("1.2"), &json!("Outcrop")));
        for entry in log["entries"].as_array().expect("entries") {
            check(
                entry,
                &[
                    ("startedDateTime", |v| v.as_str().is_some_and(|time| time.ends_with('Z') && time.len() == 24)),
                    ("time", is_time),
                    ("cache", Value::is_object),
                ],
            );
            let both: [Member; 5] = [
                ("httpVersion", Value::is_string),
                ("cookies", Value::is_array),
                ("headers", Value::is_array),
                ("headersSize", Value::is_i64),
                ("bodySize", Value::is_i64),
            ];
            check(&entry["request"], &both);
            check(&entry["response"], &both);
            check(
                &entry["request"],
                &[("method", Value::is_string), ("url", Value::is_string), ("queryString", Value::is_array)],
            );
            let answer: [Member; 3] =
                [("status", Value::is_u64), ("statusText", Value::is_string), ("redirectURL", Value::is_string)];
            check(&entry["response"], &answer);
            check(&entry["response"]["content"], &[("size", Value::is_u64), ("mimeType", Value::is_string)]);
            check(&entry["timings"], &[("send", is_time), ("wait", is_time), ("receive", is_time)]);
        }
        let first = &log["entries"][0];
        assert_eq!(first["time"], 50.0);
        assert_eq!((&first["timings"]["wait"], &first["timings"]["receive"]), (&json!(28.0), &json!(20.0)));
        assert_eq!(first["response"]["content"]["text"], "data: é\n\n");
        assert_eq!(first["request"]["postData"]["text"], "{}");
    }
}

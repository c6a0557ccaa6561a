//! Query parameters and pages.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::exception::Exception;
use crate::plan::Answer;

/// The query string, taken apart.
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    pub(crate) fn parse(raw: &str) -> Self {
        let decode = |part: &str| percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned();
        let pairs = raw.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        });
        Self(pairs.collect())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// One page of `items` under `member`, with `nextToken` where there are more.
pub(crate) fn answer(member: &str, items: Vec<Value>, query: &Query) -> Result<Answer, Exception> {
    let size = match query.get("maxResults").map(str::parse::<usize>) {
        None => 1000,
        Some(Ok(size @ 1..=1000)) => size,
        Some(_) => {
            return Err(Exception::validation(
                "1 validation error detected: Value at 'maxResults' failed to satisfy constraint: Member must have \
                 value between 1 and 1000, inclusive",
            ));
        }
    };
    let start = match query.get("nextToken") {
        None => 0,
        Some(token) => position(token).ok_or_else(|| Exception::validation("The provided nextToken is invalid."))?,
    };
    let end = items.len().min(start.saturating_add(size));
    let mut page = Map::new();
    if end < items.len() {
        page.insert("nextToken".into(), Value::String(token(end)));
    }
    let shown = items.into_iter().skip(start).take(size).collect();
    page.insert(member.into(), Value::Array(shown));
    Ok(Answer::json(&Value::Object(page)))
}

fn token(position: usize) -> String {
    URL_SAFE_NO_PAD.encode(format!("page:{position}"))
}

fn position(token: &str) -> Option<usize> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    std::str::from_utf8(&bytes).ok()?.strip_prefix("page:")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_opaque_and_read_back() {
        assert_eq!(position(&token(42)), Some(42));
        assert_eq!(position("page:42"), None);
    }

    #[test]
    fn a_page_size_outside_the_range_is_refused() {
        for size in ["0", "1001", "many"] {
            assert!(answer("items", Vec::new(), &Query::parse(&format!("maxResults={size}"))).is_err(), "{size}");
        }
    }
}

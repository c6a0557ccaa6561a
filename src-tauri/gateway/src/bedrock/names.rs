//! Names and ids that Bedrock takes, and the way back.

use std::borrow::Cow;
use std::collections::HashMap;

use sha2::{Digest, Sha256};

/// Bedrock's limit for tool names and tool-use ids.
const MAX: usize = 64;

/// Tool names under which Bedrock knows the client's tools. Most are the same.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Only those that had to change: Bedrock's to the client's.
    originals: HashMap<String, String>,
}

impl Names {
    /// A name that Bedrock takes, remembered if it is another.
    pub(super) fn fit(&mut self, name: &str) -> String {
        let fitted = fit(name, is_name);
        if fitted != name {
            self.originals.insert(fitted.clone().into_owned(), name.to_owned());
        }
        fitted.into_owned()
    }

    /// The client's name for it.
    #[must_use]
    pub fn original<'a>(&'a self, name: &'a str) -> &'a str {
        self.originals.get(name).map_or(name, String::as_str)
    }
}

/// An id that Bedrock takes: the same for the same id.
pub(super) fn fit_id(id: &str) -> Cow<'_, str> {
    fit(id, |c| is_name(c) || matches!(c, '.' | ':'))
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}

/// What fits stays. Else: as much of it as is readable, and a hash that keeps it apart from its neighbours.
fn fit(text: &str, allowed: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.is_empty() && text.len() <= MAX && text.chars().all(&allowed) {
        return Cow::Borrowed(text);
    }
    let digest = Sha256::digest(text.as_bytes());
    let hash: String = digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    let readable: String = text.chars().map(|c| if allowed(c) { c } else { '_' }).take(MAX - hash.len() - 1).collect();
    Cow::Owned(format!("{readable}_{hash}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays() {
        let mut names = Names::default();
        assert_eq!(names.fit("get_weather-2"), "get_weather-2");
        assert_eq!(fit_id("toolu_bdrk_01:x.y"), "toolu_bdrk_01:x.y");
    }

    #[test]
    fn what_does_not_fit_finds_its_way_back() {
        let mut names = Names::default();
        let long = "x".repeat(65);
        for name in ["mcp.server/tool", "天气", "", &long] {
            let fitted = names.fit(name);
            assert!(!fitted.is_empty() && fitted.len() <= MAX && fitted.chars().all(is_name), "{fitted}");
            assert_eq!(names.original(&fitted), name);
        }
    }

    #[test]
    fn neighbours_stay_apart() {
        let mut names = Names::default();
        assert_ne!(names.fit("a.b"), names.fit("a/b"));
    }
}

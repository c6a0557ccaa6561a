//! Sentences of Rust's, in the language's words.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fill;

/// The sentences of one language: by family, and by kind within it.
#[derive(Debug, Deserialize)]
pub(super) struct Sentences {
    /// What is between the items of a list.
    separator: String,
    #[serde(flatten)]
    families: HashMap<String, HashMap<String, String>>,
}

impl Sentences {
    /// The sentence; `None` where there are no words for it.
    pub(super) fn say(&self, sentence: &impl Serialize) -> Option<String> {
        self.value(&serde_json::to_value(sentence).ok()?)
    }

    fn value(&self, value: &Value) -> Option<String> {
        match value {
            Value::Null => Some(String::new()),
            Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
            Value::String(text) => Some(text.clone()),
            Value::Array(items) => {
                let items: Option<Vec<String>> = items.iter().map(|item| self.value(item)).collect();
                Some(items?.join(&self.separator))
            }
            Value::Object(sentence) => self.sentence(sentence),
        }
    }

    /// Its tag comes first: the family, and the kind. The rest is what goes into its places.
    fn sentence(&self, sentence: &Map<String, Value>) -> Option<String> {
        let mut members = sentence.iter();
        let (family, kind) = members.next()?;
        let template = self.families.get(family)?.get(kind.as_str()?)?;
        let values: Option<Vec<(&str, String)>> =
            members.map(|(place, value)| Some((place.as_str(), self.value(value)?))).collect();
        let values = values?;
        let values: Vec<(&str, &str)> = values.iter().map(|(place, value)| (*place, value.as_str())).collect();
        Some(fill(template, &values))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use outcrop_gateway::aws::{Fault, Flaw, HelperEnd, RegionFrom, Remedy, SignInEnd, Source, What};
    use outcrop_gateway::doctor::Found;
    use outcrop_gateway::ir::{Deed, Denial, Help, Policy, Reason, Subject};
    use outcrop_gateway::sentence::{Kind, List, Sentence};

    use outcrop_settings::Complaint;

    use crate::refusal::{Keychain, Refusal};
    use crate::text::words;
    use crate::text::{Language, Text};

    fn family<S: Sentence>() -> (&'static str, &'static [Kind]) {
        (S::FAMILY, S::KINDS)
    }

    /// All families that there are.
    fn families() -> Vec<(&'static str, &'static [Kind])> {
        vec![
            family::<Refusal>(),
            family::<Keychain>(),
            family::<Source>(),
            family::<RegionFrom>(),
            family::<What>(),
            family::<SignInEnd>(),
            family::<HelperEnd>(),
            family::<Remedy>(),
            family::<Fault>(),
            family::<Found>(),
            family::<Reason>(),
            family::<Denial>(),
            family::<Subject>(),
            family::<Deed>(),
            family::<Policy>(),
            family::<Help>(),
            family::<Complaint>(),
        ]
    }

    /// As it is serialised.
    fn name(kind: &Kind) -> String {
        kind.name[..1].to_ascii_lowercase() + &kind.name[1..]
    }

    /// The names in braces.
    fn places(template: &str) -> BTreeSet<&str> {
        template.split('{').skip(1).map(|rest| rest.split_once('}').expect("a brace is closed").0).collect()
    }

    #[test]
    fn every_language_says_every_sentence_and_no_other() {
        for language in [Language::English, Language::SimplifiedChinese, Language::TraditionalChinese] {
            let found = &words::of(language).reasons.families;
            let found: BTreeSet<(&str, &str)> = found
                .iter()
                .flat_map(|(family, kinds)| kinds.keys().map(move |kind| (family.as_str(), kind.as_str())))
                .collect();
            let families = families();
            let wanted: Vec<(&str, String)> = families
                .iter()
                .flat_map(|(family, kinds)| kinds.iter().map(move |kind| (*family, name(kind))))
                .collect();
            let wanted: BTreeSet<(&str, &str)> = wanted.iter().map(|(family, kind)| (*family, kind.as_str())).collect();
            let missing: Vec<_> = wanted.difference(&found).collect();
            let odd: Vec<_> = found.difference(&wanted).collect();
            assert!(missing.is_empty() && odd.is_empty(), "{language:?}: missing {missing:?}, odd {odd:?}");
        }
    }

    #[test]
    fn places_are_those_of_the_values_and_english_is_what_rust_says() {
        for language in [Language::English, Language::SimplifiedChinese, Language::TraditionalChinese] {
            for (family, kinds) in families() {
                for kind in kinds {
                    let said = &words::of(language).reasons.families[family][&name(kind)];
                    // Rust may leave a value unsaid; where the words are the dictionaries', they say all of them.
                    let wanted = kind.english.map_or_else(|| kind.places.iter().copied().collect(), places);
                    assert_eq!(places(said), wanted, "{language:?} {family}.{}", kind.name);
                    if let (Language::English, Some(english)) = (language, kind.english) {
                        assert_eq!(said, english, "{family}.{}", kind.name);
                    }
                }
            }
        }
    }

    #[test]
    fn sentences_within_sentences_are_said_in_the_same_language() {
        let refusal = Refusal::KeyStays { why: Keychain::Missing };
        let said = |language| Text::of(language).say(&refusal);
        assert_eq!(said(Language::English), "The old key stays: no keychain service is running here.");
        assert_eq!(said(Language::TraditionalChinese), "舊金鑰維持不變：這裡沒有執行鑰匙圈服務。");
    }

    #[test]
    fn what_the_gateway_found_is_said_down_to_its_flaw() {
        let flaw = Flaw { place: Some(("config", 3)), what: Fault::Missing { name: "sso_region".into() } };
        let what = What::BrokenProfile { profile: "work".into(), flaw };
        let said = |language| Text::of(language).say(&what);
        assert_eq!(said(Language::English), what.to_string());
        let wanted = "AWS 配置文件 `work` 无法使用：config 文件第 3 行：缺少 sso_region。请修正，或选择其他配置文件。";
        assert_eq!(said(Language::SimplifiedChinese), wanted);
        let there = What::UnknownProfile { profile: "a".into(), there: List(vec!["b".into(), "c".into()]) };
        assert!(Text::of(Language::TraditionalChinese).say(&there).contains("b、c"));
    }
}

//! Which language to speak.

/// The languages that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// English.
    English,
    /// 简体中文.
    SimplifiedChinese,
    /// 繁體中文.
    TraditionalChinese,
}

impl Language {
    /// The desktop's.
    pub(crate) fn system() -> Self {
        sys_locale::get_locale().map_or(Self::English, |tag| Self::of(&tag))
    }

    /// The one for a tag (`zh-Hant-HK`) or a POSIX locale (`zh_TW.UTF-8`).
    fn of(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split(['-', '_', '.', '@']);
        if parts.next() != Some("zh") {
            return Self::English;
        }
        let parts: Vec<&str> = parts.collect();
        // A script says more than a place: `zh-Hans-HK` is simplified.
        if !parts.contains(&"hans") && parts.iter().any(|part| ["hant", "tw", "hk", "mo"].contains(part)) {
            Self::TraditionalChinese
        } else {
            Self::SimplifiedChinese
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_locales() {
        for (tag, language) in [
            ("en-GB", Language::English),
            ("C.UTF-8", Language::English),
            ("de-DE", Language::English),
            ("zh", Language::SimplifiedChinese),
            ("zh_CN.UTF-8", Language::SimplifiedChinese),
            ("zh-Hans-HK", Language::SimplifiedChinese),
            ("zh-TW", Language::TraditionalChinese),
            ("zh_HK.UTF-8", Language::TraditionalChinese),
            ("zh-Hant", Language::TraditionalChinese),
        ] {
            assert_eq!(Language::of(tag), language, "{tag}");
        }
    }
}

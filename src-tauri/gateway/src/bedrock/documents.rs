//! Documents: Bedrock wants a plain, unique name for each, and text beside them.

use std::collections::HashSet;

use super::wire::Block;

/// Names given so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: HashSet<String>,
}

impl Names {
    /// A name for the next document: 1 to 200 of alphanumerics, single spaces, `-`, `(`, `)`, `[`, `]`; never twice.
    pub(super) fn next(&mut self, wish: Option<&str>) -> String {
        let stem = wish.map(|wish| wish.rsplit_once('.').map_or(wish, |(stem, _)| stem)).unwrap_or_default();
        let plain: String = stem
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || "-()[]".contains(c) { c } else { ' ' })
            .take(180)
            .collect();
        let mut name = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            name = "document".to_owned();
        }
        let mut unique = name.clone();
        let mut count = 1;
        while !self.given.insert(unique.clone()) {
            count += 1;
            unique = format!("{name} ({count})");
        }
        unique
    }
}

/// A document needs a sibling text block.
pub(super) fn add_sibling_text(content: &mut Vec<Block<'_>>) {
    let document = content.iter().any(|block| matches!(block, Block::Document(_)));
    let text = content.iter().any(|block| matches!(block, Block::Text(_)));
    if document && !text {
        content.push(Block::Text("See the attached document."));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_unique() {
        let mut names = Names::default();
        for (wish, given) in [
            (Some("report_2026.v2.pdf"), "report 2026 v2"),
            (Some("report 2026  v2.pdf"), "report 2026 v2 (2)"),
            (Some("报告.pdf"), "document"),
            (None, "document (2)"),
            (Some("a-(b)[c].txt"), "a-(b)[c]"),
        ] {
            assert_eq!(names.next(wish), given);
        }
    }
}

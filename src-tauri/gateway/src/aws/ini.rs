//! The grammar of `~/.aws/config` and `credentials`, read line by line.
//!
//! AWS's own readers give a file up at its first bad line, and hide every profile with it. Here a bad line is a flaw of
//! the section that it stands in.

use std::collections::BTreeMap;

use super::flaw::Fault;

/// Which of the two files: their section headers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Config,
    Credentials,
}

/// What a section describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SectionKind {
    Profile,
    SsoSession,
    /// Something else that AWS's tools know (`services`), or shall know one day.
    Other,
}

/// A section. Values may be secrets: they are not printed.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) kind: SectionKind,
    pub(super) name: String,
    /// Written `[profile name]`, and not `[name]`.
    pub(super) prefixed: bool,
    /// Names in lower case, as AWS's tools compare them.
    pub(super) entries: BTreeMap<String, String>,
    /// The first line in it that cannot be read.
    pub(super) flaw: Option<Flaw>,
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flaw {
    /// Counted from 1.
    pub(super) line: usize,
    /// What is wrong. It never quotes the line: a secret may be in it.
    pub(super) what: Fault,
}

/// The sections in their order, and the flaws that stand in none.
pub(super) fn read(text: &str, kind: FileKind) -> (Vec<Section>, Vec<Flaw>) {
    let mut reader = Reader { kind, sections: Vec::new(), flaws: Vec::new(), key: None };
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        reader.line(index + 1, line.trim_end_matches('\r'));
    }
    (reader.sections, reader.flaws)
}

struct Reader {
    kind: FileKind,
    sections: Vec<Section>,
    flaws: Vec<Flaw>,
    /// What an indented line goes on with.
    key: Option<String>,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) {
        if line.trim().is_empty() || line.starts_with(['#', ';']) {
            return;
        }
        if line.starts_with('[') {
            self.header(number, line);
        } else if line.starts_with([' ', '\t']) {
            self.continuation(number, line.trim());
        } else {
            self.entry(number, line);
        }
    }

    fn header(&mut self, number: usize, line: &str) {
        self.key = None;
        let bare = line.split(['#', ';']).next().unwrap_or(line).trim();
        let inner = bare.trim_start_matches('[');
        let (inner, closed) = match inner.split_once(']') {
            Some((inner, _)) => (inner.trim(), true),
            None => (inner.trim(), false),
        };
        let (kind, name) = self.meaning(inner);
        let (name, prefixed) = (name.to_owned(), name.len() < inner.len());
        let is_nameless = name.is_empty();
        self.sections.push(Section { kind, name, prefixed, entries: BTreeMap::new(), flaw: None });
        if !closed {
            self.flaw(number, Fault::NotClosed);
        } else if is_nameless {
            self.flaw(number, Fault::Nameless);
        }
    }

    fn meaning<'a>(&self, inner: &'a str) -> (SectionKind, &'a str) {
        let (prefix, name) = match inner.split_once([' ', '\t']) {
            Some((prefix, name)) => (prefix, name.trim().trim_matches(['"', '\''])),
            None => ("", inner),
        };
        match (self.kind, prefix) {
            (FileKind::Config, "profile") | (FileKind::Credentials, "") => (SectionKind::Profile, name),
            (FileKind::Config, "") if name == "default" => (SectionKind::Profile, name),
            (FileKind::Config, "sso-session") => (SectionKind::SsoSession, name),
            (FileKind::Config | FileKind::Credentials, _) => (SectionKind::Other, name),
        }
    }

    fn entry(&mut self, number: usize, line: &str) {
        self.key = None;
        let Some((key, value)) = line.split_once('=') else {
            return self.flaw(number, Fault::NoSetting);
        };
        let key = key.trim().to_ascii_lowercase();
        if key.is_empty() {
            return self.flaw(number, Fault::NoName);
        }
        match self.sections.last_mut() {
            Some(section) => {
                section.entries.insert(key.clone(), without_comment(value).to_owned());
                self.key = Some(key);
            }
            None => self.flaw(number, Fault::NoSection),
        }
    }

    fn continuation(&mut self, number: usize, line: &str) {
        let value = match (&self.key, self.sections.last_mut()) {
            (Some(key), Some(section)) => section.entries.get_mut(key),
            _ => None,
        };
        match value {
            Some(value) => {
                value.push('\n');
                value.push_str(line);
            }
            None => self.flaw(number, Fault::Indented),
        }
    }

    fn flaw(&mut self, line: usize, what: Fault) {
        let flaw = Flaw { line, what };
        match self.sections.last_mut() {
            Some(section) => section.flaw = section.flaw.take().or(Some(flaw)),
            None => self.flaws.push(flaw),
        }
    }
}

/// A comment within a line needs a space before it, since secrets may hold `#`.
fn without_comment(value: &str) -> &str {
    let end = value
        .char_indices()
        .zip(std::iter::once(' ').chain(value.chars()))
        .find_map(|((at, sign), before)| (matches!(sign, '#' | ';') && before.is_whitespace()).then_some(at));
    end.map_or(value, |end| &value[..end]).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_read_as_the_cli_reads_them() {
        let text = "# comment\n[default]\nregion = us-east-1 # here\n[profile a b]\nKEY=a#b;c\nnested =\n  x = 1\n  y = 2\n[sso-session s]\n[services t]\n";
        let (sections, flaws) = read(text, FileKind::Config);
        assert!(flaws.is_empty());
        let heads: Vec<_> = sections.iter().map(|section| (section.kind, section.name.as_str())).collect();
        use SectionKind::{Other, Profile, SsoSession};
        assert_eq!(heads, [(Profile, "default"), (Profile, "a b"), (SsoSession, "s"), (Other, "t")]);
        assert_eq!(sections[0].entries["region"], "us-east-1");
        assert_eq!(sections[1].entries["key"], "a#b;c");
        assert_eq!(sections[1].entries["nested"], "\nx = 1\ny = 2");
    }

    #[test]
    fn flaws_stay_where_they_are() {
        let text = "stray = 1\n[a]\nno equals\nx = 1\n[b]\ny = 2\n[c\nz = 3\n[d]\n  lost\n= 1\n";
        let (sections, flaws) = read(text, FileKind::Credentials);
        assert_eq!(flaws.iter().map(|flaw| flaw.line).collect::<Vec<_>>(), [1]);
        let lines: Vec<_> = sections.iter().map(|section| section.flaw.as_ref().map(|flaw| flaw.line)).collect();
        assert_eq!(lines, [Some(3), None, Some(7), Some(10)]);
        assert_eq!(sections[0].entries["x"], "1");
        assert_eq!(sections[2].entries["z"], "3");
    }
}

//! Reads the paths that a source file refers to: `use` lines and paths in the code alike, macros included.
//!
//! No full parser: comments and literals go, and of what is left every `a::b::{c, d}` is a reference. That finds paths
//! inside macros, which a parser of syntax does not.

/// A path that a file refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub line: usize,
    /// From the root: `crate::…` of the file's own crate, or beginning with another crate's name.
    pub path: Vec<String>,
}

/// The references of a file that is the module `module` of its crate: `["doors", "chat"]` for `doors/chat/mod.rs`.
pub fn references(source: &str, module: &[String]) -> Vec<Reference> {
    let tokens = tokens(source);
    let mut reader = Reader { tokens: &tokens, at: 0, modules: Vec::new(), depth: 0, found: Vec::new() };
    reader.read(module);
    reader.found
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    line: usize,
    text: String,
}

/// Words, `::`, and single characters.
fn tokens(source: &str) -> Vec<Token> {
    let plain = plain(source);
    let mut tokens = Vec::new();
    for (number, line) in plain.lines().enumerate() {
        let mut rest = line;
        while let Some(first) = rest.chars().next() {
            let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let length = match word {
                0 if rest.starts_with("::") => 2,
                0 => first.len_utf8(),
                word => word,
            };
            if !first.is_whitespace() {
                tokens.push(Token { line: number + 1, text: rest[..length].to_owned() });
            }
            rest = &rest[length..];
        }
    }
    tokens
}

/// The source without what stands in comments and literals; lines stay where they are.
fn plain(source: &str) -> String {
    let mut plain = String::with_capacity(source.len());
    let mut rest = source;
    while !rest.is_empty() {
        let length = skipped(rest);
        let (skipped, after) = rest.split_at(length.unwrap_or_else(|| rest.chars().next().map_or(0, char::len_utf8)));
        match length {
            Some(_) => plain.extend(std::iter::once(' ').chain(skipped.chars().filter(|c| *c == '\n'))),
            None => plain.push_str(skipped),
        }
        rest = after;
        // `r` at the end of a word opens no raw string, nor does a quote behind one open a character.
        let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        if length.is_none() && skipped.chars().all(|c| c.is_alphanumeric() || c == '_') {
            plain.push_str(&rest[..word]);
            rest = &rest[word..];
        }
    }
    plain
}

/// How long the comment or literal is that begins here, if one does.
fn skipped(rest: &str) -> Option<usize> {
    let up_to = |end: &str, from: usize| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(up_to("*/", 2));
    }
    let raw = ["br", "r"].iter().find_map(|prefix| rest.strip_prefix(prefix));
    if let Some(raw) = raw {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            return Some(up_to(&format!("\"{}", "#".repeat(hashes)), rest.len() - raw.len() + hashes + 1));
        }
    }
    let quoted = rest.strip_prefix('b').unwrap_or(rest);
    if quoted.starts_with('"') {
        return Some(rest.len() - quoted.len() + closing(quoted, '"'));
    }
    // A character, and not a lifetime.
    let mut inner = rest.strip_prefix('\'')?.chars();
    match (inner.next()?, inner.next()?) {
        ('\\', _) => Some(closing(rest, '\'')),
        (c, '\'') => Some(2 + c.len_utf8()),
        _ => None,
    }
}

/// Where the literal ends that begins with this quote.
fn closing(quoted: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in quoted.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    quoted.len()
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    /// Modules within the file, with the depth of braces at which each began.
    modules: Vec<(String, usize)>,
    depth: usize,
    found: Vec<Reference>,
}

impl Reader<'_> {
    fn text(&self, ahead: usize) -> &str {
        self.tokens.get(self.at + ahead).map_or("", |token| token.text.as_str())
    }

    fn read(&mut self, module: &[String]) {
        while self.at < self.tokens.len() {
            match self.text(0) {
                "mod" if self.text(2) == "{" => {
                    self.modules.push((self.text(1).to_owned(), self.depth));
                    self.at += 2;
                }
                "{" => {
                    self.depth += 1;
                    self.at += 1;
                }
                "}" => {
                    self.depth = self.depth.saturating_sub(1);
                    self.modules.retain(|(_, began)| *began < self.depth);
                    self.at += 1;
                }
                // `use bytes;` and `use {a, b}` begin without a path.
                "use" => {
                    self.at += 1;
                    self.tree(&[], module);
                }
                _ if self.is_path() => self.tree(&[], module),
                _ => self.at += 1,
            }
        }
    }

    /// Whether a path begins here, and not within one.
    fn is_path(&self) -> bool {
        let within = self.at > 0 && matches!(self.tokens[self.at - 1].text.as_str(), "::" | ".");
        is_word(self.text(0)) && self.text(1) == "::" && !within
    }

    /// One path, or several in braces.
    fn tree(&mut self, before: &[String], module: &[String]) {
        if before.is_empty() && self.text(0) == "::" {
            self.at += 1;
        }
        if self.text(0) == "{" && (!before.is_empty() || self.at > 0 && self.tokens[self.at - 1].text == "use") {
            self.at += 1;
            while !matches!(self.text(0), "}" | "") {
                self.tree(before, module);
                if self.text(0) == "as" {
                    self.at += 2;
                }
                if self.text(0) == "," {
                    self.at += 1;
                } else if self.text(0) != "}" {
                    break;
                }
            }
            self.at += 1;
            return;
        }
        let line = self.tokens.get(self.at).map_or(0, |token| token.line);
        let mut path = before.to_vec();
        if is_word(self.text(0)) || self.text(0) == "*" {
            path.push(self.text(0).to_owned());
            self.at += 1;
            if self.text(0) == "::" && (is_word(self.text(1)) || matches!(self.text(1), "{" | "*")) {
                self.at += 1;
                self.tree(&path, module);
                return;
            }
        } else {
            self.at += 1;
        }
        let path = self.absolute(path, module);
        self.found.push(Reference { line, path });
    }

    /// `self` and `super` from the root.
    fn absolute(&self, path: Vec<String>, module: &[String]) -> Vec<String> {
        let mut here: Vec<String> = std::iter::once("crate".to_owned()).chain(module.iter().cloned()).collect();
        here.extend(self.modules.iter().map(|(name, _)| name.clone()));
        let ups = path.iter().take_while(|part| matches!(part.as_str(), "self" | "super")).count();
        if ups == 0 {
            return path;
        }
        for part in &path[..ups] {
            if part == "super" {
                here.pop();
            }
        }
        here.extend_from_slice(&path[ups..]);
        here
    }
}

fn is_word(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_')
}

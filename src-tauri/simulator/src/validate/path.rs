//! Where in a body something is: as JSON people write it, and as AWS's services do.

use std::fmt;

/// One step from the body's root.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    Member(String),
    Index(usize),
}

/// A place in a body. Displays as `messages.0.content.1.text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Path(Vec<Segment>);

impl Path {
    pub(crate) fn member(&self, name: &str) -> Self {
        self.with(Segment::Member(name.to_owned()))
    }

    pub(crate) fn index(&self, index: usize) -> Self {
        self.with(Segment::Index(index))
    }

    fn with(&self, segment: Segment) -> Self {
        let mut segments = self.0.clone();
        segments.push(segment);
        Self(segments)
    }

    /// As constraint violations spell it: `messages.1.member.content.2.member.text`, counted from one.
    pub(crate) fn smithy(&self) -> String {
        let parts = self.0.iter().map(|segment| match segment {
            Segment::Member(name) => name.clone(),
            Segment::Index(index) => format!("{}.member", index + 1),
        });
        parts.collect::<Vec<_>>().join(".")
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, segment) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(".")?;
            }
            match segment {
                Segment::Member(name) => f.write_str(name)?,
                Segment::Index(index) => write!(f, "{index}")?,
            }
        }
        Ok(())
    }
}

/// The place of a message's content block.
pub(crate) fn block(message: usize, block: usize) -> Path {
    content(message).index(block)
}

/// The place of a message's content.
pub(crate) fn content(message: usize) -> Path {
    self::message(message).member("content")
}

/// The place of a message.
pub(crate) fn message(message: usize) -> Path {
    Path::default().member("messages").index(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings() {
        let path = block(0, 1).member("text");
        assert_eq!(path.to_string(), "messages.0.content.1.text");
        assert_eq!(path.smithy(), "messages.1.member.content.2.member.text");
    }
}

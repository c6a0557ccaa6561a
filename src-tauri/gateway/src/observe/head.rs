//! The headers of a message, whoever holds them.

/// Headers. Names are in lower case.
pub trait Head {
    /// The first value of the header of this name.
    fn value(&self, name: &str) -> Option<&[u8]>;

    /// All of them.
    fn each(&self) -> impl Iterator<Item = (&str, &[u8])>;
}

impl Head for [(&str, &str)] {
    fn value(&self, name: &str) -> Option<&[u8]> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_bytes())
    }

    fn each(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.iter().map(|(name, value)| (*name, value.as_bytes()))
    }
}

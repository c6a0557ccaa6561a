//! Sentences as values: what is to be said, and what it is said of, apart from the language that it is said in.
//!
//! A sentence is a kind of some family, with values in its places. Its `Display` is English, which clients, logs and
//! `outcropd` are told; whoever speaks other languages serialises it, family first, and looks its kind up.

/// A kind of sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// Its name, as it is serialised but for the capital.
    pub name: &'static str,
    /// The names of its values.
    pub places: &'static [&'static str],
    /// It in English, places in braces; `None` where only dictionaries know.
    pub english: Option<&'static str>,
}

/// A value that stands for a sentence: made by [`sentences!`](crate::sentences).
pub trait Sentence: serde::Serialize {
    /// What family it is of, which is its tag when it is serialised.
    const FAMILY: &'static str;
    /// All kinds that there are.
    const KINDS: &'static [Kind];
}

/// Makes an enum of sentences. A variant that has a text is said so in English, with its fields in the text's places;
/// where no variant has one, the words are in dictionaries only.
#[macro_export]
macro_rules! sentences {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident: $family:literal {
            $($(#[$doc:meta])* $kind:ident $({ $($(#[$about:meta])* $field:ident: $type:ty),+ $(,)? })? = $english:literal),+
            $(,)?
        }
    ) => {
        $crate::sentences! {
            @kinds $(#[$meta])* $vis enum $name: $family {
                $($(#[$doc])* $kind $({ $($(#[$about])* $field: $type),+ })? [Some($english)],)+
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $(Self::$kind $({ $($field),+ })? => {
                        // What is not said is a value all the same.
                        $(let _ = ($(&$field),+);)?
                        ::std::write!(f, $english)
                    })+
                }
            }
        }
    };
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident: $family:literal {
            $($(#[$doc:meta])* $kind:ident $({ $($(#[$about:meta])* $field:ident: $type:ty),+ $(,)? })?),+
            $(,)?
        }
    ) => {
        $crate::sentences! {
            @kinds $(#[$meta])* $vis enum $name: $family {
                $($(#[$doc])* $kind $({ $($(#[$about])* $field: $type),+ })? [None],)+
            }
        }
    };
    (
        @kinds $(#[$meta:meta])*
        $vis:vis enum $name:ident: $family:literal {
            $($(#[$doc:meta])* $kind:ident $({ $($(#[$about:meta])* $field:ident: $type:ty),+ })? [$english:expr],)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, ::serde::Serialize)]
        #[serde(tag = $family, rename_all = "camelCase")]
        $vis enum $name {
            $($(#[$doc])* $kind $({ $($(#[$about])* $field: $type),+ })?,)+
        }

        impl $crate::sentence::Sentence for $name {
            const FAMILY: &'static str = $family;
            const KINDS: &'static [$crate::sentence::Kind] = &[$($crate::sentence::Kind {
                name: ::std::stringify!($kind),
                places: &[$($(::std::stringify!($field)),+)?],
                english: $english,
            }),+];
        }
    };
}

/// Several things, named one after the other.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct List<T>(pub Vec<T>);

impl<T: std::fmt::Display> std::fmt::Display for List<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0
            .iter()
            .enumerate()
            .try_for_each(|(number, one)| write!(f, "{}{one}", if number == 0 { "" } else { ", " }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    sentences! {
        /// Of ways.
        enum Way: "way" {
            /// Nowhere.
            Closed = "it is closed",
            /// Somewhere.
            Leads { to: List<String> } = "it leads to {to}",
        }
    }

    #[test]
    fn a_sentence_is_english_and_a_value() {
        let way = Way::Leads { to: List(vec!["Rome".into(), "Bern".into()]) };
        assert_eq!([way.to_string(), Way::Closed.to_string()], ["it leads to Rome, Bern", "it is closed"]);
        assert_eq!(serde_json::to_string(&way).unwrap(), r#"{"way":"leads","to":["Rome","Bern"]}"#);
        assert_eq!((Way::FAMILY, Way::KINDS[0].name, Way::KINDS[1].places), ("way", "Closed", &["to"][..]));
    }
}

//! Why something is not done: what window and tray answer. The words are in the dictionaries (`reasons.json`) alone.

use std::fmt;

use outcrop_gateway::aws::{Trouble, What};
use outcrop_gateway::error::Error;
use outcrop_gateway::ir::Denial;
use outcrop_gateway::sentences;
use outcrop_settings::Complaint;

use crate::secrets::Why;
use crate::text::{Language, Text};

sentences! {
    /// Why something is not done.
    pub(crate) enum Refusal: "refusal" {
        /// What others say of it: the gateway, AWS, the system.
        Said {
            /// In their words.
            words: String,
        },
        /// There are no credentials.
        Trouble {
            /// Why, and what to do.
            what: Box<What>,
        },
        /// AWS does not let whoever asks.
        Denied {
            /// What, and what to do.
            denial: Denial,
        },
        /// The gateway does not run.
        Stopped,
        /// So nobody can be signed in.
        StoppedSignIn,
        /// The page has gone while it was worked at.
        GivenUp,
        /// There is no base URL, or no key.
        NothingToCopy,
        /// The clipboard does not take it.
        NotCopied {
            /// Its words.
            error: String,
        },
        /// The platform does not start the app with the session, or does not let go of it.
        CannotBeSet {
            /// Its words.
            error: String,
        },
        /// No browser opens.
        NoBrowser {
            /// The system's words.
            error: String,
        },
        /// No file manager opens.
        NoFileManager {
            /// The system's words.
            error: String,
        },
        /// A file of somebody else's.
        NotSavedByUs,
        /// There is no folder to save anything in.
        NoFolder,
        /// A file could not be written.
        NotSaved {
            /// Where.
            folder: String,
            /// The system's words.
            error: String,
        },
        /// The settings file cannot be used, read or written.
        Settings {
            /// The file, and the line in it, as editors and compilers write it.
            place: String,
            /// What is wrong with it.
            what: Complaint,
        },
        /// Settings that were to be taken over are wrong.
        NotTakenOver {
            /// What is wrong with them.
            what: Complaint,
        },
        /// The same, in a line.
        NotTakenOverLine {
            /// Counted from 1.
            line: usize,
            /// What is wrong with it.
            what: Complaint,
        },
        /// Nobody is being signed in.
        NoSignIn,
        /// Nobody waits for a code of a second factor.
        NoCodeWanted,
        /// Whoever waited for it has just gone.
        CodeTooLate,
        /// There is no API key.
        NoKey,
        /// The environment gives the key.
        KeyOfEnvironment,
        /// Another key could not be kept.
        KeyStays {
            /// Why not.
            why: Keychain,
        },
        /// A Bedrock API key could not be kept, or forgotten.
        NothingChanged {
            /// Why not.
            why: Keychain,
        },
        /// What was given is no Bedrock API key.
        NoBedrockKey,
        /// AWS is being asked already.
        AskedAlready,
        /// The row has been dropped.
        NotInLog,
        /// Capture was off.
        NotCaptured,
        /// There was no body to send again.
        NoBody,
        /// The body was not kept as a whole.
        NotWhole,
        /// The body is no JSON.
        NotJson,
        /// The playground's request is no JSON object.
        NoObject {
            /// The parser's words.
            error: String,
        },
        /// The gateway cannot be connected to.
        NotListening,
        /// The gateway said nothing.
        NoAnswer,
        /// The gateway refused, and nobody knows why.
        Answered {
            /// Its status.
            status: String,
        },
        /// The answer has no end.
        BrokeOff,
        /// The address cannot be had, for another reason than that somebody has it.
        CannotListen {
            /// The address.
            address: String,
            /// The system's words.
            error: String,
        },
        /// The system's certificates cannot be read.
        NoTls {
            /// The library's words.
            error: String,
        },
        /// The demo has nobody to answer.
        NoSimulator {
            /// The system's words.
            error: String,
        },
    }
}

sentences! {
    /// Why the keychain does not keep something, at the end of a sentence.
    pub(crate) enum Keychain: "keychain" {
        /// There is none.
        Missing,
        /// It is locked.
        Locked,
        /// It did not answer.
        Silent,
        /// It failed.
        Broken,
    }
}

impl From<Why> for Keychain {
    fn from(why: Why) -> Self {
        match why {
            Why::Missing => Self::Missing,
            Why::Locked => Self::Locked,
            Why::Silent => Self::Silent,
            Why::Broken => Self::Broken,
        }
    }
}

impl Refusal {
    /// What others say of it.
    pub(crate) fn said(words: impl ToString) -> Self {
        Self::Said { words: words.to_string() }
    }

    /// What the gateway says of it, in its own words where it is nothing that we know.
    pub(crate) fn by_gateway(error: &Error) -> Self {
        match (error.cause::<Trouble>(), error.cause::<Denial>()) {
            (Some(trouble), _) => trouble.clone().into(),
            (None, Some(denial)) if error.model().is_none() => Self::Denied { denial: denial.clone() },
            (None, _) => Self::said(error.message()),
        }
    }
}

impl From<Trouble> for Refusal {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble { what: trouble.what }
    }
}

impl From<outcrop_settings::Error> for Refusal {
    fn from(outcrop_settings::Error { file, flaw }: outcrop_settings::Error) -> Self {
        let file = file.display();
        let place = flaw.line.map_or_else(|| file.to_string(), |line| format!("{file}:{line}"));
        Self::Settings { place, what: flaw.what }
    }
}

/// In English, for the log.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Text::of(Language::English).find(self).unwrap_or_default())
    }
}

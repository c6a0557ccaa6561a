//! Everything that is kept of one request.

use std::time::Duration;

use super::media;
use super::redact::Redactor;
use crate::ir::{Event, Served, StopReason, Usage};

/// The most of one body, in bytes.
pub(super) const MOST: usize = 1024 * 1024;
/// More calls of one request than anybody reads.
const CALLS: usize = 64;
/// More moments of one answer than anybody reads.
const MOMENTS: usize = 4096;
/// What an entry weighs beside its text.
const WEIGHT: usize = 64;

/// Everything that is kept of one request: what came, what it became, what came back and what the client got.
#[derive(Debug, Clone, Default)]
pub struct Detail {
    /// The request's headers: values only of those that cannot be secret.
    pub request_headers: Vec<(String, String)>,
    /// The request's body.
    pub request: Option<Body>,
    /// What AWS was asked.
    pub sent: Vec<Sent>,
    /// How many more calls there were.
    pub sent_omitted: usize,
    /// The answer's headers.
    pub response_headers: Vec<(String, String)>,
    /// The answer's body, as it was sent; of a stream, its events.
    pub response: Option<Body>,
    /// What the model said, piece by piece.
    pub moments: Vec<Moment>,
    /// How many more there were.
    pub moments_omitted: usize,
    /// What could not be honoured as written: the parameter, and what became of it.
    pub complaints: Vec<(String, String)>,
}

/// A call to AWS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// `Converse`, `ConverseStream` or `InvokeModel`.
    pub operation: &'static str,
    /// The model.
    pub model: String,
    /// How many answers were asked for in this way.
    pub times: usize,
    /// What was sent.
    pub body: Body,
}

/// A body, as far as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    text: String,
    /// Its size as it was, in bytes.
    size: u64,
    /// Bytes at its end that are not kept.
    cut: u64,
    /// Whether media have been left out.
    shortened: bool,
}

impl Body {
    /// Of a body that is there, and holds no secrets.
    #[must_use]
    pub fn whole(bytes: &[u8]) -> Self {
        Self::without_secrets(bytes, &Redactor::default())
    }

    /// Of a body that is there.
    pub(in crate::observe) fn without_secrets(bytes: &[u8], redactor: &Redactor) -> Self {
        let mut body = Self::default();
        body.push(bytes, redactor);
        body
    }

    /// Takes the next piece of it. A piece ends where a character does.
    fn push(&mut self, bytes: &[u8], redactor: &Redactor) {
        self.size += bytes.len() as u64;
        // Before media go, which would take a key along that is written onto them.
        let said = redactor.text(String::from_utf8_lossy(bytes));
        let said = media::without(&said, &mut self.shortened);
        let mut end = said.len().min(MOST.saturating_sub(self.text.len()));
        if self.cut > 0 {
            end = 0;
        }
        while !said.is_char_boundary(end) {
            end -= 1;
        }
        let from = self.text.len();
        self.text.push_str(&said[..end]);
        redactor.scrub(&mut self.text, from);
        self.cut += (said.len() - end) as u64;
    }

    /// What is kept of it, with a mark where its end is missing.
    #[must_use]
    pub fn text(&self) -> String {
        match self.cut {
            0 => self.text.clone(),
            cut => format!("{}… ({cut} bytes left out)", self.text),
        }
    }

    /// Its size as it was, in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Whether all of it is there: nothing cut off, no media left out.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.cut == 0 && !self.shortened
    }
}

/// Something that happened in an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// Since the request's headers had arrived.
    pub at: Duration,
    /// When its last piece came.
    pub until: Duration,
    /// The number of the answer, from 0.
    pub answer: usize,
    /// How many pieces it came in.
    pub pieces: u32,
    /// What it was.
    pub what: Happening,
}

/// What happened in an answer. Pieces of one kind that follow each other are one.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// The model began to answer.
    Start,
    /// It wrote this.
    Text(String),
    /// It thought this.
    Thinking(String),
    /// It signed its thinking, or thought in secret: so many bytes.
    Sealed(usize),
    /// It called a tool.
    Call {
        /// The call's id.
        id: String,
        /// The tool.
        name: String,
        /// JSON text.
        input: String,
    },
    /// It named a source.
    Source {
        /// Its title.
        title: Option<String>,
        /// Its address.
        url: Option<String>,
    },
    /// It stopped.
    Stop(StopReason),
    /// How Bedrock served it.
    Served(Served),
    /// What it took.
    Usage(Usage),
}

impl Detail {
    /// AWS is asked this.
    pub(crate) fn send(&mut self, sent: Sent) {
        if self.sent.len() < CALLS {
            self.sent.push(sent);
        } else {
            self.sent_omitted += 1;
        }
    }

    /// The next piece of the answer's body.
    pub(in crate::observe) fn reply(&mut self, bytes: &[u8], redactor: &Redactor) {
        self.response.get_or_insert_default().push(bytes, redactor);
    }

    /// The next event of an answer.
    pub(in crate::observe) fn see(&mut self, at: Duration, answer: usize, event: &Event, redactor: &Redactor) {
        // Answers that come side by side take turns.
        let last = self.moments.iter_mut().rev().take(16).find(|moment| moment.answer == answer);
        if let Some(last) = last
            && last.what.goes_on(event, redactor)
        {
            last.until = at;
            last.pieces += 1;
            return;
        }
        let Some(what) = Happening::begin(event, redactor) else { return };
        if self.moments.len() < MOMENTS {
            self.moments.push(Moment { at, until: at, answer, pieces: 1, what });
        } else {
            self.moments_omitted += 1;
        }
    }

    /// What it weighs, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let pair = |(a, b): &(String, String)| a.len() + b.len() + WEIGHT;
        let body = |body: &Body| body.text.len();
        self.request_headers.iter().chain(&self.response_headers).chain(&self.complaints).map(pair).sum::<usize>()
            + self.request.iter().chain(&self.response).map(body).sum::<usize>()
            + self.sent.iter().map(|sent| body(&sent.body) + sent.model.len() + WEIGHT).sum::<usize>()
            + self.moments.iter().map(|moment| moment.what.bytes() + WEIGHT).sum::<usize>()
    }
}

impl Happening {
    fn begin(event: &Event, redactor: &Redactor) -> Option<Self> {
        let kept = |text: &str| {
            let mut kept = String::new();
            append(&mut kept, text, redactor);
            kept
        };
        Some(match event {
            Event::Start => Self::Start,
            Event::Text { text, .. } => Self::Text(kept(text)),
            Event::Reasoning { text, .. } => Self::Thinking(kept(text)),
            Event::Signature { signature: sealed, .. } | Event::Redacted { base64: sealed, .. } => {
                Self::Sealed(sealed.len())
            }
            Event::ToolStart { id, name, .. } => Self::Call { id: kept(id), name: kept(name), input: String::new() },
            // Of a call whose beginning is not kept.
            Event::ToolInput { .. } => return None,
            Event::Citation { title, url, .. } => {
                Self::Source { title: title.as_deref().map(kept), url: url.as_deref().map(kept) }
            }
            Event::Stop(reason) => Self::Stop(reason.clone()),
            Event::Served(served) => Self::Served(served.clone()),
            Event::Usage(usage) => Self::Usage(*usage),
        })
    }

    /// Takes the event in, if it is more of the same.
    fn goes_on(&mut self, event: &Event, redactor: &Redactor) -> bool {
        match (self, event) {
            (Self::Text(said), Event::Text { text, .. }) | (Self::Thinking(said), Event::Reasoning { text, .. }) => {
                append(said, text, redactor);
            }
            (Self::Call { input, .. }, Event::ToolInput { json, .. }) => append(input, json, redactor),
            (Self::Sealed(bytes), Event::Signature { signature, .. }) => *bytes += signature.len(),
            _ => return false,
        }
        true
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Text(text) | Self::Thinking(text) => text.len(),
            Self::Call { id, name, input } => id.len() + name.len() + input.len(),
            Self::Source { title, url } => [title, url].into_iter().flatten().map(String::len).sum(),
            Self::Start | Self::Sealed(_) | Self::Stop(_) | Self::Served(_) | Self::Usage(_) => 0,
        }
    }
}

/// As much as there is room for. Its end is in the body of the answer, if anywhere.
fn append(to: &mut String, text: &str, redactor: &Redactor) {
    let mut end = text.len().min(MOST.saturating_sub(to.len()));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let from = to.len();
    to.push_str(&text[..end]);
    redactor.scrub(to, from);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_body_is_cut_between_characters() {
        let long = "é".repeat(MOST);
        let (mut body, nothing) = (Body::default(), Redactor::default());
        for piece in ["x", &long, "y"] {
            body.push(piece.as_bytes(), &nothing);
        }
        assert_eq!((body.size(), body.is_whole()), (2 * MOST as u64 + 2, false));
        let text = body.text();
        assert!(text.len() < MOST + 64, "{}", text.len());
        assert!(text.starts_with("xé") && text.ends_with(&format!("é… ({} bytes left out)", MOST + 3)), "{}", body.cut);
        assert_eq!(Body::whole(b"{}").text(), "{}");
    }

    fn text(block: u32, text: &str) -> Event {
        Event::Text { block, text: text.into() }
    }

    #[test]
    fn pieces_of_one_kind_are_one_moment() {
        let mut detail = Detail::default();
        let events = [
            (0, Event::Start),
            (1, Event::Start),
            (0, Event::Reasoning { block: 0, text: "Hm".into() }),
            (1, text(0, "A")),
            (0, Event::Reasoning { block: 0, text: "m".into() }),
            (0, Event::Signature { block: 0, signature: "abcd".into() }),
            (1, text(0, "B")),
            (0, Event::ToolStart { block: 1, id: "1".into(), name: "f".into() }),
            (0, Event::ToolInput { block: 1, json: "{\"a\"".into() }),
            (0, Event::ToolInput { block: 1, json: ":1}".into() }),
            (0, Event::Stop(StopReason::ToolUse)),
        ];
        for (ms, (answer, event)) in (0..).zip(events) {
            detail.see(Duration::from_millis(ms), answer, &event, &Redactor::default());
        }
        let call = Happening::Call { id: "1".into(), name: "f".into(), input: "{\"a\":1}".into() };
        let seen: Vec<_> =
            detail.moments.iter().map(|m| (m.answer, m.at.as_millis(), m.until.as_millis(), &m.what)).collect();
        assert_eq!(
            seen,
            [
                (0, 0, 0, &Happening::Start),
                (1, 1, 1, &Happening::Start),
                (0, 2, 4, &Happening::Thinking("Hmm".into())),
                (1, 3, 6, &Happening::Text("AB".into())),
                (0, 5, 5, &Happening::Sealed(4)),
                (0, 7, 9, &call),
                (0, 10, 10, &Happening::Stop(StopReason::ToolUse)),
            ]
        );
    }

    #[test]
    fn what_is_without_end_is_bounded() {
        let (mut detail, nothing) = (Detail::default(), Redactor::default());
        for _ in 0..2 * MOMENTS {
            detail.see(Duration::ZERO, 0, &text(0, &"x".repeat(1024)), &nothing);
            detail.see(Duration::ZERO, 0, &Event::Start, &nothing);
        }
        assert_eq!((detail.moments.len(), detail.moments_omitted), (MOMENTS, 3 * MOMENTS));
        let mut detail = Detail::default();
        for _ in 0..2 * MOST / 1024 {
            detail.see(Duration::ZERO, 0, &text(0, &"x".repeat(1024)), &nothing);
        }
        assert_eq!(detail.bytes(), MOST + WEIGHT);
        for _ in 0..2 * CALLS {
            detail.send(Sent { operation: "InvokeModel", model: "m".into(), times: 1, body: Body::whole(b"{}") });
        }
        assert_eq!((detail.sent.len(), detail.sent_omitted), (CALLS, CALLS));
    }
}

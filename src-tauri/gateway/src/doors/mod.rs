//! The protocols that clients speak. A door knows its wire and `ir`: neither AWS, nor axum, nor another door.

pub mod chat;
pub mod completions;
pub mod embeddings;
pub mod images;
pub mod media;
pub mod models;
pub mod openai;
pub mod rerank;
mod tokens;

use crate::error::{Error, Result};
use crate::ir::{Complaint, Event, Job, Reply, Turn};

/// A protocol in which a client asks for a turn. `http::serve` is generic over it.
pub trait Door: Send + Sync + 'static {
    /// Writes the answer to one request.
    type Writer: Writer;

    /// Reads a request's body.
    ///
    /// # Errors
    /// It is no request of this protocol; the error names the member.
    fn parse(&self, body: &[u8]) -> Result<Asked<Self::Writer>>;

    /// The body of an error answer, and its HTTP status.
    fn error(&self, error: &Error) -> (u16, Vec<u8>);
}

/// A protocol in which a client asks for something that comes whole: vectors, pictures, a ranking. All of them are
/// OpenAI's, or in its manner, and so are their errors.
pub trait Hatch: Send + Sync + 'static {
    /// What is asked for.
    type Job: Job;
    /// How the client wants its answer.
    type Form: Send + Sync;

    /// Reads a request's body.
    ///
    /// # Errors
    /// It is no request of this protocol; the error names the member.
    fn parse(&self, body: &[u8]) -> Result<Order<Self::Job, Self::Form>>;

    /// The answer's body.
    fn reply(&self, form: &Self::Form, done: &<Self::Job as Job>::Done) -> Vec<u8>;
}

/// What a client asked for, to come whole.
#[derive(Debug)]
pub struct Order<J, F> {
    /// The job.
    pub job: J,
    /// What cannot be honoured as written. Policy decides later.
    pub complaints: Vec<Complaint>,
    /// How to answer.
    pub form: F,
}

/// What a client asked for.
#[derive(Debug)]
pub struct Asked<W> {
    /// The turn.
    pub turn: Turn,
    /// Further turns of the same model, where a protocol takes several at once. Their answers are numbered after the
    /// first one's, turn after turn.
    pub more: Vec<Turn>,
    /// Whether the answer is to be streamed.
    pub streamed: bool,
    /// How many answers to each turn are wanted, at least one. Each is an answer of Bedrock's own.
    pub answers: usize,
    /// What cannot be honoured as written. Policy decides later.
    pub complaints: Vec<Complaint>,
    /// How to answer.
    pub writer: W,
}

/// Writes the answer to one request, whole or in pieces. `out` is appended to, never read.
pub trait Writer: Send + 'static {
    /// The whole answer as one body: one reply for each answer that was wanted.
    fn reply(&self, replies: &[Reply]) -> Vec<u8>;

    /// The stream opens: the status is sent.
    fn begin(&mut self, out: &mut Vec<u8>);

    /// The next event of the answer with this number, counted from 0.
    fn event(&mut self, answer: usize, event: Event, out: &mut Vec<u8>);

    /// All answers are complete.
    fn finish(&mut self, out: &mut Vec<u8>);

    /// The answer broke off. No client may take this for success.
    fn fail(&mut self, error: &Error, out: &mut Vec<u8>);

    /// Nothing has come for a while: something that keeps the connection, and clients' own timers, alive.
    fn keep_alive(&mut self, out: &mut Vec<u8>);
}

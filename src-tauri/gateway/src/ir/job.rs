//! What is asked for and comes whole, without a conversation: vectors, pictures, rankings.

use super::{Media, Remote, Usage};

/// Something that is asked of a model and comes whole.
pub trait Job: Send + Sync {
    /// What comes.
    type Done: Send;

    /// The model: as the client named it, until it is resolved.
    fn model(&self) -> &str;

    /// The name has been found to mean this id.
    fn resolved(&mut self, id: String);

    /// Pictures that the client may have named by address.
    fn pictures(&mut self) -> Vec<&mut Picture>;

    /// What it took, where that is counted in tokens.
    fn usage(done: &Self::Done) -> Option<Usage>;

    /// What is asked for that AWS does not count in tokens.
    fn pieces(&self) -> Pieces {
        Pieces::default()
    }
}

/// What AWS bills by the piece.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pieces {
    /// Pictures made.
    pub pictures: u64,
    /// Queries of a ranking.
    pub queries: u64,
}

/// A picture that goes into a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// Carried inline.
    Inline(Media),
    /// Yet to be fetched.
    Remote(Remote),
}

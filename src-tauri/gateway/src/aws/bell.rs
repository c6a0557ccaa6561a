//! What requests met last, for those who watch.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::environment::Marks;
use super::trouble::{Cause, Trouble};

/// Says that something about who we are may be different. A clone is the same.
#[derive(Debug, Clone)]
pub(crate) struct Bell(Arc<watch::Sender<()>>);

impl Default for Bell {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(())))
    }
}

impl Bell {
    pub(crate) fn ring(&self) {
        self.0.send_replace(());
    }

    pub(crate) fn listen(&self) -> watch::Receiver<()> {
        self.0.subscribe()
    }
}

/// How it went the last time that somebody wanted to be this. A clone is the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Health {
    trouble: Arc<Mutex<Option<Met>>>,
    bell: Bell,
}

/// A trouble, and how the files were when it was met.
#[derive(Debug)]
struct Met {
    trouble: Trouble,
    marks: Marks,
}

impl Health {
    pub(super) fn new(bell: Bell) -> Self {
        Self { trouble: Arc::default(), bell }
    }

    pub(super) fn is_bad(&self, trouble: Trouble, marks: Marks) {
        *self.met() = Some(Met { trouble, marks });
        self.bell.ring();
    }

    pub(super) fn is_good(&self) {
        if self.met().take().is_some() {
            self.bell.ring();
        }
    }

    /// Something is different that may be noticed without asking anybody.
    pub(super) fn is_other(&self) {
        self.bell.ring();
    }

    /// The trouble, unless the files have changed since: somebody may have mended it.
    pub(super) fn trouble(&self, marks: &Marks) -> Option<Trouble> {
        self.met().as_ref().filter(|met| met.marks == *marks).map(|met| met.trouble.clone())
    }

    /// Nobody is to be blamed for a network that was away.
    pub(super) fn forget_unreachable(&self) {
        let mut met = self.met();
        if met.as_ref().is_some_and(|met| met.trouble.cause() == Cause::Unreachable) {
            *met = None;
        }
    }

    fn met(&self) -> MutexGuard<'_, Option<Met>> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

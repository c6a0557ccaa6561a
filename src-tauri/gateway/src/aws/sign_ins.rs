//! Which sign-ins are under way, for those who wait for one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

use super::bell::Bell;

/// Sign-ins under way. A clone is the same register.
#[derive(Debug, Clone, Default)]
pub struct SignIns {
    under_way: Arc<Mutex<HashMap<String, watch::Receiver<()>>>>,
    bell: Bell,
}

/// A sign-in under way; dropping it says that it is over, well or badly.
#[derive(Debug)]
pub struct UnderWay {
    register: SignIns,
    key: String,
    _over: watch::Sender<()>,
}

impl SignIns {
    /// Says that a sign-in has begun. `None`: there is one already.
    #[must_use]
    pub fn begin(&self, key: &str) -> Option<UnderWay> {
        let mut under_way = self.under_way();
        if under_way.contains_key(key) {
            return None;
        }
        let (over, watched) = watch::channel(());
        under_way.insert(key.to_owned(), watched);
        drop(under_way);
        self.bell.ring();
        Some(UnderWay { register: self.clone(), key: key.to_owned(), _over: over })
    }

    /// Whether a sign-in is under way.
    pub(super) fn is_under_way(&self, key: &str) -> bool {
        self.under_way().contains_key(key)
    }

    /// Rings when one begins or ends.
    pub(crate) fn bell(&self) -> &Bell {
        &self.bell
    }

    /// Waits for the end of a sign-in, but no longer than `limit`. Whether there was one that ended.
    pub(super) async fn end_of(&self, key: &str, limit: Duration) -> bool {
        let watched = self.under_way().get(key).cloned();
        match watched {
            Some(mut watched) => timeout(limit, async { while watched.changed().await.is_ok() {} }).await.is_ok(),
            None => false,
        }
    }

    fn under_way(&self) -> MutexGuard<'_, HashMap<String, watch::Receiver<()>>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.register.under_way().remove(&self.key);
        self.register.bell.ring();
    }
}

//! Which sign-ins are under way, for those who wait for one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

/// Sign-ins under way. A clone is the same register.
#[derive(Debug, Clone, Default)]
pub struct SignIns(Arc<Mutex<HashMap<String, watch::Receiver<()>>>>);

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
        Some(UnderWay { register: self.clone(), key: key.to_owned(), _over: over })
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
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.register.under_way().remove(&self.key);
    }
}

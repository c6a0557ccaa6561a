//! The settings as they are now: swapped whole, read without a lock.

use std::sync::Arc;

use arc_swap::ArcSwap;

use crate::config::{ApiKey, Config, ConfigError, Live};

/// The settings as they are now, and the key.
#[derive(Debug)]
pub(crate) struct Settings {
    live: ArcSwap<Live>,
    key: ArcSwap<ApiKey>,
}

impl Settings {
    pub(crate) fn new(config: &Config) -> Self {
        Self { live: ArcSwap::from_pointee(config.live()), key: ArcSwap::from_pointee(config.api_key.clone()) }
    }

    /// For one request, from its head to its end.
    pub(crate) fn now(&self) -> Arc<Live> {
        self.live.load_full()
    }

    /// Whether this is the key, in a time that tells nothing about either.
    pub(crate) fn admits(&self, candidate: &[u8]) -> bool {
        self.key.load().matches(candidate)
    }

    /// # Errors
    /// A setting does not fit; the old ones stand.
    pub(crate) fn configure(&self, live: Live) -> Result<(), ConfigError> {
        live.check()?;
        self.live.store(Arc::new(live));
        Ok(())
    }

    pub(crate) fn rekey(&self, key: ApiKey) {
        self.key.store(Arc::new(key));
    }
}

//! What all connections share.

use std::io;

use crate::cache::PromptCache;
use crate::catalog::{Catalog, Model};
use crate::exception::{Exception, default_message};
use crate::options::Options;
use crate::record::Records;
use crate::script::Queue;

/// The simulator's memory.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) options: Options,
    pub(crate) catalog: Catalog,
    pub(crate) scripts: Queue,
    pub(crate) records: Records,
    pub(crate) cache: PromptCache,
}

impl State {
    pub(crate) fn new(options: Options) -> io::Result<Self> {
        let catalog = Catalog::bundled().map_err(io::Error::other)?;
        let records = Records::new(options.keep_requests);
        Ok(Self { options, catalog, scripts: Queue::default(), records, cache: PromptCache::default() })
    }

    /// The model behind an id, if it exists and the account may use it.
    pub(crate) fn model(&self, id: &str) -> Result<&Model, Exception> {
        let model = self.catalog.resolve(id)?;
        if self.options.denied_models.contains(&model.id) {
            return Err(Exception::access_denied(default_message("AccessDeniedException")));
        }
        Ok(model)
    }

    pub(crate) fn clear(&self) {
        self.scripts.clear();
        self.records.clear();
        self.cache.clear();
    }
}

//! What all connections share.

use std::io;

use crate::catalog::Catalog;
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
}

impl State {
    pub(crate) fn new(options: Options) -> io::Result<Self> {
        let catalog = Catalog::bundled().map_err(io::Error::other)?;
        let records = Records::new(options.keep_requests);
        Ok(Self { options, catalog, scripts: Queue::default(), records })
    }

    pub(crate) fn clear(&self) {
        self.scripts.clear();
        self.records.clear();
    }
}

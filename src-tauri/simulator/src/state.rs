//! What all connections share.

use std::io;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

use crate::cache::PromptCache;
use crate::catalog::{Catalog, Model};
use crate::exception::{Exception, default_message};
use crate::options::{Options, Withheld};
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
    /// How many seconds this AWS's clock is ahead of the machine's.
    pub(crate) ahead: AtomicI64,
}

impl State {
    pub(crate) fn new(options: Options) -> io::Result<Self> {
        let catalog = Catalog::bundled().map_err(io::Error::other)?;
        let records = Records::new(options.keep_requests);
        let (scripts, cache, ahead) = (Queue::default(), PromptCache::default(), AtomicI64::default());
        Ok(Self { options, catalog, scripts, records, cache, ahead })
    }

    /// The model behind an id, if it exists and the account may use it.
    pub(crate) fn model(&self, id: &str) -> Result<&Model, Exception> {
        let model = self.catalog.resolve(id)?;
        match self.withheld(&model.id) {
            None => Ok(model),
            Some(why) => Err(refusal(why)),
        }
    }

    /// Why the account cannot use a model, if it cannot.
    pub(crate) fn withheld(&self, id: &str) -> Option<Withheld> {
        let denied = || self.options.denied_models.iter().any(|denied| denied == id).then_some(Withheld::Entitlement);
        self.options.withheld.iter().find(|(model, _)| model == id).map(|(_, why)| *why).or_else(denied)
    }

    /// What time it is for this AWS.
    pub(crate) fn now(&self) -> Timestamp {
        let ahead = jiff::SignedDuration::from_secs(self.ahead.load(Ordering::Relaxed));
        Timestamp::now().saturating_add(ahead).unwrap_or_else(|_| Timestamp::now())
    }

    pub(crate) fn clear(&self) {
        self.scripts.clear();
        self.records.clear();
        self.cache.clear();
    }
}

/// How the runtime refuses what the account cannot use.
fn refusal(why: Withheld) -> Exception {
    match why {
        Withheld::Region => Exception::validation("The provided model identifier is invalid."),
        Withheld::Agreement | Withheld::Pending | Withheld::AgreementFailed => Exception::access_denied(NO_AGREEMENT),
        Withheld::Entitlement => Exception::access_denied(default_message("AccessDeniedException")),
        Withheld::Authorization => Exception::access_denied(NOT_AUTHORIZED),
    }
}

const NO_AGREEMENT: &str = "Model access is denied due to IAM user or service role is not authorized to perform the \
    required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to \
    this model. Refer to the Amazon Bedrock documentation for further details. Your AWS Marketplace subscription for this \
    model cannot be completed at this time. If you recently fixed this issue, try again after 5 minutes.";
const NOT_AUTHORIZED: &str = "Your account is not authorized to invoke this API operation.";

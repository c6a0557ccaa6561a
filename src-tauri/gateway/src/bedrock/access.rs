//! Which models can really be used: what AWS tells of each (`GetFoundationModelAvailability`), put into words.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aws_sdk_bedrock::Client;
use aws_sdk_bedrock::operation::get_foundation_model_availability::GetFoundationModelAvailabilityOutput as Told;
use tokio::sync::Mutex;
use tokio::time::sleep;

use super::failure;
use crate::error::{Error, Kind};
use crate::ir::{Access, Denial, Help, Reason};

/// Models asked about at once: the control plane throttles early.
pub(super) const AT_ONCE: usize = 4;
/// What is waited before each further try where AWS throttles beyond the SDK's own tries.
const PAUSES: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

type Slot = Arc<Mutex<Option<(Instant, Access)>>>;

/// What AWS told of each foundation model, kept as long as the list of models is.
#[derive(Debug)]
pub(super) struct Admissions {
    client: Client,
    region: Arc<str>,
    fresh: Duration,
    slots: Mutex<HashMap<String, Slot>>,
    /// This identity may not even ask: nobody else's question is put then.
    barred: Slot,
}

impl Admissions {
    pub(super) fn new(client: Client, region: Arc<str>, fresh: Duration) -> Self {
        Self { client, region, fresh, slots: Mutex::default(), barred: Slot::default() }
    }

    /// Asks anew from now on.
    pub(super) async fn forget(&self) {
        self.slots.lock().await.clear();
        *self.barred.lock().await = None;
    }

    /// Whether a foundation model can be used; `by_profile`: through a profile, which has regions of its own.
    pub(super) async fn of(&self, base: &str, by_profile: bool) -> Access {
        let key = format!("{base} {by_profile}");
        let slot = Arc::clone(self.slots.lock().await.entry(key).or_default());
        // Profiles of one model wait for one question.
        let mut kept = slot.lock().await;
        if let Some(access) = self.fresh(kept.as_ref()).or(self.fresh(self.barred.lock().await.as_ref())) {
            return access;
        }
        match self.ask(base).await {
            Ok(told) => {
                let access = judged(&told, by_profile, &self.region);
                *kept = Some((Instant::now(), access.clone()));
                access
            }
            Err(error) if error.kind() == Kind::NotFound => {
                Access::no(Reason::NotKnown { region: self.region.to_string() }, Help::OtherRegionOrVersion)
            }
            Err(error) => {
                let access = Access::unknown(unasked(&error));
                if error.kind() == Kind::Forbidden {
                    *self.barred.lock().await = Some((Instant::now(), access.clone()));
                }
                access
            }
        }
    }

    fn fresh(&self, kept: Option<&(Instant, Access)>) -> Option<Access> {
        kept.filter(|(since, _)| since.elapsed() < self.fresh).map(|(_, access)| access.clone())
    }

    async fn ask(&self, base: &str) -> Result<Told, Error> {
        let mut pauses = PAUSES.iter();
        loop {
            let told = self.client.get_foundation_model_availability().model_id(base).send().await;
            match told.map_err(failure::of_call) {
                Err(error) if error.kind() == Kind::RateLimited => match pauses.next() {
                    Some(pause) => sleep(*pause).await,
                    None => return Err(error),
                },
                told => return told,
            }
        }
    }
}

/// What cannot be changed comes first, and then what has to be done first.
fn judged(told: &Told, by_profile: bool, region: &str) -> Access {
    let agreement = told.agreement_availability();
    let agreed = agreement.map_or("AVAILABLE", |agreement| agreement.status().as_str());
    match told.region_availability().as_str() {
        "AVAILABLE" => {}
        "NOT_AVAILABLE" if by_profile => {}
        "NOT_AVAILABLE" => {
            return Access::no(Reason::NotOffered { region: region.to_owned() }, Help::OtherRegionOrProfile);
        }
        other => return new_word("region", other),
    }
    match agreed {
        "AVAILABLE" => {}
        "PENDING" => return Access::no(Reason::Pending, Help::Wait),
        "NOT_AVAILABLE" => return Access::no(Reason::NoAgreement, Help::Catalog),
        "ERROR" => {
            let words = agreement.and_then(|agreement| agreement.error_message()).map(str::to_owned);
            let reason = words.map_or(Reason::AgreementFailedUntold, |words| Reason::AgreementFailed { words });
            return Access::no(reason, Help::Catalog);
        }
        other => return new_word("agreement", other),
    }
    match told.entitlement_availability().as_str() {
        "AVAILABLE" => {}
        "NOT_AVAILABLE" => return Access::no(Reason::NoAccess, Help::Catalog),
        other => return new_word("entitlement", other),
    }
    match told.authorization_status().as_str() {
        "AUTHORIZED" => Access::yes(),
        "NOT_AUTHORIZED" => Access::no(Reason::NotAuthorised, Help::AskAccount),
        other => new_word("authorization", other),
    }
}

fn new_word(of: &'static str, word: &str) -> Access {
    Access::unknown(Reason::NewWord { of, word: word.to_owned() })
}

/// Why nobody could ask.
fn unasked(error: &Error) -> Reason {
    match error.cause::<Denial>() {
        Some(denial) => Reason::Denied { denial: denial.clone() },
        None => Reason::Said { words: error.message().to_owned() },
    }
}

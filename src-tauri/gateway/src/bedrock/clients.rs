//! The clients at hand: the one that was chosen, and those that requests choose for themselves.
//!
//! A client never changes. A choice puts another in its place; requests in flight keep the one that they began with.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwap;

use super::client::{Bedrock, Place};
use crate::aws::{Around, Identity, Region, Session, Source, Stamps, Standing, Trouble};
use crate::config::{Aws, Choice, Config, Credentials, Limits, ModelNames, Who, is_region};
use crate::error::{Error, Kind, Result};

const FIXED: &str = "Outcrop runs with fixed credentials (the demo, for one), so it cannot be anybody else.";

/// How many clients are kept beside the chosen one.
const OTHERS: usize = 16;

/// The clients at hand.
#[derive(Debug)]
pub struct Clients {
    /// Who we are where nobody chooses otherwise.
    aws: ArcSwap<Aws>,
    around: Around,
    limits: Limits,
    chosen: ArcSwap<One>,
    /// The one that was used last stands last.
    others: Mutex<VecDeque<Arc<One>>>,
    /// One choice at a time: the last one stands.
    choosing: tokio::sync::Mutex<()>,
}

/// An identity in a region, and Bedrock as that.
#[derive(Debug)]
struct One {
    choice: Choice,
    session: Session,
    bedrock: Arc<Bedrock>,
    /// The files of `~/.aws` that it was made from.
    files: Stamps,
}

impl Clients {
    /// Begins with what the configuration chooses. Nobody is called.
    pub async fn new(config: &Config, around: Around) -> Self {
        let limits = config.limits.clone();
        let first = make(&config.aws, Choice::default(), &around, &limits).await;
        Self {
            aws: ArcSwap::from_pointee(config.aws.clone()),
            around,
            limits,
            chosen: ArcSwap::from_pointee(first),
            others: Mutex::default(),
            choosing: tokio::sync::Mutex::default(),
        }
    }

    /// Puts another client in the place of the chosen one; the next request uses it.
    ///
    /// # Errors
    /// There is no such profile, or what is given as a region is none.
    pub async fn choose(&self, choice: Choice) -> Result<()> {
        self.check(&choice, "profile", "region")?;
        let _alone = self.choosing.lock().await;
        let one = self.make(choice).await;
        self.chosen.store(Arc::new(one));
        self.around.bell.ring();
        Ok(())
    }

    /// Becomes somebody else; the next request is made as them. What was chosen before is forgotten.
    ///
    /// # Errors
    /// There is no such profile, what is given as a region is none, or the credentials are fixed.
    pub async fn become_(&self, who: Who, region: Option<String>) -> Result<()> {
        let (profile, credentials) = match who {
            Who::Chain => (None, Credentials::Chain),
            Who::Profile(name) => (Some(name), Credentials::Chain),
            Who::ApiKey(key) => (None, Credentials::ApiKey(key)),
        };
        self.check(&Choice { profile: profile.clone(), region: region.clone() }, "profile", "region")?;
        let _alone = self.choosing.lock().await;
        let before = self.aws.load_full();
        if let Credentials::Static { .. } = before.credentials {
            return Err(Error::new(Kind::Invalid, FIXED).code("fixed_credentials"));
        }
        self.aws.store(Arc::new(Aws { profile, region, credentials, endpoint: before.endpoint.clone() }));
        self.others().clear();
        let one = self.make(Choice::default()).await;
        self.chosen.store(Arc::new(one));
        self.around.bell.ring();
        Ok(())
    }

    /// The client for a request that says this, for a model whose name may say more.
    ///
    /// # Errors
    /// The profile or the region that it names does not exist; the error says what there is.
    pub async fn of(&self, asked: &Choice, model: &str, names: &ModelNames) -> Result<Arc<Bedrock>> {
        self.at(asked, names.places.get(model)).await
    }

    /// The client for a request that says this.
    ///
    /// # Errors
    /// As [`Clients::of`].
    pub async fn at(&self, asked: &Choice, place: Option<&Choice>) -> Result<Arc<Bedrock>> {
        let chosen = self.chosen().await;
        let named = |own: &Option<String>, of_alias: fn(&Choice) -> &Option<String>| {
            own.clone().or_else(|| place.and_then(|place| of_alias(place).clone()))
        };
        let profile = named(&asked.profile, |place| &place.profile);
        let region = named(&asked.region, |place| &place.region);
        if profile.is_none() && region.is_none() {
            return Ok(Arc::clone(&chosen.bedrock));
        }
        // Another profile brings its own region along; another region leaves the profile as it is.
        let wanted = match profile {
            Some(profile) => Choice { profile: Some(profile), region },
            None => Choice { profile: chosen.choice.profile.clone(), region },
        };
        self.check(&wanted, "x-outcrop-profile", "x-outcrop-region")?;
        if wanted == chosen.choice {
            return Ok(Arc::clone(&chosen.bedrock));
        }
        if let Some(kept) = self.kept(&wanted) {
            return Ok(kept);
        }
        let one = Arc::new(self.make(wanted).await);
        let bedrock = Arc::clone(&one.bedrock);
        let mut others = self.others();
        others.push_back(one);
        while others.len() > OTHERS {
            others.pop_front();
        }
        Ok(bedrock)
    }

    /// Whether the chosen client has credentials; `None` where there is nothing to ask: fixed keys and API keys.
    pub async fn credentials(&self) -> Option<std::result::Result<(), Trouble>> {
        let chosen = self.chosen().await;
        Some(chosen.session.provider()?.credentials().await.map(|_| ()))
    }

    /// Who the chosen client is. It calls STS.
    pub async fn identity(&self) -> Identity {
        self.chosen().await.session.identity(&self.around).await
    }

    /// How it stands with the chosen client. It reads files, and calls nobody.
    pub async fn standing(&self) -> Standing {
        self.chosen().await.session.standing(&self.around)
    }

    /// The machine slept, or is on another network: nothing that was learnt of either is good any more.
    pub fn woke(&self) {
        self.around.network.changed();
        self.around.clock.forget();
        self.chosen.load().session.woke();
        self.around.bell.ring();
    }

    /// Where the chosen client's calls go.
    #[must_use]
    pub fn region(&self) -> Region {
        self.chosen.load().session.region().clone()
    }

    /// What identities are found with.
    #[must_use]
    pub fn around(&self) -> &Around {
        &self.around
    }

    /// The chosen client, made anew if the files that it was made from have changed.
    async fn chosen(&self) -> Arc<One> {
        let chosen = self.chosen.load_full();
        if chosen.files == self.around.environment.stamps() {
            return chosen;
        }
        let _alone = self.choosing.lock().await;
        let chosen = self.chosen.load_full();
        if chosen.files == self.around.environment.stamps() {
            return chosen;
        }
        let anew = Arc::new(self.make(chosen.choice.clone()).await);
        self.chosen.store(Arc::clone(&anew));
        anew
    }

    fn kept(&self, wanted: &Choice) -> Option<Arc<Bedrock>> {
        let files = self.around.environment.stamps();
        let mut others = self.others();
        others.retain(|one| one.files == files);
        let at = others.iter().position(|one| one.choice == *wanted)?;
        let one = others.remove(at)?;
        let bedrock = Arc::clone(&one.bedrock);
        others.push_back(one);
        Some(bedrock)
    }

    async fn make(&self, choice: Choice) -> One {
        make(&self.aws.load_full(), choice, &self.around, &self.limits).await
    }

    fn check(&self, choice: &Choice, profile_param: &'static str, region_param: &'static str) -> Result<()> {
        if let Some(region) = choice.region.as_ref().filter(|region| !is_region(region)) {
            let message = format!("'{region}' ({region_param}) is no AWS region: it looks like `us-east-1`.");
            return Err(Error::invalid(region_param, message).code("unknown_region"));
        }
        let Some(profile) = &choice.profile else { return Ok(()) };
        if let Credentials::Static { .. } = self.aws.load().credentials {
            let message =
                format!("Outcrop runs with fixed credentials (the demo, for one), so {profile_param} has no meaning.");
            return Err(Error::invalid(profile_param, message).code("unknown_profile"));
        }
        let profiles = self.around.environment.profiles();
        if profiles.get(profile).is_some() {
            return Ok(());
        }
        let there: Vec<&str> = profiles.names().collect();
        let there = if there.is_empty() { "none".to_owned() } else { there.join(", ") };
        let message = format!("There is no AWS profile '{profile}' ({profile_param}). There are: {there}.");
        Err(Error::new(Kind::Invalid, message).param(profile_param).code("unknown_profile"))
    }

    /// A panic while the lock was held leaves at worst a client less.
    fn others(&self) -> MutexGuard<'_, VecDeque<Arc<One>>> {
        self.others.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn make(base: &Aws, choice: Choice, around: &Around, limits: &Limits) -> One {
    let files = around.environment.stamps();
    let aws = Aws {
        profile: choice.profile.clone().or_else(|| base.profile.clone()),
        // A chosen profile has a region of its own.
        region: choice.region.clone().or_else(|| base.region.clone().filter(|_| choice.profile.is_none())),
        ..base.clone()
    };
    let session = Session::load(&aws, around).await;
    let profile = match session.sources().first() {
        Some(Source::Profile { name, .. }) => Some(name.as_str().into()),
        _ => None,
    };
    let place = Place { profile, region: session.region().name.as_str().into() };
    let bedrock = Arc::new(Bedrock::new(session.config(), place, limits.clone()));
    One { choice, session, bedrock, files }
}

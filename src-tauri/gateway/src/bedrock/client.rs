//! One client per identity, and the two calls that chat is made of.

use std::sync::Arc;
use std::time::{Duration, Instant};

use aws_config::SdkConfig;
use aws_sdk_bedrockruntime::operation::RequestId;
use futures_util::stream::{self, BoxStream, StreamExt};
use tokio::time::timeout;

use super::access::{self, Admissions};
use super::body::Body;
use super::catalog::Catalog;
use super::decode::Decoder;
use super::extra::replays_thinking;
use super::family::{Family, ReasoningStyle, Replay};
use super::frames::Frames;
use super::learn::Lessons;
use super::memory::Memory;
use super::request::{Built, build};
use super::{failure, known, points, reasoning, resolve};
use crate::aws::ClockWasSet;
use crate::config::{Behaviour, Limits, ModelNames};
use crate::error::{Error, Kind, Result};
use crate::ir::{Access, Block, Complaint, Effort, Event, Listing, Prices, Turn};

/// Bedrock, as one identity in one region.
#[derive(Debug)]
pub struct Bedrock {
    pub(super) runtime: aws_sdk_bedrockruntime::Client,
    pub(super) catalog: Catalog,
    admissions: Admissions,
    place: Place,
    pub(super) limits: Limits,
    memory: Memory,
    lessons: Lessons,
}

/// Who calls, and where.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// The profile; `None` where credentials come from elsewhere.
    pub profile: Option<Arc<str>>,
    /// The region.
    pub region: Arc<str>,
}

/// A request, ready to be sent.
#[derive(Debug, Clone)]
pub struct Prepared {
    turn: Arc<Turn>,
    /// The foundation model.
    base: Arc<str>,
    family: Family,
    built: Built,
    /// Nothing may be changed, not even to please the model.
    strict: bool,
}

impl Prepared {
    /// What the model does not take.
    #[must_use]
    pub fn complaints(&self) -> &[Complaint] {
        &self.built.complaints
    }

    /// The model, as Bedrock knows it.
    #[must_use]
    pub fn model(&self) -> &str {
        &self.turn.model
    }

    /// What will be sent.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.built.body
    }

    /// The call that it will be, for one who wants a stream or does not.
    #[must_use]
    pub fn operation(&self, streamed: bool) -> &'static str {
        if streamed && !self.built.plain_only { "ConverseStream" } else { "Converse" }
    }

    /// How hard the model is told to think.
    #[must_use]
    pub fn effort(&self) -> Option<Effort> {
        self.built.effort
    }

    /// The model's prices.
    #[must_use]
    pub fn prices(&self) -> Prices {
        known::prices_of(&self.turn.model, &self.base)
    }
}

/// A whole answer.
#[derive(Debug)]
pub struct Answered {
    /// Its events.
    pub events: Vec<Event>,
    /// AWS's request id.
    pub request_id: Option<String>,
    /// When AWS had accepted the call.
    pub accepted: Instant,
    /// What a refusal has just taught.
    pub learnt: Vec<Complaint>,
    /// What was sent after that refusal.
    pub again: Option<Prepared>,
}

/// An answer under way. Dropping it cancels the call.
pub struct Streaming {
    /// Its events; after an error nothing follows.
    pub events: BoxStream<'static, Result<Event>>,
    /// AWS's request id.
    pub request_id: Option<String>,
    /// When AWS had accepted the call.
    pub accepted: Instant,
    /// What a refusal has just taught.
    pub learnt: Vec<Complaint>,
    /// What was sent after that refusal.
    pub again: Option<Prepared>,
}

impl Bedrock {
    /// A client for this identity. Nothing is called yet.
    #[must_use]
    pub fn new(config: &SdkConfig, place: Place, limits: Limits) -> Self {
        let control = aws_sdk_bedrock::config::Builder::from(config).retry_classifier(ClockWasSet);
        let control = aws_sdk_bedrock::Client::from_conf(control.build());
        let runtime = aws_sdk_bedrockruntime::config::Builder::from(config).retry_classifier(ClockWasSet);
        Self {
            runtime: aws_sdk_bedrockruntime::Client::from_conf(runtime.build()),
            catalog: Catalog::new(control.clone(), limits.model_list),
            admissions: Admissions::new(control, Arc::clone(&place.region), limits.model_list),
            place,
            limits,
            memory: Memory::default(),
            lessons: Lessons::default(),
        }
    }

    /// Who calls, and where.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The models that can be invoked.
    ///
    /// # Errors
    /// AWS lists nothing at all.
    pub async fn models(&self) -> Result<Arc<Listing>> {
        self.catalog.listing().await
    }

    /// The models that can be invoked, asked for anew. Requests under way keep the list that they began with.
    ///
    /// # Errors
    /// AWS has never listed anything at all.
    pub async fn refresh_models(&self) -> Result<Arc<Listing>> {
        self.admissions.forget().await;
        self.catalog.refresh().await
    }

    /// Whether each of these can really be used, as it becomes known.
    pub fn access(self: Arc<Self>, ids: Vec<String>) -> BoxStream<'static, (String, Access)> {
        let asked = stream::iter(ids).map(move |id| {
            let bedrock = Arc::clone(&self);
            async move { (id.clone(), bedrock.access_to(&id).await) }
        });
        asked.buffer_unordered(access::AT_ONCE).boxed()
    }

    async fn access_to(&self, id: &str) -> Access {
        let own = [":imported-model/", ":custom-model-deployment/", ":provisioned-model/"];
        if own.iter().any(|kind| id.contains(kind)) {
            // Nobody has to let the account use what it made or bought itself.
            return Access::yes();
        }
        let base = self.catalog.base_of(id).await;
        self.admissions.of(&base, base != id.rsplit('/').next().unwrap_or(id)).await
    }

    /// The Bedrock id that this name means.
    pub async fn resolve(&self, name: &str, names: &ModelNames) -> String {
        resolve::resolve(name, names, &self.place.region, &self.catalog).await
    }

    /// Writes the request for this turn. `turn.model` is a Bedrock id; `asked` is what the client called it.
    ///
    /// # Errors
    /// The model cannot do what is asked at all.
    pub async fn prepare(&self, mut turn: Turn, asked: &str, behaviour: &Behaviour) -> Result<Prepared> {
        if !resolve::is_id(&turn.model) {
            let message = format!("The model '{}' does not exist: no id looks like that.", turn.model.escape_debug());
            return Err(Error::new(Kind::NotFound, message).code("model_not_found").param("model"));
        }
        let base = self.catalog.base_of(&turn.model).await;
        let family = self.lessons.family(&turn.model, &base);
        if family.replay != Replay::None {
            self.memory.restore(&base, &mut turn.messages);
        }
        let unplaced = points::set(&mut turn, &family, behaviour.auto_cache);
        turn.interleaved |= behaviour.interleaved;
        let mut built = build(&turn, &family)?;
        let effort = behaviour.effort_of(&[asked, &turn.model, &base]);
        if let Some(by_default) = effort.and_then(|effort| with_default_effort(effort, &turn, &family, &built)) {
            (turn, built) = by_default;
        }
        built.complaints.extend(unplaced);
        let strict = behaviour.strict;
        Ok(Prepared { turn: Arc::new(turn), base: base.into(), family, built, strict })
    }

    /// Asks for a whole answer.
    ///
    /// # Errors
    /// AWS refused or failed.
    pub async fn converse(&self, prepared: Prepared) -> Result<Answered> {
        match self.call(&prepared).await {
            Err(refusal) => {
                let Some(again) = self.taught(&prepared, &refusal) else { return Err(refusal) };
                let answered = self.call(&again).await?;
                self.keep(&prepared, &again);
                Ok(Answered { learnt: news(&prepared, &again), again: Some(again), ..answered })
            }
            answered => answered,
        }
    }

    /// Asks for a stream. It is back when AWS has accepted the call.
    ///
    /// # Errors
    /// AWS refused or failed.
    pub async fn stream(&self, prepared: Prepared) -> Result<Streaming> {
        match self.open(&prepared).await {
            Err(refusal) => {
                let Some(again) = self.taught(&prepared, &refusal) else { return Err(refusal) };
                let streaming = self.open(&again).await?;
                self.keep(&prepared, &again);
                Ok(Streaming { learnt: news(&prepared, &again), again: Some(again), ..streaming })
            }
            streaming => streaming,
        }
    }

    /// The request without what was refused, if the refusal says what that was. Once: a second refusal stands.
    fn taught(&self, refused: &Prepared, refusal: &Error) -> Option<Prepared> {
        if refused.strict {
            return None;
        }
        if let Some(turn) = without_thoughts(&refused.turn, refusal) {
            let mut built = build(&turn, &refused.family).ok()?;
            built.complaints.push(Complaint::new("thinking", "dropped: the model refused its earlier thoughts"));
            return Some(Prepared { turn: Arc::new(turn), built, ..refused.clone() });
        }
        let family = Lessons::read(&refused.family, refusal)?;
        let built = build(&refused.turn, &family).ok()?;
        let same = built.body == refused.built.body && built.plain_only == refused.built.plain_only;
        (!same).then(|| Prepared { family, built, ..refused.clone() })
    }

    /// What helped is remembered; a try that failed again has taught nothing.
    fn keep(&self, refused: &Prepared, taken: &Prepared) {
        if taken.family != refused.family {
            self.lessons.keep(&taken.turn.model, taken.family.clone());
        }
    }

    async fn call(&self, prepared: &Prepared) -> Result<Answered> {
        let Prepared { turn, built, .. } = prepared;
        let body = Body::new(built.body.clone());
        let answer = body.answer();
        let call = self.runtime.converse().model_id(&turn.model).customize().interceptor(body).send();
        let sent = timeout(self.limits.unary, call).await.map_err(|_| too_slow(self.limits.unary))?;
        let output = sent.map_err(|e| failure::of_model(&turn.model, e))?;
        let request_id = output.request_id().map(str::to_owned);
        let decoder = Decoder::new(built.names.clone(), built.structure.clone());
        let events = decoder
            .whole(&answer.take())
            .map_err(|e| failure::unreadable(None).request_id(request_id.clone()).source(e))?;
        let mut recorder = self.memory.recorder(&prepared.base);
        events.iter().for_each(|event| recorder.see(event));
        let accepted = answer.accepted().unwrap_or_else(Instant::now);
        Ok(Answered { events, request_id, accepted, learnt: Vec::new(), again: None })
    }

    async fn open(&self, prepared: &Prepared) -> Result<Streaming> {
        if prepared.built.plain_only {
            let Answered { events, request_id, accepted, learnt, again } = self.call(prepared).await?;
            let events = stream::iter(events).map(Ok).boxed();
            return Ok(Streaming { events, request_id, accepted, learnt, again });
        }
        let Prepared { turn, built, .. } = prepared;
        let body = Body::new(built.body.clone());
        let call = self.runtime.converse_stream().model_id(&turn.model).customize().interceptor(body).send();
        let opened = timeout(self.limits.first_event, call).await.map_err(|_| too_slow(self.limits.first_event))?;
        let opened = opened.map_err(|e| failure::of_model(&turn.model, e))?;
        let (request_id, accepted) = (opened.request_id().map(str::to_owned), Instant::now());
        let decoder = Decoder::new(built.names.clone(), built.structure.clone());
        let frames = Frames::new(opened, decoder, self.memory.recorder(&prepared.base), &self.limits);
        Ok(Streaming { events: frames.into_stream(), request_id, accepted, learnt: Vec::new(), again: None })
    }
}

/// The same with the effort from the settings, which gives way to all that the client asked for itself.
fn with_default_effort(effort: Effort, turn: &Turn, family: &Family, without: &Built) -> Option<(Turn, Built)> {
    if turn.effort.is_some() || turn.thinking.is_some() || family.reasoning.style == ReasoningStyle::None {
        return None;
    }
    let turn = Turn { effort: Some(reasoning::fitting(effort, family)), ..turn.clone() };
    let with = build(&turn, family).ok()?;
    (with.complaints == without.complaints).then_some((turn, with))
}

/// The turn without the thinking that was refused: signed for another conversation, or lost in part. That says nothing
/// of the model, so nothing is learnt from it.
fn without_thoughts(turn: &Turn, refusal: &Error) -> Option<Turn> {
    let words = refusal.message().to_ascii_lowercase();
    let meant = words.contains("reasoningcontent")
        || words.contains("thinking") && ["signature", "block", "modified"].iter().any(|word| words.contains(word));
    if refusal.kind() != Kind::Invalid || !meant || !replays_thinking(turn) {
        return None;
    }
    let mut turn = turn.clone();
    for message in &mut turn.messages {
        message.content.retain(|block| !matches!(block, Block::Reasoning(_)));
    }
    Some(turn)
}

/// What the second try does without and the first did not.
fn news(first: &Prepared, again: &Prepared) -> Vec<Complaint> {
    let known = first.complaints();
    again.complaints().iter().filter(|complaint| !known.contains(complaint)).cloned().collect()
}

pub(super) fn too_slow(limit: Duration) -> Error {
    let message = format!("Bedrock did not answer within {} s. Ask for less, or stream the answer.", limit.as_secs());
    Error::new(Kind::UpstreamTimeout, message).final_()
}

//! Converse and ConverseStream: check, script, reply, plan.

use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

use crate::exception::{Exception, http_counterpart};
use crate::family::{Family, History, Thoughts};
use crate::frame::{self, EVENT_STREAM};
use crate::model::Turn;
use crate::plan::{Answer, Step};
use crate::record::Guard;
use crate::reply::{Context, Event, Reasoning, Reply, compose, events};
use crate::route::Operation;
use crate::script::{Fault, Frame, Reply as Kind, Script};
use crate::state::State;
use crate::validate::{self, Subject};

/// Between two events when people read along: about 40 words a second at most, as models do it.
const DEMO_GAP: Duration = Duration::from_millis(24);

/// Answers a conversation.
pub(crate) fn answer(state: &State, operation: Operation, path: &[String], body: &Bytes, guard: &Guard) -> Answer {
    try_answer(state, operation, path, body, guard).unwrap_or_else(Answer::from)
}

fn try_answer(
    state: &State,
    operation: Operation,
    path: &[String],
    body: &Bytes,
    guard: &Guard,
) -> Result<Answer, Exception> {
    let id = path.get(1).map(String::as_str).unwrap_or_default();
    let model = state.model(id)?;
    if !model.converses() {
        return Err(Exception::validation(
            "This action doesn't support the model that you provided. Try again with a supported model.",
        ));
    }
    let body = parse(body)?;
    let turn = Turn { body: &body };
    let subject = Subject { turn, model, family: Family::of(&model.id), operation };
    let (unknown, checked) = match validate::read("ConverseRequest", &body) {
        Ok(unknown) => (unknown, validate::check(subject)),
        Err((unknown, refusal)) => (unknown, Err(refusal)),
    };
    guard.unknown_members(unknown);
    checked?;
    let script = script(state, operation, turn)?;
    guard.script(script.source.clone());
    if let Some(answer) = script.http_answer() {
        return Ok(answer);
    }
    let reply = compose(context(subject, state), &script);
    let mut answer = if operation == Operation::ConverseStream {
        streamed(&reply, &script, state.options.demo)
    } else {
        plain(&reply, &script)
    };
    script.delay(&mut answer);
    Ok(answer)
}

/// Reads the body as JSON.
pub(crate) fn parse(body: &Bytes) -> Result<Value, Exception> {
    serde_json::from_slice(body)
        .map_err(|error| Exception::validation(format!("The request body is not valid JSON: {error}.")))
}

fn context<'a>(subject: Subject<'a>, state: &State) -> Context<'a> {
    let family = subject.family;
    let display = &subject.turn.body["additionalModelRequestFields"]["thinking"]["display"];
    let reasoning = match family.thoughts {
        _ if !validate::reasons(subject.turn, family) => Reasoning::Off,
        _ if display == "omitted" => Reasoning::Omitted,
        Thoughts::Omitted if display != "summarized" => Reasoning::Omitted,
        Thoughts::Shown | Thoughts::Omitted => Reasoning::Shown,
        Thoughts::Hidden => Reasoning::Hidden,
        Thoughts::None => Reasoning::Off,
    };
    Context {
        turn: subject.turn,
        reasoning,
        signs: family.history == History::Signed,
        bound: family.bound,
        cache: state.cache.lookup(&subject.model.id, subject.turn.body, family.cache_minimum),
        demo: state.options.demo,
    }
}

/// A script that waits comes first, then the request's own, then the normal answer.
fn script(state: &State, operation: Operation, turn: Turn<'_>) -> Result<Script, Exception> {
    if let Some(script) = state.scripts.take(operation) {
        return Ok(script);
    }
    let directive = state.scripts.directive(&turn.last_text());
    let directive = directive.map_err(|error| Exception::validation(format!("The script cannot be read: {error}.")))?;
    Ok(directive.unwrap_or_else(Script::normal))
}

/// The scripted bytes instead of a document.
fn raw(chunks: &[Bytes], fault: Option<&Fault>) -> Answer {
    let mut steps: Vec<Step> = chunks.iter().cloned().map(Step::Send).collect();
    steps.extend(end(fault));
    Answer::body("application/json", steps)
}

/// What follows the last byte, where the connection does not simply end.
fn end(fault: Option<&Fault>) -> Option<Step> {
    match fault {
        Some(Fault::Cut { .. }) => Some(Step::Cut),
        Some(Fault::Freeze { .. }) => Some(Step::Freeze),
        _ => None,
    }
}

/// One JSON document. Faults of a stream become what they would be here: a cut or frozen body, an HTTP exception.
fn plain(reply: &Reply, script: &Script) -> Answer {
    if let Kind::Bytes(chunks) = &script.reply {
        return raw(chunks, script.fault.as_ref());
    }
    let mut answer = Answer::json(&reply.json());
    match &script.fault {
        Some(Fault::Cut { .. }) => {
            halve(&mut answer);
            answer.steps.push(Step::Cut);
        }
        Some(Fault::Freeze { after: 0 }) => answer.silent = true,
        Some(Fault::Freeze { .. }) => {
            halve(&mut answer);
            answer.steps.push(Step::Freeze);
        }
        Some(Fault::Midstream { name, message, .. }) => {
            let exception = http_counterpart(name).and_then(|name| Exception::named(name, message.as_str()));
            if let Some(exception) = exception {
                return Answer::from(exception);
            }
        }
        Some(Fault::Http(_) | Fault::BadCrc { .. } | Fault::NoStop) | None => {}
    }
    answer
}

/// Keeps the first half of the body, while the announced length stays.
fn halve(answer: &mut Answer) {
    if let Some(Step::Send(bytes)) = answer.steps.first_mut() {
        bytes.truncate(bytes.len() / 2);
    }
}

fn streamed(reply: &Reply, script: &Script, demo: bool) -> Answer {
    let frames: Vec<Bytes> = match &script.reply {
        Kind::Frames(frames) => frames.iter().map(Frame::encode).collect(),
        Kind::Bytes(chunks) => chunks.clone(),
        _ => encoded(&events(reply), script.fault.as_ref()),
    };
    let gap = script.gap.or(demo.then_some(DEMO_GAP));
    let mut steps = Vec::new();
    for (at, frame) in spoiled(frames, script.fault.as_ref()).into_iter().enumerate() {
        if let (Some(gap), true) = (gap, at > 0) {
            steps.push(Step::Pause(gap));
        }
        steps.push(Step::Send(frame));
    }
    steps.extend(end(script.fault.as_ref()));
    Answer::body(EVENT_STREAM, steps)
}

/// The events' frames; a stream that fails midway ends in its exception.
fn encoded(events: &[Event], fault: Option<&Fault>) -> Vec<Bytes> {
    let events = match fault {
        Some(Fault::NoStop) => before_stop(events),
        Some(Fault::Midstream { after, .. }) => until_deltas(events, *after),
        _ => events,
    };
    let mut frames: Vec<Bytes> = events.iter().map(|(name, payload)| frame::event(name, payload)).collect();
    if let Some(Fault::Midstream { name, message, .. }) = fault {
        frames.push(Frame::exception(name, message).encode());
    }
    frames
}

fn before_stop(events: &[Event]) -> &[Event] {
    let end = events.iter().position(|(name, _)| *name == "messageStop").unwrap_or(events.len());
    &events[..end]
}

/// The events up to the given number of deltas; with none, nothing but `messageStart`.
fn until_deltas(events: &[Event], deltas: usize) -> &[Event] {
    let mut seen = 0;
    let end = events.iter().position(|(name, _)| {
        seen += usize::from(*name == "contentBlockDelta");
        seen > deltas || *name == "messageStop"
    });
    &events[..end.unwrap_or(events.len())]
}

fn spoiled(mut frames: Vec<Bytes>, fault: Option<&Fault>) -> Vec<Bytes> {
    match fault {
        Some(Fault::Cut { after } | Fault::Freeze { after }) => frames.truncate(*after),
        Some(Fault::BadCrc { after }) => {
            let at = (*after).min(frames.len().saturating_sub(1));
            if let Some(frame) = frames.get_mut(at) {
                *frame = frame::with_bad_crc(frame);
            }
        }
        Some(Fault::Http(_) | Fault::Midstream { .. } | Fault::NoStop) | None => {}
    }
    frames
}

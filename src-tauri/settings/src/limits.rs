//! `[limits]`.

use std::num::NonZeroU32;
use std::time::Duration;

use outcrop_gateway::config::Limits;
use serde::Deserialize;

/// Zero would mean "never" or "at once" depending on the reader, so none of these takes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Bounds {
    body_mib: Option<NonZeroU32>,
    connections: Option<NonZeroU32>,
    in_flight: Option<NonZeroU32>,
    first_event_seconds: Option<NonZeroU32>,
    idle_seconds: Option<NonZeroU32>,
    unary_seconds: Option<NonZeroU32>,
}

impl Bounds {
    /// The product's, with these in their place.
    pub(crate) fn limits(&self) -> Limits {
        let Self { body_mib, connections, in_flight, first_event_seconds, idle_seconds, unary_seconds } = *self;
        let number = |value: Option<NonZeroU32>, otherwise: usize| {
            value.and_then(|value| usize::try_from(value.get()).ok()).unwrap_or(otherwise)
        };
        let seconds = |value: Option<NonZeroU32>, otherwise: Duration| {
            value.map_or(otherwise, |value| Duration::from_secs(u64::from(value.get())))
        };
        let limits = Limits::default();
        Limits {
            body: body_mib.map_or(limits.body, |mib| number(Some(mib), 0).saturating_mul(1024 * 1024)),
            connections: number(connections, limits.connections),
            in_flight: number(in_flight, limits.in_flight),
            first_event: seconds(first_event_seconds, limits.first_event),
            idle: seconds(idle_seconds, limits.idle),
            unary: seconds(unary_seconds, limits.unary),
            ..limits
        }
    }
}

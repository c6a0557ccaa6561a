//! How far this machine's clock is from AWS's, by the dates of AWS's answers.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, RetryAction};
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

/// AWS refuses what is signed more than five minutes off; a date is told in whole seconds, and is on its way a while.
pub(crate) const MAX_SKEW: i64 = 240;

/// What the answers so far say. A clone is the same.
///
/// The SDK signs by AWS's time by itself. This is for what it leaves to us: when credentials end, and telling people.
#[derive(Debug, Clone, Default)]
pub struct Clock(Arc<Mutex<Option<i64>>>);

impl Clock {
    /// How many seconds this machine is ahead of AWS; `None` where AWS was not heard.
    #[must_use]
    pub fn ahead(&self) -> Option<i64> {
        *self.kept()
    }

    /// The same in minutes, where it is more than AWS takes.
    #[must_use]
    pub fn minutes_off(&self) -> Option<i64> {
        self.ahead().filter(|ahead| ahead.abs() > MAX_SKEW).map(|ahead| ahead / 60)
    }

    /// What time it is for AWS.
    pub(super) fn now(&self) -> SystemTime {
        let ahead = self.ahead().filter(|ahead| ahead.abs() > MAX_SKEW).unwrap_or_default();
        let off = Duration::from_secs(ahead.unsigned_abs());
        let now = SystemTime::now();
        let theirs = if ahead > 0 { now.checked_sub(off) } else { now.checked_add(off) };
        theirs.unwrap_or(now)
    }

    /// Refusals have a date too, and theirs matters most.
    pub(super) fn hear(&self, answer: &HttpResponse) {
        if let Some(ahead) = ahead(answer) {
            *self.kept() = Some(ahead);
        }
    }

    /// The machine slept, or somebody has set its clock.
    pub(crate) fn forget(&self) {
        *self.kept() = None;
    }

    fn kept(&self) -> MutexGuard<'_, Option<i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many seconds this machine is ahead of whoever gave this answer. What a cache has kept has an old date.
pub(crate) fn ahead(answer: &HttpResponse) -> Option<i64> {
    if answer.headers().get("age").is_some() {
        return None;
    }
    let theirs = DateTime::from_str(answer.headers().get("date")?, Format::HttpDate).ok()?;
    Some(DateTime::from(SystemTime::now()).secs() - theirs.secs())
}

/// Tries again what was signed by a clock that somebody has set right since.
///
/// The SDK signs by the difference that it learnt last, and tries again where the difference is large: not where it was,
/// and is no more.
#[derive(Debug)]
pub(crate) struct ClockWasSet;

impl ClassifyRetry for ClockWasSet {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        const SAID: [&str; 2] = ["Signature expired", "Signature not yet current"];
        let failed = matches!(context.output_or_error(), Some(Err(_)));
        let refused = context.response().filter(|answer| {
            let words = String::from_utf8_lossy(answer.body().bytes().unwrap_or_default());
            answer.status().as_u16() == 403
                && SAID.iter().any(|said| words.contains(said))
                && ahead(answer).is_some_and(|ahead| ahead.abs() <= MAX_SKEW)
        });
        if failed && refused.is_some() { RetryAction::transient_error() } else { RetryAction::NoActionIndicated }
    }

    fn name(&self) -> &'static str {
        "OutcropClockWasSet"
    }
}

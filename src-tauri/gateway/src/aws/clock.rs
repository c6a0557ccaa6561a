//! How far this machine's clock is from AWS's, by the date of an answer.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use aws_sdk_sts::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_sts::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeDeserializationInterceptorContextRef;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

/// What the answers so far say. A clone is the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Clock(Arc<Mutex<Option<i64>>>);

impl Clock {
    /// How many seconds this machine is ahead.
    pub(super) fn ahead(&self) -> Option<i64> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Intercept for Clock {
    fn name(&self) -> &'static str {
        "OutcropClock"
    }

    /// Refusals have a date too, and theirs matters most.
    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let date = context.response().headers().get("date");
        if let Some(theirs) = date.and_then(|date| DateTime::from_str(date, Format::HttpDate).ok()) {
            let ours = DateTime::from(SystemTime::now());
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(ours.secs() - theirs.secs());
        }
        Ok(())
    }
}

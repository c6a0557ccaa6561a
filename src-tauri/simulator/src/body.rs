//! The body that carries out a plan, and that notices when nobody listens any more.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use crate::plan::Step;
use crate::record::Guard;

/// Long enough for hyper to flush what was written, too short for a test to mind.
const FLUSH: Duration = Duration::from_millis(5);

/// A response body that follows its steps.
#[derive(Debug)]
pub(crate) struct PlannedBody {
    steps: VecDeque<Step>,
    length: Option<u64>,
    pause: Option<Pin<Box<Sleep>>>,
    /// Whether bytes were handed over that may still wait in hyper's buffer.
    unflushed: bool,
    guard: Option<Guard>,
}

impl PlannedBody {
    pub(crate) fn new(steps: Vec<Step>, length: Option<usize>, guard: Option<Guard>) -> Self {
        let length = length.and_then(|length| u64::try_from(length).ok());
        // Cut at once, the head would never leave.
        let unflushed = steps.first() == Some(&Step::Cut);
        Self { steps: steps.into(), length, pause: None, unflushed, guard }
    }

    fn complete(&mut self) {
        if let Some(guard) = &mut self.guard {
            guard.completed();
        }
    }

    /// Does the next step, or says what has to be waited for.
    fn step(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        // A step that waits for something goes back to the front.
        match self.steps.pop_front() {
            None => {
                self.complete();
                Poll::Ready(None)
            }
            Some(Step::Send(bytes)) if self.unflushed => {
                // One poll without data makes hyper flush: every step leaves in a write of its own.
                self.unflushed = false;
                self.steps.push_front(Step::Send(bytes));
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Some(Step::Send(bytes)) => {
                self.unflushed = true;
                if self.steps.is_empty() {
                    self.complete();
                }
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            Some(Step::Pause(length)) => self.wait(length, context),
            Some(Step::Freeze) => {
                self.steps.push_front(Step::Freeze);
                // Nothing wakes this body but the connection's end, which drops it.
                Poll::Pending
            }
            Some(Step::Cut) if self.unflushed => {
                // An error discards what hyper has not written yet; what came before the cut must arrive.
                self.unflushed = false;
                self.steps.push_front(Step::Cut);
                self.wait(FLUSH, context)
            }
            Some(Step::Cut) => {
                self.complete();
                Poll::Ready(Some(Err(io::Error::new(io::ErrorKind::ConnectionAborted, "cut by the script"))))
            }
        }
    }

    fn wait(&mut self, length: Duration, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.pause = Some(Box::pin(sleep(length)));
        // Polled once so that the timer is armed for this task.
        self.poll(context)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(pause) = &mut self.pause {
            std::task::ready!(pause.as_mut().poll(context));
            self.pause = None;
        }
        self.step(context)
    }
}

impl Body for PlannedBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.poll(context)
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

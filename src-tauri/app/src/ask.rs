//! Asking the user for a code of a second factor.

use outcrop_gateway::aws::{Answer, Ask, MfaQuestion};
use secrecy::SecretString;
use tokio::sync::oneshot;

use crate::controller::{Event, Outbox};

/// Where a code goes; `None` gives the question up.
pub(crate) type MfaAnswer = oneshot::Sender<Option<SecretString>>;

/// Asks through the controller, which has a window.
#[derive(Debug)]
pub(crate) struct AskUser(pub(crate) Outbox);

impl Ask for AskUser {
    fn mfa(&self, question: MfaQuestion) -> Answer {
        let (answer, answered) = oneshot::channel();
        // Without a controller the answer is dropped here, and nobody answers.
        let _ = self.0.send(Event::MfaAsked(question, answer));
        let over = Over(self.0.clone());
        Box::pin(async move {
            let code = answered.await.ok().flatten();
            drop(over);
            code
        })
    }
}

/// Says that nobody waits for the code any more: it came, or patience ran out.
struct Over(Outbox);

impl Drop for Over {
    fn drop(&mut self) {
        // Nobody shows the question any more once the app has ended.
        let _ = self.0.send(Event::MfaOver);
    }
}

//! The terminal, where it is one: it asks for the code of a second factor.

use std::io::IsTerminal;
use std::sync::Arc;

use outcrop_gateway::aws::{Answer, Ask, MfaQuestion};
use secrecy::SecretString;

/// Asks on stderr, and reads from stdin.
#[derive(Debug)]
struct Terminal;

/// Somebody to ask, if a person sits there.
pub(crate) fn person() -> Option<Arc<dyn Ask>> {
    (std::io::stdin().is_terminal() && std::io::stderr().is_terminal()).then(|| Arc::new(Terminal) as Arc<dyn Ask>)
}

impl Ask for Terminal {
    fn mfa(&self, question: MfaQuestion) -> Answer {
        Box::pin(async move {
            // A line of a terminal cannot be waited for otherwise; it stays unread if nobody comes.
            let read = tokio::task::spawn_blocking(move || {
                eprint!("Code for AWS profile {:?} from {:?}: ", question.profile, question.serial);
                let mut line = String::new();
                std::io::stdin().read_line(&mut line).ok().map(|_| line.trim().to_owned())
            });
            read.await.ok().flatten().filter(|code| !code.is_empty()).map(SecretString::from)
        })
    }
}

//! The terminal, where it is one: it asks for the code of a second factor.

use std::io::{BufRead, IsTerminal};
use std::sync::{Arc, Mutex, PoisonError};

use outcrop_gateway::aws::{Answer, Ask, MfaQuestion};
use secrecy::SecretString;
use tokio::sync::oneshot;

/// Asks on stderr, and reads from stdin.
#[derive(Debug)]
struct Terminal(Lines);

/// Somebody to ask, if a person sits there.
pub(crate) fn person() -> Option<Arc<dyn Ask>> {
    let sits_there = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    sits_there.then(|| Arc::new(Terminal(Lines::default())) as Arc<dyn Ask>)
}

impl Ask for Terminal {
    fn mfa(&self, question: MfaQuestion) -> Answer {
        let lines = self.0.clone();
        Box::pin(async move {
            let line = lines.next(|| std::io::stdin().lock());
            eprint!("Code for AWS profile {:?} from {:?}: ", question.profile, question.serial);
            line.await.ok().map(|line| line.trim().to_owned()).filter(|code| !code.is_empty()).map(SecretString::from)
        })
    }
}

/// Lines of a terminal. A line cannot be waited for with an end, so one thread reads for whoever asked last: what is typed
/// after a question has timed out answers the next one, and is not swallowed by the one before.
#[derive(Debug, Clone, Default)]
struct Lines(Arc<Mutex<Reading>>);

#[derive(Debug, Default)]
struct Reading {
    /// Whether a thread waits for a line.
    reads: bool,
    asker: Option<oneshot::Sender<String>>,
}

impl Lines {
    /// The next line; an error where the input ends or somebody else asks.
    fn next<R: BufRead>(&self, input: impl FnOnce() -> R + Send + 'static) -> oneshot::Receiver<String> {
        let (sender, receiver) = oneshot::channel();
        let mut reading = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        reading.asker = Some(sender);
        if !std::mem::replace(&mut reading.reads, true) {
            let lines = self.clone();
            std::thread::spawn(move || lines.read(input()));
        }
        receiver
    }

    /// Until somebody has got a line.
    fn read(&self, mut input: impl BufRead) {
        loop {
            let mut line = String::new();
            let ended = !input.read_line(&mut line).is_ok_and(|length| length > 0);
            let mut reading = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let asker = reading.asker.take();
            // A line that nobody waits for any more is nobody's answer.
            let taken = !ended && asker.is_some_and(|asker| asker.send(line).is_ok());
            if ended || taken {
                reading.reads = false;
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Write, pipe};

    use super::*;

    #[tokio::test]
    async fn a_question_that_timed_out_swallows_no_answer() {
        let (reader, mut writer) = pipe().unwrap();
        let lines = Lines::default();
        drop(lines.next(|| BufReader::new(reader)));
        let second = lines.next(std::io::empty);
        writer.write_all(b"123456\n").unwrap();
        assert_eq!(second.await.unwrap(), "123456\n");
    }

    #[tokio::test]
    async fn an_answer_that_came_too_late_is_no_answer_to_the_next() {
        let (reader, mut writer) = pipe().unwrap();
        let lines = Lines::default();
        drop(lines.next(|| BufReader::new(reader)));
        writer.write_all(b"111111\n").unwrap();
        while lines.0.lock().unwrap().asker.is_some() {
            tokio::task::yield_now().await;
        }
        let second = lines.next(std::io::empty);
        writer.write_all(b"222222\n").unwrap();
        assert_eq!(second.await.unwrap(), "222222\n");
    }

    #[tokio::test]
    async fn an_input_that_ends_is_no_answer() {
        let lines = Lines::default();
        assert!(lines.next(std::io::empty).await.is_err());
        assert_eq!(lines.next(|| &b"1\n"[..]).await.unwrap(), "1\n");
    }
}

//! Deeds one after the other, in the order in which they were asked for.

use std::future::Future;

use tokio::sync::oneshot;

/// A line that deeds stand in: of two choices, the later one is in force in the end, however long the earlier one took.
#[derive(Debug, Default)]
pub(super) struct Line(Option<oneshot::Receiver<()>>);

impl Line {
    /// The work, once all that stood in line before it is done. It stays in line: dropped, it lets the next one pass too early.
    pub(super) fn join<W: Future>(&mut self, work: W) -> impl Future<Output = W::Output> + use<W> {
        let (over, next) = oneshot::channel::<()>();
        let before = self.0.replace(next);
        async move {
            if let Some(before) = before {
                // Nobody says that it is over: it is when there is nobody left to say so, after a panic too.
                let _ = before.await;
            }
            let done = work.await;
            drop(over);
            done
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use tokio::join;
    use tokio::task::yield_now;

    use super::*;

    #[tokio::test]
    async fn each_waits_for_those_before_it() {
        let (mut line, done) = (Line::default(), Mutex::new(Vec::new()));
        let deed = |number: usize| {
            let done = &done;
            async move {
                for _ in number..10 {
                    yield_now().await;
                }
                done.lock().unwrap().push(number);
            }
        };
        let (first, second, third) = (line.join(deed(1)), line.join(deed(2)), line.join(deed(3)));
        join!(third, second, first);
        assert_eq!(*done.lock().unwrap(), [1, 2, 3]);
    }
}

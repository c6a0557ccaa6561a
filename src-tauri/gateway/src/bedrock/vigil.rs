//! Watches who the chosen client is and how that stands, so that nobody else has to ask.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval, sleep};

use super::clients::Clients;
use crate::aws::{Files, Pulse, Standing};

/// How often it is looked whether the machine slept, the network is another, or a file changed unseen.
const BEAT: Duration = Duration::from_secs(5);
/// A timer waits no longer than this for a moment on the wall clock, which somebody may set.
const FAR: Duration = Duration::from_secs(60);

/// The watch, as long as it is held.
#[derive(Debug)]
pub(crate) struct Vigil {
    standing: watch::Receiver<Standing>,
    task: JoinHandle<()>,
}

impl Vigil {
    /// Begins to watch, in a task of its own.
    pub(crate) async fn begin(clients: Arc<Clients>) -> Self {
        let (told, standing) = watch::channel(clients.standing().await);
        let task = tokio::spawn(keep(clients, told));
        Self { standing, task }
    }

    /// What is told each time that it is different.
    pub(crate) fn standing(&self) -> watch::Receiver<Standing> {
        self.standing.clone()
    }
}

impl Drop for Vigil {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn keep(clients: Arc<Clients>, told: watch::Sender<Standing>) {
    let around = clients.around().clone();
    let (mut bell, mut sign_ins) = (around.bell.listen(), around.sign_ins.bell().listen());
    let mut files = Files::watch(&around.environment);
    let mut pulse = Pulse::new();
    let mut beat = interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let standing = clients.standing().await;
        let turn = standing.turn().and_then(|turn| turn.duration_since(SystemTime::now()).ok()).unwrap_or(FAR);
        told.send_if_modified(|last| {
            let differs = *last != standing;
            *last = standing;
            differs
        });
        tokio::select! {
            Ok(()) = bell.changed() => {}
            Ok(()) = sign_ins.changed() => {}
            () = files.changed() => {}
            // A moment late, so that what ends at that moment has ended.
            () = sleep(turn.min(FAR) + Duration::from_millis(50)) => {}
            _ = beat.tick() => {
                files.arm();
                if pulse.has_skipped(BEAT) {
                    clients.woke();
                }
            }
        }
    }
}

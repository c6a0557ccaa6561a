//! The signals that end `outcropd`.

use std::io;

/// SIGTERM and SIGINT (Ctrl-C elsewhere), as often as they come.
#[cfg(unix)]
pub(crate) struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    /// Takes the signals over. From here on they no longer kill the process.
    ///
    /// # Errors
    /// The system refuses.
    pub(crate) fn take() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    /// Waits for the next one.
    pub(crate) async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// SIGTERM and SIGINT (Ctrl-C elsewhere), as often as they come.
#[cfg(not(unix))]
pub(crate) struct Signals;

#[cfg(not(unix))]
impl Signals {
    /// Takes Ctrl-C over.
    ///
    /// # Errors
    /// Never here: the handler is installed by the first [`Signals::next`].
    pub(crate) fn take() -> io::Result<Self> {
        Ok(Self)
    }

    /// Waits for the next Ctrl-C.
    pub(crate) async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a handler Ctrl-C ends the process by itself.
            std::future::pending::<()>().await;
        }
    }
}

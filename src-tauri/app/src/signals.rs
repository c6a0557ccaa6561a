//! Being told to stop from outside.

use std::io;

/// Calls `heard` each time the process is asked to end: SIGTERM or SIGINT. Never returns otherwise.
///
/// # Errors
/// The system does not let us listen; it then ends the process by itself.
#[cfg(unix)]
pub(crate) async fn listen(heard: impl Fn()) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    loop {
        tokio::select! {
            _ = terminate.recv() => heard(),
            _ = interrupt.recv() => heard(),
        }
    }
}

/// Calls `heard` each time the process is asked to end: Ctrl-C. Never returns otherwise.
///
/// # Errors
/// The system does not let us listen; it then ends the process by itself.
#[cfg(not(unix))]
pub(crate) async fn listen(heard: impl Fn()) -> io::Result<()> {
    loop {
        tokio::signal::ctrl_c().await?;
        heard();
    }
}

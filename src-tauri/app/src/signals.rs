//! Being told to stop from outside.

/// Returns when the process is asked to end: SIGTERM or SIGINT, Ctrl-C on Windows.
///
/// # Errors
/// The system does not let us listen; nothing has happened then.
#[cfg(unix)]
pub(crate) async fn asked_to_stop() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

/// Returns when the process is asked to end: SIGTERM or SIGINT, Ctrl-C on Windows.
///
/// # Errors
/// The system does not let us listen; nothing has happened then.
#[cfg(not(unix))]
pub(crate) async fn asked_to_stop() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

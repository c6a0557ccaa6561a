//! The program while it runs.

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::port;

/// How often a program that does not talk is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// By when a program listens, as a rule.
const SOON: Duration = Duration::from_secs(20);

/// Which program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The tray app.
    Desktop,
    /// `outcropd`.
    Headless,
}

impl Kind {
    /// Cargo's name of the package, which is also the program's.
    pub(crate) fn package(self) -> &'static str {
        match self {
            Self::Desktop => "outcrop",
            Self::Headless => "outcropd",
        }
    }

    /// The port that it takes when no argument names one. Only the tray app asks the environment.
    pub(crate) fn port_of_the_environment(self) -> Option<u16> {
        match self {
            Self::Desktop => std::env::var("OUTCROP_PORT").ok()?.parse().ok(),
            Self::Headless => None,
        }
    }

    /// What the step that builds it is called.
    pub(crate) fn build_title(self) -> &'static str {
        match self {
            Self::Desktop => "the tray app (the first build takes some minutes)",
            Self::Headless => "outcropd (the first build takes some minutes)",
        }
    }
}

/// A started program.
pub(crate) struct Child {
    process: std::process::Child,
    kind: Kind,
    /// What it says on stdout.
    lines: Receiver<String>,
}

impl Child {
    /// Starts it, and sees to it that what ends us ends it too.
    ///
    /// # Errors
    /// It cannot be started.
    pub(crate) fn start(mut command: Command, kind: Kind) -> Result<Self> {
        let shown = command.get_program().display().to_string();
        let mut process = command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {shown}"))?;
        let stdout = process.stdout.take().context("its stdout is piped")?;
        let (sender, lines) = channel();
        // It goes on reading after the first line: a full pipe would stop the program.
        std::thread::spawn(move || {
            BufReader::new(stdout).lines().map_while(Result::ok).try_for_each(|it| sender.send(it))
        });
        pass_on_signals(process.id())?;
        Ok(Self { process, kind, lines })
    }

    /// Waits until it listens, and returns `http://127.0.0.1:PORT`.
    ///
    /// # Errors
    /// It ended first.
    pub(crate) fn wait_until_it_listens(&mut self, port: u16) -> Result<String> {
        let begin = Instant::now();
        let mut waiting = false;
        loop {
            if !waiting && begin.elapsed() > SOON {
                println!("  still waiting for it to listen on port {port}; its own messages say why");
                waiting = true;
            }
            let line = self.lines.recv_timeout(LOOK);
            match self.kind {
                Kind::Headless => {
                    if let Some(url) = line.as_deref().ok().and_then(listening) {
                        return Ok(url);
                    }
                }
                Kind::Desktop if port::is_healthy(port) => return Ok(format!("http://127.0.0.1:{port}")),
                Kind::Desktop => {}
            }
            if let Some(status) = self.process.try_wait().context("cannot see whether it runs")? {
                bail!("{} ended before it listened ({status}): {}", self.kind.package(), reason(status));
            }
            if line == Err(RecvTimeoutError::Disconnected) {
                std::thread::sleep(LOOK);
            }
        }
    }

    /// Waits for its end, and passes its exit code on.
    ///
    /// # Errors
    /// The system cannot tell.
    pub(crate) fn wait(mut self) -> Result<ExitCode> {
        // Until stdout closes, what it says there is shown; nothing is expected.
        self.lines.iter().for_each(|line| println!("{line}"));
        let status = self.process.wait().context("cannot wait for it")?;
        let code = status.code().and_then(|code| u8::try_from(code).ok());
        Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
    }
}

/// The address in `outcropd`'s one line of JSON.
fn listening(line: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    value.get("listening")?.as_str().map(str::to_owned)
}

fn reason(status: ExitStatus) -> &'static str {
    match status.code() {
        Some(0) => "it may have found itself running already, or was told to stop",
        Some(2) => "it did not like an argument or a setting; its message is above",
        Some(3) => "its port is taken; choose another with `cargo xtask run --port PORT`",
        _ => "its message is above",
    }
}

/// Ctrl-C reaches the program by itself, as it shares our terminal; all that is left to do is to stay until it has
/// finished its requests. A SIGTERM or SIGHUP for us is meant for it as well.
#[cfg(unix)]
fn pass_on_signals(process: u32) -> Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]).context("cannot take signals")?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if signal != SIGINT {
                let _ = Command::new("kill").args(["-TERM", &process.to_string()]).status();
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn pass_on_signals(_process: u32) -> Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_from_the_one_line() {
        let line = r#"{"listening":"http://127.0.0.1:8642","version":"0.1.0"}"#;
        assert_eq!(listening(line).as_deref(), Some("http://127.0.0.1:8642"));
        assert_eq!(listening("starting"), None);
    }
}

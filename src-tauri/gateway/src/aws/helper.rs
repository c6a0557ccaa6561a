//! `credential_process`: a program that prints credentials.

use std::io;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
#[cfg(windows)]
use process_wrap::tokio::JobObject;
#[cfg(unix)]
use process_wrap::tokio::ProcessGroup;
use process_wrap::tokio::{ChildWrapper, CommandWrap, KillOnDrop};
use serde::Deserialize;
use tokio::io::AsyncReadExt;
use tokio::process::Command as Process;
use tokio::time::timeout;

use super::chain::Command;
use super::trouble::{HelperEnd, Trouble, What};

/// Some helpers ask a person for a second factor.
const PATIENCE: Duration = Duration::from_secs(120);
/// More bytes than any credentials have.
const LONGEST: u64 = 1024 * 1024;

/// What the program prints. Secrets are plain text in it: it is never printed, and lives shortly.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Printed {
    version: u32,
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    expiration: Option<String>,
    account_id: Option<String>,
}

/// Runs the program to its end. What it says besides is not kept: secrets may be in it.
pub(super) async fn run(command: &Command, profile: &str) -> Result<Credentials, Trouble> {
    run_within(PATIENCE, command, profile).await
}

async fn run_within(patience: Duration, command: &Command, profile: &str) -> Result<Credentials, Trouble> {
    let trouble = |end| Trouble::new(What::Helper { profile: profile.to_owned(), end });
    let cannot = |error: io::Error| trouble(HelperEnd::CannotRun { error: error.to_string() });
    let mut running = Running::start(&command.0).map_err(cannot)?;
    let output = timeout(patience, running.output())
        .await
        .map_err(|_| trouble(HelperEnd::NoAnswer { seconds: patience.as_secs() }))?
        .map_err(cannot)?;
    if !output.0.success() {
        return Err(trouble(HelperEnd::Failed { status: output.0.to_string() }));
    }
    let printed: Printed = serde_json::from_slice(&output.1).map_err(|_| trouble(HelperEnd::NoJson))?;
    if printed.version != 1 {
        return Err(trouble(HelperEnd::Version { version: printed.version }));
    }
    let expiry =
        printed.expiration.as_deref().map(|text| moment(text).ok_or_else(|| trouble(HelperEnd::BadExpiration)));
    let mut credentials = Credentials::builder()
        .access_key_id(printed.access_key_id)
        .secret_access_key(printed.secret_access_key)
        .provider_name("credential_process");
    credentials.set_session_token(printed.session_token);
    credentials.set_expiry(expiry.transpose()?);
    credentials.set_account_id(printed.account_id.map(Into::into));
    Ok(credentials.build())
}

/// A program and all that it has started, in a group of their own. Dropped before its end, all of it is killed: a helper
/// is often a script, and to kill the shell alone would leave whoever waits for a person behind.
struct Running {
    child: Box<dyn ChildWrapper>,
    over: bool,
}

impl Running {
    fn start(command: &str) -> io::Result<Self> {
        let mut process = shell(command);
        process.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut group = CommandWrap::from(process);
        group.wrap(KillOnDrop);
        #[cfg(unix)]
        group.wrap(ProcessGroup::leader());
        #[cfg(windows)]
        group.wrap(JobObject);
        Ok(Self { child: group.spawn()?, over: false })
    }

    /// How it ended, and what it printed.
    async fn output(&mut self) -> io::Result<(ExitStatus, Vec<u8>)> {
        let mut printed = Vec::new();
        if let Some(stdout) = self.child.stdout().take() {
            stdout.take(LONGEST).read_to_end(&mut printed).await?;
        }
        let status = self.child.wait().await?;
        self.over = true;
        Ok((status, printed))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.over {
            // It may have ended this very moment.
            let _ = self.child.start_kill();
        }
    }
}

#[cfg(unix)]
fn shell(command: &str) -> Process {
    let mut process = Process::new("sh");
    process.args(["-c", command]);
    process
}

/// `cmd.exe` takes the line as it stands, within a pair of quotes of its own.
#[cfg(windows)]
fn shell(command: &str) -> Process {
    let mut process = Process::new("cmd.exe");
    process.arg("/C").raw_arg(format!("\"{command}\""));
    process
}

fn moment(text: &str) -> Option<SystemTime> {
    SystemTime::try_from(DateTime::from_str(text, Format::DateTimeWithOffset).ok()?).ok()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn lives(pid: &str) -> bool {
        // Whoever was killed is a zombie until somebody reaps it.
        let state = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        state.split(' ').nth(2).is_some_and(|state| state != "Z")
    }

    #[tokio::test]
    #[cfg_attr(not(target_os = "linux"), ignore = "it looks into /proc")]
    async fn nothing_that_a_helper_started_outlives_it() {
        let note = std::env::temp_dir().join(format!("outcrop-helper-{}", uuid::Uuid::new_v4()));
        let command = Command(format!("sleep 600 & echo $! > {}; wait", note.display()));
        let trouble = run_within(Duration::from_secs(1), &command, "slow").await.unwrap_err();
        assert!(trouble.message().contains("did not answer within 1 s"), "{trouble}");
        let child = std::fs::read_to_string(&note).unwrap();
        let _ = std::fs::remove_file(&note);
        for _ in 0..100 {
            if !lives(child.trim()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{child} lives on");
    }
}

//! `credential_process`: a program that prints credentials.

use std::process::Stdio;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde::Deserialize;
use tokio::process::Command as Process;
use tokio::time::timeout;

use super::chain::Command;
use super::trouble::{Cause, Trouble};

/// Some helpers ask a person for a second factor.
const PATIENCE: Duration = Duration::from_secs(120);

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
    let trouble = |what: &str| {
        let message = format!(
            "The credential_process of profile `{profile}` {what}. Run its command in a terminal to see what it says."
        );
        Trouble::new(Cause::Helper, message)
    };
    let mut process = shell(&command.0);
    process.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    let output = timeout(PATIENCE, process.output())
        .await
        .map_err(|_| trouble(&format!("did not answer within {} s", PATIENCE.as_secs())))?
        .map_err(|error| trouble(&format!("cannot be run: {error}")))?;
    if !output.status.success() {
        return Err(trouble(&format!("failed ({})", output.status)));
    }
    let printed: Printed = serde_json::from_slice(&output.stdout)
        .map_err(|_| trouble("printed something that is not the JSON which AWS prescribes"))?;
    if printed.version != 1 {
        return Err(trouble(&format!("printed version {} of its form, and only 1 is known", printed.version)));
    }
    let expiry =
        printed.expiration.as_deref().map(|text| moment(text).ok_or_else(|| trouble("printed a bad Expiration")));
    let mut credentials = Credentials::builder()
        .access_key_id(printed.access_key_id)
        .secret_access_key(printed.secret_access_key)
        .provider_name("credential_process");
    credentials.set_session_token(printed.session_token);
    credentials.set_expiry(expiry.transpose()?);
    credentials.set_account_id(printed.account_id.map(Into::into));
    Ok(credentials.build())
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

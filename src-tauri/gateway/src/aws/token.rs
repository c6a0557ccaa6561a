//! The sign-in tokens that AWS's tools share: `~/.aws/sso/cache/<sha1 of the session's name or start URL>.json`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};

use super::environment::Environment;

/// A token, with what it takes to renew it.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) access: SecretString,
    pub(super) expires: SystemTime,
    pub(super) start_url: Option<String>,
    pub(super) region: Option<String>,
    pub(super) renewal: Option<Renewal>,
}

/// What renews a token.
#[derive(Debug, Clone)]
pub(super) struct Renewal {
    pub(super) refresh: SecretString,
    pub(super) client: Client,
}

/// Who we are to the authorization server.
#[derive(Debug, Clone)]
pub(super) struct Client {
    pub(super) id: String,
    pub(super) secret: SecretString,
    pub(super) expires: Option<SystemTime>,
}

/// The file's form, which is botocore's. Secrets are plain text in it: it is never printed, and lives shortly.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start_url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    access_token: String,
    expires_at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    client_secret: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    registration_expires_at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
}

/// Where the token of a session (or of a legacy profile's start URL) is kept.
pub(super) fn path(environment: &Environment, key: &str) -> PathBuf {
    let digest: String = Sha1::digest(key.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    environment.below_aws("sso").join("cache").join(format!("{digest}.json"))
}

impl Token {
    /// Reads it. `None`: there is none, or nobody can read what is there; a sign-in mends both.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let bytes = std::fs::read(path).ok()?;
        let wire: Wire = serde_json::from_slice(&bytes).ok()?;
        let client = wire.client_id.zip(wire.client_secret).map(|(id, secret)| Client {
            id,
            secret: secret.into(),
            expires: wire.registration_expires_at.as_deref().and_then(moment),
        });
        let renewal =
            wire.refresh_token.zip(client).map(|(refresh, client)| Renewal { refresh: refresh.into(), client });
        Some(Self {
            access: wire.access_token.into(),
            expires: moment(&wire.expires_at)?,
            start_url: wire.start_url,
            region: wire.region,
            renewal,
        })
    }

    /// Writes it as AWS's tools do: for its owner alone, and whole or not at all.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        let client = self.renewal.as_ref().map(|renewal| &renewal.client);
        let wire = Wire {
            start_url: self.start_url.clone(),
            region: self.region.clone(),
            access_token: self.access.expose_secret().to_owned(),
            expires_at: text(self.expires),
            client_id: client.map(|client| client.id.clone()),
            client_secret: client.map(|client| client.secret.expose_secret().to_owned()),
            registration_expires_at: client.and_then(|client| client.expires).map(text),
            refresh_token: self.renewal.as_ref().map(|renewal| renewal.refresh.expose_secret().to_owned()),
        };
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let draft = folder.join(format!(".{}.tmp", uuid::Uuid::new_v4().simple()));
        let written = private(&draft)
            .and_then(|mut file| file.write_all(&serde_json::to_vec(&wire)?).and_then(|()| file.sync_all()))
            .and_then(|()| std::fs::rename(&draft, path));
        if written.is_err() {
            let _ = std::fs::remove_file(&draft);
        }
        written
    }

    /// Whether it is still good for this long.
    pub(super) fn is_good_for(&self, time: Duration) -> bool {
        self.expires > SystemTime::now() + time
    }

    /// What can renew it, if the registration still stands.
    pub(super) fn renewal(&self) -> Option<&Renewal> {
        self.renewal.as_ref().filter(|renewal| renewal.client.is_good())
    }
}

impl Client {
    /// Whether the registration still stands.
    pub(super) fn is_good(&self) -> bool {
        self.expires.is_none_or(|expires| expires > SystemTime::now())
    }
}

#[cfg(unix)]
fn private(path: &Path) -> io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

/// A user's profile folder is the user's alone there.
#[cfg(not(unix))]
fn private(path: &Path) -> io::Result<std::fs::File> {
    std::fs::OpenOptions::new().write(true).create_new(true).open(path)
}

/// Older tools wrote `UTC` for `Z`.
fn moment(text: &str) -> Option<SystemTime> {
    let text = text.strip_suffix("UTC").map_or_else(|| text.to_owned(), |bare| format!("{bare}Z"));
    SystemTime::try_from(DateTime::from_str(&text, Format::DateTimeWithOffset).ok()?).ok()
}

/// In whole seconds, as the others write it.
fn text(moment: SystemTime) -> String {
    let seconds = DateTime::from_secs(DateTime::from(moment).secs());
    seconds.fmt(Format::DateTime).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_named_as_botocore_names_it() {
        let environment = Environment::of([("HOME", "/h")]);
        let expected = "/h/.aws/sso/cache/d033e22ae348aeb5660fc2140aec35850c4da997.json";
        assert_eq!(path(&environment, "admin"), PathBuf::from(expected));
    }

    #[test]
    fn moments_are_read_in_every_form_that_was_ever_written() {
        let expected = SystemTime::UNIX_EPOCH + Duration::from_secs(1_640_467_800);
        for written in ["2021-12-25T21:30:00Z", "2021-12-25T21:30:00UTC", "2021-12-25T21:30:00.000Z"] {
            assert_eq!(moment(written), Some(expected), "{written}");
        }
        assert_eq!(text(expected), "2021-12-25T21:30:00Z");
        assert_eq!(moment("soon"), None);
    }
}

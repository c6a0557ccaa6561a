//! Sessions of `aws login`: signed in to the console in a browser, kept where AWS's CLI keeps them, renewed by the SDK.

use std::path::PathBuf;

use aws_config::login::LoginCredentialsProvider;
use aws_credential_types::Credentials;
use aws_credential_types::provider::ProvideCredentials;
use aws_smithy_types::error::display::DisplayErrorContext;
use sha2::{Digest, Sha256};

use super::environment::Environment;
use super::provider::Around;
use super::trouble::{Trouble, What};
use super::{services, source};

/// The session's credentials, renewed if they are near their end. The SDK reads and writes the file.
pub(super) async fn credentials(
    around: &Around,
    session: &str,
    name: &str,
    region: &str,
) -> Result<Credentials, Trouble> {
    let file = file(&around.environment, session);
    // One renewal at a time: a refresh token is good for one.
    let mut renewing = around.renewing.lock().await;
    if renewing.was_refused(&file) {
        return Err(ended(name, session));
    }
    let config = source::provider_config(around, region);
    let login = LoginCredentialsProvider::builder(session).configure(&config).build();
    login.provide_credentials().await.map_err(|failure| {
        // The SDK keeps apart nothing but its words.
        if DisplayErrorContext(&failure).to_string().contains("dispatch failure") {
            return services::unreachable("AWS Sign-In");
        }
        renewing.is_refused(file);
        ended(name, session)
    })
}

/// What can be told without asking for anything: that nobody has signed in.
pub(super) fn foreseen(around: &Around, session: &str, name: &str) -> Option<Trouble> {
    (!file(&around.environment, session).exists()).then(|| ended(name, session))
}

/// Where a session is kept.
pub(super) fn file(environment: &Environment, session: &str) -> PathBuf {
    let digest: String = Sha256::digest(session.trim().as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    environment.login_folder().join(format!("{digest}.json"))
}

fn ended(name: &str, session: &str) -> Trouble {
    Trouble::new(What::LoginEnded { profile: name.to_owned() }).ended_by(session)
}

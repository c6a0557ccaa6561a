//! A home directory of a test's own, with what AWS's tools keep in one.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use bedrock_simulator::{ACCESS_KEY_ID, SECRET_ACCESS_KEY};
use outcrop_gateway::aws::Environment;
use serde_json::{Value, json};
use sha1::{Digest, Sha1};

use crate::services::{self, Services};

/// A home directory that is gone with the test.
pub struct Home(PathBuf);

impl Home {
    pub fn new(config: &str, credentials: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("home-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let home = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        home.write(".aws/config", config);
        home.write(".aws/credentials", credentials);
        home
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap_or_default()
    }

    /// The environment that leads here and to these services, and nowhere else.
    pub fn environment(&self, services: &Services, more: &[(&str, &str)]) -> Environment {
        let home = self.0.to_str().expect("a path").to_owned();
        let mut all = vec![("HOME".to_owned(), home)];
        for service in ["STS", "SSO", "SSO_OIDC"] {
            all.push((format!("AWS_ENDPOINT_URL_{service}"), services.url()));
        }
        all.push(("AWS_EC2_METADATA_SERVICE_ENDPOINT".to_owned(), services.url()));
        all.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        Environment::of(all)
    }

    /// Puts a sign-in's token where AWS's tools put it.
    pub fn sign_in(&self, key: &str, token: &str, good_for: i64) {
        self.token(
            key,
            &json!({"startUrl": "https://corp.awsapps.com/start", "region": "us-east-1",
            "accessToken": token, "expiresAt": moment(good_for)}),
        );
    }

    /// The same, with what it takes to renew it.
    pub fn renewable_sign_in(&self, key: &str, token: &str, good_for: i64) {
        self.token(
            key,
            &json!({"startUrl": "https://corp.awsapps.com/start", "region": "us-east-1",
            "accessToken": token, "expiresAt": moment(good_for), "clientId": "client-1",
            "clientSecret": services::CLIENT_SECRET, "registrationExpiresAt": moment(9999),
            "refreshToken": services::REFRESH_TOKEN}),
        );
    }

    /// Puts a session of `aws login` where AWS's CLI puts it.
    pub fn log_in(&self, session: &str, good_for: i64) {
        let token = json!({"accessToken": {"accessKeyId": services::TEMPORARY_ID, "secretAccessKey": SECRET_ACCESS_KEY,
            "sessionToken": services::SESSION_TOKEN, "accountId": "111122223333", "expiresAt": moment(good_for)},
            "tokenType": "aws_sigv4", "refreshToken": services::REFRESH_TOKEN, "idToken": "canary-id-token",
            "clientId": "arn:aws:signin:::devtools/same-device", "dpopKey": DPOP_KEY});
        self.write(&session_file(session), &token.to_string());
    }

    fn token(&self, key: &str, token: &Value) {
        self.write(&token_file(key), &token.to_string());
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Where a token is kept, from the home directory.
pub fn token_file(key: &str) -> String {
    let digest: String = Sha1::digest(key.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    format!(".aws/sso/cache/{digest}.json")
}

/// Where a session of `aws login` is kept, from the home directory.
pub fn session_file(session: &str) -> String {
    use sha2::Digest as _;
    let digest: String = sha2::Sha256::digest(session.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    format!(".aws/login/cache/{digest}.json")
}

/// A key of nobody's, made for these tests: with it the SDK proves that a session is its own.
const DPOP_KEY: &str = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIOsomgZXlWAe1ddfgXBfuJvCu4594PNgaPEkrGEzI0i/oAoGCCqGSM49\nAwEHoUQDQgAEIREW25PrdJ2ggQgfZqX5l7vFsOO6b1m2nqt8ntGAPXkTEmjqpK7z\nrF3uCCpW1kxCyk/74D0Xnvwlcdws67kQmg==\n-----END EC PRIVATE KEY-----\n";

/// So many seconds from now.
pub fn moment(seconds: i64) -> String {
    let now = DateTime::from(SystemTime::now()).secs();
    DateTime::from_secs(now + seconds).fmt(Format::DateTime).expect("a moment")
}

/// A profile with the simulator's keys.
pub fn keys(name: &str) -> String {
    format!("[{name}]\naws_access_key_id = {ACCESS_KEY_ID}\naws_secret_access_key = {SECRET_ACCESS_KEY}\n")
}

/// A profile that signs in.
pub const SSO: &str = "
[profile dev]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Dev
region = eu-west-1
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-east-1
sso_registration_scopes = sso:account:access
";

/// What a credential helper prints.
pub fn printed() -> String {
    json!({"Version": 1, "AccessKeyId": ACCESS_KEY_ID, "SecretAccessKey": SECRET_ACCESS_KEY}).to_string()
}

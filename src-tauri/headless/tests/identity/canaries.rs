//! Secrets are written nowhere: everything that the program wrote, at its most talkative, on every way to credentials,
//! well and badly.

use std::path::{Path, PathBuf};
use std::process::Command;

use bedrock_simulator::SECRET_ACCESS_KEY;

use crate::home::{Home, SSO, keys, printed, session_file, token_file};
use crate::program::Running;
use crate::services::{ACCESS_TOKEN, CLIENT_SECRET, DEVICE_CODE, REFRESH_TOKEN, SESSION_TOKEN};
use crate::{Aws, request, run};

/// The six that the issue names, and what else must not be seen.
const CANARIES: [(&str, &str); 13] = [
    ("a secret access key", SECRET_ACCESS_KEY),
    ("a session token", SESSION_TOKEN),
    ("a sign-in's access token", ACCESS_TOKEN),
    ("its refresh token", REFRESH_TOKEN),
    ("its client's secret", CLIENT_SECRET),
    ("a Bedrock API key", "canary-bearer-token"),
    ("the gateway's own key", "canary-gateway-key"),
    ("a secret of the environment's", "canary-environment-secret"),
    ("an argument of a helper's", "canary-helper-argument"),
    ("what a helper says", "canary-helper-stderr"),
    ("a code of the sign-in's", DEVICE_CODE),
    ("what is asked", "canary-prompt"),
    ("a session's key", "PRIVATE KEY"),
];
const SESSION: &str = "arn:aws:iam::111122223333:user/me";
const PROFILES: [(&str, u16); 8] = [
    ("work", 200),
    ("good", 200),
    ("bad", 503),
    ("admin", 200),
    ("refused", 503),
    ("torn", 503),
    ("dev", 200),
    ("console", 200),
];

fn home() -> Home {
    let config = format!(
        "[profile good]\ncredential_process = echo '{}' canary-helper-argument | sed s/canary-.*//\n\
         [profile bad]\ncredential_process = echo canary-helper-stderr >&2; echo canary-helper-argument; exit 1\n\
         [profile admin]\nrole_arn = arn:aws:iam::1:role/Admin\nsource_profile = work\n\
         [profile refused]\nrole_arn = arn:aws:iam::1:role/Forbidden\nsource_profile = work\n\
         [profile torn]\ncanary-helper-argument\n\
         [profile console]\nlogin_session = {SESSION}\nregion = us-east-1\n{SSO}",
        printed()
    );
    let home = Home::new(&config, &keys("work"));
    home.renewable_sign_in("corp", "canary-access-token-old", -60);
    home.log_in(SESSION, -60);
    home
}

/// At its most talkative, with a secret in every variable that may hold one.
fn loud(aws: &Aws, home: &Home, args: &[&str]) -> Command {
    let mut command = aws.command(home, args);
    command.env("RUST_LOG", "trace").env("OUTCROP_API_KEY", "canary-gateway-key").env("AWS_ACCESS_KEY_ID", "AKIAWRONG");
    command.env("AWS_SECRET_ACCESS_KEY", "canary-environment-secret");
    command.env("AWS_BEARER_TOKEN_BEDROCK", "canary-bearer-token");
    command
}

/// Every request that there is, whoever it is made as. What comes back is kept.
fn requests(running: &Running, written: &mut String) {
    let key = "canary-gateway-key";
    let body =
        r#"{"model":"amazon.nova-lite-v1:0","stream":true,"messages":[{"role":"user","content":"canary-prompt"}]}"#;
    for (profile, status) in PROFILES {
        let header = format!("x-outcrop-profile: {profile}\r\n");
        let answer = request(running, "POST /v1/chat/completions", key, &header, body);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{profile}: {answer}");
        // The simulator answers with what it was asked; nobody else may know of it.
        written.push_str(&answer.replace("canary-prompt", ""));
        written.push_str(&request(running, "GET /v1/models", key, &header, ""));
    }
    // As the chain has it: the API key of the environment, which AWS refuses; and with a key that is wrong.
    let refused = request(running, "POST /v1/chat/completions", key, "", body);
    assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("The Bedrock API key"), "{refused}");
    written.push_str(&refused);
    written.push_str(&request(running, "POST /v1/chat/completions", "wrong", "", body));
    for path in ["/openapi.json", "/docs", "/health", "/v1/models/canary-none", "/nothing"] {
        written.push_str(&request(running, &format!("GET {path}"), key, "", ""));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_are_written_nowhere() {
    let (aws, home) = (Aws::start().await, home());
    let mut written = String::new();
    for format in ["json", "text"] {
        let running = Running::start(loud(&aws, &home, &["--port", "0", "--log", format]));
        requests(&running, &mut written);
        let finished = running.stop();
        written.push_str(&finished.stdout);
        written.push_str(&finished.stderr);
    }
    for (profile, _) in PROFILES {
        for command in ["doctor", "login"] {
            let finished = run(loud(&aws, &home, &[command, "--profile", profile]));
            written.push_str(&finished.stdout);
            written.push_str(&finished.stderr);
        }
    }
    // Refused on the way, too: the sign-in's, and the renewal's.
    aws.services.state().refuse_token = Some("InvalidGrantException");
    home.renewable_sign_in("corp", "canary-access-token-old", -60);
    home.log_in(SESSION, -60);
    for args in [["doctor", "--profile", "dev"], ["login", "--profile", "dev"], ["doctor", "--profile", "console"]] {
        let finished = run(loud(&aws, &home, &args));
        assert_eq!(finished.code, Some(1), "{finished:?}");
        written.push_str(&finished.stdout);
        written.push_str(&finished.stderr);
    }
    assert!(written.len() > 100_000, "that is not all: {} bytes", written.len());
    for (what, canary) in CANARIES {
        if let Some(at) = written.find(canary) {
            let around = written.get(at.saturating_sub(200)..(at + 40).min(written.len())).unwrap_or_default();
            panic!("{what} is in what was written: …{around}…");
        }
    }
    check_files(&home);
}

/// Of files there are those that AWS's tools keep, and no others.
fn check_files(home: &Home) {
    let mut files: Vec<_> = walk(home.path()).iter().map(|path| path.to_string_lossy().into_owned()).collect();
    files.sort();
    let known = [".aws/config".to_owned(), ".aws/credentials".to_owned(), token_file("corp"), session_file(SESSION)];
    assert!(known.iter().all(|known| files.iter().any(|file| file.ends_with(known))), "{files:?}");
    assert_eq!(files.len(), known.len(), "{files:?}");
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

//! `outcropd` as a process, with AWS's own environment variables: who it is on AWS, what its doctor says, and what it
//! never writes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "in a test, helpers fail as the test does")]
#![allow(dead_code, reason = "the helpers are shared with other tests, and each uses its own part")]

#[path = "../../../gateway/tests/aws/home.rs"]
mod home;
#[path = "../contract/program.rs"]
mod program;
#[path = "../../../gateway/tests/aws/services.rs"]
mod services;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;

use bedrock_simulator::{ACCESS_KEY_ID, Options, Simulator};

use home::{Home, SSO, keys, printed};
use program::{Finished, KEY, Running, command};
use services::{ACCESS_TOKEN, CLIENT_SECRET, REFRESH_TOKEN, SESSION_TOKEN, Services, temporary};

/// AWS, as far as these tests need it.
struct Aws {
    simulator: Simulator,
    services: Services,
}

impl Aws {
    async fn start() -> Self {
        let mut options = Options::default();
        options.credentials.push(temporary());
        Self { simulator: Simulator::start(options).await.unwrap(), services: Services::start().await }
    }

    /// A command that finds this AWS and this home by the variables that every AWS tool knows.
    fn command(&self, home: &Home, args: &[&str]) -> Command {
        let mut command = command(args);
        command.env("HOME", home.path()).env("OUTCROP_API_KEY", KEY).env("PATH", "/usr/bin:/bin");
        for service in ["STS", "SSO", "SSO_OIDC"] {
            command.env(format!("AWS_ENDPOINT_URL_{service}"), self.services.url());
        }
        for service in ["BEDROCK", "BEDROCK_RUNTIME"] {
            command.env(format!("AWS_ENDPOINT_URL_{service}"), self.simulator.url());
        }
        command.env("AWS_EC2_METADATA_SERVICE_ENDPOINT", self.services.url());
        command
    }
}

/// A chat, as this profile; the whole answer.
fn chat(running: &Running, profile: Option<&str>) -> String {
    let body = r#"{"model":"amazon.nova-lite-v1:0","messages":[{"role":"user","content":"Hello"}]}"#;
    let header = profile.map(|name| format!("x-outcrop-profile: {name}\r\n")).unwrap_or_default();
    let mut stream = TcpStream::connect(running.address()).unwrap();
    let head = format!("POST /v1/chat/completions HTTP/1.1\r\nhost: {}\r\n{header}", running.address());
    let length = body.len();
    write!(stream, "{head}authorization: Bearer {KEY}\r\ncontent-type: application/json\r\n").unwrap();
    write!(stream, "content-length: {length}\r\nconnection: close\r\n\r\n{body}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn run(mut command: Command) -> Finished {
    Finished::from(command.output().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_finds_nothing_in_the_demo() {
    let finished = run(command(&["doctor", "--demo"]));
    assert_eq!(finished.code, Some(0), "{finished:?}");
    assert!(finished.stdout.ends_with("Nothing is wrong.\n"), "{finished:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_says_what_to_do() {
    let (aws, home) = (Aws::start().await, Home::new(SSO, ""));
    home.sign_in("corp", ACCESS_TOKEN, -60);
    let finished = run(aws.command(&home, &["--profile", "dev", "doctor"]));
    assert_eq!(finished.code, Some(1), "{finished:?}");
    let line = finished.stdout.lines().find(|line| line.starts_with("WRONG")).unwrap();
    assert!(line.starts_with("WRONG identity  AWS profile `dev` has to sign in again"), "{line}");
    assert!(line.ends_with("run `aws sso login --profile dev`."), "{line}");
    home.sign_in("corp", ACCESS_TOKEN, 3600);
    let finished = run(aws.command(&home, &["doctor", "--profile", "dev"]));
    assert_eq!(finished.code, Some(0), "{finished:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_with_a_code() {
    let (aws, home) = (Aws::start().await, Home::new(SSO, ""));
    aws.services.state().pending = 1;
    let finished = run(aws.command(&home, &["login", "--profile", "dev"]));
    assert_eq!(finished.code, Some(0), "{finished:?}");
    assert!(finished.stdout.contains("https://corp.awsapps.com/start/#/device"), "{finished:?}");
    assert!(finished.stdout.contains("ABCD-EFGH"), "{finished:?}");
    assert!(!format!("{finished:?}").contains("canary"), "{finished:?}");
    assert_eq!(run(aws.command(&home, &["doctor", "--profile", "dev"])).code, Some(0));
    let finished = run(aws.command(&home, &["login", "--profile", "nobody"]));
    assert_eq!(finished.code, Some(1));
    assert!(finished.stderr.contains("There is no AWS profile `nobody`"), "{finished:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_container() {
    let (aws, home) = (Aws::start().await, Home::new("", ""));
    let mut command = aws.command(&home, &["--port", "0"]);
    command.env("AWS_CONTAINER_CREDENTIALS_FULL_URI", format!("{}/container", aws.services.url()));
    let running = Running::start(command);
    let answer = chat(&running, None);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(aws.services.count("container"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_of_the_environment_and_one_of_the_flags() {
    let (aws, home) = (Aws::start().await, Home::new(SSO, &keys("work")));
    home.sign_in("corp", ACCESS_TOKEN, 3600);
    let mut command = aws.command(&home, &["--port", "0", "--profile", "dev"]);
    command.env("AWS_PROFILE", "work").env("AWS_ACCESS_KEY_ID", "AKIAWRONG").env("AWS_SECRET_ACCESS_KEY", "wrong");
    let running = Running::start(command);
    assert!(chat(&running, None).starts_with("HTTP/1.1 200"));
    assert!(chat(&running, Some("work")).starts_with("HTTP/1.1 200"));
    let signed: Vec<_> = aws.simulator.requests().into_iter().filter_map(|request| request.access_key_id).collect();
    assert!(signed.iter().any(|id| id == ACCESS_KEY_ID) && !signed.iter().any(|id| id == "AKIAWRONG"), "{signed:?}");
}

/// Everything that the program wrote, at its most talkative, on every way to credentials, well and badly.
#[tokio::test(flavor = "multi_thread")]
async fn secrets_are_written_nowhere() {
    const CANARIES: [&str; 9] = [
        ACCESS_TOKEN,
        REFRESH_TOKEN,
        CLIENT_SECRET,
        SESSION_TOKEN,
        bedrock_simulator::SECRET_ACCESS_KEY,
        "canary-environment-secret",
        "canary-helper-argument",
        "canary-helper-stderr",
        "canary-bearer-token",
    ];
    let (aws, home) = (Aws::start().await, Home::new("", &keys("work")));
    let helpers = format!(
        "[profile good]\ncredential_process = echo '{}' canary-helper-argument | sed s/canary-.*//\n\
         [profile bad]\ncredential_process = echo canary-helper-stderr >&2; echo canary-helper-argument; exit 1\n\
         [profile admin]\nrole_arn = arn:aws:iam::1:role/Admin\nsource_profile = work\n\
         [profile refused]\nrole_arn = arn:aws:iam::1:role/Forbidden\nsource_profile = work\n\
         [profile torn]\ncanary-helper-argument\n{SSO}",
        printed()
    );
    home.write(".aws/config", &helpers);
    home.renewable_sign_in("corp", "canary-access-token-old", -60);
    let mut command = aws.command(&home, &["--port", "0", "--log", "json"]);
    command.env("RUST_LOG", "trace").env("AWS_ACCESS_KEY_ID", "AKIAWRONG");
    command.env("AWS_SECRET_ACCESS_KEY", "canary-environment-secret");
    command.env("AWS_BEARER_TOKEN_BEDROCK", "canary-bearer-token");
    let running = Running::start(command);
    let mut written = chat(&running, None);
    for (profile, status) in
        [("work", 200), ("good", 200), ("bad", 503), ("admin", 200), ("refused", 503), ("torn", 503), ("dev", 200)]
    {
        let answer = chat(&running, Some(profile));
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{profile}: {answer}");
        written.push_str(&answer);
    }
    let finished = running.stop();
    written.push_str(&finished.stdout);
    written.push_str(&finished.stderr);
    let mut doctor = aws.command(&home, &["doctor", "--profile", "bad"]);
    let finished = run({
        doctor.env("RUST_LOG", "trace");
        doctor
    });
    written.push_str(&finished.stdout);
    written.push_str(&finished.stderr);
    assert!(written.len() > 4000, "that is not all: {written}");
    for canary in CANARIES {
        assert!(!written.contains(canary), "{canary} in {written}");
    }
    // Of files, there is the token that AWS's tools keep there too, and no other.
    let mut files: Vec<_> = walk(home.path()).into_iter().map(|path| path.to_string_lossy().into_owned()).collect();
    files.sort();
    let known = [".aws/config", ".aws/credentials", &home::token_file("corp")];
    assert_eq!(files.iter().filter(|file| known.iter().any(|known| file.ends_with(known))).count(), 3, "{files:?}");
    assert_eq!(files.len(), 3, "{files:?}");
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

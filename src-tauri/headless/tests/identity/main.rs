//! `outcropd` as a process, with AWS's own environment variables: who it is on AWS, what its doctor says, and what it
//! never writes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "in a test, helpers fail as the test does")]
#![allow(dead_code, reason = "the helpers are shared with other tests, and each uses its own part")]

mod canaries;
mod console;
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

use home::{Home, SSO, keys};
use program::{Finished, KEY, Running, command};
use services::{ACCESS_TOKEN, Services, temporary};

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
        for service in ["STS", "SSO", "SSO_OIDC", "SIGNIN"] {
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
    let header = profile.map(|name| format!("x-outcrop-profile: {name}\r\n")).unwrap_or_default();
    let body = r#"{"model":"amazon.nova-lite-v1:0","messages":[{"role":"user","content":"Hello"}]}"#;
    request(running, "POST /v1/chat/completions", KEY, &header, body)
}

/// Any request with this key; the whole answer.
fn request(running: &Running, line: &str, key: &str, header: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(running.address()).unwrap();
    let head = format!("{line} HTTP/1.1\r\nhost: {}\r\n{header}", running.address());
    let length = body.len();
    write!(stream, "{head}authorization: Bearer {key}\r\ncontent-type: application/json\r\n").unwrap();
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

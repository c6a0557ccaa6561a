//! `outcropd` as a process, with an environment that holds nothing but what a test puts there.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The key that tests present.
pub const KEY: &str = "key-of-the-tests";

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A command whose home is empty and whose environment leads nowhere.
pub fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_outcropd"));
    command.args(args).env_clear().env("HOME", env!("CARGO_TARGET_TMPDIR"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs it to its end, which has to come by itself.
pub fn finish(args: &[&str]) -> Finished {
    let mut child = command(args).spawn().unwrap();
    let begin = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begin.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{args:?} did not end: {:?}", Finished::from(child.wait_with_output().unwrap()));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Finished::from(child.wait_with_output().unwrap())
}

/// A file with this content, which is nobody else's.
pub fn file(name: &str, content: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

/// How it ended.
#[derive(Debug)]
pub struct Finished {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl From<Output> for Finished {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// A running `outcropd`; dropped, it is killed.
pub struct Running {
    child: Option<Child>,
    stdout: BufReader<ChildStdout>,
    /// The one line.
    pub line: serde_json::Value,
}

impl Running {
    /// In demo mode, on a free port, with [`KEY`].
    pub fn demo(more: &[&str]) -> Self {
        let mut command = command(&["--demo", "--port", "0"]);
        command.args(more).env("OUTCROP_API_KEY", KEY);
        Self::start(command)
    }

    /// Starts it, and reads its one line.
    pub fn start(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        if line.is_empty() {
            panic!("it did not start: {:?}", Finished::from(child.wait_with_output().unwrap()));
        }
        Self { child: Some(child), stdout, line: serde_json::from_str(&line).unwrap() }
    }

    /// `127.0.0.1:PORT`.
    pub fn address(&self) -> String {
        self.line["listening"].as_str().unwrap().strip_prefix("http://").unwrap().to_owned()
    }

    /// Sends a request without waiting for its answer.
    pub fn send(&self, method: &str, path: &str, key: &str, body: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(self.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {key}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{body}",
            self.address(),
            body.len()
        )
        .unwrap();
        BufReader::new(stream)
    }

    /// The status that a request for the models gets.
    pub fn status(&self, key: &str) -> u16 {
        let mut line = String::new();
        self.send("GET", "/v1/models", key, "").read_line(&mut line).unwrap();
        line.split(' ').nth(1).unwrap_or_else(|| panic!("no status in {line:?}")).parse().unwrap()
    }

    /// Begins a streamed answer, which takes its time, and returns once its first event is there.
    pub fn stream(&self) -> BufReader<TcpStream> {
        let body = r#"{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Hello"}]}"#;
        let mut answer = self.send("POST", "/v1/chat/completions", KEY, body);
        let mut line = String::new();
        while !line.starts_with("data: ") {
            line.clear();
            assert_ne!(answer.read_line(&mut line).unwrap(), 0, "the stream ended before it began");
        }
        answer
    }

    /// Sends a signal by its name.
    pub fn signal(&self, name: &str) {
        let id = self.child.as_ref().unwrap().id().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Waits for its end; stdout is what came after the one line.
    pub fn end(mut self) -> Finished {
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).unwrap();
        let finished = Finished::from(self.child.take().unwrap().wait_with_output().unwrap());
        Finished { stdout: rest, ..finished }
    }

    /// Ends it by SIGTERM.
    pub fn stop(self) -> Finished {
        self.signal("TERM");
        self.end()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

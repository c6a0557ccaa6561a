//! Calling the gateway's own API, as any client does: for the playground, and to send a request once more.
//!
//! The key is put in here, so that it never enters the page.

use outcrop_gateway::config::ApiKey;
use reqwest::{Client, Response, StatusCode};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::refusal::Refusal;
use crate::text::Text;
use crate::view::Played;

/// As much of an error's text as is read.
const ERROR: usize = 64 * 1024;
/// The longest line of a stream: a picture may be in it.
const LINE: usize = 64 * 1024 * 1024;

/// A gateway to call.
#[derive(Debug, Clone)]
pub(crate) struct Api {
    client: Client,
    /// Scheme, host and port.
    url: String,
    key: ApiKey,
}

/// A request to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Call {
    /// What the gateway's log calls the client: `playground`, `replay`.
    pub(crate) app: &'static str,
    /// With `/v1`.
    pub(crate) path: String,
    /// JSON.
    pub(crate) body: String,
    /// As whom.
    pub(crate) profile: Option<String>,
    /// Where.
    pub(crate) region: Option<String>,
}

/// A part of what comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// One `data:` line of the stream.
    Data {
        /// A chat completion chunk, as JSON.
        json: String,
    },
    /// It was refused or broke off.
    Failed {
        /// The HTTP status, where there was an answer.
        status: Option<u16>,
        /// Why.
        refusal: Refusal,
    },
    /// It is whole.
    Ended,
}

impl Part {
    /// As the window is told it.
    pub(crate) fn view(self, text: Text) -> Played {
        match self {
            Self::Data { json } => Played::Data { json },
            Self::Failed { status, refusal } => Played::Failed { status, message: text.say(&refusal) },
            Self::Ended => Played::Ended,
        }
    }
}

impl Api {
    /// The gateway that listens there.
    ///
    /// # Errors
    /// The system's certificates cannot be read: even where none is needed, the client wants them.
    pub(crate) fn new(url: &str, key: ApiKey) -> Result<Self, Refusal> {
        // A proxy would not find this machine's loopback, and would see the key.
        let client = Client::builder()
            .no_proxy()
            .user_agent(concat!("outcrop/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(Refusal::said)?;
        Ok(Self { client, url: url.to_owned(), key })
    }

    async fn send(&self, call: Call) -> Result<Response, reqwest::Error> {
        let mut request = self
            .client
            .post(format!("{}{}", self.url, call.path))
            .bearer_auth(self.key.expose())
            .header("content-type", "application/json")
            .header("x-outcrop-app", call.app);
        for (name, value) in [("x-outcrop-profile", call.profile), ("x-outcrop-region", call.region)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        request.body(call.body).send().await
    }

    /// Sends a chat completion of the window's, and tells what comes, to its end. Dropped, it hangs up.
    pub(crate) async fn play(self, body: String, tell: impl Fn(Part)) {
        let last = match streamed(&body) {
            Err(refusal) => Part::Failed { status: None, refusal },
            Ok(body) => {
                let path = "/v1/chat/completions".to_owned();
                match self.send(Call { app: "playground", path, body, profile: None, region: None }).await {
                    Ok(response) => listen(response, &tell).await,
                    Err(error) => broken(None, &error),
                }
            }
        };
        tell(last);
    }

    /// Sends a request, and reads its answer to the end.
    pub(crate) async fn replay(self, call: Call) {
        // What comes of it stands in the log.
        if let Ok(mut response) = self.send(call).await {
            while let Ok(Some(_)) = response.chunk().await {}
        }
    }
}

/// The body, as one whose answer comes in pieces.
fn streamed(body: &str) -> Result<String, Refusal> {
    let mut body: Map<String, Value> =
        serde_json::from_str(body).map_err(|error| Refusal::NoObject { error: error.to_string() })?;
    body.insert("stream".to_owned(), Value::Bool(true));
    Ok(Value::Object(body).to_string())
}

/// Tells the lines of a stream; gives the end.
async fn listen(mut response: Response, tell: &impl Fn(Part)) -> Part {
    let status = response.status();
    if !status.is_success() {
        return refused(status, response).await;
    }
    let mut lines = Lines::default();
    loop {
        match response.chunk().await {
            Ok(Some(piece)) => {
                for data in lines.take(&piece) {
                    match told(data, status) {
                        Said::More(part) => tell(part),
                        Said::Last(end) => return end,
                    }
                }
            }
            Ok(None) => {
                return Part::Failed { status: Some(status.as_u16()), refusal: Refusal::BrokeOff };
            }
            Err(error) => return broken(Some(status), &error),
        }
    }
}

/// What a line said.
enum Said {
    More(Part),
    Last(Part),
}

fn told(data: String, status: StatusCode) -> Said {
    if data == "[DONE]" {
        return Said::Last(Part::Ended);
    }
    match serde_json::from_str::<Failure>(&data) {
        Ok(Failure { error }) => {
            Said::Last(Part::Failed { status: Some(status.as_u16()), refusal: Refusal::said(error.message) })
        }
        Err(_) => Said::More(Part::Data { json: data }),
    }
}

/// An error, in the gateway's shape.
#[derive(Deserialize)]
struct Failure {
    error: Reason,
}

#[derive(Deserialize)]
struct Reason {
    message: String,
}

async fn refused(status: StatusCode, mut response: Response) -> Part {
    let mut text = Vec::new();
    while let Ok(Some(piece)) = response.chunk().await
        && text.len() < ERROR
    {
        text.extend_from_slice(&piece);
    }
    let refusal = serde_json::from_slice::<Failure>(&text).map_or_else(
        |_| Refusal::Answered { status: status.to_string() },
        |failure| Refusal::said(failure.error.message),
    );
    Part::Failed { status: Some(status.as_u16()), refusal }
}

/// The address in such an error is this machine's own, and tells nobody anything.
fn broken(status: Option<StatusCode>, error: &reqwest::Error) -> Part {
    let refusal = match status {
        None if error.is_connect() => Refusal::NotListening,
        None => Refusal::NoAnswer,
        Some(_) => Refusal::BrokeOff,
    };
    Part::Failed { status: status.map(|status| status.as_u16()), refusal }
}

/// Puts the `data:` lines of an event stream together. The gateway writes each of its events on one.
#[derive(Debug, Default)]
struct Lines(Vec<u8>);

impl Lines {
    /// What this piece completes.
    fn take(&mut self, piece: &[u8]) -> Vec<String> {
        self.0.extend_from_slice(piece);
        let Some(end) = self.0.iter().rposition(|byte| *byte == b'\n') else {
            if self.0.len() > LINE {
                self.0.clear();
            }
            return Vec::new();
        };
        let whole: Vec<u8> = self.0.drain(..=end).collect();
        let whole = String::from_utf8_lossy(&whole);
        let data = whole.lines().filter_map(|line| line.strip_prefix("data:"));
        data.map(|data| data.trim_start().to_owned()).collect()
    }
}

#[cfg(test)]
mod tests;

//! The playground, and requests that are sent once more: through the gateway's own API.

use serde_json::{Map, Value};

use super::{Controller, Event};
use crate::desktop::Desktop;
use crate::engine::Engine;
use crate::play::{Api, Call, Part};
use crate::refusal::Refusal;
use crate::view::Message;

impl<D: Desktop, E: Engine> Controller<D, E> {
    pub(super) fn play(&mut self, play: u32, body: String) -> Result<(), Refusal> {
        let api = self.api()?;
        let outbox = self.outbox.clone();
        let playing = api.play(body, move |part| {
            // Nobody listens any more once the app has ended.
            let _ = outbox.send(Event::Played(play, part));
        });
        let earlier = self.desk.plays.insert(play, tokio::spawn(playing).abort_handle());
        earlier.inspect(|earlier| earlier.abort());
        Ok(())
    }

    pub(super) fn played(&mut self, play: u32, part: Part) {
        let playing = match part {
            // What was on its way when the window let go of it.
            _ if !self.desk.plays.contains_key(&play) => return,
            Part::Data { .. } => true,
            Part::Failed { .. } | Part::Ended => false,
        };
        if !playing {
            self.desk.plays.remove(&play);
        }
        self.desktop.tell_window(Message::Played { play, part: part.view(self.given.text) });
    }

    /// Hangs up, which ends the answer at Bedrock too.
    pub(super) fn stop_playing(&mut self, play: u32) {
        self.desk.plays.remove(&play).inspect(|playing| playing.abort());
    }

    /// Nobody listens to any of them any more.
    pub(super) fn stop_all_playing(&mut self) {
        self.desk.plays.drain().for_each(|(_, playing)| playing.abort());
    }

    /// Sends a captured request once more; what comes of it is a row of its own.
    pub(super) fn replay(
        &mut self,
        id: u64,
        model: Option<String>,
        profile: Option<String>,
        region: Option<String>,
    ) -> Result<(), Refusal> {
        let row = self.row(id)?;
        let detail = self.desk.feed.detail(id).ok_or(Refusal::NotCaptured)?;
        let body = detail.request.as_ref().ok_or(Refusal::NoBody)?;
        if !body.is_whole() {
            return Err(Refusal::NotWhole);
        }
        let body = for_model(&body.text(), model)?;
        let call = Call { app: "replay", path: row.path.clone(), body, profile, region };
        tokio::spawn(self.api()?.replay(call));
        Ok(())
    }

    fn api(&self) -> Result<Api, Refusal> {
        let url = self.state.url().ok_or(Refusal::Stopped)?;
        let key = self.key.clone().ok_or(Refusal::NoKey)?;
        Api::new(url, key)
    }
}

/// The body, for another model; else as it was, to the byte.
fn for_model(body: &str, model: Option<String>) -> Result<String, Refusal> {
    let parsed: Result<Map<String, Value>, _> = serde_json::from_str(body);
    let mut parsed = parsed.map_err(|_| Refusal::NotJson)?;
    let Some(model) = model else { return Ok(body.to_owned()) };
    parsed.insert("model".to_owned(), Value::String(model));
    Ok(Value::Object(parsed).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_model_changes_nothing_else() {
        let body = r#"{"b":1,"model":"x","a":[0.10]}"#;
        assert_eq!(for_model(body, Some("y".into())).unwrap(), r#"{"b":1,"model":"y","a":[0.1]}"#);
        assert_eq!(for_model(body, None).unwrap(), body);
        assert!(for_model("--boundary", None).is_err());
    }
}

//! The log: who follows it for the window, and what the window does with it.

use std::path::Path;
use std::sync::Arc;

use outcrop_gateway::observe::export::{curl, har, json_line};
use outcrop_gateway::observe::{Detail, Row};

use super::{Controller, Event, Reply};
use crate::desktop::Desktop;
use crate::engine::Engine;
use crate::log::follow;
use crate::refusal::Refusal;
use crate::view::{self, Answer, Export, Message};

impl<D: Desktop, E: Engine> Controller<D, E> {
    /// Tells a window that has just come all of the log, and whatever happens from then on.
    pub(super) fn follow_log(&mut self) {
        let outbox = self.outbox.clone();
        let following = follow(self.desk.feed.clone(), move |rows| {
            // Nobody listens any more once the app has ended.
            let _ = outbox.send(Event::Push(Message::Rows { fresh: rows.fresh, rows: rows.rows }));
        });
        let earlier = self.desk.following.replace(tokio::spawn(following).abort_handle());
        earlier.inspect(|earlier| earlier.abort());
        // Again where it was watched before: another page wants to know at once.
        self.desk.watched.send_replace(true);
    }

    /// The window is gone, and so are those who worked for it.
    pub(super) fn leave_log(&mut self) {
        self.desk.following.take().inspect(|following| following.abort());
        self.desk.watched.send_replace(false);
        self.stop_all_playing();
    }

    pub(super) fn set_capture(&mut self, on: bool) {
        self.desk.feed.set_capture(on);
        self.state.capture = on;
    }

    pub(super) fn show_detail(&self, id: u64, reply: Reply) {
        let detail = self.desk.feed.detail(id).map(|detail| Box::new(view::Detail::of(id, &detail)));
        reply.give(Answer::Detail { detail });
    }

    pub(super) fn copy_curl(&mut self, id: u64) -> Result<(), Refusal> {
        let row = self.row(id)?;
        let base = self.state.base_url().ok_or(Refusal::Stopped)?;
        let detail = self.desk.feed.detail(id);
        self.copy(Some(curl(&row, detail.as_deref(), &base)))
    }

    pub(super) fn row(&self, id: u64) -> Result<Arc<Row>, Refusal> {
        let row = self.desk.feed.rows().into_iter().find(|row| row.id == id);
        row.ok_or(Refusal::NotInLog)
    }

    /// Written elsewhere: a log with everything in it is long.
    pub(super) fn export_log(&self, export: Export, ids: &[u64], reply: Reply) {
        let feed = self.desk.feed.clone();
        let rows = feed.rows().into_iter().filter(|row| ids.is_empty() || ids.contains(&row.id));
        let entries: Vec<_> = rows.map(|row| (feed.detail(row.id), row)).map(|(detail, row)| (row, detail)).collect();
        let (saved, base) = (self.desk.saved.clone(), self.state.base_url().unwrap_or_default());
        tokio::task::spawn_blocking(move || {
            let file = match export {
                Export::Har => saved.save("log", "har", archive(&entries, &base).as_bytes()),
                Export::JsonLines => saved.save("log", "jsonl", lines(&entries).as_bytes()),
            };
            reply.saved(file);
        });
    }

    pub(super) fn show_file(&mut self, path: &str) -> Result<(), Refusal> {
        let path = Path::new(path);
        if !self.desk.saved.has(path) {
            return Err(Refusal::NotSavedByUs);
        }
        self.desktop.show_file(path).map_err(|error| Refusal::NoFileManager { error: error.to_string() })
    }
}

/// A row, and what was captured of it.
type Entry = (Arc<Row>, Option<Arc<Detail>>);

fn archive(entries: &[Entry], base: &str) -> String {
    har(entries.iter().map(|(row, detail)| (row.as_ref(), detail.as_deref())), base).to_string()
}

fn lines(entries: &[Entry]) -> String {
    entries.iter().map(|(row, detail)| json_line(row, detail.as_deref()) + "\n").collect()
}

//! The settings file, kept by a thread of its own: reading and writing may take a while, and the file may change by itself.

mod convert;

pub(crate) use convert::PORT;

use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use outcrop_settings::{Change, Error, Flaw, Import, Settings, Store};

use crate::refusal::Refusal;

/// How often the file is looked at: its date and length, no more.
const LOOK: Duration = Duration::from_secs(2);

/// What is in force, and what is wrong with the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    /// The file.
    pub(crate) file: PathBuf,
    /// What is in force.
    pub(crate) settings: Settings,
    /// Why the file cannot be used as it is.
    pub(crate) trouble: Option<Error>,
}

/// Gets what came of a deed, on the keeper's thread.
type Then<T> = Box<dyn FnOnce(Result<T, Refusal>) + Send>;

enum Deed {
    Change(Change, Then<()>),
    Export(Then<String>),
    Import(String, Then<()>),
}

/// Where changes go. A clone is the same file.
#[derive(Debug, Clone)]
pub(crate) struct Keeper(Sender<Deed>);

impl Keeper {
    /// Takes the file over, which need not be there; `tell` hears whenever what is in force or what is wrong changes.
    pub(crate) fn new(file: PathBuf, tell: impl Fn(Kept) + Send + 'static) -> (Self, Kept) {
        let store = Store::open(file);
        let first = kept(&store);
        let (deeds, asked) = mpsc::channel();
        let before = first.clone();
        thread::spawn(move || keep(store, before, &asked, tell));
        (Self(deeds), first)
    }

    /// Changes a setting in the file.
    pub(crate) fn change(&self, change: Change, then: impl FnOnce(Result<(), Refusal>) + Send + 'static) {
        self.ask(Deed::Change(change, Box::new(then)));
    }

    /// Gives the file's text, which holds no secrets.
    pub(crate) fn export(&self, then: impl FnOnce(Result<String, Refusal>) + Send + 'static) {
        self.ask(Deed::Export(Box::new(then)));
    }

    /// Puts a text in the place of the file's.
    pub(crate) fn import(&self, text: String, then: impl FnOnce(Result<(), Refusal>) + Send + 'static) {
        self.ask(Deed::Import(text, Box::new(then)));
    }

    fn ask(&self, deed: Deed) {
        // The keeper goes when the last who could ask has gone.
        let _ = self.0.send(deed);
    }
}

fn keep(mut store: Store, mut told: Kept, asked: &mpsc::Receiver<Deed>, tell: impl Fn(Kept)) {
    loop {
        let answer: Box<dyn FnOnce()> = match asked.recv_timeout(LOOK) {
            Ok(Deed::Change(change, then)) => {
                let outcome = store.change(&change).map_err(Refusal::from);
                Box::new(move || then(outcome))
            }
            Ok(Deed::Export(then)) => {
                let outcome = store.export().map_err(Refusal::from);
                Box::new(move || then(outcome))
            }
            Ok(Deed::Import(text, then)) => {
                let outcome = store.import(&text).map_err(refusal);
                Box::new(move || then(outcome))
            }
            Err(RecvTimeoutError::Timeout) => {
                store.refresh();
                Box::new(|| {})
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let now = kept(&store);
        if now != told {
            for key in store.unknown() {
                tracing::warn!("{}: unknown setting `{key}` is ignored", store.file().display());
            }
            tell(now.clone());
            told = now;
        }
        // Whoever asked hears of the change before the answer.
        answer();
    }
}

fn kept(store: &Store) -> Kept {
    Kept { file: store.file().to_owned(), settings: store.settings().clone(), trouble: store.trouble().cloned() }
}

fn refusal(import: Import) -> Refusal {
    match import {
        Import::Text(Flaw { line: Some(line), what }) => Refusal::NotTakenOverLine { line, what },
        Import::Text(Flaw { line: None, what }) => Refusal::NotTakenOver { what },
        Import::File(error) => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A keeper of a file, what it said first, and what it tells.
    fn keeper(text: &str) -> (tempfile::TempDir, Keeper, Kept, mpsc::Receiver<Kept>) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.toml");
        fs::write(&file, text).unwrap();
        let (tell, told) = mpsc::channel();
        let (keeper, first) = Keeper::new(file, move |kept| drop(tell.send(kept)));
        (folder, keeper, first, told)
    }

    fn answer<T: Send + 'static>(ask: impl FnOnce(Box<dyn FnOnce(Result<T, Refusal>) + Send>)) -> Result<T, Refusal> {
        let (give, given) = mpsc::channel();
        ask(Box::new(move |outcome| drop(give.send(outcome))));
        given.recv_timeout(Duration::from_secs(20)).unwrap()
    }

    #[test]
    fn a_change_is_told_before_it_is_answered() {
        let (_folder, keeper, first, told) = keeper("port = 1\n");
        assert_eq!(first.settings.port, Some(1));
        assert_eq!(answer(|then| keeper.change(Change::Port(2), then)), Ok(()));
        assert_eq!(told.try_recv().unwrap().settings.port, Some(2));
        assert_eq!(answer(|then| keeper.change(Change::Port(2), then)), Ok(()));
        assert!(told.try_recv().is_err(), "nothing has changed");
        assert_eq!(answer(|then| keeper.export(then)), Ok("port = 2\n".to_owned()));
    }

    #[test]
    fn an_editors_change_is_taken_over_and_trouble_is_told_with_its_line() {
        let (_folder, keeper, first, told) = keeper("port = 1\n");
        fs::write(&first.file, "port = 1\nstrict = \n").unwrap();
        let kept = told.recv_timeout(Duration::from_secs(20)).unwrap();
        assert_eq!(kept.trouble.and_then(|trouble| trouble.flaw.line), Some(2));
        assert_eq!(kept.settings.port, Some(1));
        let refused = answer(|then| keeper.change(Change::Port(2), then)).unwrap_err().to_string();
        assert!(refused.contains(":2: "), "{refused}");
        fs::write(&first.file, "port = 30\n").unwrap();
        let kept = told.recv_timeout(Duration::from_secs(20)).unwrap();
        assert_eq!((kept.settings.port, kept.trouble), (Some(30), None));
    }

    #[test]
    fn an_import_is_refused_as_a_whole() {
        let (_folder, keeper, _first, told) = keeper("port = 1\n");
        let refused = answer(|then| keeper.import("port = 2\nregion = 3\n".into(), then)).unwrap_err().to_string();
        assert!(refused.contains("line 2"), "{refused}");
        assert!(told.try_recv().is_err());
    }
}

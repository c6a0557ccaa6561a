//! Says when files of AWS's may have changed.
//!
//! Folders are watched and not files, since tools put a new file in the place of the old one; and of a folder that does
//! not exist the nearest one above it that does. Where the system watches nothing, whoever asks also looks every now and
//! then, so nothing here can fail.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::watch;
use tokio::time::sleep;

use super::environment::Environment;

/// Tools write several files, one after the other.
const SETTLED: Duration = Duration::from_millis(150);

/// A watch on the files that an environment leads to.
#[derive(Debug)]
pub(crate) struct Files {
    folders: Vec<PathBuf>,
    watcher: Option<RecommendedWatcher>,
    watched: BTreeSet<PathBuf>,
    events: watch::Receiver<()>,
}

impl Files {
    /// Begins to watch.
    pub(crate) fn watch(environment: &Environment) -> Self {
        let (told, events) = watch::channel(());
        let tell = move |event: notify::Result<notify::Event>| {
            // That a file was read is no news, least of all of our own reading.
            if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
                told.send_replace(());
            }
        };
        let watcher = notify::recommended_watcher(tell);
        let watcher = watcher.inspect_err(|error| tracing::info!(%error, "files are looked at, and not watched")).ok();
        let mut files = Self { folders: environment.folders(), watcher, watched: BTreeSet::new(), events };
        files.arm();
        files
    }

    /// Ends when something may have changed, once it has settled. It can be dropped and called again.
    pub(crate) async fn changed(&mut self) {
        if self.watcher.is_none() || self.events.changed().await.is_err() {
            return std::future::pending().await;
        }
        sleep(SETTLED).await;
        self.events.mark_unchanged();
        self.arm();
    }

    /// Watches what is there now. It costs nothing where that is what it was.
    pub(crate) fn arm(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        let wanted: BTreeSet<PathBuf> = self.folders.iter().filter_map(|folder| nearest(folder)).collect();
        for gone in self.watched.difference(&wanted) {
            // It may have been removed, and the watch with it.
            let _ = watcher.unwatch(gone);
        }
        let mut watched = BTreeSet::new();
        for folder in wanted {
            // A folder that was removed and made again has lost its watch unnoticed: it is set again each time.
            match watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    watched.insert(folder);
                }
                Err(error) => tracing::debug!(%error, "a folder is looked at, and not watched"),
            }
        }
        self.watched = watched;
    }
}

/// The folder, or the nearest one above it that is there.
fn nearest(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.is_dir()).map(Path::to_owned)
}

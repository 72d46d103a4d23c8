//! Changes of the files that a build reads, as the system tells of them.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use plaudit::diagnostics::MachineError;
use plaudit::write::Watched;
use typst_kit::watcher::Watcher;

/// What changed since it was last asked for, gathered by a thread of its own.
pub(super) struct Watching(Arc<Bell>);

#[derive(Default)]
struct Bell {
    news: Mutex<News>,
    rung: Condvar,
}

#[derive(Default)]
struct News {
    changed: BTreeSet<PathBuf>,
    /// Why nothing more can be watched.
    failed: Option<String>,
}

/// How often places that come and go are looked for before that counts as a failure, and how soon.
const TRIES: usize = 3;
const AGAIN: Duration = Duration::from_millis(100);

impl Watching {
    /// Watches folders and all below them, but for what lies below `except`. What changes from now on is told.
    ///
    /// # Errors
    /// The system does not tell of changes.
    pub(super) fn start(folders: Vec<PathBuf>, except: PathBuf) -> Result<Self, MachineError> {
        let failed = |why: String| MachineError {
            action: "watch",
            path: folders.first().cloned().unwrap_or_default(),
            source: io::Error::other(why),
        };
        let mut watcher = Watcher::new(None).map_err(|why| failed(why.to_string()))?;
        let mut known = list(&mut watcher, &folders, &except).map_err(&failed)?;
        let bell = Arc::new(Bell::default());
        let ringing = Arc::clone(&bell);
        thread::spawn(move || {
            loop {
                let told = watcher.wait().map_err(|why| why.to_string());
                match told.and_then(|()| list(&mut watcher, &folders, &except)) {
                    Ok(now) => {
                        ringing.news().changed.extend(now.since(&known));
                        known = now;
                    }
                    Err(why) => ringing.news().failed = Some(why),
                }
                ringing.rung.notify_all();
                if ringing.news().failed.is_some() {
                    return;
                }
            }
        });
        Ok(Self(bell))
    }

    /// Whether anything changed since [`Self::next`] was last asked.
    pub(super) fn has_news(&self) -> bool {
        !self.0.news().changed.is_empty()
    }

    /// Waits until anything has changed, and says what.
    ///
    /// # Errors
    /// The system no longer tells of changes.
    pub(super) fn next(&self) -> Result<BTreeSet<PathBuf>, MachineError> {
        let quiet = |news: &mut News| news.changed.is_empty() && news.failed.is_none();
        let news = self.0.rung.wait_while(self.0.news(), quiet);
        let mut news = news.unwrap_or_else(PoisonError::into_inner);
        match news.failed.take() {
            Some(why) => {
                let (path, source) = ("the folders that are read".into(), io::Error::other(why));
                Err(MachineError { action: "watch", path, source })
            }
            None => Ok(std::mem::take(&mut news.changed)),
        }
    }
}

impl Bell {
    fn news(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Watches all there is now, and lists it: in this order, so that nothing can change unseen. All places are
/// given up first, for one that was replaced by another of its name is no longer watched.
fn list(watcher: &mut Watcher, folders: &[PathBuf], except: &Path) -> Result<Watched, String> {
    let mut tries = 0;
    loop {
        let places = Watched::list(folders, except).places;
        let watched = watcher.update([]).and_then(|()| watcher.update(places.iter().cloned()));
        let now = Watched::list(folders, except);
        tries += 1;
        match watched {
            Ok(()) if now.places == places || tries == TRIES => return Ok(now),
            Err(why) if tries == TRIES => return Err(why.to_string()),
            // A folder came or went meanwhile.
            _ => thread::sleep(AGAIN),
        }
    }
}

//! What is served: the last good state of every file, and what is said of it.

use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use plaudit::diagnostics::MachineError;
use plaudit::plan::hex;
use plaudit::write::{Manifest, read_output};
use sha2::{Digest, Sha256};
use typst::foundations::Bytes;
use typst_kit::server::{HttpBody, HttpServer};

use super::page;

/// The preview in the browser.
pub(super) struct Preview {
    address: String,
    desk: Arc<Desk>,
    /// Whoever is told so lets every browser know that there is something new.
    news: Sender<()>,
}

/// What the server answers from.
struct Desk {
    /// What every address begins with: another page in the browser, or another person on this machine,
    /// cannot guess it. The server sees no names of hosts that it could refuse.
    key: String,
    output: PathBuf,
    state: Mutex<State>,
}

/// What there is to see.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Files by path, each with its hash: those of the manifest.
    pub(super) files: BTreeMap<String, String>,
    /// What files are about, by path.
    pub(super) names: BTreeMap<String, String>,
    /// Files that are made and not yet written.
    fresh: BTreeMap<String, (String, Bytes)>,
    /// The file that is looked at.
    shown: Option<String>,
    /// Files of the last build, and why they were made.
    pub(super) made: BTreeMap<String, String>,
    /// How often the site has changed: a page may look different while it is the same itself.
    site: usize,
    /// What the last build said of itself.
    pub(super) said: String,
    /// How it stands.
    pub(super) status: Status,
    /// What is wrong.
    pub(super) errors: Vec<String>,
    /// What is worth a look.
    pub(super) warnings: Vec<String>,
}

/// How a build stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Status {
    /// It is at work.
    #[default]
    Building,
    /// It is done.
    Done,
    /// It was stopped by what is wrong.
    Failed,
}

/// The most bytes of a text that are shown.
const TEXT: usize = 200_000;

impl State {
    fn know(&mut self, manifest: &Manifest) {
        let files = manifest.files.iter();
        self.files = files.map(|(path, file)| (path.clone(), file.sha256.clone())).collect();
    }

    /// Which state of a file there is; it changes whenever the file would look different.
    pub(super) fn version(&self, path: &str) -> Option<String> {
        let fresh = self.fresh.get(path).map(|(hash, _)| hash);
        let hash = fresh.or_else(|| self.files.get(path))?;
        let hash = hash.get(..12).unwrap_or(hash);
        let site = path.starts_with("site/") && path.ends_with(".html");
        Some(if site { format!("{hash}-{}", self.site) } else { hash.to_owned() })
    }

    /// The path of a file that takes the place of one of the site that is not made yet: what is named after its
    /// content is called otherwise after every change.
    fn stand_in(&self, path: &str) -> Option<&String> {
        let (stem, end) = path.strip_prefix("site/assets/")?.split_once('.')?;
        let end = format!(".{}", end.rsplit_once('.')?.1);
        let begin = format!("site/assets/{stem}.");
        self.files.keys().find(|known| known.starts_with(&begin) && known.ends_with(&end))
    }
}

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer to a request, if there is one.
    fn answer(&self, route: &str) -> Option<HttpBody> {
        let route = route.strip_prefix('/')?.strip_prefix(self.key.as_str())?.strip_prefix('/')?;
        if let Some(path) = route.strip_prefix("files/") {
            let (_version, path) = path.split_once('/')?;
            return self.file(path).map(HttpBody::Raw);
        }
        let shown = match route {
            "" => None,
            _ => Some(route.strip_prefix("show/")?),
        };
        let mut state = self.state();
        // An address may be of a file that is gone, and may come back.
        if let Some(path) = shown {
            state.shown = Some(path.to_owned());
        }
        let text = shown.filter(|path| page::is_text(path)).and_then(|path| {
            let bytes = self.bytes(&state, path)?;
            Some(page::decode(&bytes[..bytes.len().min(TEXT)]))
        });
        Some(HttpBody::Html(page::page(&state, &format!("/{}", self.key), (shown, text))))
    }

    /// A file that is made, or that the manifest names; nothing else.
    fn file(&self, path: &str) -> Option<Bytes> {
        let path = match path.strip_suffix('/') {
            Some(folder) => format!("{folder}/index.html"),
            None => path.to_owned(),
        };
        let state = self.state();
        self.bytes(&state, &path).or_else(|| self.bytes(&state, state.stand_in(&path)?))
    }

    fn bytes(&self, state: &State, path: &str) -> Option<Bytes> {
        if let Some((_, bytes)) = state.fresh.get(path) {
            return Some(bytes.clone());
        }
        state.files.get(path).and_then(|_| read_output(&self.output, path)).map(Bytes::new)
    }
}

impl Preview {
    /// Serves on loopback, on a port or the first that is free. Nothing but what is below the secret
    /// beginning of its address is answered.
    ///
    /// # Errors
    /// The port is taken.
    pub(super) fn open(output: PathBuf, port: Option<u16>) -> Result<Self, MachineError> {
        // Without the server's own reloading, which would load all of the page for every change.
        let server = HttpServer::new("plaudit watch", port, false).map_err(|why| {
            let address = format!("127.0.0.1:{}", port.unwrap_or(3000));
            let source = io::Error::other(format!("{why}; name another with `--port`"));
            MachineError { action: "serve at", path: address.into(), source }
        })?;
        let state = State { said: "the first build is at work".to_owned(), ..State::default() };
        let desk = Arc::new(Desk { key: secret(), output, state: Mutex::new(state) });
        let address = format!("http://{}/{}/", server.addr(), desk.key);
        let (news, told) = mpsc::channel();
        let preview = Self { address, desk: Arc::clone(&desk), news };
        // The server waits for a browser that is slow to take an answer; builds do not.
        thread::spawn(move || {
            let publish = |()| {
                let desk = Arc::clone(&desk);
                server.set_router(move |route| desk.answer(route));
            };
            publish(());
            told.into_iter().for_each(publish);
        });
        Ok(preview)
    }

    /// The address of the first page.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// Shows what earlier builds have left.
    pub(super) fn know(&self, manifest: &Manifest) {
        self.desk.state().know(manifest);
        self.tell();
    }

    /// The file that was last looked at.
    pub(super) fn shown(&self) -> Option<String> {
        self.desk.state().shown.clone()
    }

    /// Shows files that are made, before they are written.
    pub(super) fn show(&self, said: &str, fresh: Vec<(String, Vec<u8>)>) {
        let mut state = self.desk.state();
        (state.said, state.status) = (said.to_owned(), Status::Building);
        state.errors.clear();
        for (path, bytes) in fresh {
            let hash = hex(&Sha256::digest(&bytes));
            let known = state.fresh.get(&path).map(|(hash, _)| hash);
            let same = known.or_else(|| state.files.get(&path)) == Some(&hash);
            state.site += usize::from(path.starts_with("site/") && !same);
            state.fresh.insert(path, (hash, Bytes::new(bytes)));
        }
        drop(state);
        self.tell();
    }

    /// Shows what is wrong; what was good stays.
    pub(super) fn fail(&self, said: String, errors: Vec<String>) {
        let mut state = self.desk.state();
        (state.said, state.errors, state.status) = (said, errors, Status::Failed);
        drop(state);
        self.tell();
    }

    /// Shows a build that is done.
    pub(super) fn done(&self, manifest: &Manifest, built: Built) {
        let mut state = self.desk.state();
        state.know(manifest);
        state.fresh.clear();
        let gone = built.gone.iter().map(String::as_str);
        let changed = built.made.keys().map(String::as_str).chain(gone);
        let site = changed.filter(|path| path.starts_with("site/")).count();
        state.site += usize::from(site > 0);
        (state.names, state.made) = (built.names, built.made);
        (state.said, state.status) = (built.said, Status::Done);
        (state.errors, state.warnings) = (Vec::new(), built.warnings);
        drop(state);
        self.tell();
    }

    /// Lets every browser know.
    fn tell(&self) {
        // It ends with the process alone.
        let _ = self.news.send(());
    }
}

/// What is said of a build that is done.
pub(super) struct Built {
    pub(super) said: String,
    /// The files that were made, and why.
    pub(super) made: BTreeMap<String, String>,
    pub(super) gone: BTreeSet<String>,
    /// What files are about.
    pub(super) names: BTreeMap<String, String>,
    pub(super) warnings: Vec<String>,
}

/// 128 bits that nobody can guess: the system gives each of the hashers random keys.
fn secret() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}

//! The site of the sample seasons, built once for the address at which the tests serve it.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use tempfile::TempDir;

use crate::run::{Files, Place, TODAY, files, text};
use crate::server::serve;

/// The path of the site on its server.
pub(crate) const PATH: &str = "results";

/// The address of the sample's site, in the place of which that of the tests stands.
const ADDRESS: &str = "https://awards.example/results";

pub(crate) struct Site {
    /// What a webmaster copies, by path.
    pub(crate) files: Arc<Files>,
    /// Where it is served, with `/` at the end.
    pub(crate) base: String,
}

/// The site, served for as long as the tests run.
pub(crate) fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let base = format!("http://127.0.0.1:{port}/{PATH}");
        let files = Arc::new(built(&base));
        serve(listener, PATH, Arc::clone(&files));
        Site { files, base: base + "/" }
    })
}

/// The sample's site as it is for an address, with all that is public signed.
fn built(base: &str) -> Files {
    let place = Place::with("data");
    for programme in ["hkcca-mca", "hkrma-cxr"] {
        let file = place.path("data").join(programme).join("programme.toml");
        let toml = fs::read_to_string(&file).expect("readable");
        assert!(toml.contains(ADDRESS), "{programme} has the sample's address");
        fs::write(&file, toml.replace(ADDRESS, base)).expect("writable");
    }
    for programme in ["hkcca-mca", "hkrma-cxr"] {
        let run = place.sign(TODAY, programme, &[]);
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    }
    let run = place.plaudit(&["build", "site"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    files(&place.path("output/site"))
}

impl Site {
    /// The pages, by path.
    pub(crate) fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        let pages = self.files.iter().filter(|(path, _)| path.ends_with(".html"));
        pages.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).expect("UTF-8")))
    }

    /// The address of a page.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{}", self.base, path.strip_suffix("index.html").unwrap_or(path))
    }

    /// The file that an address within the site leads to; none for another's.
    pub(crate) fn file(&self, address: &str) -> Option<String> {
        let within = address.strip_prefix(&self.base)?;
        let folder = within.is_empty() || within.ends_with('/');
        Some(format!("{within}{}", if folder { "index.html" } else { "" }))
    }

    /// Writes it below its path in a folder, for tools that read files.
    pub(crate) fn on_disk(&self) -> TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, bytes) in self.files.iter() {
            let path = folder.path().join(PATH).join(path);
            fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).expect("a new folder");
            fs::write(path, bytes).expect("writable");
        }
        folder
    }
}

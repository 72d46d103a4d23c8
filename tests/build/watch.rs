//! `plaudit watch`: what is served follows what is changed.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::run::{Place, TODAY, sample, text};

/// A machine that is busy with other things takes long; what fails, fails after this.
const PATIENCE: Duration = Duration::from_secs(120);

/// A watch at work in a place, ended with the test.
struct Watch {
    child: Child,
    port: u16,
    /// What its addresses begin with.
    base: String,
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(place: &Place, arguments: &[&str], port: u16) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plaudit"));
    command.current_dir(place.path("")).arg("watch").args(arguments).args([
        "--as-of",
        TODAY,
        "--port",
        &port.to_string(),
    ]);
    command
}

/// A port that nobody has at the moment.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback");
    listener.local_addr().expect("bound").port()
}

impl Watch {
    fn new(place: &Place, arguments: &[&str]) -> Self {
        let port = free_port();
        let mut child = start(place, arguments, port)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("plaudit starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let first = lines.next().expect("a first line").expect("text");
        let (_, address) = first.split_once(&format!("http://127.0.0.1:{port}")).expect("where");
        let base = address.split('/').nth(1).expect("a key").to_owned();
        // What it prints later must not fill the pipe.
        thread::spawn(move || lines.for_each(drop));
        Self { child, port, base: format!("/{base}") }
    }

    /// The status and the body of an answer to a path as it stands.
    fn get(&self, path: &str) -> (u16, Vec<u8>) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it serves");
        let request = format!("GET {path} HTTP/1.0\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it listens");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let end = answer.windows(4).position(|at| at == b"\r\n\r\n").expect("a head");
        let head = text(&answer[..end]);
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        (status, answer.split_off(end + 4))
    }

    /// Asks for a page until it says something.
    fn wait(&self, path: &str, says: impl Fn(&str) -> bool) -> String {
        let began = Instant::now();
        loop {
            let (status, body) = self.get(&format!("{}{path}", self.base));
            let page = text(&body);
            if status == 200 && says(&page) {
                return page;
            }
            assert!(began.elapsed() < PATIENCE, "it still says: {page}");
            thread::sleep(Duration::from_millis(100));
        }
    }

    /// Waits until a build is done whose last words have something in them.
    fn wait_done(&self, path: &str, said: &str) -> String {
        self.wait(path, |page| {
            page.contains("id=\"head\" data-status=\"done\"") && page.contains(said)
        })
    }
}

fn replace(path: &Path, (from, to): (&str, &str)) {
    let now = fs::read_to_string(path).expect("text");
    assert!(now.contains(from), "{} has no {from}", path.display());
    fs::write(path, now.replace(from, to)).expect("writable");
}

const REPORT: &str = "private/demo/2026/reports/spring/e1.pdf";
const PAGE: &str = "site/en/demo/2026/index.html";

#[test]
fn what_is_served_follows_the_data() {
    let place = Place::small();
    let watch = Watch::new(&place, &[]);
    watch.wait_done("/", "files rebuilt");
    let report = format!("{}/files/now/{REPORT}", watch.base);
    let (status, before) = watch.get(&report);
    assert_eq!(status, 200);
    assert!(before == fs::read(place.path("output").join(REPORT)).expect("built"));
    watch.wait(&format!("/show/{REPORT}"), |page| page.contains("Stardust Kites"));

    // Names are words and no HTML, wherever they stand.
    let participants = place.path("data/demo/2026/participants.csv");
    replace(&participants, ("Stardust Kites", "Moon <b>Kites & Co"));
    let page = watch.wait_done(&format!("/show/{REPORT}"), "participants.csv` row 2 changed");
    assert!(page.contains("Moon &lt;b&gt;Kites &amp; Co"), "{page}");
    assert!(!page.contains("<b>"), "{page}");
    let (status, after) = watch.get(&report);
    assert_eq!(status, 200);
    assert!(
        after != before && after == fs::read(place.path("output").join(REPORT)).expect("built")
    );
    let (status, site) = watch.get(&format!("{}/files/now/{PAGE}", watch.base));
    assert_eq!(status, 200, "{PAGE}");
    assert!(site == fs::read(place.path("output").join(PAGE)).expect("built"));

    // A file that is new is noticed as one that is changed, and what lies in the output is not.
    fs::write(place.path("output/own.txt"), "mine").expect("writable");
    fs::write(place.path("data/demo/2026/coments.csv"), "entry,round,kind\n").expect("writable");
    let page = watch.wait_done("/", "coments.csv");
    assert!(page.contains(" 0 of "), "{page}");
}

#[test]
fn what_is_wrong_is_shown_until_it_is_mended() {
    let place = Place::small();
    let template = fs::read_to_string(sample("templates/report.typ")).expect("a template");
    fs::create_dir_all(place.path("templates")).expect("a new folder");
    let path = place.path("templates/report.typ");
    fs::write(&path, &template).expect("writable");
    let watch = Watch::new(&place, &["reports"]);
    let shown = format!("/show/{REPORT}");
    watch.wait_done(&shown, "files rebuilt");
    let (_, good) = watch.get(&format!("{}/files/now/{REPORT}", watch.base));

    fs::write(&path, template.clone() + "\n#let broken = no-such-name\n").expect("writable");
    let page = watch.wait(&shown, |page| page.contains("id=\"head\" data-status=\"failed\""));
    assert!(page.contains("error: unknown variable: no-such-name"), "{page}");
    assert!(page.contains("templates/report.typ:"), "{page}");
    let (status, still) = watch.get(&format!("{}/files/now/{REPORT}", watch.base));
    assert!(status == 200 && still == good, "the last good state stays");

    fs::write(&path, template + "\n#let unused = 1\n").expect("writable");
    let page = watch.wait_done(&shown, "templates/report.typ");
    assert!(!page.contains("no-such-name"), "{page}");

    let entries = place.path("data/demo/2026/entries.csv");
    replace(&entries, ("visit,kites", "visit,kite"));
    watch.wait(&shown, |page| page.contains("error: there is no sector `kite`"));
    replace(&entries, ("visit,kite,", "visit,kites,"));
    watch.wait(&shown, |page| !page.contains("there is no sector"));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_templates_is_told_until_it_is_gone() {
    let place = Place::small();
    fs::create_dir_all(place.path("templates")).expect("a new folder");
    let template = fs::read_to_string(sample("templates/report.typ")).expect("a template");
    fs::write(place.path("templates/report.typ"), template).expect("writable");
    let link = place.path("templates/logo.txt");
    let lay = || std::os::unix::fs::symlink("/etc/passwd", &link).expect("linked");
    lay();
    // From its start, and again while it watches: one that is passed over would be missed.
    let watch = Watch::new(&place, &["reports"]);
    for _ in 0..2 {
        let page = watch.wait("/", |page| page.contains("id=\"head\" data-status=\"failed\""));
        let said = "error: a link that leads out of its folder is not followed";
        assert_eq!(page.matches(said).count(), 1, "{page}");
        assert!(page.contains("templates/logo.txt"), "{page}");
        fs::remove_file(&link).expect("ours");
        watch.wait_done("/", "rebuilt");
        lay();
    }
}

#[test]
fn nothing_else_is_served() {
    let place = Place::small();
    fs::create_dir_all(place.path("output")).expect("a new folder");
    fs::write(place.path("output/own.txt"), "mine").expect("writable");
    let watch = Watch::new(&place, &["secretariat"]);
    watch.wait_done("/", "files rebuilt");
    let base = &watch.base;
    let fees = "private/demo/2026/secretariat/fees.csv";
    assert_eq!(watch.get(&format!("{base}/files/now/{fees}")).0, 200);
    for path in [
        "/",
        &format!("/files/now/{fees}"),
        &format!("/0123456789abcdef/files/now/{fees}"),
        &format!("{base}/files/now/own.txt"),
        &format!("{base}/files/now/manifest.json"),
        &format!("{base}/files/now/.plaudit/memory.json"),
        &format!("{base}/files/now/../../data/demo/programme.toml"),
        &format!("{base}/files/now/..%2F..%2Fdata/demo/programme.toml"),
        &format!("{base}/files/now/{}", place.path("data/demo/programme.toml").display()),
        &format!("{base}/{fees}"),
    ] {
        assert_eq!(watch.get(path).0, 404, "{path}");
    }
}

#[test]
fn a_port_in_use_is_a_failure_that_says_what_to_do() {
    let place = Place::small();
    let taken = TcpListener::bind("127.0.0.1:0").expect("loopback");
    let port = taken.local_addr().expect("bound").port();
    let output = start(&place, &[], port).output().expect("plaudit starts");
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(
        text(&output.stderr),
        format!(
            "error: cannot serve at `127.0.0.1:{port}`: port {port} is already in use; name another \
             with `--port`\n"
        )
    );
}

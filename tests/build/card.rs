//! The pictures that stand for pages where their address is shared, and what pages tell networks.

use std::fs;
use std::io::Cursor;

use crate::run::{Files, Place, text};

const CARD: &str = "site/hkcca-mca/2026/card.png";

/// What a page says of itself under a name, such as `og:title`.
fn told<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let start = format!("{name}\" content=\"");
    page.split_once(&start).and_then(|(_, rest)| rest.split('"').next())
}

fn built(place: &Place, day: &str) -> Files {
    let output = place.plaudit_on(day, &["build", "site"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    place.files()
}

#[test]
fn every_page_tells_networks_of_itself_and_names_a_picture_that_is_there() {
    let place = Place::new();
    let files = built(&place, "2026-11-21");
    let mut pages = 0;
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with("/index.html")) {
        let page = text(page);
        let card = told(&page, "og:image").expect("a picture");
        let card = card.strip_prefix("https://awards.example/results/").expect("of the site");
        let picture = files.get(&format!("site/{card}")).expect("the picture is there");
        let reader = png::Decoder::new(Cursor::new(picture)).read_info().expect("a PNG");
        assert_eq!((reader.info().width, reader.info().height), (1200, 630), "{card}");
        let size = ["width", "height"].map(|side| told(&page, &format!("og:image:{side}")));
        assert_eq!(size, [Some("1200"), Some("630")]);
        assert_eq!(told(&page, "og:title").expect("a title"), between(&page, "<title>", "<"));
        assert_eq!(told(&page, "og:description"), told(&page, "name=\"description"), "{path}");
        let own = path.trim_start_matches("site/").trim_end_matches("index.html");
        let address = format!("https://awards.example/results/{own}");
        assert_eq!(told(&page, "og:url"), Some(address.as_str()));
        // A season's pages have the season's picture, those of its programme that of the latest.
        let mut folders = own.split('/').skip(1);
        if let Some(id) = folders.next().filter(|id| id.starts_with("hk")) {
            let season = folders.next().filter(|folder| folder.parse::<u16>().is_ok());
            assert_eq!(card, format!("{id}/{}/card.png", season.unwrap_or("2026")), "{path}");
        }
        pages += 1;
    }
    assert!(pages > 20, "{pages} pages");
}

fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = page.split_once(start).expect("a start");
    rest.split(end).next().expect("an end")
}

#[test]
fn no_two_pages_of_a_language_have_one_title_or_one_description() {
    let place = Place::new();
    let files = built(&place, "2026-11-21");
    for start in ["<title>", "name=\"description\" content=\""] {
        let mut said = std::collections::BTreeMap::new();
        for (path, page) in files.iter().filter(|(path, _)| path.starts_with("site/en/")) {
            let Some(page) = path.ends_with(".html").then(|| text(page)) else { continue };
            let end = if start == "<title>" { "</title>" } else { "\">" };
            let words = between(&page, start, end).to_owned();
            assert!(words.len() > 10 && !words.contains('<'), "{path}: {words}");
            if let Some(other) = said.insert(words, path) {
                panic!("{path} and {other} say the same after {start}");
            }
        }
    }
}

#[test]
fn without_an_address_a_page_names_no_picture() {
    let place = Place::of("hkcca-mca");
    let programme = place.path("data/hkcca-mca/programme.toml");
    let settings = fs::read_to_string(&programme).expect("readable");
    let without = settings.replace("base_url =", "# base_url =");
    assert_ne!(without, settings);
    fs::write(&programme, without).expect("writable");
    let files = built(&place, "2026-11-21");
    assert!(!text(&files["site/en/hkcca-mca/2026/index.html"]).contains("og:"));
}

/// Half of the assessments gone, everybody's results are others; the picture must not tell.
#[test]
fn before_the_results_a_picture_tells_nothing_of_them() {
    let place = Place::of("hkcca-mca");
    let day_before = built(&place, "2026-11-05").remove(CARD);
    let announced = built(&place, "2026-11-06").remove(CARD);
    assert!(day_before.is_some() && day_before != announced);
    let table = place.path("data/hkcca-mca/2026/assessments.csv");
    let rows = fs::read_to_string(&table).expect("readable");
    let rows: Vec<_> = rows.lines().collect();
    fs::write(&table, rows[..rows.len() / 2].join("\n")).expect("writable");
    assert_eq!(built(&place, "2026-11-05").remove(CARD), day_before);
    assert_ne!(built(&place, "2026-11-06").remove(CARD), announced);
}

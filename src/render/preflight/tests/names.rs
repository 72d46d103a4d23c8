//! Three thousand names through `parts/names.typ`: each fits in a room, or is marked.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem, Point};
use typst_layout::PagedDocument;

#[path = "../../../../tests/common/names.rs"]
mod generated;

use super::super::fault::{Fault, Flaw, Subject};
use super::{desk, preflight, screen};
use generated::{LONGEST_EN, LONGEST_ZH, names};

const PARTS: [(&str, &[u8]); 5] = [
    ("/setting.json", b"{}"),
    ("/parts/engine.typ", include_bytes!("../../../../templates/parts/engine.typ")),
    ("/parts/names.typ", include_bytes!("../../../../templates/parts/names.typ")),
    ("/parts/scripts.typ", include_bytes!("../../../../templates/parts/scripts.typ")),
    ("/parts/theme.typ", include_bytes!("../../../../templates/parts/theme.typ")),
];

/// A room for names.
struct Room {
    /// Its width in millimetres.
    width: f64,
    /// The sizes, in typst.
    sizes: &'static str,
}

/// The sheet that the certificate gives a name.
const CERTIFICATE: Room = Room {
    width: 243.0,
    sizes: "(zh: (48pt, 40pt, 32pt, 27pt, 22pt, 20pt), en: (40pt, 34pt, 28pt, 24pt, 20pt, 18pt)).at(id)",
};
/// A small trophy.
const TROPHY: Room = Room { width: 78.0, sizes: "size-steps(26pt, 11pt)" };

/// A line of a page: where it begins and ends, in millimetres, and its text.
#[derive(Debug, Clone, Default)]
struct Line {
    y: f64,
    end: f64,
    text: String,
}

fn lines(frame: &Frame, at: Point, found: &mut Vec<Line>) {
    for (offset, item) in frame.items() {
        let at = at + *offset;
        match item {
            FrameItem::Group(group) => lines(&group.frame, at, found),
            FrameItem::Text(text) => {
                let y = at.y.to_mm();
                if found.last().is_none_or(|line: &Line| (line.y - y).abs() > 0.01) {
                    found.push(Line { y, ..Line::default() });
                }
                let line = found.last_mut().expect("one was just added");
                line.end = (at.x + text.width()).to_mm();
                line.text.push_str(&text.text);
            }
            _ => {}
        }
    }
}

/// Sets names, a page each.
fn desk_of(names: &[&str], language: &str, room: &Room) -> PagedDocument {
    let Room { width, sizes } = room;
    let source = format!(
        "#import \"/parts/names.typ\": fitted, size-steps\n\
         #set page(width: {width}mm, height: auto, margin: 0mm)\n\
         #let id = \"{language}\"\n\
         #for name in json(\"/names.json\") {{ page(context fitted(id, name, {sizes}, {width}mm, \
         face: \"serif\", weight: \"bold\", features: (\"palt\",)).body) }}"
    );
    let json = serde_json::to_vec(names).expect("text");
    let files: Vec<_> = PARTS.into_iter().chain([("/names.json", json.as_slice())]).collect();
    desk::set(&source, &files)
}

/// Sets names and holds what became of each to the rules. Answers those marked.
fn hold(names: &[&str], language: &str, room: &Room) -> BTreeSet<String> {
    let document = desk_of(names, language, room);
    assert_eq!(document.pages().len(), names.len());
    let faults = preflight(&document, &screen());
    let unfit = faults.into_iter().filter_map(|fault| match fault {
        Fault { subject: Subject::Text(text), flaw: Flaw::DoesNotFit } => Some(text),
        _ => None,
    });
    let unfit: BTreeSet<String> = unfit.collect();
    for (name, page) in names.iter().zip(document.pages()) {
        let mut found = Vec::new();
        lines(&page.frame, Point::zero(), &mut found);
        if unfit.contains(*name) {
            let length: f64 = found.iter().map(|line| line.end).sum();
            assert!(length > room.width, "`{name}` would fit in one line: {found:?}");
        } else {
            fits(name, &found, room.width);
        }
    }
    unfit
}

/// What is asked of a name that is said to fit.
fn fits(name: &str, lines: &[Line], width: f64) {
    for line in lines {
        assert!(line.end <= width + 0.01, "`{}` of `{name}` is {} mm wide", line.text, line.end);
    }
    let [first, second] = lines else {
        return assert_eq!(lines[0].text, name, "{lines:?}");
    };
    let [first, second] = [first, second].map(|line| line.text.trim());
    let letters = |line: &str| line.chars().filter(|c| c.is_alphanumeric()).count();
    assert!(letters(first) > 1 && letters(second) > 1, "`{first}` | `{second}`");
    let spaced = format!("{first} {second}") == name;
    assert!(spaced || format!("{first}{second}") == name, "`{first}` | `{second}` of `{name}`");
    let last = first.chars().next_back().expect("letters");
    let next = second.chars().next().expect("letters");
    let word =
        |c: char| c.is_ascii_digit() || c.is_alphabetic() && !is_han(c) || "-'’.&+·".contains(c);
    assert!(spaced || !(word(last) && word(next)), "`{first}` | `{second}` breaks a word");
    assert!(!"（(「『《&“".contains(last), "`{first}` ends a line");
    assert!(!"）)」』》、，。·・.,;:!?”’-".contains(next), "`{second}` begins a line");
}

fn is_han(c: char) -> bool {
    c >= '\u{2e80}'
}

/// Holds three thousand names in both languages to the rules. Answers how many are marked.
fn hold_all(room: &Room) -> [usize; 2] {
    let names = names(3_000, 62);
    let longest = |lengths: &mut dyn Iterator<Item = usize>| lengths.max().unwrap_or(0);
    assert!(longest(&mut names.iter().map(|(zh, _)| zh.chars().count())) > LONGEST_ZH - 3);
    assert!(longest(&mut names.iter().map(|(_, en)| en.chars().count())) > LONGEST_EN - 3);
    let zh: Vec<_> = names.iter().map(|(zh, _)| zh.as_str()).collect();
    let en: Vec<_> = names.iter().map(|(_, en)| en.as_str()).collect();
    [(zh, "zh"), (en, "en")].map(|(names, language)| {
        names.chunks(500).map(|some| hold(some, language, room).len()).sum()
    })
}

#[test]
fn every_name_fits_a_certificate() {
    assert_eq!(hold_all(&CERTIFICATE), [0, 0]);
}

#[test]
fn a_trophy_marks_names_that_it_has_no_room_for() {
    let marked = hold_all(&TROPHY);
    assert!(marked.iter().all(|marked| (1..1_500).contains(marked)), "{marked:?}");
}

#[test]
fn names_break_at_their_best_place() {
    let room = Room { width: 78.0, sizes: "(14pt, 12pt)" };
    for (language, name, best) in [
        ("zh", "恒澄珠寶鐘錶集團有限公司銅鑼灣海濱百貨旗艦店", "恒澄珠寶鐘錶集團有限公司"),
        ("zh", "恒澄環球電訊網絡科技（香港）股份有限公司", "恒澄環球電訊網絡科技"),
        ("zh", "瑞𨋢Sonnenblumen珠寶鐘錶24小時客戶服務熱線", "瑞𨋢Sonnenblumen珠寶"),
        (
            "en",
            "Hang Ching Telecommunications (Hong Kong) Limited",
            "Hang Ching Telecommunications",
        ),
        ("en", "Antelope & Jean-Baptiste Pharmacy Chain & Co., Ltd.", "Antelope & Jean-Baptiste"),
    ] {
        let document = desk_of(&[name], language, &room);
        let mut found = Vec::new();
        lines(&document.pages()[0].frame, Point::zero(), &mut found);
        assert_eq!(found[0].text.trim(), best);
    }
}

#[test]
fn a_word_wider_than_the_room_does_not_fit() {
    let word = "Sonnenblumenfeldgärtnereigenossenschaftsverwaltung";
    let name = format!("恒澄{word}有限公司");
    assert_eq!(hold(&[&name], "zh", &TROPHY), BTreeSet::from([name.clone()]));
    assert_eq!(hold(&[word], "en", &TROPHY), BTreeSet::from([word.to_owned()]));
}

//! Seasons whose participants have names of the shapes that companies have.

use std::fs;
use std::path::PathBuf;

use crate::names::names;
use crate::run::Place;

/// A programme of the small seasons: an award, and a certification.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Programme {
    Award,
    Certification,
}

impl Programme {
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Award => "demo",
            Self::Certification => "mark",
        }
    }

    /// Where its data are.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Award => "data/demo",
            Self::Certification => "data/mark",
        }
    }
}

/// Puts participants with these names, so many from a seed, in the place of those of a programme of
/// the small seasons. In the award each wins gold; every tenth for the third time, every fifth with
/// an entry that has a name of its own, every hundredth is the best too. In the certification each
/// is certified, every other with what can be certified beside.
pub(crate) fn named(place: &Place, programme: Programme, count: usize, seed: u64) {
    let tables = Tables { folder: place.path(programme.folder()), names: names(count, seed) };
    tables.clear();
    tables.participants();
    match programme {
        Programme::Award => tables.of_award(),
        Programme::Certification => tables.of_certification(),
    }
}

/// The tables of a programme and its season, with a row or more for each name.
struct Tables {
    folder: PathBuf,
    names: Vec<(String, String)>,
}

impl Tables {
    fn clear(&self) {
        for file in fs::read_dir(self.folder.join("2026")).expect("a season") {
            let path = file.expect("listed").path();
            if path.extension().is_some_and(|ending| ending == "csv") {
                fs::remove_file(path).expect("removable");
            }
        }
    }

    fn participants(&self) {
        let row = |n: usize| {
            let (zh, en) = self.names[n].clone();
            vec![vec![format!("p{n}"), zh, en, format!("p{n}@x.example")]]
        };
        self.write("2026/participants.csv", "participant,name_zh,name_en,email", row);
    }

    fn of_award(&self) {
        let last = self.names.len() - 1;
        let own = |n: usize| {
            if n.is_multiple_of(5) { self.names[last - n].clone() } else { Default::default() }
        };
        self.entries("online,chat,kites", own);
        let score = |n: usize| if n.is_multiple_of(100) { 99 } else { 95 };
        let scores = |n: usize| {
            ["spring", "autumn"].map(|round| cells(format!("e{n},{round},{}", score(n)))).to_vec()
        };
        self.write("2026/rounds.csv", "entry,round,score", scores);
        let past = |n: usize| {
            let years = ["2024", "2025"].iter().filter(|_| n.is_multiple_of(10));
            years.map(|year| cells(format!("{year},e{n},online,A,91.0,gold"))).collect()
        };
        self.write("history.csv", "season,entry,stream,group,overall,tier", past);
    }

    fn of_certification(&self) {
        self.entries("inns,visit,lodging", |_| Default::default());
        let score = |n: usize| vec![cells(format!("e{n},once,90"))];
        self.write("2026/rounds.csv", "entry,round,score", score);
        let extra = |n: usize| if n.is_multiple_of(2) { "breakfast" } else { "" };
        let row = |n: usize| vec![cells(format!("e{n},MARK-{n},2026-03-01,{}", extra(n)))];
        self.write("2026/certificates.csv", "entry,number,recognised_on,extras", row);
    }

    /// An entry a participant: its stream, mode and sector, and a name of its own if it has one.
    fn entries(&self, kind: &str, own: impl Fn(usize) -> (String, String)) {
        let row = |n: usize| {
            let (zh, en) = own(n);
            vec![[cells(format!("e{n},p{n},{kind},1")), vec![zh, en]].concat()]
        };
        let head = "entry,participant,stream,mode,sector,size,name_zh,name_en";
        self.write("2026/entries.csv", head, row);
    }

    /// Writes a table of the rows that each name has.
    fn write(&self, file: &str, head: &str, rows: impl Fn(usize) -> Vec<Vec<String>>) {
        let mut writer = csv::Writer::from_path(self.folder.join(file)).expect("writable");
        writer.write_record(head.split(',')).expect("writable");
        for row in (0..self.names.len()).flat_map(rows) {
            writer.write_record(row).expect("writable");
        }
        writer.flush().expect("writable");
    }
}

fn cells(row: String) -> Vec<String> {
    row.split(',').map(str::to_owned).collect()
}

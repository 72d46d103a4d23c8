//! Seasons whose participants have names of the shapes that companies have.

use std::fs;

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
    let all = names(count, seed);
    let award = programme == Programme::Award;
    let folder = place.path(programme.folder());
    let year = folder.join("2026");
    for file in fs::read_dir(&year).expect("a season").filter_map(Result::ok) {
        let path = file.path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            fs::remove_file(path).expect("removable");
        }
    }
    let write = |file: &str, head: &str, rows: Vec<Vec<String>>| {
        let mut writer = csv::Writer::from_path(year.join(file)).expect("writable");
        writer.write_record(head.split(',')).expect("writable");
        rows.iter().for_each(|row| writer.write_record(row).expect("writable"));
        writer.flush().expect("writable");
    };
    let table = |row: &dyn Fn(usize) -> Vec<String>| (0..count).map(row).collect::<Vec<_>>();
    let cells = |row: String| row.split(',').map(str::to_owned).collect::<Vec<_>>();
    write(
        "participants.csv",
        "participant,name_zh,name_en,email",
        table(&|n| {
            vec![format!("p{n}"), all[n].0.clone(), all[n].1.clone(), format!("p{n}@x.example")]
        }),
    );
    let kind = if award { "online,chat,kites" } else { "inns,visit,lodging" };
    let own = |n: usize| {
        if award && n.is_multiple_of(5) { all[count - 1 - n].clone() } else { Default::default() }
    };
    write(
        "entries.csv",
        "entry,participant,stream,mode,sector,size,name_zh,name_en",
        table(&|n| [cells(format!("e{n},p{n},{kind},1")), vec![own(n).0, own(n).1]].concat()),
    );
    if award {
        let score = |n: usize| if n.is_multiple_of(100) { 99 } else { 95 };
        let scores = |n: usize| {
            ["spring", "autumn"].map(|round| cells(format!("e{n},{round},{}", score(n))))
        };
        write("rounds.csv", "entry,round,score", (0..count).flat_map(scores).collect());
        let past =
            |n: usize| ["2024", "2025"].map(|year| format!("{year},e{n},online,A,91.0,gold\n"));
        let past: String = (0..count).step_by(10).flat_map(past).collect();
        let history = format!("season,entry,stream,group,overall,tier\n{past}");
        fs::write(folder.join("history.csv"), history).expect("writable");
    } else {
        write("rounds.csv", "entry,round,score", table(&|n| cells(format!("e{n},once,90"))));
        let extra = |n: usize| if n.is_multiple_of(2) { "breakfast" } else { "" };
        write(
            "certificates.csv",
            "entry,number,recognised_on,extras",
            table(&|n| cells(format!("e{n},MARK-{n},2026-03-01,{}", extra(n)))),
        );
    }
}

//! Random seasons, the same each time.

use std::fs;

use fastrand::Rng;

use super::secrets::Public;
use super::site::{built, common, disclose, drawn, leaks, results};
use crate::generate::{Case, Choices, PROGRAMME};
use crate::run::Place;

/// How many seasons are searched, each under three policies on two days.
const SEASONS: usize = 8;

/// The day before the results of every random season.
const EVE: &str = "2026-11-30";

/// Characters of which names are made, two each: the fonts have them, and no template does.
const RARE: &str = "龘齉麤鱻驫羴犇猋蟲姦鑫淼焱垚晶磊饕餮魑魅魍魎鸚鵡麒麟鰥鱷黿鼉";

/// Random seasons whose figures have decimals and can be looked for; others are passed over, as are those
/// that plaudit refuses, such as for a certificate of one that did not pass. The same for the same seed.
pub(super) fn cases(seed: u64) -> impl Iterator<Item = Case> {
    let mut rng = Rng::with_seed(seed);
    let case = move || {
        let length = rng.usize(600..3000);
        Case::new(&mut Choices::new((0..length).map(|_| rng.u16(..)).collect()))
    };
    let decimals = |case: &Case| !case.programme.contains("places = 0");
    std::iter::repeat_with(case).filter(decimals).map(distinct)
}

/// With ids and names that can be told from everything else.
fn distinct(mut case: Case) -> Case {
    let rare: Vec<char> = RARE.chars().collect();
    for table in &mut case.tables {
        let at = |name: &str| table.columns.iter().position(|column| column == name);
        let columns = ["participant", "entry"].map(at);
        let names = ["name_zh", "name_en"].map(at);
        for row in &mut table.rows {
            for column in columns.into_iter().flatten() {
                row[column] = format!("zq-{}-id", row[column]);
            }
            if let [Some(zh), Some(en)] = names {
                let number: usize = row[0]
                    .bytes()
                    .filter(u8::is_ascii_digit)
                    .fold(0, |sum, digit| sum * 10 + usize::from(digit - b'0'));
                row[zh] = [rare[number % rare.len()], rare[(number * 7 + 3) % rare.len()]]
                    .iter()
                    .collect();
                row[en] = format!("Zyx{number}qv");
            }
        }
    }
    case.programme.push_str("\n[site]\nbase_url = \"https://results.example/awards\"\n");
    case
}

#[test]
fn random_seasons_keep_what_is_confidential() {
    let (mut figures, mut words, mut named) = (0, 0, 0);
    let placed = cases(6).map(|case| {
        let place = Place::new();
        case.write(&place.path("data"));
        (case, place)
    });
    let sound = placed.filter(|(case, place)| {
        let run = place.plaudit_on(&case.as_of, &["assess"]);
        run.status.success()
    });
    for (case, place) in sound.take(SEASONS) {
        let folder = place.path("data").join(PROGRAMME);
        let control = Place::new();
        case.write(&control.path("data"));
        let certifies = case.programme.contains("kind = \"certification\"");
        for policy in ["winners", "leaders", "certified"] {
            disclose(&folder, policy);
            disclose(&control.path("data").join(PROGRAMME), policy);
            let common = common(&control, &[PROGRAMME], &case.as_of);
            for day in [EVE, &case.as_of] {
                let results = results(&place, PROGRAMME, day);
                let announced = certifies || day != EVE;
                let public =
                    Public { folder: &folder, results: &results, policy, announced, as_of: day };
                let secrets = public.secrets();
                let mut leaks = leaks(&built(&place, day), &secrets, &common);
                leaks.extend(drawn(&place, day, &secrets, &common));
                assert!(leaks.is_empty(), "{policy}, {day}: {leaks:#?}\n{case:?}");
                figures += secrets.figures.difference(&common).count();
                words += secrets.words.len();
                named += secrets.named.len();
            }
        }
        fs::remove_dir_all(place.path("output")).expect("removable");
    }
    // Enough of each, or the seasons prove nothing.
    assert!(figures > 500 && words > 300 && named > 50, "{figures} {words} {named}");
}

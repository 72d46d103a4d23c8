//! The honour roll of a season: who is on it more than once is told apart.

use std::collections::BTreeMap;

use crate::run::{Place, text};

#[test]
fn entries_of_one_name_are_told_apart_by_mode_and_group() {
    let place = Place::new();
    place.build(&["site"]);
    let page = text(&place.files()["site/en/hkcca-mca/2026/index.html"]);
    let (_, roll) = page.split_once("id=\"honour-roll\"").expect("a roll");
    let (roll, _) = roll.split_once("</section>").expect("its end");
    let mut holders: BTreeMap<&str, Vec<Option<&str>>> = BTreeMap::new();
    for holder in roll.split("<li>").skip(1).filter(|item| item.contains("class=\"name\"")) {
        let (_, name) = holder.split_once("class=\"name\" href=\"").expect("a name");
        let (name, _) = name.split_once('<').expect("its end");
        let mode = holder.split_once("class=\"meta sans\">").map(|(_, rest)| rest);
        let mode = mode.and_then(|rest| rest.split('<').next());
        holders.entry(name.split_once('>').expect("a link").1).or_default().push(mode);
    }
    let (once, again): (Vec<_>, Vec<_>) = holders.iter().partition(|(_, modes)| modes.len() == 1);
    assert!(!once.is_empty() && !again.is_empty(), "{holders:?}");
    assert!(once.iter().all(|(_, modes)| **modes == [None]), "{once:?}");
    assert!(again.iter().all(|(_, modes)| modes.iter().all(Option::is_some)), "{again:?}");
    assert_eq!(
        holders["Moonlit Kettle Savings Bank"],
        [
            Some("Phone-in Assessment · Group D"),
            Some("Face-to-face Assessment · Group C"),
            Some("Online Assessment · Group C"),
        ]
    );
}

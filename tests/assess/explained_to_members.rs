//! With `--for-member`, `plaudit explain` tells nothing of others; by itself it does.

use plaudit::assess::{Audience, explain};

use crate::explain::in_the_samples;
use crate::rewards::{highest, improvement, omni, scored};

#[test]
fn a_member_hears_only_how_many_others_there_are() {
    let season = highest("requires_tier = \"gold\"").overalls(&["89", "88.5", "88"]);
    assert_eq!(
        season.explained("e3", "Best: not won"),
        ["Place 3 of the 3 active entries of the whole programme"]
    );
    let season = highest("").overalls(&["90", "90", "88"]);
    assert_eq!(
        season.explained("e1", "Best: won with 90.0"),
        ["First of the 3 active entries of the whole programme", "Shared with 1 other"]
    );
    let season = highest("").with("pass = 70", "pass = 70\ntie_break = [\"r3\"]");
    let rounds = "e1,r1,90; e1,r2,90; e1,r3,90; e2,r1,85; e2,r2,90; e2,r3,92";
    let season =
        season.entries("e1,p1,calls,phone,tea,A,; e2,p2,calls,phone,tea,A,").rounds(rounds);
    assert_eq!(
        season.explained("e1", "Best: not won"),
        ["Place 2 of the 2 active entries of the whole programme"]
    );
    assert_eq!(
        season.explained("e2", "Best: won with 90.0"),
        ["First of the 2 active entries of the whole programme"]
    );
    let season = improvement().overalls(&["90", "90", "90", "90"]);
    let season = season.history("2025,e1,calls,A,60,; 2025,e2,calls,A,61,; 2025,e3,calls,A,62,");
    assert_eq!(
        season.explained("e3", "Best: not won"),
        [
            "Change on 2025: 90.0 − 62.0 = 28.0  history.csv:4",
            "Place 3 by rise of the 4 active entries of the whole programme",
        ]
    );
    let entries = "e1,p1,calls,phone,tea,A,; e2,p1,shops,visit,tea,A,; \
                   e3,p2,calls,phone,tea,A,; e4,p2,shops,visit,tea,A,";
    let scores = scored(&[("e1", "90"), ("e2", "92"), ("e3", "91"), ("e4", "91.5")]);
    let season = omni().entries(entries).rounds(&scores);
    assert_eq!(
        season.explained("e1", "Best: not won").pop().as_deref(),
        Some("Not first among the participants that cover every channel")
    );
}

#[test]
fn what_tells_of_others_is_marked() {
    let season = highest("").overalls(&["90", "80"]);
    let told = |language, confidence| season.told(language, "e2", confidence);
    let ending = "└─ For the secretariat only: it tells of other entries\n";
    assert!(told("en", true).ends_with(ending), "{}", told("en", true));
    let chinese = told("zh", true);
    assert!(chinese.ends_with("└─ 只供秘書處內部使用：載有其他參評單位的資料\n"), "{chinese}");
    assert!(chinese.contains("2個有效參評單位中列第2，較「某1」（e1）低10分\n"), "{chinese}");
    assert!(!told("en", false).contains("secretariat"));
}

/// No id of another participant's entry, nor a margin, in any tree that a member may read.
#[test]
fn no_tree_for_a_member_names_another() {
    in_the_samples(|results| {
        let data = results.data;
        for (at, entry) in data.entries.iter().enumerate() {
            let tree = explain::json(&[&explain(results, at, Audience::Member)]);
            for key in ["leader", "others", "margin"] {
                assert!(!tree.contains(&format!("\"{key}\":")), "{key} in {}", entry.id);
            }
            let others = data.entries.iter().filter(|it| it.participant != entry.participant);
            for other in others {
                let named = tree.contains(&format!("\"{}\"", other.id));
                assert!(!named, "{} in {}", other.id, entry.id);
            }
        }
    });
}

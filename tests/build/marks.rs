//! E-logos: each is known from every other in any form, also where it is too small for words.

use std::collections::BTreeMap;

use crate::run::{Place, copy, files, sample};

/// Every recognition and tier of both sample programmes, on one shelf: no mark of 64 pixels is the
/// picture of another, not in one colour either.
#[test]
fn no_two_small_marks_are_alike() {
    let place = Place::new();
    copy(&sample("data"), &place.path("data"));
    place.build(&["artwork"]);
    let made = files(&place.path("output"));
    for ground in ["light", "dark", "one-colour"] {
        let mut seen = BTreeMap::new();
        for (path, picture) in &made {
            if !path.ends_with(&format!("/{ground}-64.png")) {
                continue;
            }
            let alike = seen.insert(picture, path);
            assert_eq!(alike, None, "{path} looks like it");
        }
        assert!(seen.len() > 20, "only {} marks {ground}", seen.len());
    }
}

//! Languages of service that no programme lists, as they are met in assessments.

use std::collections::BTreeMap;

use crate::model::{At, Id};

/// Ids in the order in which they were met, each once.
#[derive(Debug, Default)]
pub(super) struct Met {
    ids: Vec<Id>,
    places: BTreeMap<Id, At>,
}

impl Met {
    /// The place of an id: its own if it was met before, else the next.
    pub(super) fn place_of(&mut self, id: &Id) -> At {
        if let Some(place) = self.places.get(id) {
            return *place;
        }
        let place = At::new(self.ids.len());
        self.ids.push(id.clone());
        self.places.insert(id.clone(), place);
        place
    }

    /// Takes in the ids of another: its first place is here at the first of those that are returned, and so on.
    pub(super) fn take_in(&mut self, other: &Self) -> Vec<At> {
        other.ids.iter().map(|id| self.place_of(id)).collect()
    }

    /// The ids.
    pub(super) fn into_ids(self) -> Vec<Id> {
        self.ids
    }
}

#[cfg(test)]
mod tests {
    use super::Met;

    #[test]
    fn ids_keep_the_order_in_which_they_were_met_over_all_parts() {
        let id = |id: &str| id.parse().expect("an id");
        let (mut all, mut part) = (Met::default(), Met::default());
        let places = ["zh", "en", "zh"].map(|one| all.place_of(&id(one)).get());
        assert_eq!(places, [0, 1, 0]);
        let places = ["pt", "en", "pt", "zh"].map(|one| part.place_of(&id(one)).get());
        assert_eq!(places, [0, 1, 0, 2]);
        let taken: Vec<_> = all.take_in(&part).iter().map(|at| at.get()).collect();
        assert_eq!(taken, [2, 1, 0]);
        assert_eq!(all.into_ids(), ["zh", "en", "pt"].map(id));
    }
}

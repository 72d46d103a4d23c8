//! What of a build is asked for.

use super::private;
use crate::assess::Results;
use crate::model::Id;

/// A part of what is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A PDF for each entry and round.
    Reports,
    /// Trophies, certificates, decals, marks and their texts.
    Artwork,
    /// Sheets that show the artwork once it is made; selected with it.
    Proofs,
    /// The public site.
    Site,
    /// Its fonts, which hold what its pages show; selected with it.
    Fonts,
    /// The secretariat's own files.
    Secretariat,
}

impl Target {
    /// All of them, in the order in which they are built.
    pub const ALL: [Self; 6] =
        [Self::Reports, Self::Artwork, Self::Proofs, Self::Site, Self::Fonts, Self::Secretariat];
}

/// What to plan; `None` means all.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// The parts; empty means all that the rest of the selection has a meaning for.
    pub targets: Vec<Target>,
    /// Whether only some programmes or seasons were read: then the site, which all of them share,
    /// cannot be planned.
    pub narrowed: bool,
    /// Only this round's reports.
    pub round: Option<Id>,
    /// Only this entry's reports and artwork.
    pub entry: Option<Id>,
}

impl Selection {
    /// Whether a part can be planned under the rest of the selection: the site only as a whole, a
    /// round has reports alone, and an entry reports and artwork.
    pub fn allows(&self, target: Target) -> bool {
        match target {
            Target::Reports => true,
            Target::Artwork => self.round.is_none(),
            Target::Proofs | Target::Secretariat => self.round.is_none() && self.entry.is_none(),
            Target::Site | Target::Fonts => {
                self.round.is_none() && self.entry.is_none() && !self.narrowed
            }
        }
    }

    pub(super) fn includes(&self, target: Target) -> bool {
        let part = match target {
            Target::Proofs => Target::Artwork,
            Target::Fonts => Target::Site,
            part => part,
        };
        self.allows(target) && (self.targets.is_empty() || self.targets.contains(&part))
    }

    pub(super) fn wants_round(&self, id: &Id) -> bool {
        self.round.as_ref().is_none_or(|wanted| wanted == id)
    }

    pub(super) fn wants_entry(&self, id: &Id) -> bool {
        self.entry.as_ref().is_none_or(|wanted| wanted == id)
    }

    /// The folders, as beginnings of paths, in which everything is planned: any other file there
    /// that an earlier build made is stale.
    pub(super) fn complete(&self, all: &[Results]) -> Vec<String> {
        if self.entry.is_some() {
            return Vec::new();
        }
        if !self.narrowed && Target::ALL.iter().all(|target| self.includes(*target)) {
            return vec![String::new()];
        }
        let mut folders = Vec::new();
        for results in all {
            let private = private(results);
            let reports = self.includes(Target::Reports);
            match &self.round {
                Some(round) if reports => folders.push(format!("{private}/reports/{round}/")),
                None if reports => folders.push(format!("{private}/reports/")),
                _ => {}
            }
            for (target, folder) in
                [(Target::Artwork, "artwork"), (Target::Secretariat, "secretariat")]
            {
                folders.extend(self.includes(target).then(|| format!("{private}/{folder}/")));
            }
        }
        folders.extend(self.includes(Target::Site).then(|| "site/".to_owned()));
        folders
    }
}

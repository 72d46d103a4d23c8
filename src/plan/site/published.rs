//! What the site may publish of what was signed.

use serde_json::Value;

use super::data;
use super::page::site_job;
use super::signing::{Signing, Standing};
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::Signed;
use crate::plan::{Job, LateText, Work};

/// How many names a problem tells before it only counts them.
const SHOWN: usize = 8;

impl Signing<'_> {
    /// Reports where what was signed is not what is public. What is still to be signed is worth a look;
    /// what says something else would contradict the pages beside it.
    pub(super) fn review(&self, problems: &mut Diagnostics) {
        let Some(before) = self.before else { return };
        let place = Place::file(before.file.clone());
        if self.is_ahead() {
            let day = before.signed_on;
            let message = format!("no credential is on the site, for they were signed on {day}");
            let help = "build as of that day or a later one";
            problems.push(Diagnostic::warning(message).at(place).help(help));
            return;
        }
        let help = format!(
            "run `plaudit sign --programme {} --key FILE`, with the key that signed before",
            self.claims.programme.id
        );
        for problem in self.contradictions(before).into_iter().chain(self.gaps(before)) {
            problems.push(problem.at(place.clone()).help(help.clone()));
        }
    }

    /// What was signed and must not be published.
    fn contradictions(&self, before: &Signed) -> Vec<Diagnostic> {
        let (mut stale, mut broken) = (Vec::new(), Vec::new());
        for (name, document) in self.credentials() {
            if self.standing(name, document) == Standing::Stale {
                stale.push(name.as_str());
            } else if self.holds(document, &before.keys).is_none() {
                broken.push(name.as_str());
            }
        }
        let revoked = self.revoked(&before.credentials, before.places);
        let listed = self.holds(&before.status, &before.keys).is_some() && self.listed() == revoked;
        let is_stale = !stale.is_empty();
        let stale = counted(
            &stale,
            "a credential says what the site does not",
            "credentials say what the site does not",
        );
        let broken = counted(
            &broken,
            "a credential was changed by hand",
            "credentials were changed by hand",
        );
        let mut found: Vec<_> = [stale, broken]
            .into_iter()
            .flatten()
            .map(|(message, names)| Diagnostic::error(message).note(names))
            .collect();
        // With the others it is signed anew in any case.
        if !listed && !is_stale {
            found.push(Diagnostic::error("the list of what was revoked is not what the site says"));
        }
        found
    }

    /// What is public and not signed.
    fn gaps(&self, before: &Signed) -> Option<Diagnostic> {
        let all = self.claims.all.iter().filter(|(_, claim)| !claim.revoked);
        let gaps = all.filter(|(name, _)| !before.credentials.contains_key(*name));
        let gaps: Vec<_> = gaps.map(|(name, _)| name.as_str()).collect();
        let (message, names) = counted(
            &gaps,
            "a certificate or award is not signed yet",
            "certificates or awards are not signed yet",
        )?;
        Some(Diagnostic::warning(message).note(names))
    }

    /// Whether it was signed on a later day than that as of which it is looked at: then it may say what
    /// is not public yet.
    fn is_ahead(&self) -> bool {
        self.before.is_some_and(|before| self.as_of < before.signed_on)
    }

    /// The path of a credential from the root of the site, if it is there.
    pub(super) fn published(&self, name: &str) -> Option<String> {
        let before = self.before.filter(|_| !self.is_ahead())?;
        before.credentials.contains_key(name).then(|| self.path(name))
    }

    /// The path of a file of the programme, from the root of the site.
    pub(super) fn path(&self, name: &str) -> String {
        format!("{}/{name}.json", self.claims.programme.id)
    }

    /// The files that the site publishes: credentials, the list of what was revoked, and the issuer.
    pub(super) fn jobs<'j>(&self) -> Vec<Job<'j>> {
        let Some(before) = self.before.filter(|_| !self.is_ahead()) else { return Vec::new() };
        let job = |name: &str, document: &Value| {
            site_job(&self.path(name), Work::Text { text: LateText::Ready(data::text(document)) })
        };
        let own = [
            job("issuer", &self.claims.issuer_document(&before.keys)),
            job("status", &before.status),
        ];
        let credentials = before.credentials.iter().map(|(name, document)| job(name, document));
        own.into_iter().chain(credentials).collect()
    }
}

/// How many there are, in words for one and for more, and their names; none of none.
fn counted(names: &[&str], one: &str, more: &str) -> Option<(String, String)> {
    let message = match names.len() {
        0 => return None,
        1 => one.to_owned(),
        n => format!("{n} {more}"),
    };
    let mut shown: Vec<_> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    if names.len() > SHOWN {
        shown.push(format!("{} more", names.len() - SHOWN));
    }
    Some((message, shown.join(", ")))
}

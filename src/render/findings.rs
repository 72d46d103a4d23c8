//! What preflight finds on all sheets of a run, told as few times as it is to be mended.

use std::collections::HashMap;

use super::preflight::{Fault, Flaw, Subject};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Severity};
use crate::plan::{Demands, Job, Origin};

/// How many further pieces a problem names before it only counts them.
const PIECES_NAMED: usize = 5;

/// A fault of one sheet.
pub(super) struct Finding {
    /// What makes it one with those of other sheets.
    key: String,
    /// The piece it is of.
    piece: String,
    diagnostic: Diagnostic,
}

impl Finding {
    /// A fault of what a job makes, whose texts have these origins.
    ///
    /// A name that has no room, or a character that no font has, is mended in the data, and each told by
    /// itself. All else is mended in the template, once for all sheets: there, what stands in the same
    /// line of each piece is one text.
    pub(super) fn new(job: &Job, demands: &Demands, (fault, origins): (&Fault, &[Origin])) -> Self {
        let piece = piece_of(&job.path).to_owned();
        let by_itself = matches!(fault.flaw, Flaw::DoesNotFit | Flaw::Glyph(_));
        let text = match (&fault.subject, fault.origins(origins).first()) {
            (Subject::Text(text), _) if by_itself => format!("{text} {piece}"),
            (_, Some(origin)) => format!("{:?}", origin.line),
            (Subject::Text(text), None) => text.clone(),
            _ => String::new(),
        };
        let made_with = (job.programme().map(|id| id.as_str()), job.template());
        let key = format!("{made_with:?} {}", fault.key_as(&text));
        let diagnostic = fault.diagnostic(demands, origins).at(Place::file(job.path.as_str()));
        Self { key, piece, diagnostic }
    }

    /// Whether it stops the build.
    pub(super) fn stops(&self) -> bool {
        self.diagnostic.severity == Severity::Error
    }
}

/// The name of the piece in the path of a file: that of the file, or the folder of a mark's.
fn piece_of(path: &str) -> &str {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    match folder.rsplit_once("/logos/") {
        Some((_, mark)) => mark,
        None => file.rsplit_once('.').map_or(file, |(name, _)| name),
    }
}

/// Each fault once, with the pieces it was also found on.
pub(super) fn grouped(all: impl IntoIterator<Item = Finding>) -> Diagnostics {
    let mut groups: Vec<(Diagnostic, Vec<String>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for Finding { key, piece, diagnostic } in all {
        let at = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(at) {
            None => groups.push((diagnostic, vec![piece])),
            Some((_, pieces)) if pieces.contains(&piece) => {}
            Some((_, pieces)) => pieces.push(piece),
        }
    }
    let mut problems = Diagnostics::default();
    for (diagnostic, pieces) in groups {
        problems.push(match also(&pieces[1..]) {
            Some(note) => diagnostic.note(note),
            None => diagnostic,
        });
    }
    problems
}

/// "also on `e002-gold`", "also on 217 more pieces: `e002-gold`, …, `e006-gold` and 212 more".
fn also(pieces: &[String]) -> Option<String> {
    let named: Vec<_> =
        pieces.iter().take(PIECES_NAMED).map(|piece| format!("`{piece}`")).collect();
    let names = named.join(", ");
    match (pieces.len(), pieces.len() - named.len()) {
        (0, _) => None,
        (1, _) => Some(format!("also on {names}")),
        (all, 0) => Some(format!("also on {all} more pieces: {names}")),
        (all, rest) => Some(format!("also on {all} more pieces: {names} and {rest} more")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(key: &str, piece: &str) -> Finding {
        let (key, piece) = (key.to_owned(), piece.to_owned());
        Finding { diagnostic: Diagnostic::error(format!("{key} on {piece}")), key, piece }
    }

    #[test]
    fn one_fault_of_many_pieces_is_told_once() {
        let many = (1..=219).map(|n| finding("thin", &format!("e{n:03}-gold")));
        let twice = [finding("thin", "e001-gold"), finding("low", "e001-gold")];
        let problems = grouped(many.chain(twice));
        let said: Vec<_> = problems.iter().map(|it| (it.message.as_str(), &it.note)).collect();
        let also = "also on 218 more pieces: `e002-gold`, `e003-gold`, `e004-gold`, `e005-gold`, \
                    `e006-gold` and 213 more";
        let expected = [("thin on e001-gold", &Some(also.to_owned())), ("low on e001-gold", &None)];
        assert_eq!(said, expected);
    }

    #[test]
    fn few_pieces_are_all_named() {
        let of = |count: usize| {
            let pieces: Vec<_> = (0..count).map(|n| format!("p{n}")).collect();
            also(&pieces)
        };
        assert_eq!(of(0), None);
        assert_eq!(of(1).as_deref(), Some("also on `p0`"));
        assert_eq!(of(2).as_deref(), Some("also on 2 more pieces: `p0`, `p1`"));
    }

    #[test]
    fn a_mark_is_a_piece_in_all_its_files() {
        assert_eq!(piece_of("private/a/2026/artwork/trophies/e1-gold.svg"), "e1-gold");
        assert_eq!(piece_of("private/a/2026/artwork/logos/gold-4-years/dark.svg"), "gold-4-years");
    }
}

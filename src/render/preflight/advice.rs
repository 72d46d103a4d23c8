//! What to do about a fault, for the one who can do it: the secretariat in the data, the designer in a
//! template or in the programme's file.

use super::fault::{Fault, Flaw, Subject};
use super::said::mm;
use crate::diagnostics::{Diagnostic, Severity};
use crate::plan::{Demands, Origin};

/// How many places in the data an advice names.
const PLACES_NAMED: usize = 2;

impl Fault {
    /// The fault as a problem of a run, without a place. The document shows texts of these origins.
    pub(in crate::render) fn diagnostic(
        &self,
        demands: &Demands,
        origins: &[Origin],
    ) -> Diagnostic {
        let message = self.to_string();
        let diagnostic = match self.severity() {
            Severity::Error => Diagnostic::error(message),
            Severity::Warning => Diagnostic::warning(message),
        };
        diagnostic.help(self.help(demands, &self.origins(origins)))
    }

    /// Where its text stands in the data: the texts it is or is a part of, and those it is made of where
    /// several have no room together.
    pub(in crate::render) fn origins<'o>(&self, all: &'o [Origin]) -> Vec<&'o Origin> {
        let Subject::Text(text) = &self.subject else { return Vec::new() };
        let text = text.replace('\u{200b}', "");
        let same = |origin: &&Origin| origin.text == text;
        let holds = |origin: &&Origin| text.chars().nth(1).is_some() && origin.text.contains(&text);
        let within =
            |origin: &&Origin| self.flaw == Flaw::DoesNotFit && text.contains(&origin.text);
        let mut found: Vec<_> = all.iter().filter(same).collect();
        if found.is_empty() {
            found = all.iter().filter(within).collect();
        }
        if found.is_empty() {
            found = all.iter().filter(holds).take(1).collect();
        }
        found.dedup_by_key(|origin| &origin.place);
        found.truncate(PLACES_NAMED);
        found
    }

    fn help(&self, demands: &Demands, origins: &[&Origin]) -> String {
        match &self.flaw {
            Flaw::DoesNotFit | Flaw::Unsafe { .. } if !origins.is_empty() => {
                let places: Vec<_> = origins.iter().map(|origin| origin.place.as_str()).collect();
                format!("shorten {}; or {}", places.join(" and "), demands.room)
            }
            Flaw::DoesNotFit => format!("shorten the text; or {}", demands.room),
            Flaw::Glyph(_) if !origins.is_empty() => {
                let place = &origins[0].place;
                format!("write it another way in {place}, or add a font that has it with --fonts")
            }
            flaw => flaw.help(demands),
        }
    }
}

impl Flaw {
    /// What to do about it, wherever it is.
    fn help(&self, demands: &Demands) -> String {
        let said = match self {
            Self::Size { .. } => "set the width and height of the page from `sheet` in /job.json",
            Self::Pages(_) => "let all that it draws stand on one page",
            Self::DoesNotFit => demands.room,
            Self::Glyph(_) => "write it another way, or add a font that has it with --fonts",
            Self::Low { .. } => "set it larger, or leave it out",
            Self::Thin { .. } => "draw it wider, or leave it out",
            Self::ThinLetters { .. } => {
                "set it larger, in a bolder or plainer face, or with a `stroke` around its letters"
            }
            Self::ThinLines { .. } => "draw them wider there, or leave them out",
            Self::Unsafe { .. } => "move it inwards, or set it smaller",
            Self::Beyond { .. } => "let it end within the sheet",
            Self::NoBleed => {
                "set `bleed = 3` for this sheet under `[artwork]` in programme.toml: paper is cut a \
                 hair off, and shows white there"
            }
            Self::RichBlack { .. } => {
                "write it in black alone, as `cmyk(0%, 0%, 0%, 100%)`; a colour of the programme as \
                 `primary_cmyk = [0, 0, 0, 100]` under `[theme]`"
            }
            Self::Heavy { .. } => {
                "take less of its inks, black in place of the three colours; a colour of the \
                 programme is `primary_cmyk` or `accent_cmyk` under `[theme]`"
            }
            Self::Spot { ordered: [], .. } => "use a CMYK colour",
            Self::Colour { only: None, .. } => {
                "write it as `cmyk(…)`, black as `cmyk(0%, 0%, 0%, 100%)`"
            }
            Self::Registration => "keep `all` for crop marks, and those outside the bleed",
            Self::Mark { .. } => "give it the spot colour `all`, or move it onto the sheet",
            Self::Pixels { .. } => "place a PDF whose colours are CMYK or spot colours",
            Self::Coarse { .. } => {
                "place a larger picture, or place it smaller; best a PDF or an SVG"
            }
            Self::Short { bleed, .. } => {
                let bleed = mm(*bleed);
                return format!("let it go on {bleed} mm beyond the trim, or end before it");
            }
            Self::Spot { ordered, .. } => {
                return format!("the names that are known here: {}", list(ordered));
            }
            Self::Colour { only: Some(spots), .. } => {
                return format!("give it the spot colour {}", list(spots));
            }
            Self::Cut { name, .. } => {
                return format!("stroke a line along the trim in the spot colour `{name}`");
            }
        };
        said.to_owned()
    }
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

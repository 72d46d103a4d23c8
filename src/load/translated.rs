//! Cells of one text in several languages, side by side.

use super::Context;
use super::cells::Cells;
use crate::diagnostics::Diagnostic;
use crate::model::{Text, begins_formula, is_han};

impl Cells<'_> {
    /// A text in every language, from `name_zh`, `name_en`: all of them, or none.
    pub(super) fn bilingual(&mut self, name: &str, context: &Context) -> Text {
        self.translated(name, context, "write it, or empty the other language's cell too")
    }

    fn translated(&mut self, name: &str, context: &Context, help: &str) -> Text {
        let columns: Vec<_> = context
            .programme
            .language_ids()
            .map(|language| (language.to_owned(), format!("{name}_{language}")))
            .collect();
        if columns.iter().all(|(_, column)| self.raw(column).is_empty()) {
            return Text::default();
        }
        for (_, column) in &columns {
            self.glyphs(column, context.coverage);
        }
        let text = Text::new(
            columns
                .iter()
                .map(|(language, column)| (language.clone(), self.raw(column).to_owned())),
        );
        for (language, column) in &columns {
            if !text.is_empty() && text.get(language).is_none() {
                let message = format!("the text has no translation in `{column}`");
                self.error(column, message, help);
            }
        }
        self.exchanged(name, context);
        text
    }

    /// Warns of a Chinese cell without a Chinese character beside an English one that has some. A brand may
    /// have the same name in both.
    fn exchanged(&mut self, name: &str, context: &Context) {
        let languages = &context.programme.languages;
        let column = |tongue: &str| {
            let of = languages.iter().find(|language| language.tag.starts_with(tongue));
            of.map(|language| format!("{name}_{}", language.id))
        };
        let (Some(chinese), Some(english)) = (column("zh"), column("en")) else { return };
        let has_han = |column: &str| self.raw(column).contains(is_han);
        if has_han(&english) && !has_han(&chinese) && !self.raw(&chinese).is_empty() {
            let message = format!("`{english}` is in Chinese, and `{chinese}` is not");
            let help = "exchange the two, if each is in the place of the other";
            let warning = Diagnostic::warning(message).at(self.place(&english)).help(help);
            self.problems.push(warning);
        }
    }

    /// The same, but not empty.
    pub(super) fn name(&mut self, name: &str, context: &Context) -> Text {
        let text = self.translated(name, context, "write it; every row needs it in each language");
        if text.is_empty() {
            let column = format!("{name}_{}", context.programme.languages[0].id);
            self.error(
                &column,
                format!("`{column}` is empty"),
                "write it; every row needs it in each language",
            );
        }
        self.name_fits(name, context);
        text
    }

    /// Reports names that cannot stand in one line, and tells of those that spreadsheets take for formulas.
    pub(super) fn name_fits(&mut self, name: &str, context: &Context) {
        for language in context.programme.language_ids() {
            let column = format!("{name}_{language}");
            self.one_line(&column);
            if begins_formula(self.raw(&column)) {
                let message = "a spreadsheet would take this for a formula";
                let help = "tables in CSV have an apostrophe before it; take the words of trophies from \
                            `trophy-text.xlsx`, which has them as they are";
                let warning = Diagnostic::warning(message).at(self.place(&column)).help(help);
                self.problems.push(warning);
            }
        }
    }

    /// Reports a line break or a tab within a text of one line.
    pub(super) fn one_line(&mut self, column: &str) {
        if self.raw(column).contains(['\n', '\r', '\t']) {
            self.error(
                column,
                format!("`{column}` has more than one line, or a tab"),
                "write it in one line",
            );
        }
    }
}

//! Pages of the site, by tera.

use std::collections::BTreeMap;

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::shown::Shown;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::{Assets, Day};

/// The templates of pages and their messages.
pub(super) struct Pages {
    tera: Tera,
    /// The `site` table of each language's catalogue.
    messages: BTreeMap<String, Value>,
    /// The folder of templates, as the user knows it.
    templates: String,
    sources: BTreeMap<String, String>,
}

impl Pages {
    pub(super) fn new(assets: &Assets, templates: &str) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::default();
        let mut sources = BTreeMap::new();
        let mut messages = BTreeMap::new();
        for (path, bytes) in &assets.templates {
            let message = Assets::language_of(path);
            let page = path.strip_prefix("site/").filter(|path| !path.starts_with("assets/"));
            if message.is_none() && page.is_none() {
                continue;
            }
            let place = || Place::file(format!("{templates}/{path}"));
            let Ok(text) = std::str::from_utf8(bytes) else {
                problems.push(Diagnostic::error("not valid UTF-8").at(place()));
                continue;
            };
            if let Some(language) = message {
                match text.parse::<toml::Table>() {
                    Ok(mut table) => {
                        let site = table.remove("site").and_then(|site| site.as_table().cloned());
                        let site = Value::from_serializable(&site.unwrap_or_default());
                        messages.insert(language.to_owned(), site);
                    }
                    Err(error) => {
                        let span = error.span().unwrap_or_default();
                        let place = place().span(text, span);
                        let help = "a message is `key = \"…\"`, its words in straight quotes";
                        problems.push(Diagnostic::error(error.message()).at(place).help(help));
                    }
                }
            } else if let Some(name) = page {
                sources.insert(name.to_owned(), text.to_owned());
            }
        }
        let mut tera = Tera::new();
        register(&mut tera);
        let pages = Self { tera, messages, templates: templates.to_owned(), sources };
        pages.parse(problems)
    }

    fn parse(mut self, mut problems: Diagnostics) -> Result<Self, Diagnostics> {
        let sources: Vec<_> = self.sources.clone().into_iter().collect();
        if let Err(error) = self.tera.add_raw_templates(sources) {
            problems.push(self.diagnostic(&error));
        }
        if problems.has_errors() { Err(problems) } else { Ok(self) }
    }

    pub(super) fn page(
        &self,
        template: &str,
        language: Option<&str>,
        value: &str,
    ) -> Result<String, Diagnostics> {
        let value: BTreeMap<String, Shown> =
            serde_json::from_str(value).expect("a job's value is a map, as JSON of our own making");
        let mut context = Context::new();
        value.into_iter().for_each(|(key, Shown(value))| context.insert_value(key, value));
        if let Some(messages) = language.and_then(|language| self.messages.get(language)) {
            context.insert_value("t", messages.clone());
        }
        let name = template.strip_prefix("site/").unwrap_or(template);
        let page = self.tera.render(name, &context);
        let page = page.map(|page| match name.ends_with(".css") {
            true => in_one_line(&page),
            false => trimmed(&page),
        });
        page.map_err(|error| self.diagnostic(&error).into())
    }

    /// Tera's own message, with the template's file and line.
    fn diagnostic(&self, error: &tera::Error) -> Diagnostic {
        let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind()
        else {
            return Diagnostic::error(error.to_string());
        };
        let place = Place::file(format!("{}/site/{}", self.templates, report.filename()));
        let place = match self.sources.get(report.filename()) {
            Some(source) => place.span(source, line_span(source, report.span().start_line)),
            None => place,
        };
        Diagnostic::error(report.message()).at(place)
    }
}

/// A page without the indentation of its templates, which no reader sees and every phone would load.
fn trimmed(page: &str) -> String {
    let mut trimmed = String::with_capacity(page.len());
    for line in page.lines().map(str::trim).filter(|line| !line.is_empty()) {
        trimmed.push_str(line);
        trimmed.push('\n');
    }
    trimmed
}

/// A stylesheet without the space that only its author reads; what stands in quotes stays as it is.
fn in_one_line(style: &str) -> String {
    let mut line = String::with_capacity(style.len());
    for (at, part) in style.split('"').enumerate() {
        if at % 2 == 1 {
            line.extend(["\"", part, "\""]);
            continue;
        }
        for word in part.split_inclusive(char::is_whitespace) {
            let bare = word.trim_end();
            // A rule needs no semicolon at its end.
            if bare.starts_with('}') && line.ends_with(';') {
                line.pop();
            }
            if line.ends_with(' ') && bare.starts_with(['{', '}', '>', ';', ',']) {
                line.pop();
            }
            line.push_str(bare);
            if bare.len() < word.len() && !line.ends_with(['{', '}', '>', ';', ',', ':', ' ']) {
                line.push(' ');
            }
        }
    }
    line
}

/// A line of a template, counted from 1, without its indentation.
fn line_span(source: &str, line: usize) -> std::ops::Range<usize> {
    let start: usize =
        source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let text = source[start..].lines().next().unwrap_or_default();
    let indent = text.len() - text.trim_start().len();
    start + indent..start + text.trim_end().len()
}

/// The filters that templates may use beside tera's own.
fn register(tera: &mut Tera) {
    tera.register_filter("day", day);
    tera.register_filter("thousands", thousands);
}

/// `2026-11-06` as `2026年11月6日` or `6 November 2026`, by the keyword `lang`.
fn day(text: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let language: String = kwargs.must_get("lang")?;
    let day: Day = text.parse().map_err(tera::Error::message)?;
    Ok(if language.starts_with("zh") {
        format!("{}年{}月{}日", day.0.year(), day.0.month(), day.0.day())
    } else {
        day.0.strftime("%-d %B %Y").to_string()
    })
}

/// `25800`, a number or a text, as `25,800`.
fn thousands(number: Value, _: Kwargs, _: &State) -> String {
    let text = number.to_string();
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let groups = whole.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(",") + rest
}

#[cfg(test)]
mod tests {
    use tera::{Context, Tera};

    #[test]
    fn a_stylesheet_keeps_the_space_that_means_something() {
        let style = "a > b :is(h1, h2) {\n  color: red;\n  width: calc(1px + 2px);\n}\n\n\
                     @media (min-width: 64rem) and (x) { .a::before { content: \"a  { b; \" / \"\"; } }\n";
        assert_eq!(
            super::in_one_line(style),
            "a>b :is(h1,h2){color:red;width:calc(1px + 2px)}\
             @media (min-width:64rem) and (x){.a::before{content:\"a  { b; \" / \"\"}}"
        );
    }

    #[test]
    fn filters_speak_both_languages() {
        let mut tera = Tera::new();
        super::register(&mut tera);
        let page = "{{ '2026-11-06' | day(lang='zh') }}, {{ '2026-11-06' | day(lang='en') }}, \
                    {{ 1234567 | thousands }}, {{ '800' | thousands }}";
        tera.add_raw_template("page", page).expect("the test's own template");
        assert_eq!(
            tera.render("page", &Context::new()).expect("the filters are there"),
            "2026年11月6日, 6 November 2026, 1,234,567, 800"
        );
    }
}

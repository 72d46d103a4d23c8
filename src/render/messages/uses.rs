//! Which messages the templates ask for.
//!
//! Templates are searched as text. What is put together from parts, as in `"report.standing." + time`
//! or `"cond_omni" ~ better`, counts as a use of every message whose key begins with the first part.

use std::collections::BTreeSet;
use std::ops::Range;

/// What a template asks for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// This message, or all of a table.
    Whole,
    /// The message for one and for other numbers.
    Counted,
    /// Some message whose key begins so.
    Stem,
}

/// A place where a template names a message.
pub(super) struct Wish {
    pub(super) key: String,
    pub(super) form: Form,
    pub(super) span: Range<usize>,
}

/// All messages that templates name, in any of them.
#[derive(Default)]
pub(super) struct Uses {
    whole: BTreeSet<String>,
    stems: BTreeSet<String>,
}

impl Uses {
    pub(super) fn add(&mut self, wish: &Wish) {
        let set = if wish.form == Form::Stem { &mut self.stems } else { &mut self.whole };
        if !set.contains(&wish.key) {
            set.insert(wish.key.clone());
        }
    }

    /// Whether any template names a message, a table it is in, the pair of forms it is one of, or
    /// the beginning of its key.
    pub(super) fn has(&self, key: &str) -> bool {
        let above = key.match_indices(['.', '_']).map(|(at, _)| at);
        let form = ["_one", "_other"].iter().find_map(|form| key.strip_suffix(form));
        self.whole.contains(key)
            || self.stems.contains(key)
            || form.is_some_and(|pair| self.whole.contains(pair))
            || above.clone().any(|at| key[at..].starts_with('.') && self.whole.contains(&key[..at]))
            || above.flat_map(|at| [&key[..at], &key[..=at]]).any(|stem| self.stems.contains(stem))
    }
}

/// What a document's template names. Keys are known by their first part, `tables`, or by the
/// function that they are given to.
pub(super) fn of_document(text: &str, tables: &BTreeSet<String>) -> Vec<Wish> {
    let mut wishes = Vec::new();
    for span in quoted(text) {
        let key = &text[span.clone()];
        let before = text[..span.start - 1].trim_end();
        let line = before.rsplit('\n').next().unwrap_or_default();
        if line.trim_start().starts_with("//") || line.contains(" // ") {
            continue;
        }
        let given_to = |function: &str| before.ends_with(function);
        let direct = ["words(", "counted(", "head-cell("].into_iter().any(given_to);
        let table = key.split_once('.').map(|(table, _)| table);
        let file = [".typ", ".toml", ".json", ".svg", ".png", ".jpg", ".csv"];
        let known = table.is_some_and(|table| tables.contains(table))
            && !file.iter().any(|end| key.ends_with(end));
        if given_to("words-or(") || !(direct || known) {
            continue;
        }
        let joined = key.ends_with('.') || text[span.end + 1..].trim_start().starts_with('+');
        let form = match (joined, given_to("counted(")) {
            (true, _) => Form::Stem,
            (false, true) => Form::Counted,
            (false, false) => Form::Whole,
        };
        wishes.push(Wish { key: key.to_owned(), form, span });
    }
    wishes
}

/// What a page's template names: `t.key`, `t["key"]`, `<counted key="key" />`, and texts from which
/// a key may be put together. These last are uses, but no proof that there must be such a message.
pub(super) fn of_page(text: &str) -> (Vec<Wish>, Vec<Wish>) {
    let (mut sure, mut loose) = (Vec::new(), Vec::new());
    for code in code(text) {
        for (at, _) in text[code.clone()].match_indices("t.") {
            let at = code.start + at;
            let path = &text[at + 2..code.end];
            let part = |c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.');
            let end = path.find(part).unwrap_or(path.len());
            let within = text[..at]
                .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '"' | '\''));
            let rest = path[end..].trim_start();
            if within || end == 0 {
                continue;
            }
            let span = at + 2..at + 2 + end;
            let wish = Wish { key: format!("site.{}", &path[..end]), form: Form::Whole, span };
            // Of what may be missing, the template says what stands in its place.
            let list = if rest.starts_with("or ") { &mut loose } else { &mut sure };
            list.push(wish);
        }
        for span in quoted(&text[code.clone()]) {
            let span = code.start + span.start..code.start + span.end;
            let key = format!("site.{}", &text[span.clone()]);
            let before = text[..span.start - 1].trim_end_matches('{');
            let rest = text[span.end + 1..].trim_start();
            let indexed = before.ends_with(" t[") || before.ends_with("{t[");
            match (rest.starts_with('~'), before.ends_with("<counted key="), indexed) {
                (true, _, true) => sure.push(Wish { key, form: Form::Stem, span }),
                (true, ..) => loose.push(Wish { key, form: Form::Stem, span }),
                (_, true, _) => {
                    let whole = rest.starts_with(['/', 'n', 'c', '}']);
                    let list = if whole { &mut sure } else { &mut loose };
                    list.push(Wish { key, form: Form::Counted, span });
                }
                (.., true) => sure.push(Wish { key, form: Form::Whole, span }),
                _ => loose.push(Wish { key, form: Form::Whole, span }),
            }
        }
    }
    (sure, loose)
}

/// What stands between `{{` and `}}` or `{%` and `%}`.
fn code(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('{').map(|at| from + at) {
        let end = match text.as_bytes().get(at + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => {
                from = at + 1;
                continue;
            }
        };
        let to = text[at..].find(end).map_or(text.len(), |length| at + length);
        found.push(at + 2..to.max(at + 2));
        from = to.max(at + 2);
    }
    found
}

/// Every word in quotes that could be a key.
fn quoted(text: &str) -> impl Iterator<Item = Range<usize>> {
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    text.match_indices(['"', '\'']).filter_map(move |(at, quote)| {
        let rest = &text.as_bytes()[at + 1..];
        let length = rest.iter().take_while(|byte| part(byte)).count();
        let closed = rest.get(length) == Some(&quote.as_bytes()[0]);
        (closed && length > 0 && rest[0] != b'.').then_some(at + 1..at + 1 + length)
    })
}

#[cfg(test)]
mod tests {
    use super::{Form, Uses, of_document, of_page};

    #[test]
    fn a_message_that_no_template_names_is_found() {
        let tables = ["terms", "report", "certificate"].map(str::to_owned).into();
        let mut uses = Uses::default();
        let text = "words(\"terms.\" + key) counted(\"report.rise\", n)\n// words(\"report.old\")";
        of_document(text, &tables).iter().for_each(|wish| uses.add(wish));
        let page = "{{ t.skip }} {{ t.status[x] or x }} {{ <counted key={\"winners\"} n={n} /> }} \
                    {{ t[\"cond\" ~ better] }} don't.stop {# t.gone #}";
        let (sure, loose) = of_page(page);
        sure.iter().chain(&loose).for_each(|wish| uses.add(wish));
        for key in ["terms.stream", "report.rise.one", "site.skip", "site.status.valid"] {
            assert!(uses.has(key), "{key}");
        }
        for key in ["site.winners_one", "site.cond_better"] {
            assert!(uses.has(key), "{key}");
        }
        for key in ["site.other", "report.title", "report.old", "certificate.to", "site.gone"] {
            assert!(!uses.has(key), "{key}");
        }
        assert!(sure.iter().any(|wish| wish.key == "site.winners" && wish.form == Form::Counted));
    }
}

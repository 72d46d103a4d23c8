//! A derivation as a tree in words, each line with the row it was read from.

use std::fmt::Write;

use clap::builder::styling::Style;
use plaudit::assess::explain::{Derivation, ExactValue, Term, Value};
use plaudit::diagnostics::Diagnostic;
use plaudit::model::{Exact, Number, Origin, Text};

use super::catalogue::Catalogue;

const HEADING: Style = Style::new().bold();
const SOURCE: Style = Style::new().dimmed();

/// The tree of an entry, in the catalogue's language.
///
/// # Errors
/// The catalogue lacks words, or they name a value that is not there.
pub(super) fn tree(derivation: &Derivation, catalogue: &Catalogue) -> Result<String, Diagnostic> {
    let season = derivation.source.as_ref().map_or("", |source| folder(&source.file));
    let mut text = format!("{HEADING}{}{HEADING:#}", words(derivation, catalogue)?);
    text.push_str(&source_of(derivation, season));
    text.push('\n');
    branches(&mut text, &derivation.parts, "", &|part| {
        Ok(words(part, catalogue)? + &source_of(part, season))
    })?;
    Ok(text)
}

/// What a fact rests on, a line each, below it and drawn to it.
fn branches(
    text: &mut String,
    parts: &[Derivation],
    indent: &str,
    line: &impl Fn(&Derivation) -> Result<String, Diagnostic>,
) -> Result<(), Diagnostic> {
    for (at, part) in parts.iter().enumerate() {
        let last = at + 1 == parts.len();
        let (branch, below) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        writeln!(text, "{indent}{branch}{}", line(part)?).expect("a string takes any text");
        branches(text, &part.parts, &format!("{indent}{below}"), line)?;
    }
    Ok(())
}

/// The words of a fact, its values filled in.
fn words(derivation: &Derivation, catalogue: &Catalogue) -> Result<String, Diagnostic> {
    let known: Vec<_> = derivation.values.keys().copied().collect();
    let number = match derivation.values.get("n") {
        Some(Value::Plain(number)) => Some(number.clone()),
        Some(Value::Figure(figure)) => Some(figure.to_string()),
        _ => None,
    };
    let value =
        |name: &str| derivation.values.get(name).map(|value| shown(value, catalogue)).transpose();
    catalogue.fill(derivation.fact, number.as_deref(), &known, value)
}

/// A value as a person reads it.
fn shown(value: &Value, catalogue: &Catalogue) -> Result<String, Diagnostic> {
    let in_language = |text: &Text| {
        let words = text.get(catalogue.language).or_else(|| text.iter().next().map(|(_, it)| it));
        words.unwrap_or_default().to_owned()
    };
    Ok(match value {
        Value::Plain(text) => text.clone(),
        Value::Figure(figure) => figure.typeset(),
        Value::Exact(ExactValue(exact)) => match exact.written() {
            (decimal, None) => decimal,
            (decimal, Some(fraction)) => {
                catalogue.with("exact", &[("decimal", &decimal), ("fraction", &fraction)])?
            }
        },
        Value::Step(ExactValue(exact)) => match exact.written() {
            (decimal, None) => decimal,
            (decimal, Some(_)) => catalogue.with("about", &[("decimal", &decimal)])?,
        },
        Value::Text(text) | Value::Named { name: text, .. } => in_language(text),
        Value::Other { id, name } => {
            catalogue.with("another", &[("id", id), ("name", &in_language(name))])?
        }
        Value::Group { group } => catalogue.with("group", &[("group", group)])?,
        Value::Mark { name, mark, .. } => {
            let (name, mark) = (in_language(name), mark.to_string());
            catalogue.with("mark", &[("name", &name), ("mark", &mark)])?
        }
        Value::Scope(values) if values.is_empty() => catalogue.with("everywhere", &[])?,
        Value::Scope(values) => joined(values, "scope-separator", catalogue)?,
        Value::List(values) => joined(values, "separator", catalogue)?,
        Value::Mean(terms) => mean(terms, catalogue)?,
    })
}

/// Several values, with what stands between them.
fn joined(values: &[Value], between: &str, catalogue: &Catalogue) -> Result<String, Diagnostic> {
    let values: Result<Vec<_>, _> = values.iter().map(|value| shown(value, catalogue)).collect();
    Ok(values?.join(&catalogue.with(between, &[])?))
}

/// A weighted mean in full: `(90×10 + 89×20) ÷ 30`; without weights, if they are all 1. What is cut short is
/// marked; where the mean is not, it stands as a fraction, so that the formula holds.
fn mean(terms: &[Term], catalogue: &Catalogue) -> Result<String, Diagnostic> {
    let one = Number::from(1);
    let plain = terms.iter().all(|term| term.weight == one);
    let parts = terms.iter().map(|term| (term.weight, &term.value.0));
    let exact = Exact::weighted_mean(parts).is_some_and(|mean| mean.written().1.is_none());
    let shown = |term: &Term| {
        let value = match term.value.0.written() {
            (_, Some(fraction)) if exact => fraction,
            (decimal, Some(_)) => catalogue.with("about", &[("decimal", &decimal)])?,
            (decimal, None) => decimal,
        };
        Ok(if plain { value } else { format!("{value}×{}", term.weight) })
    };
    let weights = terms.iter().map(|term| Exact::from(term.weight));
    let (weight, _) = weights.fold(Exact::zero(), |sum, weight| &sum + &weight).written();
    let shown: Vec<_> = terms.iter().map(shown).collect::<Result<_, Diagnostic>>()?;
    Ok(match shown.as_slice() {
        [term] => format!("{term} ÷ {weight}"),
        terms => format!("({}) ÷ {weight}", terms.join(" + ")),
    })
}

/// Where a fact was read: the file within its season, and the row.
fn source_of(derivation: &Derivation, season: &str) -> String {
    let Some(Origin { file, row }) = &derivation.source else {
        return String::new();
    };
    let within = |folder: &str| file.strip_prefix(folder)?.strip_prefix('/');
    // History stands beside the folders of the seasons.
    let file = within(season).or_else(|| within(folder(season))).unwrap_or(file);
    format!("  {SOURCE}{file}:{row}{SOURCE:#}")
}

/// The folder of a file or folder, as it is named.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

//! What is wrong with a page can often be measured.

use std::fs;

use crate::facts::{Run, facts, pages};
use crate::han::HongKong;
use crate::hard::pdfs;
use crate::overlap::{Page, overlaps};
use crate::picture::poppler;
use crate::run::sample;

/// The margins that a report keeps at its sides, 12 mm, and above and below, where its running head
/// and foot stand, the 5 mm that a printer cannot reach; in points.
const MARGINS: (f64, f64) = (34.0, 14.2);

/// Asserts that nothing is complained of, and that something was looked at.
#[track_caller]
fn clean(complaints: Vec<String>, looked_at: usize) {
    assert!(looked_at > 100, "only {looked_at} documents were built");
    let count = complaints.len();
    let some = complaints.into_iter().take(40).collect::<Vec<_>>().join("\n");
    assert!(count == 0, "{count} faults, among them:\n{some}");
}

#[test]
fn every_document_has_a_title_and_a_language() {
    let mut complaints = Vec::new();
    for (path, pdf) in pdfs() {
        let facts = facts(pdf);
        if facts.title.trim().is_empty() || facts.language != "zh-HK" {
            complaints.push(format!("{path}: title `{}`, `{}`", facts.title, facts.language));
        }
    }
    clean(complaints, pdfs().count());
}

#[test]
fn every_han_character_is_one_of_hong_kong() {
    let hong_kong = HongKong::new();
    let mut complaints = Vec::new();
    for (path, pdf) in pdfs() {
        for (page, runs) in (1..).zip(pages(pdf)) {
            for run in runs {
                let strangers = hong_kong.strangers(&run.text);
                if !strangers.is_empty() {
                    complaints.push(format!("{path}, page {page}: {strangers:?} in {}", run.text));
                }
            }
        }
    }
    clean(complaints, pdfs().count());
    for language in ["zh", "en"] {
        let catalogue = sample("templates/messages").join(language).with_extension("toml");
        let words = fs::read_to_string(catalogue).expect("the catalogue is there");
        assert_eq!(hong_kong.strangers(&words), [].into(), "{language}");
    }
}

/// An apostrophe of the Chinese font is as wide as a Chinese character. Before `+` stand letters of
/// no meaning, which may be any.
fn has_wide_apostrophe(run: &Run) -> bool {
    let chinese = run.font.rsplit('+').next().is_some_and(|font| font.contains("HK"));
    let after_latin = |at: usize| run.text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    let curly = run.text.char_indices().any(|(at, c)| c == '’' && after_latin(at));
    run.text.contains('＇') || (curly && chinese)
}

#[test]
fn no_apostrophe_is_as_wide_as_a_chinese_character() {
    let mut complaints = Vec::new();
    for (path, pdf) in pdfs() {
        for run in pages(pdf).iter().flatten().filter(|run| has_wide_apostrophe(run)) {
            complaints.push(format!("{path}: {} in {}", run.text, run.font));
        }
    }
    clean(complaints, pdfs().count());
}

#[test]
fn no_word_leaves_the_page_or_lies_on_another() {
    let mut complaints = Vec::new();
    for (path, pdf) in pdfs() {
        let Some(output) = poppler("pdftotext", &["-bbox"], pdf, &["-"]) else { return };
        let margins = if path.contains("/reports/") { MARGINS } else { (0.0, 0.0) };
        // A title beyond the basic plane comes out broken.
        for (number, page) in (1..).zip(Page::all(&String::from_utf8_lossy(&output.stdout))) {
            let place = format!("{path}, page {number}");
            let outside = page.words.iter().filter(|word| !page.holds(word, margins));
            complaints.extend(outside.map(|word| format!("{place}: `{}` is outside", word.text)));
            for (one, other) in overlaps(&page.words) {
                complaints.push(format!("{place}: `{}` lies on `{}`", one.text, other.text));
            }
        }
    }
    clean(complaints, pdfs().count());
}

//! The catalogues of messages: what a language lacks, what nothing uses, what templates ask for.

use std::fs;
use std::path::Path;

use crate::common::{Run, Season};

/// A season beside a folder of templates of its own, with one text in place of another in some.
fn with(changes: &[(&str, &str, &str)]) -> Run {
    let mut season = Season::new();
    for (template, from, to) in changes {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(template);
        let text = fs::read_to_string(own).expect("a template");
        assert!(text.contains(from), "`{from}` is in {template}");
        season = season.write(&format!("../templates/{template}"), text.replacen(from, to, 1));
    }
    season.check()
}

/// What is said of a line of a template, part of it underlined.
fn said(message: &str, (template, wrong): (&str, &str), text: &str, help: &str) -> String {
    let found = text.lines().enumerate().find(|(_, line)| line.contains(wrong));
    let (at, line) = found.expect("a line with it");
    let (number, position) = (at + 1, line.find(wrong).expect("there") + 1);
    let bar = " ".repeat(number.to_string().len());
    let marks = format!("{}{}", " ".repeat(position - 1), "^".repeat(width(wrong)));
    format!(
        "
error: {message}
{bar}--> templates/{template}:{number}:{position}
{bar} |
{number} | {line}
{bar} | {marks}
{bar} |
{bar} = help: {help}

1 error, no warnings; nothing was written
"
    )
}

/// How wide a text stands in a terminal: Chinese takes two columns a character.
fn width(text: &str) -> usize {
    text.chars().map(|c| if u32::from(c) > 0x2e7f { 2 } else { 1 }).sum()
}

fn standing(template: &str) -> String {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(template);
    fs::read_to_string(own).expect("a template")
}

#[test]
fn a_message_that_a_language_lacks() {
    let zh = "messages/zh.toml";
    let words = standing(zh);
    let panel = words.lines().find(|line| line.starts_with("panel = ")).expect("the words");
    let english = standing("messages/en.toml");
    let own = english.lines().find(|line| line.starts_with("panel = ")).expect("the words");
    let message = "the message `certificate.panel` is missing in language `en`";
    let help = "add it to templates/messages/en.toml";
    let run = with(&[("messages/en.toml", &format!("{own}\n"), "")]);
    run.fails(&said(message, (zh, panel), &words, help));
}

#[test]
fn a_table_that_a_language_lacks_is_named_once() {
    let en = "messages/en.toml";
    let words = standing(en);
    let first = words.split_once("[secretariat.sheet]\n").expect("the table").1;
    let first = first.split("\n\n").next().expect("its words").lines().min().expect("words");
    let message = "the message `secretariat.sheet` is missing in language `zh`";
    let help = "add it to templates/messages/zh.toml";
    let chinese = standing("messages/zh.toml");
    let (_, rest) = chinese.split_once("[secretariat.sheet]\n").expect("the table");
    let table = format!("[secretariat.sheet]\n{}", rest.split("\n[").next().expect("its words"));
    let first = first.to_owned();
    let run = with(&[("messages/zh.toml", &table, "")]);
    run.fails(&said(message, (en, &first), &words, help));
}

#[test]
fn a_message_that_nothing_uses() {
    let help = "delete it, or name it in a template";
    for (table, key) in [("terms", "old-word"), ("report.table", "raeson"), ("site", "old_words")] {
        let (from, line) = (format!("[{table}]\n"), format!("{key} = \"Old\""));
        let to = format!("{from}{line}\n");
        let words = standing("messages/en.toml").replacen(&from, &to, 1);
        let message = format!("nothing uses the message `{table}.{key}`");
        let run = with(&[("messages/en.toml", &from, &to)]);
        run.fails(&said(&message, ("messages/en.toml", &line), &words, help));
    }
}

#[test]
fn a_message_that_no_language_has() {
    for (template, from, to, key, near) in [
        (
            "parts/tables.typ",
            "report.table.reason",
            "report.table.raeson",
            "",
            "report.table.reason",
        ),
        ("site/parts/contact.html", "t.telephone", "t.telefone", "site.", "site.telephone"),
        ("certificate.typ", "certificate.panel", "novelty.panel", "", ""),
    ] {
        let text = standing(template).replacen(from, to, 1);
        let wrong = to.trim_start_matches("t.");
        let message = format!("no language has the message `{key}{wrong}`");
        let help = match near {
            "" => "add it to the catalogue of each language".to_owned(),
            near => format!("did you mean `{near}`?"),
        };
        with(&[(template, from, to)]).fails(&said(&message, (template, wrong), &text, &help));
    }
}

#[test]
fn a_message_of_which_no_language_has_either_form() {
    let (template, from, to) = ("site/programme.html", "\"validity_line\"", "\"validty_line\"");
    let text = standing(template).replacen(from, to, 1);
    let forms = ["one", "other"].map(|form| {
        let message = format!("no language has the message `site.validty_line_{form}`");
        let help = format!("did you mean `site.validity_line_{form}`?");
        said(&message, (template, to.trim_matches('"')), &text, &help)
    });
    let one = forms[0].replace("\n1 error, no warnings; nothing was written\n", "");
    let both = one + &forms[1].replace("1 error,", "2 errors,");
    with(&[(template, from, to)]).fails(&both);
}

#[test]
fn what_stands_in_braces_in_one_language_alone() {
    let zh = "messages/zh.toml";
    let words = standing(zh).replacen("{pages}", "{page}", 1);
    let line = words.lines().find(|line| line.matches("{page}").count() == 2).expect("a line");
    let message = "the message `report.foot.page` names `{pages}` in templates/messages/en.toml, \
                   not in templates/messages/zh.toml";
    let help = "write `{pages}` in both, or in neither";
    let run = with(&[(zh, "{pages}", "{page}")]);
    run.fails(&said(message, (zh, line), &words, help));
}

#[test]
fn what_stands_in_braces_in_every_language_and_is_nothing() {
    let languages = ["zh", "en"];
    let files = languages.map(|language| format!("messages/{language}.toml"));
    let changes = files.each_ref().map(|file| (file.as_str(), "{pages}", "{paegs}"));
    let run = with(&changes);
    let error = "error: nothing fills in `{paegs}`, which the message `report.foot.page` names / \
                 = help: did you mean `{pages}`?";
    assert_eq!(run.errors(), format!("{error} / {error}"));
}

#[test]
fn what_a_template_of_the_same_folder_gives_may_stand_in_braces() {
    let call = "words(\"report.foot.page\", page: page, pages: pages)";
    let template = "parts/page.typ";
    let given = call.replace("pages: pages", "pages: pages, of: pages");
    let changes = ["zh", "en"].map(|language| format!("messages/{language}.toml"));
    let [zh, en] = changes.each_ref().map(|file| (file.as_str(), "{pages}", "{of}"));
    with(&[zh, en, (template, call, &given)]).passes();
}

#[test]
fn a_language_without_a_catalogue() {
    let mut season = Season::new().remove("mark");
    let tables = ["participants", "assessments", "comments", "deductions"];
    let tables = tables.map(|table| format!("2026/{table}.csv"));
    let settings = ["programme.toml", "2026/season.toml"].map(str::to_owned);
    for file in tables.into_iter().chain(settings) {
        let file = format!("demo/{file}");
        let text = season.read(&file).replace("zh = ", "yue = ").replace("_zh", "_yue");
        season = season.write(&file, text.replace("\"zh\"", "\"yue\""));
    }
    let season = season.rule("[site]\nbase_url = \"https://clouds.example\"");
    season.check().fails(
        "
error: language `yue` has no catalogue of messages
--> templates/messages/yue.toml
 = help: add one with the keys of another, or correct `languages` of the programme

1 error, no warnings; nothing was written
",
    );
}

#[test]
fn words_in_curly_quotes() {
    let run = with(&[("messages/zh.toml", "stream = \"評審組別\"", "stream = “評審組別”")]);
    let help = "a message is `key = \"…\"`, its words in straight quotes";
    assert!(run.errors().ends_with(&format!(" / = help: {help}")), "{}", run.errors());
}

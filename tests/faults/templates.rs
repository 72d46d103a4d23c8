//! What a programme has of its own in place of standing templates and words.

use crate::common::Season;

const WORDS: &str = "demo/templates/messages/en.toml";

#[test]
fn a_template_of_the_site() {
    Season::new().write("demo/templates/site/home.html", "").check().fails(
        "
error: the site is one for all programmes, and takes no template of one
--> data/demo/templates/site/home.html
 = help: move it to the folder of templates, or delete it

1 error, no warnings; nothing was written
",
    );
}

#[test]
fn a_file_that_takes_the_place_of_nothing() {
    Season::new().write("demo/templates/parts/tehme.typ", "").check().warns(
        "
warning: it takes the place of no template, and no template names it
--> data/demo/templates/parts/tehme.typ
 = help: did you mean `parts/theme.typ`?

no errors, 1 warning
",
    );
    let own = Season::new()
        .write("demo/templates/parts/seal.typ", "#import \"crest.typ\": seal\n")
        .write("demo/templates/parts/crest.typ", "#let seal(..) = none\n")
        .write("demo/templates/#draft.typ", "");
    own.check().passes();
}

#[test]
fn a_template_that_does_not_work() {
    Season::new().write("demo/templates/certificate.typ", "\n#job.nonsense\n").check().fails(
        "
error: unknown variable: job
 --> data/demo/templates/certificate.typ:2:2
  |
2 | #job.nonsense
  |  ^^^

1 error, no warnings; nothing was written
",
    );
}

#[test]
fn a_font_that_there_is_not() {
    let template = "#set text(font: (\"Noto Sans\", \"Comic Sans MS\"))\n";
    Season::new().write("demo/templates/certificate.typ", template).check().fails(
        "
error: unknown font family: comic sans ms
 --> data/demo/templates/certificate.typ:1:17
  |
1 | #set text(font: (\"Noto Sans\", \"Comic Sans MS\"))
  |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: name one that is there, or put its file into a folder of fonts and name that by --fonts

1 error, no warnings; nothing was written
",
    );
}

#[test]
fn words_that_there_are_not() {
    let words =
        "[certificate]\npanell = \"Jury\"\n[report]\nfacts = \"Facts\"\n[novelty]\nx = \"\"\n";
    Season::new().write(WORDS, words).check().fails(
        "
error: there is no message `certificate.panell`
 --> data/demo/templates/messages/en.toml:2:1
  |
2 | panell = \"Jury\"
  | ^^^^^^
  |
  = help: did you mean `certificate.panel`?

error: there is no message `novelty`
 --> data/demo/templates/messages/en.toml:5:2
  |
5 | [novelty]
  |  ^^^^^^^
  |
  = help: take it out: only words that there are can be changed

error: the message `report.facts` is of another kind
 --> data/demo/templates/messages/en.toml:4:1
  |
4 | facts = \"Facts\"
  | ^^^^^
  |
  = help: write it as the standing catalogue does

3 errors, no warnings; nothing was written
",
    );
}

#[test]
fn words_in_a_language_that_has_no_catalogue() {
    Season::new().write("demo/templates/messages/fr.toml", "").check().fails(
        "
error: there is no standing catalogue whose words it could change
--> data/demo/templates/messages/fr.toml
 = help: name it as one of `messages/en.toml`, `messages/zh.toml`; the whole catalogue of another \
language belongs in the folder of templates

1 error, no warnings; nothing was written
",
    );
}

#[test]
fn words_that_name_what_is_not_filled_in() {
    let words = "[certificate.awarded]\naward = \"in the year {year}\"\n";
    Season::new().write(WORDS, words).check().fails(
        "
error: the message `certificate.awarded.award` names `{year}` in data/demo/templates/messages/en.toml, \
not in templates/messages/en.toml
 --> data/demo/templates/messages/en.toml:2:1
  |
2 | award = \"in the year {year}\"
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `{year}` in both, or in neither

1 error, no warnings; nothing was written
",
    );
    // What is left out in one language is left out in the other.
    let season = Season::new().write(WORDS, "[certificate.awarded]\naward = \"for\"\n");
    season
        .write("demo/templates/messages/zh.toml", "[certificate.awarded]\naward = \"特頒\"\n")
        .check()
        .passes();
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_data_directory() {
    let said = |path: &str, itself: &str| {
        format!(
            "
error: a link that leads out of its folder is not followed
--> data/demo/{path}
 = help: put the {itself} itself here

1 error, no warnings; nothing was written
"
        )
    };
    let elsewhere = env!("CARGO_MANIFEST_DIR");
    let season = Season::new().link("demo/templates/report.typ", elsewhere, "templates/report.typ");
    season.check().fails(&said("templates/report.typ", "file"));
    let season = Season::new().link("demo/templates", elsewhere, "templates");
    season.check().fails(&said("templates", "folder"));
}

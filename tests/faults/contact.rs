//! How the awarding body is reached: what is printed and linked leads somewhere.

use crate::PROGRAMME;
use crate::common::Season;

#[test]
fn a_contact_that_leads_nowhere() {
    let errors = Season::new()
        .replace(PROGRAMME, "0000 0000", "ask us")
        .replace(PROGRAMME, "office@clouds.example", "office at clouds.example")
        .replace(PROGRAMME, "website = \"clouds.example\"", "website = \"our site\"")
        .check()
        .errors();
    let said = "error: `office at clouds.example` is not an email address / = help: write one, such as \
                office@awards.example / error: `our site` is not the address of a web site / = help: \
                write it as www.awards.example / error: `ask us` is not a telephone number / = help: \
                write it as it is to be printed, such as 3966 2852";
    assert_eq!(errors, said);
}

#[test]
fn a_website_may_say_how_it_is_reached_and_where_its_pages_are() {
    for website in [
        "https://clouds.example",
        "clouds.example/awards/",
        "雲.example",
        "a.example:8080/b?c",
        "HTTPS://a.example",
    ] {
        let written = format!("website = \"{website}\"");
        Season::new().replace(PROGRAMME, "website = \"clouds.example\"", &written).check().passes();
    }
    for website in ["", "clouds", "a@clouds.example", "clouds..example", "https://", ".example"] {
        let written = format!("website = \"{website}\"");
        let errors = Season::new()
            .replace(PROGRAMME, "website = \"clouds.example\"", &written)
            .check()
            .errors();
        assert!(errors.contains("is not the address of a web site"), "{website}: {errors}");
    }
}

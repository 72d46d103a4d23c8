//! What a template may read: the folder of templates, its job and the fonts; nothing else of the machine.

use std::fs;

use crate::run::{Place, text};
use crate::season::plaudit;

const SECRET: &str = "zq-the-secret-of-this-machine";

/// A template that reaches for something, and what is said of it; the secret lies beside the folder, in the data
/// and in the environment.
fn refused(template: &str, source: &str) -> String {
    let place = Place::with("tests/fixtures/season");
    let path = place.path("templates").join(template);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    fs::write(path, source).expect("writable");
    for file in ["secret.txt", "data/secret.txt", "data/demo/secret.txt", "secret.html"] {
        fs::write(place.path(file), SECRET).expect("writable");
    }
    let mut check = plaudit(&place, "data", &["check"]);
    let output = check.env("SECRET", SECRET).output().expect("it starts");
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{source}: {said}");
    let name = template.rsplit('/').next().unwrap_or_default();
    assert!(said.contains(name), "{source}: {said}");
    assert!(!said.contains(SECRET), "{source}: {said}");
    said
}

#[test]
fn a_document_reads_no_other_file_no_package_and_no_clock() {
    for source in [
        "#read(\"../secret.txt\")",
        "#read(\"/../secret.txt\")",
        "#read(\"../../../../../../../../etc/passwd\")",
        "#read(\"/etc/passwd\")",
        "#read(\"/data/secret.txt\")",
        "#read(\"data/demo/secret.txt\")",
        "#read(\"file:///etc/passwd\")",
        "#image(\"/etc/passwd\", format: \"svg\")",
        "#csv(\"../data/demo/2026/entries.csv\")",
        "#include \"../secret.txt\"",
        "#import \"/etc/passwd\": x",
        "#import \"@preview/cetz:0.3.0\"",
        "#import \"@local/own:0.1.0\"",
        "#plugin(\"/etc/passwd\")",
        "#sys.inputs.at(\"SECRET\")",
        "#datetime.today()",
    ] {
        refused("report.typ", source);
    }
}

#[test]
fn a_page_includes_no_other_file_and_asks_for_no_environment() {
    for source in [
        "{% include \"../../secret.txt\" %}",
        "{% include \"../secret.html\" %}",
        "{% include \"/etc/passwd\" %}",
        "{% extends \"../../secret.html\" %}",
        "{{ get_env(name=\"SECRET\") }}",
        "{{ load_data(path=\"../../secret.txt\") }}",
        "{{ now() }}",
    ] {
        refused("site/home.html", source);
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_of_templates_is_refused() {
    let place = Place::with("tests/fixtures/season");
    fs::create_dir_all(place.path("templates/parts")).expect("a new folder");
    fs::write(place.path("secret.txt"), SECRET).expect("writable");
    let link = place.path("templates/parts/words.txt");
    std::os::unix::fs::symlink(place.path("secret.txt"), link).expect("linked");
    let output = plaudit(&place, "data", &["check"]).output().expect("it starts");
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let error = "error: a link that leads out of its folder is not followed\n--> \
                 templates/parts/words.txt\n = help: put the file itself here\n";
    assert!(said.contains(error), "{said}");
}

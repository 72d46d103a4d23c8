//! The site as browsers, search engines and validators see it: the sample's, served below the path of
//! its address. `.ci/web/README.md` says which tools judge it and how to install them.

#[path = "../build/run.rs"]
#[allow(dead_code, reason = "these tests build one site")]
mod run;

mod awaited;
mod browser;
mod heads;
mod lighthouse;
mod markup;
mod server;
mod site;
mod tools;
mod validators;

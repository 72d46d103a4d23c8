//! The site as browsers, search engines and validators see it: the sample's, served below the path of
//! its address. `.ci/web/README.md` says which tools judge it and how to install them.

#[path = "../common/run.rs"]
mod run;
#[path = "../common/signed.rs"]
mod signed;
#[path = "../common/today.rs"]
mod today;
#[path = "../common/tool.rs"]
mod tool;

mod browser;
mod credentials;
mod heads;
mod lighthouse;
mod markup;
mod scripts;
mod server;
mod site;
mod tools;
mod validators;

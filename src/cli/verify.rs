//! Checking what was handed out: credentials by their signatures, other files by the manifest.

use std::path::Path;

use plaudit::diagnostics::{Diagnostic, Diagnostics, MachineError, Place};
use plaudit::load::read_given;
use plaudit::model::Day;
use plaudit::plan::hex;
use plaudit::proof::{self, Fault, Found, Trust};
use plaudit::write::Manifest;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::arguments::VerifyOptions;
use super::common::Common;
use super::{Failure, say};

/// Checks each file, and says what was found of it.
pub(super) fn verify(common: &Common, options: &VerifyOptions) -> Result<(), Failure> {
    let mut problems = Diagnostics::default();
    let desk = Desk::new(common, options, &mut problems)?;
    let (mut said, mut unread, mut unclear) = (String::new(), Vec::new(), None);
    for path in &options.files {
        let bytes = match read_given(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                unread.push(error);
                continue;
            }
        };
        let found = match credential(&bytes) {
            Some(Ok(document)) => match desk.credential(path, &document, &mut problems) {
                Err(Failure::Usage(message)) => {
                    unclear.get_or_insert(message);
                    continue;
                }
                other => other?,
            },
            Some(Err(fault)) => Err(fault.at(place(path))),
            None => desk.built(path, &bytes)?,
        };
        match found {
            Ok(found) => said.push_str(&found),
            Err(problem) => problems.push(problem),
        }
    }
    say::print(&said)?;
    say::problems(&problems);
    if let Some(last) = unread.pop() {
        unread.iter().for_each(say::machine_error);
        unclear.into_iter().for_each(say::wrong_usage);
        return Err(last.into());
    }
    if let Some(message) = unclear {
        return Err(Failure::Usage(message));
    }
    if problems.has_errors() { Err(Failure::Data(problems)) } else { Ok(()) }
}

/// A JSON file that is meant as a credential; none if it is something else.
fn credential(bytes: &[u8]) -> Option<Result<Value, Diagnostic>> {
    let loose: Value = serde_json::from_slice(bytes).ok()?;
    let types = loose["type"].as_array().into_iter().flatten();
    let meant = types.clone().any(|one| one == "VerifiableCredential");
    (meant || loose.get("proof").is_some()).then(|| {
        proof::read(bytes).map_err(|fault| {
            Diagnostic::error(format!("the credential cannot be read in one way: {fault}"))
        })
    })
}

/// What files are checked by.
struct Desk<'a> {
    common: &'a Common,
    trust: Option<Trust>,
    /// The list of what was revoked, with its path.
    list: Option<(&'a Path, Value)>,
}

impl<'a> Desk<'a> {
    fn new(
        common: &'a Common,
        options: &'a VerifyOptions,
        problems: &mut Diagnostics,
    ) -> Result<Self, Failure> {
        let mut read = |path: &'a Path| -> Result<Option<Value>, MachineError> {
            let read = proof::read(&read_given(path)?);
            let fault = |fault| problems.push(not_json(path, fault));
            Ok(read.map_err(fault).ok())
        };
        let issuer = options.issuer.as_deref();
        let document = issuer.map(&mut read).transpose()?.flatten();
        let list = options.status.as_deref();
        let list = list.zip(list.map(&mut read).transpose()?.flatten());
        let mut trust = options.public_key.clone().map(Trust::Key);
        if let (Some(path), Some(document)) = (issuer, document) {
            match Trust::issuer(&document) {
                Ok(issuer) => trust = Some(issuer),
                Err(fault) => problems.push(not_json(path, fault)),
            }
        }
        if problems.has_errors() {
            say::problems(problems);
            return Err(Failure::Data(problems.clone()));
        }
        Ok(Self { common, trust, list })
    }

    /// What was found of a credential, or why it does not hold.
    fn credential(
        &self,
        path: &Path,
        document: &Value,
        problems: &mut Diagnostics,
    ) -> Result<Result<String, Diagnostic>, Failure> {
        let Some(trust) = &self.trust else {
            let issuer = document["issuer"]["id"].as_str().or(document["issuer"].as_str());
            let issuer = issuer.unwrap_or("the issuer's `issuer.json`");
            return Err(Failure::Usage(format!(
                "say whose signature you trust: save {} and name it with `--issuer FILE`, or name a \
                 key with `--public-key KEY`",
                plain(issuer)
            )));
        };
        let list = self.list.as_ref().map(|(_, list)| list);
        let found = match proof::verify(document, trust, list, self.common.as_of()) {
            Ok(found) => found,
            Err(fault) => return Ok(Err(self.describe(path, &fault))),
        };
        if let (None, Some(list)) = (found.listed, &found.list) {
            let message = "whether it was revoked was not looked up";
            let help = format!("save {}, and name it with `--status FILE`", plain(list));
            problems.push(Diagnostic::warning(message).at(place(path)).help(help));
        }
        Ok(Ok(told(path, document, &found)))
    }

    /// Why a credential does not hold, as a person reads it.
    fn describe(&self, path: &Path, fault: &Fault) -> Diagnostic {
        let of_list = self.list.as_ref().map_or(path, |(path, _)| path);
        let (message, help) = match fault {
            Fault::Unsigned => (
                "it is not signed".to_owned(),
                "ask for the credential itself: a copy without its `proof` is worth nothing".into(),
            ),
            Fault::Form(reason) => {
                (format!("it cannot be checked: {reason}"), "ask its issuer".to_owned())
            }
            Fault::OtherIssuer(id) => (
                format!("it is of another issuer, `{id}`"),
                "only if you trust that one too, name its `issuer.json`".to_owned(),
            ),
            Fault::ForeignKey(method) => (
                format!("it is signed with a key that is not the issuer's, `{method}`"),
                "whoever made it, it was not the issuer; or its keys have changed: save its \
                 `issuer.json` anew"
                    .to_owned(),
            ),
            Fault::Changed => (
                "it was changed after it was signed".to_owned(),
                "do not believe it; its issuer publishes it as it was signed".to_owned(),
            ),
            Fault::Early(day) => {
                (format!("it is in force from {day} on, and not yet"), look(self.common.as_of()))
            }
            Fault::Expired(day) => (format!("it expired on {day}"), look(self.common.as_of())),
            Fault::Revoked(day) => (
                format!("it was revoked, by the list of {day}"),
                "its page on the issuer's site says since when".to_owned(),
            ),
            Fault::OtherList(id) => {
                let message = "the list of what was revoked is another than it names".to_owned();
                return Diagnostic::error(message)
                    .at(place(of_list))
                    .help(format!("save {}, and name it with `--status FILE`", plain(id)));
            }
            Fault::List(fault) => {
                let mut problem = self.describe(of_list, fault);
                problem.message =
                    format!("the list of what was revoked does not hold: {}", problem.message);
                return problem;
            }
        };
        Diagnostic::error(plain(&message)).at(place(path)).help(help)
    }

    /// Whether a file is one that was built.
    fn built(&self, path: &Path, bytes: &[u8]) -> Result<Result<String, Diagnostic>, Failure> {
        let output = &self.common.output;
        let (manifest, name) = (Manifest::of(output)?, output.join("manifest.json"));
        let (hash, name) = (hex(&Sha256::digest(bytes)), name.display());
        let mut files = manifest.files.iter();
        if let Some((built, _)) = files.find(|(_, record)| record.sha256 == hash) {
            let path = path.display();
            return Ok(Ok(format!(
                "`{path}` holds: it is `{built}` as it was built, by `{name}`\n"
            )));
        }
        let same_name = |built: &&String| {
            path.ends_with(built.as_str())
                || path.file_name().is_some_and(|own| Path::new(built).file_name() == Some(own))
        };
        if manifest.files.is_empty() {
            let help = "name the folder that it was built into with --output";
            let problem = Diagnostic::error(format!("there is no `{name}` to check it by"));
            return Ok(Err(problem.at(place(path)).help(help)));
        }
        let message = match manifest.files.keys().find(same_name) {
            Some(_) => {
                format!("it was changed after it was built, or is of another build than `{name}`")
            }
            None => format!("it is none of the files that `{name}` names"),
        };
        let help = format!("its sha256 is {hash}");
        Ok(Err(Diagnostic::error(message).at(place(path)).help(help)))
    }
}

/// What a file says, which may come from anybody, without what a terminal would obey.
fn plain(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).collect()
}

fn look(as_of: Day) -> String {
    format!("it was looked at as of {as_of}; --as-of names another day")
}

fn place(path: &Path) -> Place {
    Place::file(path.to_string_lossy())
}

fn not_json(path: &Path, fault: String) -> Diagnostic {
    let message = format!("the file is not what it should be: {fault}");
    Diagnostic::error(message).at(place(path)).help("save it anew from the issuer's site")
}

/// A credential that holds, in a few lines.
fn told(path: &Path, document: &Value, found: &Found) -> String {
    let subject = &document["credentialSubject"];
    let achievement = &subject["achievement"];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let join = |parts: Vec<String>, between: &str| {
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(between)
    };
    let what = [&subject["licenseNumber"], &achievement["name"], &achievement["specialization"]];
    let what = match subject["type"].as_str() {
        Some("BitstringStatusList") => "the list of what was revoked".to_owned(),
        _ => join(what.map(text).to_vec(), ", "),
    };
    let names = subject["identifier"].as_array().into_iter().flatten();
    let names = join(names.map(|one| text(&one["identityHash"])).collect(), " / ");
    let issuer = text(&document["issuer"]["name"]);
    let day = |day: Option<Day>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
    let mut said = format!("`{}` holds: {}\n", path.display(), plain(&what));
    for (label, words) in [
        ("of", names),
        ("by", join(vec![issuer, found.key.to_string()], ", ")),
        ("signed", day(found.signed)),
        (
            "in force",
            match found.until {
                Some(until) => format!("from {} to {until}", day(found.from)),
                None => format!("from {} on", day(found.from)),
            },
        ),
        (
            "revoked",
            found.listed.map_or_else(String::new, |day| format!("no, by the list of {day}")),
        ),
    ] {
        if !words.is_empty() {
            said.push_str(&format!("  {label:<9}{}\n", plain(&words)));
        }
    }
    said
}

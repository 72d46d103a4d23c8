//! Signing a programme: what is public of it becomes credentials.

use std::path::Path;

use plaudit::diagnostics::{Diagnostic, Diagnostics, Place};
use plaudit::load::{RECORD, read_secret, refuse_place};
use plaudit::model::{Programme, Signed};
use plaudit::plan::{self, NewKey, Signatures};
use plaudit::proof::SecretKey;
use plaudit::write::{replace, write_secret};

use super::arguments::SignOptions;
use super::common::Common;
use super::{Failure, Loaded, say, stop_at_errors};

/// Signs what is public of the one programme, or makes a key to do so.
pub(super) fn sign(common: &Common, options: &SignOptions) -> Result<(), Failure> {
    match (&options.key, &options.new_key) {
        (Some(key), _) => sign_with(common, key, options),
        (None, Some(file)) => new_key(common, file),
        (None, None) => Ok(()),
    }
}

fn new_key(common: &Common, file: &Path) -> Result<(), Failure> {
    let mut problems = Diagnostics::default();
    refuse_place(file, &common.handed_on(), &mut problems);
    stop_at_errors(&problems)?;
    let Some(key) = SecretKey::new() else {
        problems.push(Diagnostic::error("the system gives no random numbers for a key"));
        return stop_at_errors(&problems);
    };
    write_secret(file, &key.text())?;
    let (file, public) = (file.display(), key.public());
    say::print(&format!(
        "wrote a new key to `{file}`, which only you may read; keep a copy where nobody else is\n\
         its public half is {public}\n"
    ))?;
    Ok(())
}

fn sign_with(common: &Common, file: &Path, options: &SignOptions) -> Result<(), Failure> {
    if common.is_of_one_season() {
        let message = "a certificate may stand in several seasons: sign without `--season`";
        return Err(Failure::Usage(message.to_owned()));
    }
    let mut problems = Diagnostics::default();
    let key = read_secret(file, &common.handed_on(), &mut problems)?;
    stop_at_errors(&problems)?;
    let Some(key) = key.and_then(|text| SecretKey::read(&text)) else {
        let place = Place::file(file.to_string_lossy());
        let help = "name a file that `plaudit sign --new-key FILE` has written";
        problems.push(Diagnostic::error("the file holds no key to sign with").at(place).help(help));
        return stop_at_errors(&problems);
    };
    let loaded = Loaded::read(common, &mut problems)?;
    let all = loaded.results(common.as_of(), &mut problems);
    let programmes: Vec<_> = all.iter().map(|results| &*results.data.programme).collect();
    one_programme(&programmes)?;
    warn_of_plain_http(&programmes, &mut problems);
    let new = match (options.add_key, options.replace_key) {
        (true, _) => NewKey::Added,
        (_, true) => NewKey::Alone,
        _ => NewKey::Refused,
    };
    // Without results the data have errors of their own to show.
    let signed = if problems.has_errors() { None } else { Some(plan::sign(&all, &key, new)) };
    let signed = signed.and_then(|signed| signed.map_err(|problem| problems.push(problem)).ok());
    stop_at_errors(&problems)?;
    let signed = signed.expect("without a record there is an error");
    let folder = common.data.join(programmes[0].id.as_str());
    write(&folder.join(RECORD), signed, options.dry_run)
}

/// Each programme has an organiser and a key of its own.
fn one_programme(programmes: &[&Programme]) -> Result<(), Failure> {
    let mut ids: Vec<_> = programmes.iter().map(|programme| &programme.id).collect();
    ids.dedup();
    if ids.len() < 2 {
        return Ok(());
    }
    let choices: String = ids.iter().map(|id| format!("\n  --programme {id}")).collect();
    Err(Failure::Usage(format!("one programme is signed at a time; write one of{choices}")))
}

fn warn_of_plain_http(programmes: &[&Programme], problems: &mut Diagnostics) {
    let base = programmes.first().and_then(|programme| programme.site.base_url.as_ref());
    if base.is_some_and(|base| base.as_str().starts_with("http:")) {
        let message = "the issuer's address begins with `http:`: on the way, anybody could put another \
                       key in the place of yours";
        let help = "put the site on a server with `https:`, and sign then";
        problems.push(Diagnostic::warning(message).help(help));
    }
}

fn write(
    file: &Path,
    (record, counts): (Option<Signed>, Signatures),
    dry_run: bool,
) -> Result<(), Failure> {
    let name = file.display();
    let Some(record) = record else {
        let all = credentials(counts.all);
        say::print(&format!("{all} in `{name}`, all as they should be; nothing was written\n"))?;
        return Ok(());
    };
    let Signatures { new, again, revoked, all } = counts;
    let said = format!("{new} new, {again} anew, {revoked} revoked; {} in all", credentials(all));
    if dry_run {
        say::print(&format!("would sign: {said}; nothing was written\n"))?;
        return Ok(());
    }
    let mut text = serde_json::to_string_pretty(&record).expect("text and maps with text keys");
    text.push('\n');
    replace(file, text.as_bytes())?;
    say::print(&format!("signed: {said}, in `{name}`; build the site to publish them\n"))?;
    Ok(())
}

fn credentials(count: usize) -> String {
    format!("{} credential{}", say::thousands(count), if count == 1 { "" } else { "s" })
}

//! What a new user starts from.

use std::path::Path;

use plaudit::load::starter;
use plaudit::write::write_new;

use super::common::Common;
use super::{Failure, say};

/// Writes a sample season of both kinds of programme, and all templates.
pub(super) fn init(common: &Common, folder: &Path) -> Result<(), Failure> {
    for name in ["data", "templates"] {
        let there = folder.join(name);
        if there.symlink_metadata().is_ok() {
            let there = there.display();
            let help = "name a folder that has neither `data` nor `templates`";
            return Err(Failure::Usage(format!("`{there}` is there already: {help}")));
        }
    }
    // The results of last year's season are out, whatever day it is.
    write_new(folder, &starter(common.as_of().0.year() - 1))?;
    let here = folder == Path::new(".");
    let there = if here { String::new() } else { format!(", in `{}`", folder.display()) };
    let within = |name: &str| match here {
        true => name.to_owned(),
        false => folder.join(name).display().to_string(),
    };
    let (data, templates) = (within("data"), within("templates"));
    say::print(&format!(
        "wrote `{data}`, a sample season of an award and one of a certification, and `{templates}`\n\
         try them{there}:\n  plaudit check\n  plaudit watch\n\
         then put your own rules and tables in their place: `{data}/README.md` tells of each\n"
    ))?;
    Ok(())
}

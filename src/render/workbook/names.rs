//! The names of worksheets.

use std::collections::BTreeSet;

/// The names of worksheets that are taken, in lower case.
#[derive(Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// A name that a spreadsheet accepts and no other worksheet has.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        const LENGTH: usize = 31;
        let forbidden = |c: char| c.is_control() || "[]:*?/\\'".contains(c);
        let clean: String = wanted.chars().map(|c| if forbidden(c) { ' ' } else { c }).collect();
        let clean = clean.trim();
        // Spreadsheets keep the name `History` for themselves.
        let usable = !clean.is_empty() && !clean.eq_ignore_ascii_case("history");
        for number in 1.. {
            let suffix = if number == 1 && usable { String::new() } else { format!(" {number}") };
            let mut name = String::new();
            for c in clean.chars() {
                if (name.chars().chain([c])).map(char::len_utf16).sum::<usize>() + suffix.len()
                    > LENGTH
                {
                    break;
                }
                name.push(c);
            }
            let name = format!("{}{suffix}", name.trim_end()).trim().to_owned();
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
        }
        unreachable!("there are more numbers than sheets")
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn a_name_is_one_that_spreadsheets_take() {
        let mut names = Names::default();
        let long = "a".repeat(40);
        for (wanted, name) in [
            ("Rounds", "Rounds"),
            ("ROUNDS", "ROUNDS 2"),
            ("'a/b'", "a b"),
            ("[]:*?/\\", "1"),
            ("History", "History 1"),
            (&long, &"a".repeat(31)),
            (&long, &format!("{} 2", "a".repeat(29))),
            ("\u{20000}\u{20001}", "\u{20000}\u{20001}"),
        ] {
            assert_eq!(names.unique(wanted), name);
        }
    }
}

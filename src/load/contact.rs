//! Whether who reads of the awarding body can reach it.

use url::Url;

use super::programme::Check;
use crate::diagnostics::is_invisible;

impl Check<'_> {
    /// What is printed and linked on the site: addresses that lead nowhere, a number without a digit.
    pub(super) fn contact(&mut self) {
        let contact = &self.programme.contact;
        let general = contact.general_email.as_ref();
        let emails = [("email", Some(&contact.email)), ("general_email", general)];
        for (key, email) in emails {
            if let Some(email) = email.filter(|email| !is_email(email)) {
                let message = format!("`{email}` is not an email address");
                self.error(&["contact", key], message, "write one, such as office@awards.example");
            }
        }
        if !is_website(&contact.website) {
            let message = format!("`{}` is not the address of a web site", contact.website);
            self.error(&["contact", "website"], message, "write it as www.awards.example");
        }
        if !contact.telephone.contains(char::is_numeric) {
            let message = format!("`{}` is not a telephone number", contact.telephone);
            self.error(
                &["contact", "telephone"],
                message,
                "write it as it is to be printed, such as 3966 2852",
            );
        }
    }
}

/// Whether a text may be an email address. More is for the mail server to say.
pub(super) fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && is_host(host)
            && !host.contains('@')
            && !text.contains(|c: char| c.is_whitespace() || is_invisible(c))
    })
}

/// Whether a text is where a site stands, with or without `https://`.
fn is_website(text: &str) -> bool {
    let schemed = ["https", "http"].iter().find_map(|scheme| {
        let (written, bare) = text.split_once("://")?;
        written.eq_ignore_ascii_case(scheme).then_some(bare)
    });
    let bare = schemed.unwrap_or(text);
    let host = bare.split(['/', '?', '#', ':']).next().unwrap_or_default();
    !text.contains(|c: char| c.is_whitespace() || c == '@' || is_invisible(c))
        && is_host(host)
        && Url::parse(&format!("https://{bare}")).is_ok()
}

/// Whether a text is made of labels, two or more, with dots between.
fn is_host(text: &str) -> bool {
    text.contains('.') && text.split('.').all(|label| !label.is_empty())
}

//! Links of finished pages, the shortest way. Templates lead to everything from the root of the site, which is
//! simple to write, and on a page of many links a tenth of it.

/// A page in a folder of the site, `en/award/2026/`, with each link that begins at the root of the site (`../../../`)
/// made as short as it can be.
pub(super) fn shortened(page: &str, folder: &str) -> String {
    let folders: Vec<_> = folder.split_terminator('/').collect();
    if folders.is_empty() {
        return page.to_owned();
    }
    let root = format!("=\"{}", "../".repeat(folders.len()));
    let mut parts = page.split(&root);
    let mut short = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // What is not a link is read by a script.
        let is_link = short.ends_with(" href") || short.ends_with(" src");
        let link = &part[..part.find('"').unwrap_or(part.len())];
        let steps = link.split_inclusive('/').zip(&folders);
        let shared: Vec<_> = steps
            .map_while(|(step, folder)| (step.strip_suffix('/') == Some(*folder)).then_some(step))
            .filter(|_| is_link)
            .collect();
        short += "=\"";
        short += &"../".repeat(folders.len() - shared.len());
        let rest = &part[shared.concat().len()..];
        if shared.len() == folders.len() && rest.starts_with('"') {
            short += "./";
        }
        short += rest;
    }
    short
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_link_leaves_no_folder_that_it_comes_back_to() {
        for (link, short) in [
            ("../../../zh/award/2026/", "../../../zh/award/2026/"),
            ("../../../en/award/2026/", "./"),
            ("../../../en/award/2026/#roll", "#roll"),
            ("../../../en/award/2025/", "../2025/"),
            ("../../../en/award/", "../"),
            ("../../../en/awards/", "../../awards/"),
            ("../../../en/", "../../"),
            ("../../../", "../../../"),
            ("../../../assets/a.js", "../../../assets/a.js"),
            ("#main", "#main"),
        ] {
            let page = |link: &str| format!("<a class=\"x\" href=\"{link}\">../../../en/</a>");
            assert_eq!(shortened(&page(link), "en/award/2026/"), page(short));
        }
    }

    #[test]
    fn what_scripts_read_stays_as_it_is() {
        let page = "<p data-base=\"../en/\"><script src=\"../en/a.js\"></script>";
        let short = "<p data-base=\"../en/\"><script src=\"a.js\"></script>";
        assert_eq!(shortened(page, "en/"), short);
        assert_eq!(shortened(page, ""), page);
    }
}

//! The public site as a programme's file describes it.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};
use url::{Host, ParseError, Url};

use super::schema::inline_schema;

/// The public site, which all programmes of a data directory share.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SiteSettings {
    /// The address at which the webmaster puts the site, with any path, such as
    /// `https://results.example/awards`; all programmes of the data directory have the same one. The QR
    /// code of a certificate leads there. Default: none, which leaves certificates without a QR code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_url: Option<BaseUrl>,
}

/// The address of a site: `http` or `https`, a host and perhaps a path, all in ASCII, without `/` at
/// its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct BaseUrl(String);

/// Why a text is not a [`BaseUrl`], as a part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidBaseUrl(String);

impl fmt::Display for InvalidBaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidBaseUrl {}

impl BaseUrl {
    /// The most bytes of an address. With the longest programme and the longest number it still fits a
    /// QR code, of a size that a phone reads.
    pub const MOST: usize = 120;

    /// The address as text, without `/` at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it leads whoever follows it to a machine of their own, as that of a trial does.
    pub fn is_loopback(&self) -> bool {
        Url::parse(&self.0).is_ok_and(|url| match url.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        })
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for BaseUrl {
    type Err = InvalidBaseUrl;

    /// Stricter than a browser, which mends what it is given: this address is printed, and has to be
    /// what its author meant.
    fn from_str(text: &str) -> Result<Self, InvalidBaseUrl> {
        let invalid = |reason: &str| Err(InvalidBaseUrl(reason.to_owned()));
        if text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\') {
            return invalid("it has a space or a backslash");
        }
        let lower = text.to_ascii_lowercase();
        let rest = ["https://", "http://"].iter().find_map(|start| lower.strip_prefix(start));
        let Some(rest) = rest else {
            return invalid("it does not begin with https:// or http://");
        };
        if rest.starts_with('/') {
            return invalid("it names no host");
        }
        let url = match Url::parse(text) {
            Ok(url) => url,
            Err(ParseError::EmptyHost) => return invalid("it names no host"),
            Err(error) => return invalid(&format!("it cannot be read: {error}")),
        };
        if let Some(reason) = unclear(text, &url) {
            return Err(InvalidBaseUrl(reason));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return invalid("it names a user, which would be printed");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return invalid("it goes on with `?` or `#`, after which no page can be named");
        }
        let last = url.path().to_ascii_lowercase();
        if last.ends_with(".html") || last.ends_with(".htm") {
            return invalid("it is that of a page: end it where the folder of the site does");
        }
        let address = url.as_str().trim_end_matches('/');
        if address.len() > Self::MOST {
            return invalid("it is too long for a QR code that every phone reads");
        }
        Ok(Self(address.to_owned()))
    }
}

/// Why an address would be printed otherwise than it is written: a browser mends more than the case of
/// a host and its punycode.
fn unclear(text: &str, url: &Url) -> Option<String> {
    let rest = text.split_once("://").map_or("", |(_, rest)| rest);
    let (authority, _) = rest.split_once(['/', '?', '#']).unwrap_or((rest, ""));
    // A user is refused for itself.
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        // Of version 6, with colons between its numbers.
        Some(_) => host.split_inclusive(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let named = !host.starts_with('[');
    if named && host.split('.').any(str::is_empty) {
        return Some("there is nothing before, between or after the dots of its host".to_owned());
    }
    let read = url.host_str().unwrap_or_default();
    // What is not ASCII is read as punycode, and as nothing else.
    let same = |(written, read): (&str, &str)| match written.is_ascii() {
        true => written.eq_ignore_ascii_case(read),
        false => read.starts_with("xn--"),
    };
    let labels = host.split('.').count() == read.split('.').count();
    if !labels || !host.split('.').zip(read.split('.')).all(same) {
        return Some(format!("its host is read as `{read}`"));
    }
    let coded = |after: &str| {
        let digits = after.as_bytes().get(..2);
        digits.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
    };
    let plain = !rest.split('%').skip(1).all(coded);
    plain.then(|| "after a `%` it lacks two digits from 0 to f".to_owned())
}

impl<'de> Deserialize<'de> for BaseUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|reason| {
            de::Error::custom(format!("`{text}` is not the address of a site: {reason}"))
        })
    }
}

inline_schema!(BaseUrl, {
    "type": "string",
    "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s\\/?#@][^\s\\?#@]*$",
});

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    fn read(text: &str) -> Result<String, String> {
        let address = text.parse::<BaseUrl>();
        address.map(|address| address.to_string()).map_err(|reason| reason.to_string())
    }

    #[test]
    fn an_address_is_the_same_however_it_ends() {
        for (text, address) in [
            ("https://results.example", "https://results.example"),
            ("https://results.example/", "https://results.example"),
            ("https://results.example/awards///", "https://results.example/awards"),
            ("HTTPS://Results.Example/Awards/", "https://results.example/Awards"),
            ("http://results.example:80/a/../b/", "http://results.example/b"),
            ("https://results.example:8443/a", "https://results.example:8443/a"),
            ("https://結果.example/獎", "https://xn--gtvz69b.example/%E7%8D%8E"),
            ("https://xn--gtvz69b.Example/%e7%8D%8E", "https://xn--gtvz69b.example/%e7%8D%8E"),
            ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
            ("http://[::1]:8000/a", "http://[::1]:8000/a"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(address), "{text}");
        }
    }

    #[test]
    fn what_is_not_an_address_says_why() {
        let scheme = "it does not begin with https:// or http://";
        let more = "it goes on with `?` or `#`, after which no page can be named";
        let user = "it names a user, which would be printed";
        let page = "it is that of a page: end it where the folder of the site does";
        let dots = "there is nothing before, between or after the dots of its host";
        let percent = "after a `%` it lacks two digits from 0 to f";
        for (text, reason) in [
            ("", scheme),
            ("results.example/awards", scheme),
            ("//results.example", scheme),
            ("ftp://results.example", scheme),
            ("https:results.example", scheme),
            ("https://", "it names no host"),
            ("https://results.example/awards/index.html", page),
            ("https://results.example/Index.HTM", page),
            ("https:///awards", "it names no host"),
            ("https://results.example/a b", "it has a space or a backslash"),
            ("https://results.example/\n", "it has a space or a backslash"),
            ("https:\\\\results.example", "it has a space or a backslash"),
            ("https://results.example/?year=2026", more),
            ("https://results.example/#top", more),
            ("https://results.example/?", more),
            ("https://me@results.example", user),
            ("https://me:secret@results.example", user),
            ("https://127.1/awards", "its host is read as `127.0.0.1`"),
            ("https://0x7f.0.0.1", "its host is read as `127.0.0.1`"),
            ("https://%72esults.example", "its host is read as `results.example`"),
            ("https://ｒesults.example", "its host is read as `results.example`"),
            ("https://results。example", "its host is read as `results.example`"),
            ("https://res\u{ad}ults.example", "its host is read as `results.example`"),
            ("https://results..example", dots),
            ("https://.results.example", dots),
            ("https://results.example./awards", dots),
            ("https://results.example/100%", percent),
            ("https://results.example/%4/a", percent),
            ("https://results.example/%e7%zz", percent),
            ("https://results.example:99999", "it cannot be read: invalid port number"),
        ] {
            assert_eq!(read(text), Err(reason.to_owned()), "{text}");
        }
        let long = format!("https://results.example/{}", "a".repeat(BaseUrl::MOST));
        let reason = read(&long).expect_err("too long");
        assert_eq!(reason, "it is too long for a QR code that every phone reads");
    }

    #[test]
    fn an_address_of_ones_own_machine_is_known() {
        let is_loopback = |text: &str| text.parse::<BaseUrl>().expect("an address").is_loopback();
        for text in [
            "http://localhost:8000",
            "http://a.localhost/b",
            "http://127.0.0.1",
            "http://[::1]:80/a",
        ] {
            assert!(is_loopback(text), "{text}");
        }
        for text in
            ["https://localhost.example", "https://results.example/localhost", "http://10.0.0.1"]
        {
            assert!(!is_loopback(text), "{text}");
        }
    }
}

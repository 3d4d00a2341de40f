//! Addresses made comparable, so that the captures of one page over the years are known for one page's.

use url::Url;

/// Parameters that say who sent the reader, never what is shown.
const TRACKING: &[&str] =
    &["fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "yclid", "_ga", "ref_src"];

/// Bytes of a section's name that are kept.
const SECTION: usize = 48;

/// One address, cut into what reports count by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The normalised address: host, path and query, without scheme.
    pub key: String,
    /// The host, without `www.`.
    pub site: String,
    /// The first segment of a path that has more than one; `None` for pages at the top.
    pub section: Option<String>,
}

/// Normalises `url`; `None` where it is no address of the web.
///
/// The scheme, `www.`, the port, user names, the fragment, a slash at the end, empty queries and parameters that only track
/// (`utm_*` and a short list) are dropped; the host is in lower case, its name in punycode, `.` and `..` are resolved.
/// Case and order of all that is left stay, since servers tell them apart.
#[must_use]
pub fn address(url: &str) -> Option<Address> {
    let url = Url::parse(url.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?.trim_end_matches('.');
    let site = host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(host);
    let path = url.path().trim_end_matches('/');
    let query: Vec<&str> =
        url.query().unwrap_or_default().split('&').filter(|part| !part.is_empty() && !tracks(part)).collect();
    let mut key = format!("{site}{path}");
    if !query.is_empty() {
        key.push('?');
        key.push_str(&query.join("&"));
    }
    let section = path
        .strip_prefix('/')
        .and_then(|p| p.split_once('/'))
        .map(|(first, _)| first.chars().scan(0, kept).collect::<String>())
        .filter(|first| !first.is_empty());
    Some(Address { key, site: site.to_owned(), section })
}

/// Lets characters through as long as they fit.
fn kept(bytes: &mut usize, c: char) -> Option<char> {
    *bytes += c.len_utf8();
    (*bytes <= SECTION).then_some(c)
}

fn tracks(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or(part);
    name.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("utm_"))
        || TRACKING.iter().any(|t| name.eq_ignore_ascii_case(t))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(url: &str) -> String {
        address(url).unwrap().key
    }

    #[test]
    fn what_changes_nothing_that_is_shown_makes_no_difference() {
        for same in [
            "https://warta.example/kota/pasar",
            "http://www.warta.example:80/kota/pasar/",
            "HTTPS://Warta.Example/kota/./pasar#bawah",
            "https://u:p@warta.example/kota/pasar?utm_source=a&UTM_Medium=b&fbclid=1",
        ] {
            assert_eq!(key(same), "warta.example/kota/pasar", "{same}");
        }
    }

    #[test]
    fn what_servers_tell_apart_stays_apart() {
        assert_eq!(key("https://a.example/x?b=2&a=1"), "a.example/x?b=2&a=1");
        assert_ne!(key("https://a.example/X"), key("https://a.example/x"));
        assert_eq!(key("https://www.example/"), "www.example");
        assert_eq!(key("https://a.example"), key("https://a.example/"));
    }

    #[test]
    fn a_section_is_the_first_of_several_segments() {
        let section = |url| address(url).unwrap().section;
        assert_eq!(section("https://a.example/sport/x.html"), Some("sport".into()));
        assert_eq!(section("https://a.example/x.html"), None);
        assert_eq!(section("https://a.example/sport/"), None);
        assert_eq!(section(&format!("https://a.example/{}/x", "s".repeat(900))).unwrap().len(), SECTION);
        assert!(address("urn:uuid:1").is_none() && address("no address").is_none());
    }
}

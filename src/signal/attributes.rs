//! Attributes of one element: the first of a name counts, as in the HTML standard.

/// The value of the attribute `name` (in lower case).
pub(super) fn value<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
}

/// Whether the space-separated attribute `name` holds `token`, without regard to ASCII case.
pub(super) fn has_token(attributes: &[(String, String)], name: &str, token: &str) -> bool {
    value(attributes, name).is_some_and(|v| v.split_ascii_whitespace().any(|t| t.eq_ignore_ascii_case(token)))
}

/// The last part of a name with a prefix or an address: `schema:x`, `https://schema.org/x` and `x` are `x`.
pub(super) fn local_name(name: &str) -> &str {
    name.rsplit([':', '/', '#']).next().unwrap_or(name)
}

/// Whether a property name is `digitalSourceType`, under any prefix and in the three ways of joining its words.
pub(super) fn is_source_type(name: &str) -> bool {
    let name = local_name(name);
    ["digitalSourceType", "digital_source_type", "digital-source-type"]
        .iter()
        .any(|spelling| name.eq_ignore_ascii_case(spelling))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_and_joints_do_not_matter_and_other_names_do() {
        for name in [
            "digitalSourceType",
            "schema:digitalSourceType",
            "http://schema.org/digitalSourceType",
            "Iptc4xmpExt:DigitalSourceType",
            "digital_source_type",
        ] {
            assert!(is_source_type(name), "{name}");
        }
        assert!(!is_source_type("sourceType") && !is_source_type("digitalSourceTypes"));
    }

    #[test]
    fn tokens_are_whole_words() {
        let attributes = [("rel".to_owned(), "preload C2PA-Manifest".to_owned())];
        assert!(has_token(&attributes, "rel", "c2pa-manifest"));
        assert!(!has_token(&attributes, "rel", "c2pa") && !has_token(&attributes, "class", "preload"));
    }
}

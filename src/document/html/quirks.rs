//! Which document types put a page in quirks mode, where `table` does not close `p` (WHATWG HTML §13.2.6.4.1).

const PREFIXES: &[&str] = &[
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer ",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html ",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad software//dtd hotmetal pro ",
    "-//softquad//dtd hotmetal pro ",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sun microsystems corp.//dtd hotjava ",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html",
];
const WITHOUT_SYSTEM: &[&str] = &["-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//"];

/// Whether the document type `doctype` (all of it, `<!doctype ...>`) asks for quirks mode.
pub(super) fn has_quirks(doctype: &str) -> bool {
    let inner = doctype.get(9..).unwrap_or_default().trim_end_matches('>').to_ascii_lowercase();
    let mut words = inner.trim().splitn(2, |c: char| c.is_ascii_whitespace());
    if words.next() != Some("html") {
        return true;
    }
    let rest = words.next().unwrap_or_default();
    let mut quoted = rest.split(['"', '\'']).skip(1).step_by(2);
    let kind = rest.split_ascii_whitespace().next().unwrap_or_default();
    let (public, system) = if kind.starts_with("public") {
        (quoted.next(), quoted.next())
    } else if kind.starts_with("system") {
        (None, quoted.next())
    } else {
        // Anything else after the name is an error that sets the flag.
        return !rest.trim().is_empty();
    };
    let public_quirks = public.is_some_and(|id| {
        PREFIXES.iter().any(|p| id.starts_with(p))
            || matches!(
                id,
                "-//w3o//dtd w3 html strict 3.0//en//" | "-/w3c/dtd html 4.0 transitional/en" | "html"
            )
            || (system.is_none() && WITHOUT_SYSTEM.iter().any(|p| id.starts_with(p)))
    });
    let missing = public.is_none() && system.is_none();
    public_quirks || missing || system == Some("http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")
}

#[cfg(test)]
mod tests {
    use super::has_quirks;

    #[test]
    fn old_and_broken_document_types_have_quirks_and_the_short_one_has_none() {
        assert!(!has_quirks("<!DOCTYPE html>"));
        assert!(!has_quirks("<!doctype HTML SYSTEM 'about:legacy-compat'>"));
        assert!(!has_quirks(r#"<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">"#));
        assert!(has_quirks(r#"<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">"#));
        assert!(has_quirks(r#"<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">"#));
        assert!(!has_quirks(
            r#"<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "loose.dtd">"#
        ));
        assert!(has_quirks("<!DOCTYPE>"));
    }
}

//! Suppressions against findings.

use super::find::{Found, find};
use crate::document::Document;
use crate::policy::{Answered, Code, Finding, Level, Message, Policy, Suppressed, SuppressedBy, Told, tell};
use crate::time::Timestamp;

/// Marks the `findings` of `document` that its comments set aside, and adds what is to be said about the comments
/// themselves. `now` says which of them hold no longer; without it all hold.
#[must_use]
pub fn apply(
    document: &Document,
    mut findings: Vec<Finding>,
    policy: &Policy,
    now: Option<Timestamp>,
) -> Vec<Finding> {
    let all = find(document);
    if all.is_empty() {
        return findings;
    }
    let (mut told, mut answered) = (Vec::new(), Answered::default());
    for found in &all {
        one(found, &mut findings, &mut answered, now, &mut told);
    }
    findings.extend(tell(policy, &document.source, told));
    findings.sort_by_key(|f| (f.level, f.place.span.start));
    findings
}

/// What one suppression sets aside, and what is wrong with it.
fn one(
    found: &Found<'_>,
    findings: &mut [Finding],
    answered: &mut Answered,
    now: Option<Timestamp>,
    told: &mut Vec<Told>,
) {
    let comment = &found.comment;
    let say = |code: Code, level: Level, message: Message, help: &'static str| Told {
        code,
        level,
        message,
        help: Message::new(help),
        at: found.span,
    };
    if comment.codes.is_empty() || comment.until.is_some_and(|u| u.end.is_none()) {
        let key = if comment.codes.is_empty() {
            "suppression-malformed.code"
        } else {
            "suppression-malformed.until"
        };
        let message = Message::new(key).with("until", comment.until.map_or("", |u| u.text));
        told.push(say(Code::SuppressionMalformed, Level::Warning, message, "suppression-malformed.help"));
        return;
    }
    let mut known = Vec::new();
    for word in &comment.codes {
        match Code::from_word(word) {
            None => {
                let message = Message::new("suppression-unknown-code.message").with("code", word);
                let help = "suppression-unknown-code.help";
                told.push(say(Code::SuppressionUnknownCode, Level::Warning, message, help));
            }
            Some(code) if !code.suppressible() => {
                let message = Message::new("suppression-forbidden.message").with("code", code);
                let help = "suppression-forbidden.help";
                told.push(say(Code::SuppressionForbidden, Level::Error, message, help));
            }
            Some(code) => known.push(code),
        }
    }
    if comment.reason.is_empty() {
        let message = Message::new("suppression-without-reason.message");
        told.push(say(
            Code::SuppressionWithoutReason,
            Level::Warning,
            message,
            "suppression-without-reason.help",
        ));
        return;
    }
    if let (Some(until), Some(now)) = (comment.until, now)
        && until.end.is_some_and(|end| now > end)
    {
        let message = Message::new("suppression-expired.message").with("until", until.text);
        told.push(say(Code::SuppressionExpired, Level::Warning, message, "suppression-expired.help"));
        return;
    }
    for code in known {
        let mut used = false;
        for (n, finding) in findings.iter_mut().enumerate().filter(|(_, f)| f.code == code) {
            let why = || Suppressed {
                kind: SuppressedBy::Inline,
                reason: comment.reason.to_owned(),
                until: comment.until.map(|u| u.text.to_owned()),
            };
            used |= answered.settle(n, finding, |place, _| found.is_for(place.span), why);
        }
        if !used {
            let message = Message::new("suppression-unused.message").with("code", code);
            told.push(say(Code::SuppressionUnused, Level::Warning, message, "suppression-unused.help"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::RuleSet;
    use crate::document::{Limits, read};
    use crate::item::{Item, Media};
    use crate::pipeline::{Check, Computed, check};
    use crate::report::Outcome;

    /// Each finding of the document: its code, its line, and whether it is set aside.
    fn findings(media: Media, source: &str) -> Vec<(&'static str, usize, bool)> {
        let item = Item { media: Some(media), bytes: source.as_bytes().to_vec(), ..Item::default() };
        assert!(read(item.clone(), Limits::default()).is_ok());
        let how = Check {
            rules: RuleSet::builtin(),
            signals: crate::signal::Settings::default(),
            limits: Limits::default(),
            lang: None,
            digests: Computed::No,
            policy: Policy::default(),
            records: None,
            now: Timestamp::parse("2026-11-23T00:00:00Z"),
        };
        let Outcome::Checked(checked) = check(item, &how) else { panic!("unreadable") };
        let said = |f: &Finding| (f.code.word(), f.place.position.line, f.suppressed.is_some());
        checked.findings.iter().map(said).collect()
    }

    const LEFT: &str = "As an AI language model, I cannot confirm the hours.";
    const RESIDUE: &str = "residue-without-disclosure";

    fn comment(text: &str) -> String {
        format!("<!-- terang-ignore {text} -->")
    }

    #[test]
    fn a_comment_covers_the_block_that_it_stands_in_or_before_and_no_other() {
        let ignore = comment("residue-without-disclosure: a quotation; until 2026-11-23");
        for source in [
            format!("# T\n\n{ignore}\n{LEFT}\n"),
            format!("# T\n\n{ignore}\n\n{LEFT}\n"),
            format!("# T\n\nOne two. {ignore}\n{LEFT}\n"),
            format!("# T\n\n{LEFT} {ignore}\n"),
            format!("# T\n\n{ignore}\n\n<div><p>x</p><p>{LEFT}</p></div>\n"),
        ] {
            let got = findings(Media::Markdown, &source);
            assert!(matches!(got.as_slice(), [(RESIDUE, _, true)]), "{source}: {got:?}");
        }
        let got = findings(Media::Markdown, &format!("# T\n\n{LEFT}\n\n{ignore}\nOther.\n"));
        assert_eq!(got, [(RESIDUE, 3, false), ("suppression-unused", 5, false)]);
    }

    #[test]
    fn what_is_left_elsewhere_in_the_article_is_not_answered_for() {
        let ignore = comment("residue-without-disclosure: a quotation");
        let other = "As an AI assistant, I have no access to the timetable.";
        for source in
            [format!("# T\n\n{ignore}\n{LEFT}\n\n{other}\n"), format!("# T\n\n{LEFT}\n\n{ignore}\n{other}\n")]
        {
            let got = findings(Media::Markdown, &source);
            assert!(matches!(got.as_slice(), [(RESIDUE, _, false)]), "and the comment is used: {got:?}");
        }
        let both = format!("# T\n\n{ignore}\n{LEFT}\n\n{ignore}\n{other}\n");
        assert!(matches!(findings(Media::Markdown, &both).as_slice(), [(RESIDUE, _, true)]));
    }

    #[test]
    fn in_a_page_it_covers_the_element_that_follows() {
        let ignore = comment("residue-without-disclosure: a quotation");
        for source in [
            format!("<!doctype html><body>{ignore}<section><p>x</p><p>{LEFT}</p></section>"),
            format!("<!doctype html><body><p>{ignore}{LEFT}</p>"),
            format!("<!doctype html><body><p>{ignore}<b>As an AI</b> language model, I cannot confirm.</p>"),
        ] {
            let got = findings(Media::Html, &source);
            assert!(matches!(got.as_slice(), [(RESIDUE, 1, true)]), "{source}: {got:?}");
        }
        let outside = format!("<!doctype html><body>{ignore}<section><p>x</p></section><p>{LEFT}</p>");
        assert_eq!(findings(Media::Html, &outside).iter().filter(|f| f.2).count(), 0);
        let meta = "<meta name=ai-disclosure content=maybe>";
        let ignore = comment("signal-invalid: the shop system writes it");
        let head = format!("<!doctype html><head>{ignore}{meta}</head><p>x");
        assert_eq!(findings(Media::Html, &head), [("signal-invalid", 1, true)]);
    }

    #[test]
    fn the_form_for_the_file_covers_all_of_it() {
        let ignore = "<!-- terang-ignore-file residue-without-disclosure: a page of examples -->";
        let got = findings(Media::Markdown, &format!("# T\n\n{LEFT}\n\nOther.\n\n{ignore}\n"));
        assert_eq!(got, [(RESIDUE, 3, true)]);
    }

    #[test]
    fn plain_text_and_front_matter_have_a_form_of_their_own() {
        let ignore = comment("residue-without-disclosure: a quotation");
        let got = findings(Media::Plain, &format!("Title\n\n{ignore}\n\n{LEFT}\n\nEnd.\n"));
        assert_eq!(got, [(RESIDUE, 5, true)]);
        let got = findings(
            Media::Markdown,
            "---\n# terang-ignore signal-invalid: the old system writes it\ndigitalSourceType: foo\n---\n# T\n\nx\n",
        );
        assert_eq!(got.iter().map(|f| f.2).collect::<Vec<_>>(), [true], "{got:?}");
    }

    #[test]
    fn a_broken_signature_can_never_be_set_aside() {
        let got =
            findings(Media::Markdown, &format!("# T\n\n{}\nText.\n", comment("record-invalid: we know")));
        assert_eq!(got, [("suppression-forbidden", 3, false)]);
    }

    #[test]
    fn what_is_shown_as_text_suppresses_nothing() {
        let ignore = comment("residue-without-disclosure: a quotation");
        for (media, source) in [
            (Media::Markdown, format!("# T\n\n```html\n{ignore}\n```\n\n{LEFT}\n")),
            (Media::Markdown, format!("# T\n\n`{ignore}`\n\n{LEFT}\n")),
            (Media::Html, format!("<!doctype html><script>'{ignore}'</script><p>{LEFT}</p>")),
        ] {
            assert_eq!(findings(media, &source).iter().map(|f| f.2).collect::<Vec<_>>(), [false], "{source}");
        }
    }

    #[test]
    fn a_comment_with_something_wrong_suppresses_nothing_and_is_a_finding() {
        for (text, want) in [
            ("residue-without-disclosure", "suppression-without-reason"),
            ("residue-without-disclosure: ", "suppression-without-reason"),
            ("residue-without-disclosure: x; until 2026-11-22", "suppression-expired"),
            ("residue-without-disclosure: x; until soon", "suppression-malformed"),
            (": x", "suppression-malformed"),
            ("residue-with-disclosure: x", "suppression-unknown-code"),
            ("suppression-unused: x", "suppression-unused"),
        ] {
            let got = findings(Media::Markdown, &format!("# T\n\n{}\n\n{LEFT}\n", comment(text)));
            let codes: Vec<_> = got.iter().map(|f| f.0).collect();
            assert!(codes.contains(&RESIDUE) && codes.contains(&want), "{text}: {got:?}");
            assert!(got.iter().all(|f| !f.2), "{text}: {got:?}");
        }
    }

    #[test]
    fn many_comments_and_deep_pages_end_soon() {
        let ignore = comment("signal-invalid: x");
        let source = format!("<!doctype html>{}", format!("{ignore}<div>").repeat(20_000));
        let limits = Limits { depth: 100_000, ..Limits::default() };
        let item = Item { media: Some(Media::Html), bytes: source.into_bytes(), ..Item::default() };
        let document = read(item, limits).unwrap();
        assert!(!apply(&document, Vec::new(), &Policy::default(), None).is_empty());
        let got = findings(Media::Markdown, &"<!-- terang-ignore ".repeat(50_000));
        assert_eq!(got.iter().filter(|f| f.0 == "suppression-unknown-code").count(), 64);
    }
}

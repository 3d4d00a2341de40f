//! Slips of the hand: what is declared, named or typed wrongly is refused in words that help.

use super::refusing::says;
use super::{SIGN, VERIFY, code, json, newsroom, terang, text};

const KEYED: [&str; 4] = ["sign", "a.md", "--key", "k.pem"];

#[test]
fn a_declaration_that_contradicts_itself_is_refused_even_despite_contradictions() {
    let folder = newsroom();
    let at = folder.path();
    let over = "--despite-contradictions";
    for (more, words) in [
        (
            &["--involvement", "none", "--tool", "Lyra", over][..],
            &["`none` and a tool", "leave out the one"][..],
        ),
        (
            &["--involvement", "assisted", "--review", "unreviewed", "--reviewer", "Sari", over],
            &["`unreviewed` and a reviewer"],
        ),
        (
            &["--involvement", "assisted", "--review", "unreviewed", "--fact-checked", over],
            &["`unreviewed` and checked facts"],
        ),
        (&["--involvement", "assisted", "--role", "editor"], &["a role and no reviewer", "--reviewer"]),
        (
            &["--involvement", "assisted", "--reviewed-at", "2026-11-01"],
            &["a moment of review and no reviewer"],
        ),
    ] {
        says(at, &[&KEYED[..], more].concat(), 2, words);
        assert!(!at.join("a.md.terang.json").exists());
    }
}

#[test]
fn none_typed_over_front_matter_leaves_the_tools_there_to_what_is_said_there() {
    let folder = newsroom();
    let at = folder.path();
    std::fs::write(at.join("a.md"), "---\ninvolvement: assisted\ntool: Lyra\n---\n# A\n\nSatu.\n").unwrap();
    let none = [&KEYED[..], &["--involvement", "none", "--despite-contradictions"]].concat();
    says(at, &none, 0, &[]);
    let tools = &json(at, &VERIFY)["statement"]["aiUse"]["tools"];
    assert!(tools.as_array().is_none_or(Vec::is_empty), "{tools}");
}

#[test]
fn an_involvement_in_front_matter_that_is_none_is_named() {
    let folder = newsroom();
    let at = folder.path();
    std::fs::write(at.join("a.md"), "---\ninvolvement: sort-of\n---\n# A\n\nSatu.\n").unwrap();
    says(at, &KEYED, 2, &["`involvement: sort-of`", "generated, assisted", "--involvement"]);
    assert_eq!(code(&terang(at, &SIGN)), 0, "what is typed wins");
}

#[test]
fn selectors_addresses_and_dates_are_read_before_anything_is_signed() {
    let folder = newsroom();
    let at = folder.path();
    std::fs::write(at.join("a.txt"), "Kapal baru\n\nKapal itu tiba.\n").unwrap();
    for file in ["a.md", "a.txt"] {
        let sign = ["sign", file, "--key", "k.pem", "--involvement", "assisted"];
        for more in [["--selector", "div[["], ["--drop", "a >"], ["--selector", ""]] {
            says(at, &[&sign[..], &more].concat(), 2, &["is not a selector"]);
        }
    }
    says(at, &[&SIGN[..], &["--uri", "notauri"]].concat(), 2, &["notauri", "with its scheme"]);
    says(at, &[&SIGN[..], &["--date-published", "1.2.2026"]].concat(), 2, &["1.2.2026", "2026-12-31"]);
    for (content, words) in [
        ("uri = \"notauri\"", ["`notauri` is no whole address", "with its scheme"]),
        ("datePublished = \"1.2.2026\"", ["`1.2.2026` is no date", "2026-12-31"]),
        ("datePublished = 2026-02-01T10:00:00", ["is no date", "2026-12-31"]),
    ] {
        std::fs::write(at.join("d.toml"), content).unwrap();
        says(at, &[&SIGN[..], &["--declaration", "d.toml"]].concat(), 2, &words);
    }
    assert!(!at.join("a.md.terang.json").exists() && !at.join("a.txt.terang.json").exists());
    says(
        at,
        &[&SIGN[..], &["--issued-at", "2999-01-01"]].concat(),
        0,
        &["2999-01-01T00:00:00Z is in the future"],
    );
    let past = terang(at, &[&SIGN[..], &["--issued-at", "2020-01-01"]].concat());
    assert!(!text(&past).contains("future"), "{}", text(&past));
}

#[test]
fn what_would_be_signed_is_shown_with_its_date_and_its_selectors() {
    let folder = newsroom();
    let at = folder.path();
    let dry = ["sign", "a.md", "--dry-run", "--involvement", "assisted"];
    let more = ["--date-published", "2026-02-01", "--selector", "main", "--drop", ".ad", "--drop", "aside"];
    says(
        at,
        &[&dry[..], &more].concat(),
        0,
        &["publication is 2026-02-01.", "what `main` selects", "what `.ad`, `aside` selects"],
    );
}

#[test]
fn what_is_named_twice_is_signed_once_and_a_key_signs_a_record_once() {
    let folder = newsroom();
    let at = folder.path();
    says(at, &[&SIGN[..], &["a.md", "./a.md", "."]].concat(), 0, &["1 signed"]);
    let cosign = [&KEYED[..], &["--cosign"]].concat();
    let before = std::fs::read(at.join("a.md.terang.json")).unwrap();
    says(at, &cosign, 0, &["a signature of this key already", "0 signed, 1 signed by this key before"]);
    assert_eq!(std::fs::read(at.join("a.md.terang.json")).unwrap(), before);

    std::fs::write(at.join("a.md.terang.json"), "{}").unwrap();
    says(at, &SIGN, 0, &["takes the place of a file that was no record"]);
    let statement = &json(at, &VERIFY)["statement"];
    assert!(statement.get("supersedes").is_none_or(serde_json::Value::is_null), "{statement}");
    says(at, &SIGN, 0, &["takes the place of the record before"]);
}

#[test]
fn signing_without_a_key_names_every_way_to_name_one() {
    let folder = newsroom();
    let at = folder.path();
    says(at, &["sign", "a.md"], 2, &["no key is named", "--key FILE", "--signer-command", "--dry-run"]);
    let half = terang(at, &["sign", "a.md", "--public-key", "k.pem.pub"]);
    assert_eq!(code(&half), 2);
    assert!(
        text(&half).contains("--signer-command <CMD>") && !text(&half).contains("--key <FILE>"),
        "{}",
        text(&half)
    );
}

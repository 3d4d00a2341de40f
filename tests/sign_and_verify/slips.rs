//! Slips of the hand: what is declared, named or typed wrongly is refused in words that help.

use std::os::unix::fs::PermissionsExt as _;

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

#[test]
fn a_file_that_is_not_there_is_named_once() {
    let folder = newsroom();
    let at = folder.path();
    assert_eq!(code(&terang(at, &SIGN)), 0);
    says(at, &["diff", "a.md", "none.md"], 2, &["none.md: cannot be read: No such file"]);
    says(
        at,
        &[&VERIFY[..], &["--original", "none.md"]].concat(),
        2,
        &["none.md: cannot be read: No such file"],
    );
    let said = text(&terang(at, &["check", "x/**/*.md"]));
    assert!(said.contains("x: cannot be read: No such file"), "{said}");
    assert_eq!(said.matches("No such file").count(), 1, "{said}");
}

#[test]
fn the_wrong_half_and_the_wrong_form_of_a_key_are_named() {
    let folder = newsroom();
    let at = folder.path();
    std::fs::set_permissions(at.join("k.pem.pub"), std::fs::Permissions::from_mode(0o644)).unwrap();
    let public = ["sign", "a.md", "--key", "k.pem.pub", "--involvement", "assisted"];
    says(at, &public, 2, &["k.pem.pub is the public half", "seems to be k.pem"]);
    std::fs::set_permissions(at.join("k.pem.pub"), std::fs::Permissions::from_mode(0o600)).unwrap();
    says(at, &public, 2, &["k.pem.pub is the public half"]);
    // Lines of 70 letters, as OpenSSH writes them.
    let lines = format!("{}\n{}\n", "A".repeat(70), "A".repeat(20));
    let key = format!("-----BEGIN OPENSSH PRIVATE KEY-----\n{lines}-----END OPENSSH PRIVATE KEY-----\n");
    std::fs::write(at.join("id"), key).unwrap();
    std::fs::set_permissions(at.join("id"), std::fs::Permissions::from_mode(0o600)).unwrap();
    for command in [&["sign", "a.md", "--key", "id", "--involvement", "assisted"][..], &["key", "show", "id"]]
    {
        says(at, command, 2, &["id cannot be used: this is an OpenSSH secret key", "terang key new"]);
    }
    says(at, &["key", "passwd", "k.pem", "--no-passphrase"], 0, &["k.pem is no longer encrypted"]);
    let locked = ["key", "passwd", "k.pem", "--new-passphrase-env", "SANDI"];
    says(at, &locked, 0, &["k.pem has its new passphrase"]);
}

#[test]
fn a_quote_is_of_one_paragraph_alone() {
    let folder = newsroom();
    let at = folder.path();
    std::fs::write(at.join("a.md"), "# A\n\nSatu kapal.\n\nDua perahu.\n\nTiga kapal.\n").unwrap();
    let quote = |words| ["excerpt", "make", "a.md", "--quote", words];
    for empty in ["", " \t"] {
        says(at, &quote(empty), 2, &["the quote is empty"]);
    }
    says(at, &quote("kapal"), 2, &["a.md: \"kapal\" stands in the paragraphs 1, 3", "--paragraph"]);
    says(at, &quote("nicht da"), 2, &["a.md", "no such paragraph among 3", "\"nicht da\""]);
    says(at, &quote("perahu"), 0, &["\"paragraph\": 2"]);
}

//! The same in Indonesian: no English word is left in what is said, and the words for programs stay as they are.

use std::path::Path;

use super::{ARTICLE, SIGN, VERIFY, code, newsroom, terang, text};

/// English words that would stand in a sentence which nobody translated.
const ENGLISH: [&str; 16] = [
    " the ",
    " is ",
    " by ",
    " of ",
    "Signed",
    "Declared",
    "Record",
    "disclosure ",
    "paragraph ",
    "Paragraphs",
    "same",
    "match",
    "differ",
    "error",
    "headline ",
    "signed",
];

fn said(at: &Path, arguments: &[&str], status: i32) -> String {
    let output = terang(at, &[arguments, &["--ui-lang", "id"]].concat());
    let said = text(&output);
    assert_eq!(code(&output), status, "{said}");
    // Codes are published words: they are the same in every language.
    let sentences: Vec<&str> = said.lines().map(|l| l.split(" (").next().unwrap()).collect();
    for word in ENGLISH {
        assert!(!sentences.iter().any(|s| s.contains(word)), "`{word}` is English: {said}");
    }
    said
}

#[test]
fn signing_and_verifying_speak_indonesian() {
    let folder = newsroom();
    let at = folder.path();
    let none = said(at, &VERIFY, 1);
    assert!(none.contains("a.md: TIDAK DAPAT DIPERIKSA (record-missing)"), "{none}");
    assert!(none.contains("artikel ini tidak memiliki catatan"), "{none}");

    let dry = said(at, &[&SIGN[..], &["--dry-run", "--reviewer", "Sari Dewi", "--tool", "Lyra"]].concat(), 0);
    assert!(dry.contains("Dinyatakan tentang artikel (teks): AI membantu pengerjaannya"), "{dry}");
    assert!(said(at, &SIGN, 0).ends_with("1 ditandatangani\n"));
    let held = said(at, &VERIFY, 0);
    assert!(held.contains("a.md: COCOK (exact)") && held.contains("Paragraf: 3 sama."), "{held}");
    assert!(held.ends_with("1 cocok, 0 berbeda, 0 tidak dapat diperiksa\n"), "{held}");

    std::fs::write(at.join("b.md"), ARTICLE).unwrap();
    std::fs::write(at.join("a.md"), ARTICLE.replace("Rabu", "Kamis").split("\n\nKonten").next().unwrap())
        .unwrap();
    let changed = said(at, &[&VERIFY[..], &["--original", "b.md"]].concat(), 1);
    assert!(changed.contains("BERBEDA (disclosure-removed, content-changed)"), "{changed}");
    assert!(changed.contains("keterangan AI DIHILANGKAN: \"Konten ini"), "{changed}");
    assert!(changed.contains("paragraf 1 berubah: ") && changed.contains("{+Kamis.+}"), "{changed}");
    assert!(said(at, &["diff", "b.md", "a.md"], 1).contains("BERBEDA (disclosure-removed, content-changed)"));

    assert_eq!(code(&terang(at, &["key", "new", "other.pem", "--no-passphrase"])), 0);
    let unknown = said(at, &["verify", "a.md", "--key", "other.pem.pub"], 1);
    assert!(unknown.contains("tidak ditandatangani oleh siapa pun yang Anda percayai"), "{unknown}");
}

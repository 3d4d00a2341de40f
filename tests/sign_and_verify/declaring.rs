//! Where a declaration comes from: options, a file, front matter.

use serde_json::{Value, json};

use super::{SIGN, VERIFY, code, json as verified, newsroom, terang, text};

const FRONT_MATTER: &str = "---
title: Kapal baru
involvement: assisted
review: reviewed
tool: [Lyra, Kata]
reviewer: Sari Dewi
role: redaktur
fact_checked: yes
responsible: Redaksi Harian Contoh
contact: redaksi@harian.example
url: https://harian.example/kapal
---
Kapal itu tiba pada hari Rabu.

Konten ini disempurnakan menggunakan Kecerdasan Buatan (AI).
";

/// Signs `a.md` with `more` and gives what the record states.
fn stated(at: &std::path::Path, more: &[&str]) -> Value {
    let signed = terang(at, &[&["sign", "a.md", "--key", "k.pem"], more].concat());
    assert_eq!(code(&signed), 0, "{}", text(&signed));
    verified(at, &VERIFY)["statement"].clone()
}

#[test]
fn front_matter_signs_off_and_what_is_typed_wins() {
    let folder = newsroom();
    let at = folder.path();
    std::fs::write(at.join("a.md"), FRONT_MATTER).unwrap();
    let said = stated(at, &[]);
    assert_eq!(
        said["aiUse"],
        json!({
            "involvement": "assisted", "modality": "text", "scope": "article", "review": "reviewed",
            "tools": [{"name": "Lyra"}, {"name": "Kata"}]
        })
    );
    assert_eq!(
        said["editorial"],
        json!({
            "reviewer": "Sari Dewi", "role": "redaktur", "factChecked": true,
            "responsible": "Redaksi Harian Contoh", "contact": "redaksi@harian.example"
        })
    );
    assert_eq!(said["article"]["uri"], "https://harian.example/kapal");

    let said = stated(at, &["--reviewer", "Budi", "--tool", "Nusa", "--uri", "https://harian.example/b"]);
    // The role in front matter is that of another person.
    assert_eq!(said["editorial"]["reviewer"], "Budi");
    assert!(said["editorial"].get("role").is_none());
    assert_eq!(said["aiUse"]["tools"], json!([{"name": "Nusa"}]));
    assert_eq!(said["article"]["uri"], "https://harian.example/b");
}

#[test]
fn what_front_matter_says_of_a_picture_is_no_declaration_of_the_text() {
    let folder = newsroom();
    let at = folder.path();
    let article = "---\ncover:\n  ai_generated: true\nai_assisted: true\n---\n# A\n\nSatu.\n";
    std::fs::write(at.join("a.md"), article).unwrap();
    let said = stated(at, &[]);
    assert_eq!(
        (&said["aiUse"]["involvement"], &said["aiUse"]["modality"]),
        (&json!("assisted"), &json!("text"))
    );
}

#[test]
fn a_declaration_file_says_it_in_tables_or_beside_one_another() {
    let folder = newsroom();
    let at = folder.path();
    let files = [
        (
            "d.toml",
            "involvement = \"assisted\"\ntools = [\"Lyra\", {name = \"Kata\", version = \"2\"}]\n\
             [editorial]\nreviewer = \"Sari\"\nfactChecked = true\nreviewedAt = 2026-11-01T08:00:00Z\n\
             [article]\nuri = \"https://harian.example/a\"\n",
        ),
        (
            "d.json",
            r#"{"involvement": "assisted", "tools": ["Lyra", {"name": "Kata", "version": "2"}], "reviewer": "Sari",
                "fact_checked": true, "reviewed-at": "2026-11-01T08:00:00Z", "url": "https://harian.example/a"}"#,
        ),
    ];
    for (name, content) in files {
        std::fs::write(at.join(name), content).unwrap();
        let said = stated(at, &["--declaration", name]);
        assert_eq!(
            said["aiUse"]["tools"],
            json!([{"name": "Lyra"}, {"name": "Kata", "version": "2"}]),
            "{name}"
        );
        let editorial =
            json!({"reviewer": "Sari", "factChecked": true, "reviewedAt": "2026-11-01T08:00:00Z"});
        assert_eq!(said["editorial"], editorial, "{name}");
        assert_eq!(said["article"]["uri"], "https://harian.example/a", "{name}");
    }
    for (name, content, why) in [
        ("d.toml", "involvment = \"assisted\"", "unknown field `involvment`"),
        ("d.json", "{\"involvement\": \"helped\"}", "unknown variant `helped`"),
        ("d.json", "{\"tools\": 3}", "a tool is a name"),
        ("d.toml", "reviewedAt = \"yesterday\"", "`yesterday` is no moment"),
    ] {
        std::fs::write(at.join(name), content).unwrap();
        let refused = terang(at, &[&SIGN[..], &["--declaration", name]].concat());
        assert_eq!(code(&refused), 2);
        assert!(text(&refused).contains(why), "{}", text(&refused));
    }
    assert!(at.join("a.md.terang.json").exists(), "what was signed before stays");
}

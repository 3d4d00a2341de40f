//! Vectors whose keys or trust files are odd.

use terang::envelope::Envelope;
use terang::key::SecretKey;
use terang::record::{Editorial, PAYLOAD_TYPE, Statement, Words};
use terang::time::Timestamp;

use crate::Vector;
use crate::articles::MARKDOWN;
use crate::make::{case, editor, key_lines, machine, signed, stated, stranger, trust};

fn by(key: &SecretKey, statement: &Statement) -> Envelope {
    Envelope::sign(PAYLOAD_TYPE, statement.to_bytes(), key).unwrap()
}

fn dated(date: &str) -> Statement {
    let mut statement = stated(MARKDOWN);
    statement.predicate.issued_at = Timestamp::parse(date).unwrap();
    statement
}

fn signed_off() -> Statement {
    let mut statement = stated(MARKDOWN);
    statement.predicate.editorial =
        Some(Editorial { reviewer: Words::new("R. Sari"), ..Editorial::default() });
    statement
}

pub(crate) fn vectors() -> Vec<Vector> {
    let cannot = |name, why: &str, reason| case(name, why, "cannot-check", &[reason]);
    let refused = |name, why: &str| case(name, why, "trust-refused", &[]);
    let fine = |name, why: &str| case(name, why, "matches", &["exact"]);
    let revoked = "revoked = { at = 2026-07-01, reason = \"laptop stolen\" }\n";
    let year = "until = 2026-12-31\n";
    let scope = |s: &str| format!("scopes = [\"{s}\"]\n");
    let elsewhere = |uri: Option<&str>| {
        let mut statement = stated(MARKDOWN);
        statement.predicate.article.uri = uri.and_then(Words::new);
        signed(statement.to_bytes())
    };
    let machine_only = format!(
        "version = 1\n\n[[publisher]]\nname = \"Harian Contoh\"\n{}",
        key_lines(&machine(), "roles = [\"ci\"]\n")
    );
    let weak = "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    vec![
        cannot("key_unknown", "Soundly signed by somebody who is not trusted.", "key-unknown")
            .envelope(&by(&stranger(), &stated(MARKDOWN)))
            .done(),
        fine("key_valid_first_second", "A validity counts from its first second.")
            .envelope(&signed(dated("2026-01-01T00:00:00Z").to_bytes()))
            .done(),
        fine("key_valid_last_second", "A validity counts to the last second of its last day.")
            .envelope(&signed(dated("2026-12-31T23:59:59Z").to_bytes()))
            .trust(trust(year))
            .at("2026-12-31T23:59:59Z")
            .done(),
        cannot("key_not_yet_valid", "Dated before the key was valid.", "key-expired")
            .envelope(&signed(dated("2025-12-31T23:59:59Z").to_bytes()))
            .done(),
        cannot("key_expired", "Dated after the key had ended.", "key-expired")
            .envelope(&signed(dated("2027-01-01T00:00:00Z").to_bytes()))
            .trust(trust(year))
            .at("2027-02-01T00:00:00Z")
            .done(),
        case(
            "key_ended_since",
            "Dated within the key's validity and asked ten years later: it holds, and rests on its own date.",
            "matches",
            &["exact", "time-unproven"],
        )
        .trust(trust(year))
        .at("2036-06-01T00:00:00Z")
        .done(),
        cannot("key_revoked", "The key was revoked.", "key-revoked").trust(trust(revoked)).done(),
        cannot(
            "key_revoked_backdated",
            "Dated before the key was revoked, which proves nothing.",
            "key-revoked",
        )
        .envelope(&signed(dated("2026-01-02T00:00:00Z").to_bytes()))
        .trust(trust(revoked))
        .done(),
        fine("key_revoked_later", "Asked for a moment before the key was revoked.")
            .trust(trust(revoked))
            .at("2026-06-30T23:59:59Z")
            .done(),
        cannot("time_in_the_future", "Dated after the moment for which it is asked.", "time-unproven")
            .at("2026-05-01T00:00:00Z")
            .done(),
        fine("scope_own_address", "The key may sign for this address.")
            .trust(trust(&scope("https://harian.example/2026/")))
            .done(),
        cannot("scope_other_site", "The key may sign for another site only.", "key-scope")
            .trust(trust(&scope("https://mingguan.example/")))
            .done(),
        cannot("scope_longer_host", "The host begins like the one in scope and is another.", "key-scope")
            .envelope(&elsewhere(Some("https://harian.example.evil.example/a")))
            .trust(trust(&scope("https://harian.example")))
            .done(),
        cannot("scope_user_part", "The host in scope stands in the user part of the address.", "key-scope")
            .envelope(&elsewhere(Some("https://harian.example@evil.example/a")))
            .trust(trust(&scope("https://harian.example")))
            .done(),
        cannot("scope_dot_segments", "The path leaves the scope by dots.", "key-scope")
            .envelope(&elsewhere(Some("https://harian.example/2026/%2e%2e/iklan")))
            .trust(trust(&scope("https://harian.example/2026")))
            .done(),
        cannot("scope_half_segment", "The path begins like the scope in the middle of a word.", "key-scope")
            .envelope(&elsewhere(Some("https://harian.example/2026palsu/a")))
            .trust(trust(&scope("https://harian.example/2026")))
            .done(),
        cannot(
            "scope_without_address",
            "The key is bound to addresses, and the record states none.",
            "key-scope",
        )
        .envelope(&elsewhere(None))
        .trust(trust(&scope("https://harian.example/")))
        .done(),
        fine("role_editor_signs_off", "An editor's key signs an editorial sign-off.")
            .envelope(&signed(signed_off().to_bytes()))
            .trust(trust("roles = [\"editor\"]\n"))
            .done(),
        cannot("role_machine_signs_off", "A machine's key cannot answer for a text.", "key-scope")
            .envelope(&by(&machine(), &signed_off()))
            .trust(&*machine_only)
            .done(),
        fine("role_machine_signs", "A machine's key may sign what holds no sign-off.")
            .envelope(&by(&machine(), &stated(MARKDOWN)))
            .trust(machine_only)
            .done(),
        refused("trust_threshold_zero", "Nobody has to sign.")
            .trust(trust("").replacen("\n\n[[publisher.key]]", "\nthreshold = 0\n\n[[publisher.key]]", 1))
            .done(),
        refused("trust_threshold_too_high", "More keys have to sign than there are.")
            .trust(trust("").replacen("\n\n[[publisher.key]]", "\nthreshold = 2\n\n[[publisher.key]]", 1))
            .done(),
        refused("trust_key_twice", "One key stands there twice, to count twice.")
            .trust(trust("") + &key_lines(&editor(), ""))
            .done(),
        refused("trust_unknown_field", "A misspelt field would be a condition that is not kept.")
            .trust(trust("untill = 2026-12-31\n"))
            .done(),
        refused("trust_without_start", "A key without a beginning would be valid for ever backwards.")
            .trust(trust("").replacen("from = 2026-01-01\n", "", 1))
            .done(),
        refused("trust_weak_key", "Anybody can sign for a key of small order.")
            .trust(trust("").replacen(
                &editor().public().to_openssh(""),
                &format!("{{\\\"kty\\\":\\\"OKP\\\",\\\"crv\\\":\\\"Ed25519\\\",\\\"x\\\":\\\"{weak}\\\"}}"),
                1,
            ))
            .done(),
        refused("trust_other_version", "A trust file of a version that is not known.")
            .trust(trust("").replacen("version = 1", "version = 2", 1))
            .done(),
        refused("trust_nobody", "A trust file that names nobody.").trust("version = 1\n").done(),
    ]
}

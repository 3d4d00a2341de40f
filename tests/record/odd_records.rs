//! Vectors that are soundly signed and whose statement is odd.

use crate::Vector;
use crate::articles::MARKDOWN;
use crate::make::{case, signed, stated};

fn replaced(from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(stated(MARKDOWN).to_bytes()).unwrap();
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1).into_bytes()
}

pub(crate) fn vectors() -> Vec<Vector> {
    let odd = |name, why: &str, reason, from: &str, to: &str| {
        case(name, why, "cannot-check", &[reason]).envelope(&signed(replaced(from, to))).done()
    };
    let version =
        |name, why: &str, from: &str, to: &str| odd(name, why, "record-version-unsupported", from, to);
    let malformed = |name, why: &str, from: &str, to: &str| odd(name, why, "record-malformed", from, to);
    let inconsistent = |name, why: &str, change: &dyn Fn(&mut terang::record::Predicate)| {
        let mut statement = stated(MARKDOWN);
        change(&mut statement.predicate);
        case(name, why, "cannot-check", &["record-malformed"]).envelope(&signed(statement.to_bytes())).done()
    };
    let use_object = "\"aiUse\":{";
    vec![
        version("version_statement", "A statement type of a later version.", "Statement/v1", "Statement/v2"),
        version(
            "version_predicate",
            "A predicate of a later major version.",
            "ai-disclosure/v1",
            "ai-disclosure/v2",
        ),
        version(
            "version_schema",
            "A later minor version with a field that is not known here: never called malformed.",
            "\"schemaVersion\":\"1.0\"",
            "\"schemaVersion\":\"1.1\",\"newField\":[1]",
        ),
        version("version_text_profile", "Another way of taking the text.", "terang-text/1", "terang-text/2"),
        malformed(
            "predicate_of_another_kind",
            "A sound in-toto statement about something else.",
            "https://w3id.org/terang/ai-disclosure/v1",
            "https://slsa.dev/provenance/v1",
        ),
        malformed(
            "statement_of_another_kind",
            "The type only looks like a statement.",
            "https://in-toto.io/Statement/v1",
            "https://in-toto.example/Statement/v1",
        ),
        malformed(
            "field_unknown",
            "A field that this version does not have.",
            use_object,
            "\"x\":1,\"aiUse\":{",
        ),
        malformed("field_unknown_inside", "The same one level down.", use_object, "\"aiUse\":{\"x\":1,"),
        malformed(
            "field_unknown_in_statement",
            "A field beside the predicate.",
            "\"predicateType\"",
            "\"x\":1,\"predicateType\"",
        ),
        malformed(
            "field_twice",
            "Two declarations: other readers would take the last.",
            "\"involvement\":\"assisted\"",
            "\"involvement\":\"assisted\",\"involvement\":\"none\"",
        ),
        malformed(
            "field_twice_escaped",
            "Two declarations, one with an escape in its name.",
            "\"involvement\":\"assisted\"",
            "\"involvement\":\"assisted\",\"involvem\\u0065nt\":\"none\"",
        ),
        malformed("field_missing", "No declaration of what AI did.", "\"involvement\":\"assisted\",", ""),
        malformed(
            "word_unknown",
            "A word that is not in the vocabulary.",
            "\"involvement\":\"assisted\"",
            "\"involvement\":\"helped\"",
        ),
        malformed(
            "word_upper_case",
            "Words are lower case.",
            "\"involvement\":\"assisted\"",
            "\"involvement\":\"Assisted\"",
        ),
        malformed(
            "time_with_offset",
            "Times are in UTC.",
            "2026-06-01T08:00:00Z",
            "2026-06-01T15:00:00+07:00",
        ),
        malformed("time_impossible", "There is no such day.", "2026-06-01T08:00:00Z", "2026-06-31T08:00:00Z"),
        malformed("digest_weak", "A digest of another algorithm.", "\"sha256\":", "\"md5\":"),
        malformed(
            "digest_second",
            "A second digest, any match of which would count.",
            "\"digest\":{",
            "\"digest\":{\"md5\":\"d41d8cd98f00b204e9800998ecf8427e\",",
        ),
        malformed("digest_short", "A digest of 62 digits.", "\"root\":\"", "\"root\":\"00\",\"rot\":\""),
        malformed(
            "subject_second",
            "Two articles in one record.",
            "\"subject\":[",
            "\"subject\":[{\"name\":\"b\",\"digest\":{\"sha256\":\"0000000000000000000000000000000000000000000000000000000000000000\"}},",
        ),
        malformed("subject_none", "No article in the record.", "\"subject\":[{", "\"subject\":[],\"old\":[{"),
        malformed("text_lone_surrogate", "Half a character.", "Harian Contoh", "\\ud800"),
        malformed(
            "text_control_character",
            "A terminal escape in a name.",
            "Harian Contoh",
            "\\u001b[31mHarian",
        ),
        malformed(
            "text_workflow_command",
            "A line of its own for a CI runner.",
            "Harian Contoh",
            "x\\n::error::y",
        ),
        malformed("text_noncharacter", "A code point that is never a character.", "Harian Contoh", "\\ufdd0"),
        malformed("number_for_text", "A number where a text belongs.", "\"Harian Contoh\"", "1e999"),
        malformed(
            "nested_deep",
            "A thousand brackets in the place of a text.",
            "\"Harian Contoh\"",
            &("[".repeat(1000) + &"]".repeat(1000)),
        ),
        inconsistent("root_of_other_paragraphs", "The root is not that of the paragraphs.", &|p| {
            p.text.paragraphs.swap(0, 1);
        }),
        inconsistent("disclosure_in_no_paragraph", "A disclosure in a paragraph that is not there.", &|p| {
            p.disclosures[0].paragraph = Some(99);
        }),
        inconsistent("sign_off_empty", "A sign-off that says nothing.", &|p| {
            p.editorial = Some(terang::record::Editorial::default());
        }),
        case(
            "payload_trailing_data",
            "Something follows the statement.",
            "cannot-check",
            &["record-malformed"],
        )
        .envelope(&signed([stated(MARKDOWN).to_bytes(), b"{}".to_vec()].concat()))
        .done(),
        case("payload_empty", "A soundly signed nothing.", "cannot-check", &["record-malformed"])
            .envelope(&signed(Vec::new()))
            .done(),
        case(
            "payload_white_space",
            "White space around the statement is signed like the rest.",
            "matches",
            &["exact"],
        )
        .envelope(&signed([b" \n".to_vec(), stated(MARKDOWN).to_bytes(), b"\n".to_vec()].concat()))
        .done(),
    ]
}

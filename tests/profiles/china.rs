//! `cn-gb-45438`.

use super::judge::{Judge, page};

const GIVEN: &[(&str, &str)] = &[("date-published", "2026-01-05"), ("role", "publisher")];
const AI: &str = r#"<script type="application/ld+json">{"@type":"NewsArticle","digitalSourceType":"trainedAlgorithmicMedia"}</script>"#;

fn article(head: &str, line: &str) -> String {
    page("zh-Hans", head, &format!("<h1>潮汐预报</h1><p>本周三高潮在六点。</p><p>{line}</p>"))
}

fn china() -> Judge<'static> {
    Judge::by("cn-gb-45438", GIVEN)
}

#[test]
fn a_label_with_both_words_keeps_it() {
    assert_eq!(china().codes(&article("", "本文由AI生成。")), [""; 0]);
}

#[test]
fn a_label_without_the_word_for_making_lacks_a_word() {
    let told = page("zh-Hans", AI, "<h1>潮汐</h1><p>本周三高潮在六点。</p><p>本文由人工智能撰写。</p>");
    assert_eq!(china().codes(&told), ["error statement-words"]);
}

#[test]
fn silence_and_a_footer_break_it() {
    assert_eq!(china().codes(&article(AI, "完。")), ["error statement-missing"]);
    let footer = "<!doctype html><html lang=zh-Hans><article><h1>潮汐</h1><p>六点。</p></article>\
                  <footer><p>本文由AI生成。</p></footer>";
    assert_eq!(china().codes(footer), ["error statement-misplaced"]);
}

#[test]
fn services_add_the_metadata() {
    let facts = [GIVEN[0], ("role", "provider")];
    let service = Judge::by("cn-gb-45438", &facts);
    assert_eq!(service.codes(&article("", "本文由AI生成。")), ["error not-machine-marked"]);
    let aigc = r#"<meta name="AIGC" content='{"Label":"1","ContentProducer":"x","ProduceID":"1","ReservedCode1":"","ContentPropagator":"y","PropagateID":"2","ReservedCode2":""}'>"#;
    assert_eq!(service.codes(&article(aigc, "本文由AI生成。")), [""; 0]);
    let unknown = [GIVEN[0]];
    let judge = Judge::by("cn-gb-45438", &unknown);
    assert_eq!(judge.wants(&article("", "本文由AI生成。")), "role");
}

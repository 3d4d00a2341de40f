//! Meta elements, JSON-LD, front matter, and the bytes of other encodings.

use terang::item::{Item, Media};
use terang::label::{Carriers, Kind, LabelError, Labelled, Note, Wish};
use terang::lang::Lang;
use terang::vocabulary::{Involvement, Review};

use super::{item, labelled, used, wish};

fn marked(media: Media, source: &str, kinds: &[Kind]) -> Labelled {
    let wish = Wish {
        lang: Lang::parse("en"),
        carriers: Carriers::These(kinds.to_vec()),
        ..wish(used(Involvement::Generated, Review::Reviewed, &["GPT \"5\""]))
    };
    let done = labelled(&item(media, source), &wish).unwrap_or_else(|e| panic!("{e}: {source}"));
    let again = labelled(&item(media, done.bytes.clone()), &wish).unwrap();
    assert!(!again.is_changed(), "{:?}", again.edits);
    done
}

#[test]
fn the_meta_element_stands_behind_the_last_and_is_corrected_in_place() {
    let page = "<head>\n  <meta charset=utf-8>\n  <title>T</title>\n</head><body><p>One.</p>";
    assert_eq!(
        marked(Media::Html, page, &[Kind::Meta]).after,
        "<head>\n  <meta charset=utf-8>\n  <meta name=\"ai-disclosure\" content=\"ai-assisted\" ai-model=\"GPT &quot;5&quot;\">\n  \
         <title>T</title>\n</head><body><p>One.</p>"
    );
    let wrong = "<head><meta name='ai-disclosure' content='ai-autonomous'/></head><body><p>One.</p>";
    assert_eq!(
        marked(Media::Html, wrong, &[Kind::Meta]).after,
        "<head><meta name='ai-disclosure' content='ai-assisted'/></head><body><p>One.</p>"
    );
}

#[test]
fn no_meta_value_is_made_up_where_review_is_not_declared() {
    let unstated =
        Wish { lang: Lang::parse("en"), ..wish(used(Involvement::Generated, Review::Unstated, &[])) };
    let page = "<head><title>T</title></head><body><p>One.</p><p>Two.</p>";
    let done = labelled(&item(Media::Html, page), &unstated).unwrap();
    assert!(!done.after.contains("<meta") && done.notes.contains(&Note::NoMetaValue), "{}", done.after);
    let translated =
        Wish { lang: Lang::parse("en"), ..wish(used(Involvement::Translated, Review::Reviewed, &[])) };
    let done = labelled(&item(Media::Html, page), &translated).unwrap();
    assert!(!done.after.contains("ld+json") && done.notes.contains(&Note::NoSourceType));
}

#[test]
fn json_ld_gets_a_member_of_the_articles_own_object() {
    const IRI: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
    let page = |json: &str| {
        format!("<head><script type=\"application/ld+json\">{json}</script></head><body><p>One.</p>")
    };
    let pretty = "\n{\n  \"@context\": \"https://schema.org\",\n  \"@type\": [\"NewsArticle\"],\n  \"image\": {\"@type\": \"ImageObject\"}\n}\n";
    assert_eq!(
        marked(Media::Html, &page(pretty), &[Kind::JsonLd]).after,
        page(&pretty.replace("}\n}", &format!("}},\n  \"digitalSourceType\": \"{IRI}\"\n}}")))
    );
    let graph = "{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":\"Article\",\"headline\":\"T\"}]}";
    assert_eq!(
        marked(Media::Html, &page(graph), &[Kind::JsonLd]).after,
        page(&graph.replace("\"T\"}", &format!("\"T\",\"digitalSourceType\":\"{IRI}\"}}")))
    );
    let wrong = "{\"@type\":\"NewsArticle\",\"digitalSourceType\":\"http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation\"}";
    assert_eq!(
        marked(Media::Html, &page(wrong), &[Kind::JsonLd]).after,
        page(&format!("{{\"@type\":\"NewsArticle\",\"digitalSourceType\":\"{IRI}\"}}"))
    );
    let broken = marked(Media::Html, &page("{\"@type\": \"NewsArticle\",}"), &[Kind::JsonLd]).after;
    assert!(
        broken.contains(&format!("\"@type\": \"NewsArticle\", \"digitalSourceType\": \"{IRI}\"}}</script>")),
        "{broken}"
    );
}

#[test]
fn front_matter_keeps_order_comments_and_quoting() {
    let kinds = &[Kind::FrontMatter];
    let yaml = "---\n# ours\ntitle:   'T'\ntags: [a,\n  b]\n---\n\nOne.\n";
    assert_eq!(
        marked(Media::Markdown, yaml, kinds).after,
        yaml.replace(
            "\n---\n\n",
            "\nai_disclosure: generated\nhuman_reviewed: true\nai_tools: [\"GPT \\\"5\\\"\"]\n---\n\n"
        )
    );
    let toml = "+++\r\ntitle = 'T' # said\r\n[params]\r\nx = 1\r\n+++\r\nOne.";
    assert_eq!(
        marked(Media::Markdown, toml, kinds).after,
        toml.replace("[params]", "ai_disclosure = \"generated\"\r\nhuman_reviewed = true\r\nai_tools = [\"GPT \\\"5\\\"\"]\r\n[params]")
    );
    let json = "{\n  \"title\": \"T\"\n}\nOne.";
    assert_eq!(
        marked(Media::Markdown, json, kinds).after,
        json.replace("\"T\"", "\"T\",\n  \"ai_disclosure\": \"generated\",\n  \"human_reviewed\": true,\n  \"ai_tools\": [\"GPT \\\"5\\\"\"]")
    );
    let none = marked(Media::Markdown, "One.\n", kinds).after;
    assert_eq!(
        none,
        "---\nai_disclosure: generated\nhuman_reviewed: true\nai_tools: [\"GPT \\\"5\\\"\"]\n---\n\nOne.\n"
    );
}

#[test]
fn toml_with_brackets_in_a_text_and_yaml_in_one_line_are_added_to_or_refused() {
    let kinds = &[Kind::FrontMatter];
    let toml = "+++\ntitle = '''\n[not a table]\n'''\n+++\nOne.";
    let done = marked(Media::Markdown, toml, kinds).after;
    assert!(done.contains("'''\nai_disclosure = "), "{done}");
    let flow = "---\n{title: T}\n---\nOne.";
    let wish = Wish {
        lang: Lang::parse("en"),
        carriers: Carriers::These(kinds.to_vec()),
        ..wish(used(Involvement::Generated, Review::Unstated, &[]))
    };
    let error = labelled(&item(Media::Markdown, flow), &wish).unwrap_err().to_string();
    assert_eq!(error, "the front matter cannot be added to");
}

#[test]
fn front_matter_and_other_marks_that_say_otherwise_are_named_with_their_line() {
    let denied = "---\ntitle: T\nai_generated: false\n---\nOne.\n";
    let plain = Wish { lang: Lang::parse("en"), ..wish(used(Involvement::Generated, Review::Unstated, &[])) };
    let error = labelled(&item(Media::Markdown, denied), &plain).unwrap_err().to_string();
    assert!(error.starts_with("line 3 says otherwise") && error.contains("ai_generated: false"), "{error}");
}

#[test]
fn words_are_written_in_the_articles_own_encoding() {
    let assisted = wish(used(Involvement::Assisted, Review::Unstated, &[]));
    for (label, lang, text) in [
        ("gbk", "zh-CN", "标题"),
        ("shift_jis", "ja", "見出し"),
        ("euc-kr", "ko", "제목"),
        ("windows-1256", "ar", "عنوان"),
        ("iso-2022-jp", "ja", "見出し"),
        ("big5", "zh-TW", "標題"),
    ] {
        let page = format!(
            "<html lang={lang}><head><meta charset={label}></head><body><article><h1>{text}</h1><p>{text}</p></article>"
        );
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let bytes = encoding.encode(&page).0.into_owned();
        let done =
            labelled(&item(Media::Html, bytes.clone()), &assisted).unwrap_or_else(|e| panic!("{label}: {e}"));
        assert_eq!(encoding.decode(&done.bytes).0, done.after, "{label}");
        assert!(done.bytes.len() > bytes.len() && !done.after.contains("&#x"), "{label}: {}", done.after);
        assert!(!labelled(&item(Media::Html, done.bytes), &assisted).unwrap().is_changed());
    }
    // What windows-1252 lacks is written as references, and read all the same.
    let page = "<html lang=zh><head><meta charset=windows-1252></head><body><article><h1>Caf\u{e9}</h1><p>12</p></article>";
    let bytes: Vec<u8> = page.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let done = labelled(&item(Media::Html, bytes), &assisted).unwrap();
    assert!(done.after.contains("&#x672C;&#x6587;") && done.bytes.contains(&0xE9), "{}", done.after);
    let text = Item {
        charset: Some("windows-1252".to_owned()),
        lang: Some("zh".to_owned()),
        ..item(Media::Plain, "Caf\n\n12")
    };
    assert!(labelled(&text, &assisted).unwrap_err().to_string().contains("windows-1252"));
}

#[test]
fn a_byte_order_mark_and_a_missing_final_newline_stay() {
    let assisted =
        Wish { lang: Lang::parse("en"), ..wish(used(Involvement::Assisted, Review::Unstated, &[])) };
    let done = labelled(&item(Media::Markdown, "\u{FEFF}# Head\r\n\r\nOne."), &assisted).unwrap();
    assert!(
        done.bytes.starts_with("\u{FEFF}# Head\r\n\r\nThis article".as_bytes())
            && done.bytes.ends_with(b"\r\n\r\nOne.")
    );
    let utf16: Vec<u8> = "\u{FEFF}Head\r\n\r\nOne.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let done = labelled(&item(Media::Plain, utf16), &assisted).unwrap();
    assert!(done.bytes.starts_with(b"\xFF\xFEH\0e\0") && done.bytes.ends_with(b"O\0n\0e\0.\0"));
}

#[test]
fn nothing_is_put_before_front_matter_that_only_the_generator_reads() {
    for head in ["---\ntitle: x\nlang: en\n...\n", "---\rlang: en\r---\r", ";;;\n{\"lang\": \"en\"}\n;;;\n"] {
        let article = item(Media::Markdown, format!("{head}\nThe water rose.\n"));
        let wish =
            Wish { lang: Lang::parse("en"), ..wish(used(Involvement::Generated, Review::Unstated, &[])) };
        assert!(matches!(labelled(&article, &wish), Err(LabelError::FrontMatter)), "{head:?}");
    }
    let head = "---\nlayout: post\n---\n";
    for body in
        ["<p>The water rose.</p>\n", "<article><h1>Water</h1><p>It rose.</p></article>\n", "Water rose.\n"]
    {
        let article = item(Media::Html, format!("{head}{body}"));
        let wish =
            Wish { lang: Lang::parse("en"), ..wish(used(Involvement::Generated, Review::Unstated, &[])) };
        match labelled(&article, &wish) {
            Ok(done) => assert!(done.after.starts_with(head), "{}", done.after),
            Err(error) => assert!(matches!(error, LabelError::FrontMatter), "{body}: {error}"),
        }
    }
}

#[test]
fn keys_of_toml_stand_behind_the_last_one_before_a_table() {
    let source =
        "+++\ntitle = \"x\"\nlang = \"en\" # own\n\n# of the theme\n[params]\nai = \"x\"\n+++\n\nText.\n";
    let done = marked(Media::Markdown, source, &[Kind::FrontMatter]);
    let (before, after) = done.after.split_once("\n\n# of the theme\n[params]\n").unwrap();
    assert!(before.contains("# own\nai_disclosure = \"generated\"\n"), "{before}");
    assert!(after.starts_with("ai = \"x\"\n+++\n"), "{after}");
}

#[test]
fn a_key_that_is_there_is_put_right_and_never_written_twice() {
    let front = |source: &str| {
        let wish = wish(used(Involvement::Assisted, Review::Reviewed, &["Lyra"]));
        let done =
            labelled(&item(Media::Markdown, source), &wish).unwrap_or_else(|e| panic!("{e}: {source}"));
        let again = labelled(&item(Media::Markdown, done.bytes.clone()), &wish).unwrap();
        assert!(!again.is_changed(), "{:?}", again.edits);
        let end = done.after.find("This article").unwrap();
        done.after[..end].to_owned()
    };
    assert_eq!(
        front("---\nlang: en\nai_disclosure: assisted # own\n---\nText.\n"),
        "---\nlang: en\nai_disclosure: assisted # own\nhuman_reviewed: true\nai_tools: [\"Lyra\"]\n---\n"
    );
    assert_eq!(
        front(
            "---\nlang: en\nai_disclosure: \"none\" # own\nhuman_reviewed: false\nai_tools: [Lyra, B]\n---\nText.\n"
        ),
        "---\nlang: en\nai_disclosure: \"assisted\" # own\nhuman_reviewed: true\nai_tools: [Lyra, B]\n---\n"
    );
    assert_eq!(
        front("+++\nlang = 'en'\nhuman_reviewed = false # not yet\n\n[x]\ny = 1\n+++\nText.\n"),
        "+++\nlang = 'en'\nhuman_reviewed = true # not yet\nai_disclosure = \"assisted\"\nai_tools = [\"Lyra\"]\n\n[x]\ny = 1\n+++\n"
    );
    assert_eq!(
        front("{\n  \"lang\": \"en\",\n  \"ai_disclosure\": \"generated\"\n}\n\nText.\n"),
        "{\n  \"lang\": \"en\",\n  \"ai_disclosure\": \"assisted\",\n  \"human_reviewed\": true,\n  \"ai_tools\": [\"Lyra\"]\n}\n\n"
    );
    let odd = "---\nlang: en\nai_disclosure:\n  level: none\n---\nText.\n";
    let wish = wish(used(Involvement::Assisted, Review::Reviewed, &[]));
    assert!(labelled(&item(Media::Markdown, odd), &wish).is_err());
    let visible = Wish { carriers: Carriers::These(vec![Kind::Visible]), ..wish };
    let denied = "---\nlang: en\nai_disclosure: none\n---\nText.\n";
    let error = labelled(&item(Media::Markdown, denied), &visible).unwrap_err();
    assert!(matches!(error, LabelError::Otherwise { line: 3, .. }), "{error}");
}

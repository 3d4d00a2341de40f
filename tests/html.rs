//! HTML pages to blocks, zones and marks.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use terang::document::{BlockKind, Carrier, Document, DocumentError, Limits, read};
use terang::item::{Item, Media};
use terang::span::Span;
use terang::vocabulary::Zone;

fn page(html: &str) -> Document {
    let item = Item { media: Some(Media::Html), bytes: html.as_bytes().to_vec(), ..Item::default() };
    read(item, Limits::default()).unwrap()
}

/// One line a block: zone, kind where it is no paragraph, number, `~` where linked, text.
fn outline(html: &str) -> Vec<String> {
    let document = page(html);
    let line = |b: &terang::document::Block| {
        let kind = match b.kind {
            BlockKind::Paragraph => "",
            BlockKind::Heading => " h",
            BlockKind::ListItem => " li",
            BlockKind::Cell => " td",
            BlockKind::Attribute => " @",
            BlockKind::Code => " code",
        };
        let link = if b.linked { "~" } else { "" };
        format!("{}{kind} {}{link}: {}", b.zone, b.paragraph, document.text(b))
    };
    document.blocks().iter().map(line).collect()
}

#[test]
fn blocks_carry_the_zone_of_the_nearest_element_that_decides_one() {
    let html = "<!DOCTYPE html><html lang=id><head><title>Banjir &mdash; Kabar</title></head><body>
        <header><nav><ul><li><a href=/>Beranda</a><li><a href=/x>Olahraga</a></ul></nav></header>
        <main><article><h1>Banjir surut</h1><div class='post-meta'><span class=byline>Oleh Sari</span> <time>3 Mei</time></div>
        <p>Air   surut<br>pagi <b>i</b>ni.</p>
        <figure><img src=a.jpg alt='Jalan &amp; air'><figcaption>Foto: Sari</figcaption></figure>
        <aside><p>Baca juga</p></aside>
        <footer><p>Bagian artikel</p></footer>
        </article></main>
        <footer><p>Hak cipta</p></footer></body></html>";
    assert_eq!(
        outline(html),
        [
            "metadata @ 1: Banjir — Kabar",
            "body li 1~: Beranda",
            "body li 2~: Olahraga",
            "headline h 3: Banjir surut",
            "byline 4: Oleh Sari 3 Mei",
            "body 5: Air surut pagi ini.",
            "caption @ 6: Jalan & air",
            "caption 6: Foto: Sari",
            "aside 7: Baca juga",
            "body 8: Bagian artikel",
            "footer 9: Hak cipta",
        ]
    );
    assert_eq!(page(html).lang.unwrap().as_str(), "id");
}

#[test]
fn a_page_without_headline_takes_its_title_for_one() {
    assert_eq!(outline("<title> A &lt; B\n</title><p>x"), ["headline @ 1: A < B", "body 1: x"]);
}

#[test]
fn what_is_never_shown_is_left_out() {
    let html = "<p>a</p><script>if (a<b) '</p>'</script><style>p{}</style><noscript>n</noscript><template><p>t</p>
        <template>u</template></template><iframe>f</iframe><object>o</object><video>v<p>w</p></video><canvas>c</canvas>
        <audio>x</audio><div hidden><p>h</p></div><p hidden=until-found>i</p><textarea>seen</textarea>";
    assert_eq!(outline(html), ["body 1: a", "body 2: seen"]);
}

#[test]
fn ends_are_implied_as_in_a_browser() {
    assert_eq!(
        outline(
            "<p class=byline>a<p>b<div class=footer><ul><li>c<li>d</ul></span>e</div>f<dl><dt>g<dd>h</dl>"
        ),
        [
            "byline 1: a",
            "body 2: b",
            "footer li 3: c",
            "footer li 4: d",
            "footer 5: e",
            "body 6: f",
            "body li 7: g",
            "body li 8: h"
        ]
    );
    assert_eq!(
        outline("<table><tr><td>a<td>b<tr><th>c</table>d<h2>e<h3>f</h2>g"),
        [
            "body td 1: a",
            "body td 2: b",
            "body td 3: c",
            "body 4: d",
            "body h 5: e",
            "body h 6: f",
            "body 7: g"
        ]
    );
    assert_eq!(
        outline("<a href=x><div>in</div></a><div>out<a href=y>x<p>still</a>not"),
        ["body 1~: in", "body 2: outx", "body 3: stillnot"]
    );
}

#[test]
fn raw_text_ends_where_the_standard_ends_it() {
    assert_eq!(outline("<script><!-- <script> </script> --></script><p>a"), ["body 1: a"]);
    assert_eq!(outline("<script><!--></script><p>a"), ["body 1: a"]);
    assert_eq!(outline("<title>x</titlex></title ><p>a"), ["headline @ 1: x</titlex>", "body 1: a"]);
    assert_eq!(
        outline("<p>a<!-- > --!><p>b<!--><p>c<!---><p>d<!x><p>e<?x><p>f</ x><p>g</>h"),
        ["body 1: a", "body 2: b", "body 3: c", "body 4: d", "body 5: e", "body 6: f", "body 7: gh"]
    );
    assert_eq!(outline("a < b <3 </").join(""), "body 1: a < b <3 </");
    assert_eq!(outline("<p>a<b").join(""), "body 1: a");
    assert_eq!(
        outline("<svg><title>s</title><![CDATA[a<b>&amp;]]></svg><p>x"),
        ["body 1: sa<b>&amp;", "body 2: x"]
    );
    assert_eq!(outline("<plaintext>a</plaintext><p>"), ["body code 1: a</plaintext><p>"]);
}

#[test]
fn every_visible_range_leads_back_to_its_source() {
    let html = "<p>Caf&eacute; de <b>l</b>'IA &amp; <i>co&shy;</i>  <a href=x>x &#x41;I</a></p>";
    let document = page(html);
    assert_eq!(document.visible(), "Café de l'IA & co\u{AD} x AI");
    let source = |part: &str| {
        let at = document.visible().find(part).unwrap();
        let span = document.source_span(Span::new(at, at + part.len()));
        &html[span.start..span.end]
    };
    assert_eq!(source("Café"), "Caf&eacute;");
    assert_eq!(source("é"), "&eacute;");
    assert_eq!(source("l'IA"), "l</b>'IA");
    assert_eq!(source("&"), "&amp;");
    assert_eq!(source("AI"), "&#x41;I");
    assert_eq!(source("x AI"), "x &#x41;I");
}

#[test]
fn attributes_that_are_read_aloud_are_blocks_beside_the_text() {
    assert_eq!(
        outline(
            "<meta name=description content='What &quot;it&quot; says'><p title='A tip'>See <img alt='A chart'> here</p>
             <button aria-label=Close>x</button><p placeholder=no hidden title=hid>y</p>"
        ),
        [
            "metadata @ 1: What \"it\" says",
            "body @ 1: A tip",
            "body 1: See here",
            "caption @ 1: A chart",
            "body @ 2: Close",
            "body 2: x",
        ]
    );
}

#[test]
fn marks_keep_their_attributes_their_text_and_their_nearest_ancestor() {
    let html = "<head><meta name=ai-disclosure content=ai-assisted ai-model=m><meta charset=utf-8>
        <link rel=c2pa-manifest href=a.c2pa><link rel=stylesheet href=b.css>
        <script type='application/ld+json'>{\"a\":\"</p>\"}</script><script id=c2pa-x type=text/plain>AA</script>
        <script>var a</script></head><body itemscope itemtype=https://schema.org/NewsArticle>
        <!-- AIGC: {} --><!-- nothing --><section AI-Disclosure=ai-autonomous ai-disclosure=x><p>Some <b>words</b> </p>
        <p itemprop=a>In</section><div class='x generated-by-ai-label'>L</div><template><p itemprop=t></p></template>";
    let document = page(html);
    let seen: Vec<_> = document
        .marks
        .iter()
        .map(|m| {
            let what = match &m.carrier {
                Carrier::Meta { attributes, in_head } => format!("meta {in_head} {}", attributes.len()),
                Carrier::JsonLd(text) => format!("json {text}"),
                Carrier::Script { text, .. } => format!("script {text}"),
                Carrier::Link(attributes) => format!("link {}", attributes[0].1),
                Carrier::Comment(text) => format!("comment{text}"),
                Carrier::Element { tag, attributes, text } => {
                    format!("{tag} {:?} {:?}", attributes[0], &document.visible()[text.start..text.end])
                }
                other => format!("{other:?}"),
            };
            (what, m.parent)
        })
        .collect();
    let expected = [
        ("meta true 3", None),
        ("link c2pa-manifest", None),
        ("json {\"a\":\"</p>\"}", None),
        ("script AA", None),
        ("body (\"itemscope\", \"\") \"Some words\\nIn\\nL\"", None),
        ("comment AIGC: {} ", Some(4)),
        ("section (\"ai-disclosure\", \"ai-autonomous\") \"Some words\\nIn\"", Some(4)),
        ("p (\"itemprop\", \"a\") \"In\"", Some(6)),
        ("div (\"class\", \"x generated-by-ai-label\") \"L\"", Some(4)),
    ];
    assert_eq!(seen, expected.map(|(s, p)| (s.to_owned(), p)));
}

#[test]
fn a_text_wrapper_is_taken_out_and_marked() {
    let wrapper = "\u{FEFF}\u{E0133}\u{E0122}\u{E0140}\u{E0131}\u{E0144}\u{E0148}\u{E0144}\u{FE00}\u{FE01}";
    let document = page(&format!("<p>Two wo{wrapper}rds</p>"));
    assert_eq!(document.visible(), "Two words");
    assert_eq!(document.marks[0].carrier, Carrier::TextWrapper);
    assert_eq!(document.source_span(Span::new(4, 9)).len(), "words".len() + wrapper.len());
}

#[test]
fn nesting_beyond_the_limit_is_an_error_with_its_place() {
    let html = "<div>".repeat(5000);
    let item = Item { media: Some(Media::Html), bytes: html.into_bytes(), ..Item::default() };
    match read(item, Limits::default()).unwrap_err() {
        DocumentError::TooDeep { limit: 4096, offset } => assert_eq!(offset, 4094 * 5),
        other => panic!("{other}"),
    }
    let fonts = "<p><font color=red>".repeat(3000) + "<b>".repeat(400).as_str() + "end";
    assert_eq!(page(&fonts).blocks().len(), 1);
    assert_eq!(page("<html hidden><p>x").blocks(), []);
    assert_eq!(page("<p>x").blocks()[0].zone, Zone::Body);
}

#[test]
fn the_language_of_xhtml_is_heard_and_that_of_html_comes_first() {
    let lang = |html: &str| page(html).lang.map(|lang| lang.to_string());
    assert_eq!(lang("<html xml:lang=id><p>x"), Some("id".to_owned()));
    assert_eq!(lang("<HTML XML:LANG='pt-BR'><p>x"), Some("pt-BR".to_owned()));
    assert_eq!(lang("<html xml:lang=id lang=en><p>x"), Some("en".to_owned()));
    assert_eq!(lang("<html lang=en xml:lang=id><p>x"), Some("en".to_owned()));
    assert_eq!(lang("<html><body xml:lang=id><p>x"), Some("id".to_owned()));
    assert_eq!(lang("<html lang='' xml:lang=id><p>x"), None, "an empty one says that it is not known");
    assert_eq!(lang("<html><p xml:lang=id>x"), None);
}

#[test]
fn what_its_own_style_hides_is_read_and_stands_where_no_reader_looks() {
    let html = "<body style=visibility:hidden><h1>T</h1><div style='display: none'><h1>H</h1><p class=byline>B</p>
        <img alt=A src=a></div><p style='display:none;display:block'>seen</p><p>one <span style=display:none>two</span> three</p>
        <p><span style=display:none>all of it</span></p><footer style='visibility:collapse'>f</footer>";
    assert_eq!(
        outline(html),
        [
            "headline h 1: T",
            "metadata h 2: H",
            "metadata 3: B",
            "metadata @ 4: A",
            "body 4: seen",
            "body 5: one two three",
            "metadata 6: all of it",
            "metadata 7: f",
        ]
    );
}

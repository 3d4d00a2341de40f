//! What an article declares of itself in terang's own word, as a signal that other statements can be held against.

use super::model::{Authority, Signal};
use super::{attributes, front_matter, sign_off};
use crate::document::{Carrier, Document};
use crate::span::Span;
use crate::vocabulary::{Involvement, Review, Scope};

const KEY: &str = "involvement";
const META: &str = "terang:involvement";

/// The declaration under `involvement` in front matter, or in a page under `terang:involvement`, which `sign` and `label`
/// go by. `None` where there is none in a word of the vocabulary.
#[must_use]
pub fn declared(document: &Document) -> Option<Signal> {
    document.marks.iter().find_map(|mark| match &mark.carrier {
        Carrier::FrontMatter(_, text) if may_hold(text) => {
            let said = sign_off::sign_off(document);
            let involvement = said.involvement?;
            let mut signal = of("front-matter", KEY, involvement, mark.span);
            (signal.modality, signal.scope) = (said.modality, said.scope.or(Some(Scope::Article)));
            signal.review = said.review.unwrap_or(Review::Unstated);
            front_matter::point(std::slice::from_mut(&mut signal), &document.source, text);
            Some(signal)
        }
        Carrier::Meta { attributes, .. } => {
            let name = attributes::value(attributes, "name")?;
            let word = attributes::value(attributes, "content")?;
            let involvement = Involvement::from_word(word.trim())?;
            let own = name.trim().eq_ignore_ascii_case(META);
            own.then(|| of("meta", META, involvement, mark.span))
        }
        _ => None,
    })
}

fn of(carrier: &'static str, name: &str, involvement: Involvement, span: Span) -> Signal {
    let mut signal = Signal::new(carrier, "terang", Authority::Folk, name, involvement.word(), span);
    signal.involvement = Some(involvement);
    signal.scope = Some(Scope::Article);
    signal
}

/// Whether the key can stand in a front matter; reading it whole costs more.
fn may_hold(text: &str) -> bool {
    let key = KEY.as_bytes();
    memchr::memchr2_iter(b'i', b'I', text.as_bytes())
        .any(|at| text.as_bytes().get(at..at + key.len()).is_some_and(|part| part.eq_ignore_ascii_case(key)))
        || text.contains('\\')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limits, read};
    use crate::item::{Item, Media};

    fn said(media: Media, text: &str) -> Option<(Option<Involvement>, String)> {
        let item = Item { media: Some(media), bytes: text.as_bytes().to_vec(), ..Item::default() };
        let document = read(item, Limits::default()).unwrap();
        let signal = declared(&document)?;
        Some((signal.involvement, document.source[signal.span.start..signal.span.end].to_owned()))
    }

    #[test]
    fn the_word_is_found_where_people_write_it_and_with_its_line() {
        for (media, text, line) in [
            (Media::Markdown, "---\ntitle: T\ninvolvement: none\n---\n# T\n", "involvement: none"),
            (Media::Markdown, "+++\n[terang]\ninvolvement = \"none\"\n+++\n# T\n", "involvement = \"none\""),
            (
                Media::Html,
                "<meta name='terang:involvement' content=none>",
                "<meta name='terang:involvement' content=none>",
            ),
        ] {
            assert_eq!(said(media, text), Some((Some(Involvement::None), line.to_owned())), "{text}");
        }
    }

    #[test]
    fn other_words_declare_nothing() {
        for text in ["---\ninvolvement: parents\n---\n", "---\ntitle: none\n---\n", "involvement: none\n"] {
            assert_eq!(said(Media::Markdown, text), None, "{text}");
        }
        assert_eq!(said(Media::Html, "<meta name=involvement content=none>"), None);
    }
}

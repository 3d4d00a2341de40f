//! What one element adds: zone, mark, and the attributes that are read to people.

use super::attribute::{Attributes, Known};
use super::inside::Own;
use super::reader::Reader;
use super::stack::Name;
use super::tag::{self, Tag};
use super::{mark, zone};
use crate::document::flow::Written;
use crate::document::{BlockKind, Carrier, Mark};
use crate::lang::Lang;
use crate::span::Span;
use crate::vocabulary::Zone;

/// Attributes whose value is read to people.
const SPOKEN: u32 = Known::Alt as u32 | Known::Title as u32 | Known::AriaLabel as u32;

impl Reader<'_> {
    /// A description for search engines and link previews is text that people read elsewhere.
    pub(super) fn describe(&mut self, attributes: &Attributes) {
        let is = |known| {
            attributes.value(self.source, known).is_some_and(|name| {
                ["description", "og:description", "twitter:description"]
                    .iter()
                    .any(|d| name.trim().eq_ignore_ascii_case(d))
            })
        };
        if (is(Known::Name) || is(Known::Property))
            && let Some(content) = attributes.span(Known::Content)
        {
            self.flow.attribute(Zone::Metadata, content, Written::InAttribute);
        }
        let http = attributes.value(self.source, Known::HttpEquiv).unwrap_or_default();
        if self.lang.is_none()
            && http.trim().eq_ignore_ascii_case("content-language")
            && let Some(content) = attributes.value(self.source, Known::Content)
        {
            self.lang = Lang::parse(&content);
        }
    }

    /// What an element adds to what it inherits; marks it and takes the attributes that are read to people.
    pub(super) fn own(
        &mut self,
        tag: Tag,
        name: Name,
        attributes: &Attributes,
        span: Span,
        written: Span,
    ) -> Own {
        let outside = self.inside();
        let flags = name.flags();
        let kind = match tag {
            _ if flags & tag::HEADING != 0 => Some(BlockKind::Heading),
            Tag::Li | Tag::Dt | Tag::Dd => Some(BlockKind::ListItem),
            Tag::Td | Tag::Th => Some(BlockKind::Cell),
            Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext => Some(BlockKind::Code),
            Tag::P if outside.place.kind == BlockKind::Cell => Some(BlockKind::Paragraph),
            _ => None,
        };
        let mut own = Own {
            zone: zone::of(tag, self.source, attributes, outside),
            kind,
            link: tag == Tag::A,
            quotes: tag == Tag::Blockquote,
            unshown: flags & tag::UNSHOWN != 0 || attributes.any(Known::Hidden as u32),
            inert: tag == Tag::Template,
            sectioned: matches!(
                tag,
                Tag::Article | Tag::Main | Tag::Section | Tag::Aside | Tag::Nav | Tag::Blockquote
            ),
            figure: tag == Tag::Figure,
            mark: None,
        };
        if !outside.inert
            && !matches!(tag, Tag::Meta | Tag::Link | Tag::Script)
            && mark::element(self.source, attributes, &self.source[written.start..written.end])
        {
            own.mark = Some(self.marks.len());
            let from = Span::new(self.flow.len(), self.flow.len());
            let tag = self.source[written.start..written.end].to_ascii_lowercase();
            let attributes = attributes.decoded(self.source);
            let carrier = Carrier::Element { tag, attributes, text: from };
            self.marks.push(Mark { carrier, span, parent: outside.mark });
        }
        if attributes.any(SPOKEN) && !outside.unshown && !own.unshown && flags & tag::HEAD == 0 {
            self.speak(tag, attributes, outside.zone_of(own));
        }
        own
    }

    fn speak(&mut self, tag: Tag, attributes: &Attributes, zone: Zone) {
        let pictured = matches!(tag, Tag::Img | Tag::Figure) && zone != Zone::Metadata;
        let zone = if pictured { Zone::Caption } else { zone };
        for known in [Known::Alt, Known::Title, Known::AriaLabel] {
            let shown = known != Known::Alt || matches!(tag, Tag::Img | Tag::Area | Tag::Input);
            if shown && let Some(value) = attributes.span(known) {
                self.flow.attribute(zone, value, Written::InAttribute);
            }
        }
    }
}

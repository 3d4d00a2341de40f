//! Start tags: what they close, what they open.

use super::attribute::{Attributes, Known};
use super::reader::{Part, Reader, decides};
use super::stack::{Name, Own, Scope};
use super::tag::{self, Tag};
use super::token::Tokenizer;
use super::{mark, zone};
use crate::document::flow::Written;
use crate::document::{BlockKind, Carrier, DocumentError, Mark};
use crate::lang::Lang;
use crate::span::Span;
use crate::vocabulary::Zone;

/// Attributes whose value is read to people.
const SPOKEN: u32 = Known::Alt as u32 | Known::Title as u32 | Known::AriaLabel as u32;

impl Reader<'_> {
    /// Takes the start tag whose attributes `tokens` holds.
    #[inline]
    pub(super) fn start(
        &mut self,
        tokens: &mut Tokenizer<'_>,
        tag: Tag,
        name: Span,
        span: Span,
        closed: bool,
    ) -> Result<(), DocumentError> {
        let written = &self.source.as_bytes()[name.start..name.end];
        let flags = tag.flags();
        if let Some(top) = self.stack.top()
            && top.name.foreign
            && (top.flags & tag::INTEGRATION == 0 || matches!(tag, Tag::Svg | Tag::Math))
        {
            let breaks =
                flags & tag::BREAKOUT != 0 || (tag == Tag::Font && tokens.attributes.any(Known::Font as u32));
            if !breaks {
                return self.start_foreign(&tokens.attributes, tag, name, span, closed);
            }
            while self.stack.top().is_some_and(|o| o.name.foreign && o.flags & tag::INTEGRATION == 0) {
                self.close();
            }
        }
        let tag = if tag == Tag::Image { Tag::Img } else { tag };
        let flags = tag.flags();
        match tag {
            Tag::Html => return self.start_html(&tokens.attributes, name, span),
            Tag::Body => return self.start_body(&tokens.attributes, name, span),
            Tag::Head => return self.root(Own::default(), span),
            Tag::Frameset if self.part == Part::Head => {
                self.root(Own::default(), span)?;
                self.part = Part::Frames;
                return Ok(());
            }
            Tag::Frameset | Tag::Frame => return Ok(()),
            _ => {}
        }
        if self.part == Part::Frames {
            if flags & tag::RAW != 0 && tag != Tag::Textarea {
                tokens.raw_text(tag);
            }
            return Ok(());
        }
        if self.part == Part::Head {
            if flags & tag::HEAD != 0 && !self.inside().inert {
                self.root(Own::default(), span)?;
            } else if !self.inside().inert {
                self.body(Own::default(), span)?;
            }
        }
        if !self.make_room(tag) {
            return Ok(());
        }
        if self.formatting.has_lost() && flags & (tag::BLOCK | tag::HEAD | tag::RAW) == 0 {
            self.reconstruct(span)?;
        }
        if flags & tag::BLOCK != 0 {
            self.flow.boundary();
        }
        let own = self.own(tag, Name::new(tag, written, false), &tokens.attributes, span, name);
        if flags & tag::RAW != 0 {
            return self.start_raw(tokens, tag, own, span);
        }
        if flags & tag::VOID != 0 {
            self.start_void(tag, &tokens.attributes, span);
            return Ok(());
        }
        let name = match tag {
            Tag::Svg | Tag::Math => Name::new(tag, written, true),
            _ => Name::new(tag, written, false),
        };
        if name.foreign && closed {
            return Ok(());
        }
        let at = self.stack.len();
        self.open(name, own, span)?;
        if flags & tag::FORMATTING != 0 && decides(&own) {
            self.formatting.push(name, own, at);
        }
        if tag == Tag::Form && !self.inside().inert {
            self.form = Some(at);
        }
        Ok(())
    }

    fn start_foreign(
        &mut self,
        attributes: &Attributes,
        tag: Tag,
        written: Span,
        span: Span,
        closed: bool,
    ) -> Result<(), DocumentError> {
        let name = Name::new(tag, &self.source.as_bytes()[written.start..written.end], true);
        let own = self.own(Tag::Other, name, attributes, span, written);
        let own = Own { unshown: own.unshown || name.flags() & tag::UNSHOWN != 0, ..own };
        if closed {
            return Ok(());
        }
        self.open(name, own, span)
    }

    fn start_html(
        &mut self,
        attributes: &Attributes,
        written: Span,
        span: Span,
    ) -> Result<(), DocumentError> {
        if self.inside().inert {
            return Ok(());
        }
        self.read_lang(attributes);
        if self.stack.is_empty() {
            let own = self.own(Tag::Html, Name::html(Tag::Html), attributes, span, written);
            return self.root(own, span);
        }
        Ok(())
    }

    fn start_body(
        &mut self,
        attributes: &Attributes,
        written: Span,
        span: Span,
    ) -> Result<(), DocumentError> {
        if self.inside().inert || self.part == Part::Frames {
            return Ok(());
        }
        self.root(Own::default(), span)?;
        self.read_lang(attributes);
        let own = self.own(Tag::Body, Name::html(Tag::Body), attributes, span, written);
        if self.part == Part::Head {
            return self.body(own, span);
        }
        // A second `body` gives its attributes to the first, as far as that has none.
        self.stack.change(1, |first| {
            first.mark = first.mark.or(own.mark);
            first.unshown |= own.unshown;
        });
        Ok(())
    }

    fn read_lang(&mut self, attributes: &Attributes) {
        if self.lang.is_none() {
            self.lang = attributes.value(self.source, Known::Lang).and_then(|tag| Lang::parse(&tag));
        }
    }

    /// Closes what `tag` closes; `false` where the tag is to be ignored.
    fn make_room(&mut self, tag: Tag) -> bool {
        let flags = tag.flags();
        if flags & tag::TABLE_PART != 0 {
            return self.make_room_in_table(tag);
        }
        match tag {
            Tag::Li => self.close_item(&[Tag::Li]),
            Tag::Dd | Tag::Dt => self.close_item(&[Tag::Dd, Tag::Dt]),
            Tag::Form if self.form.is_some() && !self.inside().inert => return false,
            Tag::Table => {
                if !self.quirks {
                    self.close_p();
                }
                self.close_bare_table();
                return true;
            }
            Tag::A => {
                let name = Name::html(Tag::A);
                if let Some((index, entry)) = self.formatting.find(name) {
                    if entry.at.is_some() {
                        self.end_formatting(name);
                    } else {
                        self.formatting.forget(index);
                    }
                }
            }
            Tag::Button => {
                if let Some(at) = self.stack.find(Tag::Button, Scope::Default) {
                    self.close_to(at);
                }
            }
            Tag::Nobr => {
                if self.stack.find(Tag::Nobr, Scope::Default).is_some() {
                    self.end_formatting(Name::html(Tag::Nobr));
                }
            }
            Tag::Select => {
                if let Some(at) = self.stack.find(Tag::Select, Scope::Default) {
                    self.close_to(at);
                    return false;
                }
            }
            Tag::Input => {
                if let Some(at) = self.stack.find(Tag::Select, Scope::Default) {
                    self.close_to(at);
                }
            }
            Tag::Option | Tag::Optgroup => {
                if self.stack.find(Tag::Select, Scope::Default).is_some() {
                    self.close_implied((tag == Tag::Option).then_some(Tag::Optgroup));
                } else if self.stack.top_is(Tag::Option) {
                    self.close();
                }
            }
            Tag::Rb | Tag::Rtc | Tag::Rp | Tag::Rt
                if self.stack.find(Tag::Ruby, Scope::Default).is_some() =>
            {
                self.close_implied(matches!(tag, Tag::Rp | Tag::Rt).then_some(Tag::Rtc));
            }
            _ => {}
        }
        if flags & (tag::CLOSES_P | tag::IMPLIED) != 0
            && (flags & tag::CLOSES_P != 0 || matches!(tag, Tag::Li | Tag::Dd | Tag::Dt))
        {
            self.close_p();
        }
        if flags & tag::HEADING != 0 && self.stack.top().is_some_and(|o| o.flags & tag::HEADING != 0) {
            self.close();
        }
        if tag == Tag::Hr && self.stack.find(Tag::Select, Scope::Default).is_some() {
            self.close_implied(None);
        }
        true
    }

    fn close_p(&mut self) {
        if let Some(at) = self.stack.find(Tag::P, Scope::Button) {
            self.close_to(at);
        }
    }

    fn close_item(&mut self, tags: &[Tag]) {
        if let Some(at) = self.stack.find_item(tags) {
            self.close_to(at);
        }
    }

    /// A `table` that stands in a table but in no cell of it ends that table.
    fn close_bare_table(&mut self) {
        if let Some(table) = self.stack.find(Tag::Table, Scope::Table)
            && self.stack.table_context().is_none_or(|cell| cell < table)
        {
            self.close_to(table);
        }
    }

    fn make_room_in_table(&mut self, tag: Tag) -> bool {
        if self.inside().inert {
            return true;
        }
        let Some(table) = self.stack.find(Tag::Table, Scope::Table) else { return false };
        let keep = |tags: &[Tag]| {
            tags.iter()
                .filter_map(|&t| self.stack.find(t, Scope::Table))
                .filter(|&at| at > table)
                .max()
                .unwrap_or(table)
        };
        let bottom = match tag {
            Tag::Td | Tag::Th => keep(&[Tag::Tr, Tag::Tbody, Tag::Thead, Tag::Tfoot]),
            Tag::Tr => keep(&[Tag::Tbody, Tag::Thead, Tag::Tfoot]),
            Tag::Col => keep(&[Tag::Colgroup]),
            _ => table,
        };
        self.close_to(bottom + 1);
        true
    }

    /// Takes an element whose content is no markup.
    fn start_raw(
        &mut self,
        tokens: &mut Tokenizer<'_>,
        tag: Tag,
        own: Own,
        span: Span,
    ) -> Result<(), DocumentError> {
        let content = tokens.raw_text(tag);
        let inside = self.inside();
        match tag {
            Tag::Script if !inside.inert => {
                if let Some(carrier) = mark::script(self.source, &tokens.attributes, content) {
                    let span = Span::new(span.start, content.end);
                    self.marks.push(Mark { carrier, span, parent: inside.mark });
                }
            }
            Tag::Title if !self.title && !inside.unshown => {
                self.title = true;
                self.flow.title(content);
            }
            Tag::Textarea | Tag::Xmp | Tag::Plaintext => {
                self.open(Name::html(tag), own, span)?;
                let written = if tag == Tag::Textarea { Written::WithReferences } else { Written::Literally };
                self.text(content, written)?;
                self.close();
            }
            _ => {}
        }
        Ok(())
    }

    fn start_void(&mut self, tag: Tag, attributes: &Attributes, span: Span) {
        let inside = self.inside();
        if inside.inert {
            return;
        }
        let carrier = match tag {
            Tag::Br => {
                self.flow.space(span);
                None
            }
            Tag::Meta => {
                self.describe(attributes);
                mark::meta(self.source, attributes, self.part == Part::Head)
            }
            Tag::Link => mark::link(self.source, attributes),
            _ => None,
        };
        if let Some(carrier) = carrier {
            self.marks.push(Mark { carrier, span, parent: inside.mark });
        }
    }

    /// A description for search engines and link previews is text that people read elsewhere.
    fn describe(&mut self, attributes: &Attributes) {
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
    fn own(&mut self, tag: Tag, name: Name, attributes: &Attributes, span: Span, written: Span) -> Own {
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
            self.speak(tag, attributes, own.zone.unwrap_or(outside.place.zone));
        }
        own
    }

    fn speak(&mut self, tag: Tag, attributes: &Attributes, zone: Zone) {
        let zone = if matches!(tag, Tag::Img | Tag::Figure) { Zone::Caption } else { zone };
        for known in [Known::Alt, Known::Title, Known::AriaLabel] {
            let shown = known != Known::Alt || matches!(tag, Tag::Img | Tag::Area | Tag::Input);
            if shown && let Some(value) = attributes.span(known) {
                self.flow.attribute(zone, value, Written::InAttribute);
            }
        }
    }
}

//! Start tags: what they close, what they open.

use super::attribute::{Attributes, Known};
use super::inside::Own;
use super::mark;
use super::reader::{Part, Reader};
use super::stack::Name;
use super::tag::{self, Tag};
use super::token::Tokenizer;
use crate::document::flow::Written;
use crate::document::{DocumentError, Mark};
use crate::lang::Lang;
use crate::span::Span;

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
            Tag::Head => return self.start_head(&tokens.attributes, name, span),
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
                self.head = true;
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
        // What is not shown does not part the text around it.
        let unshown = flags & tag::UNSHOWN != 0 || tokens.attributes.any(Known::Hidden as u32);
        if flags & tag::BLOCK != 0 && !unshown && !self.inside().unshown {
            self.flow.boundary();
        }
        let own = self.own(tag, Name::new(tag, written, false), &tokens.attributes, span, name);
        if flags & tag::RAW != 0 {
            return self.start_raw(tokens, tag, own, span);
        }
        if flags & tag::VOID != 0 {
            self.start_void(tag, &tokens.attributes, own, span);
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
        if flags & tag::FORMATTING != 0 && !name.foreign {
            // Of `a` there is never more than one.
            let written = if tag == Tag::A { &[] } else { &self.source.as_bytes()[span.start..span.end] };
            self.formatting.push(name, own, fingerprint(written), at);
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

    fn start_head(
        &mut self,
        attributes: &Attributes,
        written: Span,
        span: Span,
    ) -> Result<(), DocumentError> {
        self.root(Own::default(), span)?;
        // A second `head`, or one after what belongs in it, is ignored.
        if self.part == Part::Head && !std::mem::replace(&mut self.head, true) && !self.inside().inert {
            self.head_mark = self.own(Tag::Head, Name::html(Tag::Head), attributes, span, written).mark;
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
            // XHTML has its own; where both stand, browsers go by `lang`.
            let tag = attributes.value(self.source, Known::Lang);
            let tag = tag.or_else(|| attributes.value(self.source, Known::XmlLang));
            self.lang = tag.and_then(|tag| Lang::parse(&tag));
        }
    }

    fn script(&mut self, tokens: &Tokenizer<'_>, span: Span, content: Span) {
        let kind = mark::kind(self.source, &tokens.attributes);
        if !kind.ends_with("json") {
            self.code.push(content);
        }
        if self.inside().inert {
            return;
        }
        if let Some(carrier) = mark::script(self.source, &tokens.attributes, &kind, content) {
            let (span, parent) = (Span::new(span.start, content.end), self.parent());
            self.marks.push(Mark { carrier, span, parent });
        }
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
            Tag::Script => self.script(tokens, span, content),
            Tag::Style => self.code.push(content),
            Tag::Title if !self.title && !inside.unshown && !own.unshown => {
                self.title = true;
                self.flow.title(content);
            }
            Tag::Textarea | Tag::Xmp | Tag::Plaintext => {
                self.open(Name::html(tag), own, span)?;
                let written = if tag == Tag::Textarea { Written::AsRcdata } else { Written::Literally };
                self.text(content, written)?;
                self.close();
            }
            _ => {}
        }
        Ok(())
    }

    fn start_void(&mut self, tag: Tag, attributes: &Attributes, own: Own, span: Span) {
        let inside = self.inside();
        if inside.inert {
            return;
        }
        let carrier = match tag {
            Tag::Br => {
                if !inside.unshown && !own.unshown {
                    self.flow.space(span);
                }
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
            let parent = self.parent();
            self.marks.push(Mark { carrier, span, parent });
        }
    }
}

/// A number for the text of a tag (FNV-1a): equal tags are told from others.
fn fingerprint(tag: &[u8]) -> u64 {
    tag.iter().fold(0xCBF2_9CE4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01B3))
}

//! End tags.

use super::reader::{Part, Reader};
use super::stack::{Name, Scope};
use super::tag::{self, Tag};
use crate::document::DocumentError;
use crate::span::Span;

impl Reader<'_> {
    /// Takes an end tag.
    pub(super) fn end(&mut self, tag: Tag, name: Span, span: Span) -> Result<(), DocumentError> {
        if self.part == Part::Frames {
            return Ok(());
        }
        if self.part == Part::Head {
            // Here only these do something: they open the body. `</template>` ends what the head holds.
            if matches!(tag, Tag::Body | Tag::Html | Tag::Br) {
                self.body(super::inside::Own::default(), span)?;
            } else if tag != Tag::Template {
                return Ok(());
            }
        }
        let written = &self.source.as_bytes()[name.start..name.end];
        if self.stack.top().is_some_and(|open| open.name.foreign) && self.end_foreign(tag, written) {
            return Ok(());
        }
        let name = Name::new(tag, written, false);
        match tag {
            Tag::Body | Tag::Html => {}
            Tag::Br => {
                self.reconstruct(span)?;
                if !self.inside().unshown {
                    self.flow.space(span);
                }
            }
            Tag::P => match self.stack.find(Tag::P, Scope::Button) {
                Some(at) => self.close_to(at),
                // An empty paragraph is opened and closed.
                None if !self.inside().unshown => self.flow.boundary(),
                None => {}
            },
            Tag::Li => self.end_scoped(Tag::Li, Scope::List),
            Tag::Dd | Tag::Dt => self.end_scoped(tag, Scope::Default),
            Tag::Form => self.end_form(),
            Tag::Template => {
                if let Some(at) = self.stack.find_anywhere(name) {
                    self.close_to(at);
                }
            }
            Tag::Table
            | Tag::Tbody
            | Tag::Thead
            | Tag::Tfoot
            | Tag::Tr
            | Tag::Td
            | Tag::Th
            | Tag::Caption => {
                self.end_scoped(tag, Scope::Table);
            }
            Tag::Applet | Tag::Marquee | Tag::Object => self.end_scoped(tag, Scope::Default),
            _ if tag.flags() & tag::HEADING != 0 => {
                const HEADINGS: [Tag; 6] = [Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6];
                if let Some(at) = HEADINGS.iter().filter_map(|&h| self.stack.find(h, Scope::Default)).max() {
                    self.close_to(at);
                }
            }
            _ if tag.flags() & tag::SCOPED_END != 0 => self.end_scoped(tag, Scope::Default),
            _ if tag.flags() & tag::FORMATTING != 0 => self.end_formatting(name),
            _ => self.end_inline(name),
        }
        Ok(())
    }

    fn end_scoped(&mut self, tag: Tag, scope: Scope) {
        if let Some(at) = self.stack.find(tag, scope) {
            self.close_to(at);
        }
    }

    /// "Any other end tag".
    fn end_inline(&mut self, name: Name) {
        if let Some(at) = self.stack.find_inline(name) {
            self.close_to(at);
        }
    }

    /// In SVG or MathML: closes the innermost element of that name; `false` where HTML has to look at it.
    fn end_foreign(&mut self, tag: Tag, written: &[u8]) -> bool {
        if matches!(tag, Tag::P | Tag::Br) {
            while self.stack.top().is_some_and(|open| open.name.foreign && open.flags & tag::INTEGRATION == 0)
            {
                self.close();
            }
            return false;
        }
        let found = self.stack.find_anywhere(Name::new(tag, written, true));
        match found {
            Some(at) if at >= self.stack.foreign_floor() => {
                self.close_to(at);
                true
            }
            _ => false,
        }
    }

    fn end_form(&mut self) {
        if self.inside().inert {
            self.end_scoped(Tag::Form, Scope::Default);
            return;
        }
        // The form leaves the stack, what is open inside it stays open.
        if let Some(at) = self.form.take()
            && self.stack.find(Tag::Form, Scope::Default) == Some(at)
        {
            self.close_implied(None);
            if self.stack.len() == at + 1 {
                self.close();
            } else {
                self.stack.bury(at);
                self.stack.settle(at, at);
            }
        }
    }

    /// "Generate implied end tags".
    pub(super) fn close_implied(&mut self, except: Option<Tag>) {
        while self
            .stack
            .top()
            .is_some_and(|open| open.flags & tag::IMPLIED != 0 && Some(open.name.tag) != except)
        {
            self.close();
        }
    }

    /// The adoption agency (§13.2.6.4.7), as far as the stack shows it.
    ///
    /// A tree would move the blocks that are open inside the element out of it. Here the element leaves the stack and
    /// the blocks stay, which is the same for all text to come. (Beyond eight blocks the standard gives up and leaves
    /// the element open; this does not.)
    pub(super) fn end_formatting(&mut self, name: Name) {
        if let Some(top) = self.stack.top()
            && top.name == name
            && !self.formatting.has(self.stack.len() - 1, false)
        {
            self.close();
            return;
        }
        let Some((index, entry)) = self.formatting.find(name) else {
            self.end_inline(name);
            return;
        };
        let Some(at) = entry.at else {
            self.formatting.forget(index);
            return;
        };
        if !self.stack.in_scope(at) {
            return;
        }
        self.formatting.forget(index);
        let Some(last) = self.stack.last_special_above(at) else {
            self.close_to(at);
            return;
        };
        self.close_to(last + 1);
        // Of the inline elements between the blocks only three listed ones a block are opened again inside it.
        let (mut walked, mut highest) = (0, at);
        for between in (at + 1..last).rev() {
            if self.stack.is_special(between) {
                walked = 0;
            } else if !self.stack.is_dead(between) {
                walked += 1;
                if !self.formatting.has(between, walked > 3) || walked > 3 {
                    self.take_out(between);
                    highest = highest.max(between);
                }
            }
        }
        self.take_out(at);
        self.stack.settle(at, highest);
    }

    /// Takes the element at `at` out of the stack while those above it stay.
    pub(super) fn remove(&mut self, at: usize) {
        self.take_out(at);
        self.stack.settle(at, at);
    }

    fn take_out(&mut self, at: usize) {
        if let Some(open) = self.stack.kill(at) {
            self.end_mark(open.own, open.from);
        }
    }
}

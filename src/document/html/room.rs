//! What a start tag closes before it opens anything.

use super::reader::Reader;
use super::stack::{Name, Scope};
use super::tag::{self, Tag};

impl Reader<'_> {
    /// Closes what `tag` closes; `false` where the tag is to be ignored.
    pub(super) fn make_room(&mut self, tag: Tag) -> bool {
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
                if let Some((_, entry)) = self.formatting.find(name) {
                    self.end_formatting(name);
                    // Where that could not reach it, it goes all the same.
                    if let Some((index, left)) = self.formatting.find(name)
                        && left.at == entry.at
                    {
                        self.formatting.forget(index);
                        left.at.into_iter().for_each(|at| self.remove(at));
                    }
                }
            }
            Tag::Button => {
                if let Some(at) = self.stack.find(Tag::Button, Scope::Default) {
                    self.close_to(at);
                }
            }
            Tag::Nobr if self.stack.find(Tag::Nobr, Scope::Default).is_some() => {
                self.end_formatting(Name::html(Tag::Nobr));
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
}

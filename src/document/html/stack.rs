//! The stack of open elements (WHATWG HTML §13.2.4.2), with every question answered without a walk.
//!
//! Each element remembers the nearest barrier below it and the element of the same name below it, so "is there a `p`
//! in button scope" compares two numbers. Nothing here grows with the depth of the page but the stack itself.

use std::collections::HashMap;

use super::inside::{Inside, Own};
use super::tag::{self, Tag};
use crate::document::DocumentError;
use crate::span::Span;

/// Which element is open: its name and whether it is HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Name {
    /// The element.
    pub(super) tag: Tag,
    /// Tells names apart that [`Tag`] does not know; 0 for the others.
    other: u32,
    /// Whether it is an element of SVG or MathML.
    pub(super) foreign: bool,
}

impl Name {
    /// The name of an HTML element as it stands in the source.
    #[inline]
    pub(super) fn new(tag: Tag, written: &[u8], foreign: bool) -> Self {
        let other = if tag as usize == Tag::Other as usize {
            // FNV-1a: two names of one page that collide would only close each other.
            written
                .iter()
                .fold(0x811C_9DC5, |h, b| (h ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0193))
        } else {
            0
        };
        Self { tag, other, foreign }
    }

    /// An HTML element with a known name.
    pub(super) const fn html(tag: Tag) -> Self {
        Self { tag, other: 0, foreign: false }
    }

    /// What is special about it: in SVG and MathML only that HTML may stand inside some.
    #[inline]
    pub(super) const fn flags(self) -> u32 {
        match (self.foreign, self.tag.flags() & tag::INTEGRATION) {
            (false, _) => self.tag.flags() & !tag::INTEGRATION,
            (true, 0) => self.tag.flags() & tag::UNSHOWN,
            (true, _) => tag::INTEGRATION | tag::SPECIAL | tag::SCOPE,
        }
    }

    fn is(self, tag: Tag) -> bool {
        self.tag == tag && !self.foreign
    }
}

/// One open element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    /// Its name.
    pub(super) name: Name,
    /// What is special about it here.
    pub(super) flags: u32,
    /// What it adds.
    pub(super) own: Own,
    /// What holds inside it.
    pub(super) inside: Inside,
    /// Where its text begins in the visible text.
    pub(super) from: usize,
    /// Whether its end tag has been seen while blocks inside it were open; it is no longer there for anybody.
    dead: bool,
    same: Option<usize>,
    nearest: Nearest,
}

/// Where the nearest elements of some kinds lie, at an element or below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Nearest {
    /// One that ends the default scope.
    barrier: usize,
    /// A special one.
    special: usize,
    /// A special one other than `address`, `div` and `p`.
    wall: usize,
    /// One of HTML.
    html: usize,
}

impl Nearest {
    #[inline]
    fn at(place: usize, name: Name, flags: u32, below: Option<Self>) -> Self {
        let below = below.unwrap_or_default();
        let special = flags & tag::SPECIAL != 0;
        let soft = special && matches!(name.tag, Tag::Address | Tag::Div | Tag::P);
        Self {
            barrier: if flags & tag::SCOPE != 0 { place } else { below.barrier },
            special: if special { place } else { below.special },
            wall: if special && !soft { place } else { below.wall },
            html: if name.foreign { below.html } else { place },
        }
    }
}

/// The open elements, the outermost first.
#[derive(Debug)]
pub(super) struct Stack {
    open: Vec<Open>,
    last: [Option<usize>; Tag::COUNT],
    others: HashMap<Name, usize>,
    limit: usize,
}

/// The scopes of §13.2.4.2.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scope {
    /// "in scope"
    Default,
    /// "in button scope"
    Button,
    /// "in list item scope"
    List,
    /// "in table scope"
    Table,
}

impl Stack {
    /// An empty stack that may grow to `limit` elements.
    pub(super) fn new(limit: usize) -> Self {
        Self { open: Vec::new(), last: [None; Tag::COUNT], others: HashMap::new(), limit }
    }

    /// The current node.
    #[inline]
    pub(super) fn top(&self) -> Option<&Open> {
        self.open.last()
    }

    /// Whether no element is open.
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Gives the element at `at` something else of its own.
    pub(super) fn change(&mut self, at: usize, change: impl FnOnce(&mut Own)) {
        if let Some(open) = self.open.get_mut(at) {
            change(&mut open.own);
            self.settle(at, at);
        }
    }

    /// Opens an element inside the current one; `from` is where its text will begin in the visible text.
    ///
    /// # Errors
    ///
    /// [`DocumentError::TooDeep`] where the limit is reached; `span` is its tag.
    #[inline]
    pub(super) fn push(
        &mut self,
        name: Name,
        own: Own,
        span: Span,
        from: usize,
    ) -> Result<(), DocumentError> {
        let at = self.open.len();
        if at >= self.limit {
            return Err(DocumentError::TooDeep { limit: self.limit, offset: span.start });
        }
        let flags = name.flags();
        let below = self.open.last();
        let open = Open {
            name,
            flags,
            own,
            inside: self.inside().with(own, flags & tag::BLOCK != 0),
            from,
            dead: false,
            same: self.last_index(name),
            nearest: Nearest::at(at, name, flags, below.map(|o| o.nearest)),
        };
        self.set_last(name, Some(at));
        self.open.push(open);
        Ok(())
    }

    /// What holds inside the current element.
    #[inline]
    pub(super) fn inside(&self) -> Inside {
        self.open.last().map_or(Inside::NOTHING, |o| o.inside)
    }

    /// Takes the element at `at` out of the stack while those above it stay, and gives it as it was. What follows for
    /// those above shows after [`Stack::settle`].
    pub(super) fn kill(&mut self, at: usize) -> Option<Open> {
        let was = *self.open.get(at)?;
        self.bury(at);
        self.open[at].own = Own::default();
        Some(was)
    }

    /// Takes the element at `at` out of the stack while what is inside it stays inside it; then as for
    /// [`Stack::kill`].
    pub(super) fn bury(&mut self, at: usize) {
        let Some(was) = self.open.get(at).copied().filter(|open| !open.dead) else { return };
        let mut next = self.last_index(was.name);
        if next == Some(at) {
            self.set_last(was.name, was.same);
        }
        while let Some(above) = next.filter(|&above| above > at) {
            next = self.open[above].same;
            if next == Some(at) {
                self.open[above].same = was.same;
            }
        }
        self.open[at].dead = true;
        self.open[at].flags &= tag::BLOCK;
    }

    /// Whether the element at `at` has been taken out already.
    pub(super) fn is_dead(&self, at: usize) -> bool {
        self.open.get(at).is_some_and(|open| open.dead)
    }

    /// The lowest place from which on all open elements are SVG or MathML.
    pub(super) fn foreign_floor(&self) -> usize {
        self.open.last().map_or(0, |o| o.nearest.html) + 1
    }

    /// Whether the element at `at` is in the default scope.
    pub(super) fn in_scope(&self, at: usize) -> bool {
        at >= self.floor(Scope::Default)
    }

    /// The topmost special element, if it lies above `at`.
    pub(super) fn last_special_above(&self, at: usize) -> Option<usize> {
        self.open.last().map(|o| o.nearest.special).filter(|&special| special > at)
    }

    /// Whether the element at `at` is special.
    pub(super) fn is_special(&self, at: usize) -> bool {
        self.open.get(at).is_some_and(|o| o.flags & tag::SPECIAL != 0)
    }

    /// Works out anew what holds inside the elements from `at` to `last`, and above as far as anything changes.
    pub(super) fn settle(&mut self, at: usize, last: usize) {
        let mut below = at.checked_sub(1).map(|i| self.open[i]);
        for (place, open) in self.open.iter_mut().enumerate().skip(at) {
            let inside = below.map_or(Inside::NOTHING, |o| o.inside);
            let inside = inside.with(open.own, open.flags & tag::BLOCK != 0);
            let nearest = Nearest::at(place, open.name, open.flags, below.map(|o| o.nearest));
            // What lies above an element that stays as it was, stays too.
            if place > last && open.inside == inside && open.nearest == nearest {
                return;
            }
            (open.inside, open.nearest) = (inside, nearest);
            below = Some(*open);
        }
    }

    /// Whether the current element has been taken out of the stack already.
    pub(super) fn top_is_dead(&self) -> bool {
        self.open.last().is_some_and(|open| open.dead)
    }

    /// Closes the current element.
    pub(super) fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        if !open.dead {
            self.set_last(open.name, open.same);
        }
        Some(open)
    }

    fn last_index(&self, name: Name) -> Option<usize> {
        if name.foreign || name.tag == Tag::Other {
            self.others.get(&name).copied()
        } else {
            self.last[name.tag as usize]
        }
    }

    fn set_last(&mut self, name: Name, at: Option<usize>) {
        if !name.foreign && name.tag != Tag::Other {
            self.last[name.tag as usize] = at;
        } else if let Some(at) = at {
            self.others.insert(name, at);
        } else {
            self.others.remove(&name);
        }
    }

    /// Where the innermost element of that name lies, if it lies in `scope`.
    #[inline]
    pub(super) fn find(&self, tag: Tag, scope: Scope) -> Option<usize> {
        let at = self.last[tag as usize]?;
        (at >= self.floor(scope)).then_some(at)
    }

    fn floor(&self, scope: Scope) -> usize {
        let last = |tag: Tag| self.last[tag as usize].unwrap_or(0);
        let barrier = self.open.last().map_or(0, |o| o.nearest.barrier);
        match scope {
            Scope::Default => barrier,
            Scope::Button => barrier.max(last(Tag::Button)),
            Scope::List => barrier.max(last(Tag::Ol)).max(last(Tag::Ul)),
            Scope::Table => last(Tag::Table).max(last(Tag::Template)),
        }
    }

    /// Where the innermost element of that name lies, if no special element lies above it.
    pub(super) fn find_inline(&self, name: Name) -> Option<usize> {
        let at = self.last_index(name)?;
        (at >= self.open.last().map_or(0, |o| o.nearest.special)).then_some(at)
    }

    /// Where the innermost element of that name lies, anywhere.
    pub(super) fn find_anywhere(&self, name: Name) -> Option<usize> {
        self.last_index(name)
    }

    /// Where the innermost special element other than `address`, `div` and `p` lies, if it is one of `tags`.
    pub(super) fn find_item(&self, tags: &[Tag]) -> Option<usize> {
        let wall = self.open.last()?.nearest.wall;
        tags.iter().any(|t| self.open[wall].name.is(*t)).then_some(wall)
    }

    /// Where the innermost cell or caption lies.
    pub(super) fn table_context(&self) -> Option<usize> {
        [Tag::Td, Tag::Th, Tag::Caption].iter().filter_map(|&t| self.last[t as usize]).max()
    }

    /// How many elements are open.
    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    /// Whether the current element is the HTML element `tag`.
    pub(super) fn top_is(&self, tag: Tag) -> bool {
        self.open.last().is_some_and(|o| o.name.is(tag))
    }
}

//! What holds inside an element: zone, kind of block, whether text is shown or linked.

use crate::document::BlockKind;
use crate::document::flow::Place;
use crate::vocabulary::Zone;

/// What one element adds to what it inherits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Own {
    /// The zone that it decides.
    pub(super) zone: Option<Zone>,
    /// The kind of block that text inside it is.
    pub(super) kind: Option<BlockKind>,
    /// Whether it is a link.
    pub(super) link: bool,
    /// Whether it is a `blockquote`.
    pub(super) quotes: bool,
    /// Whether its text is left out.
    pub(super) unshown: bool,
    /// Whether it is a `template`, whose content is no part of the page.
    pub(super) inert: bool,
    /// Whether a `footer` inside it is not the page's.
    pub(super) sectioned: bool,
    /// Whether it is a `figure`.
    pub(super) figure: bool,
    /// Its mark.
    pub(super) mark: Option<usize>,
}

/// What holds inside an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Inside {
    /// Where text stands.
    pub(super) place: Place,
    /// See [`Own::unshown`].
    pub(super) unshown: bool,
    /// See [`Own::inert`].
    pub(super) inert: bool,
    /// See [`Own::sectioned`].
    pub(super) sectioned: bool,
    /// See [`Own::figure`].
    pub(super) figure: bool,
    /// The nearest mark.
    pub(super) mark: Option<usize>,
}

impl Inside {
    /// What holds outside every element.
    pub(super) const NOTHING: Self = Self {
        place: Place {
            zone: Zone::Body,
            block_zone: Zone::Body,
            kind: BlockKind::Paragraph,
            linked: false,
            quoted: false,
        },
        unshown: false,
        inert: false,
        sectioned: false,
        figure: false,
        mark: None,
    };

    /// The zone inside an element that stands here and adds `own`. What no reader sees is none of the places that they
    /// see, whatever it is called.
    #[inline]
    pub(super) fn zone_of(self, own: Own) -> Zone {
        let zone = self.place.zone;
        if zone == Zone::Metadata { zone } else { own.zone.unwrap_or(zone) }
    }

    /// What holds inside an element that stands here and adds `own`.
    #[inline]
    pub(super) fn with(self, own: Own, block: bool) -> Self {
        let zone = self.zone_of(own);
        Self {
            place: Place {
                zone,
                block_zone: if block { zone } else { self.place.block_zone },
                kind: own.kind.unwrap_or(self.place.kind),
                linked: self.place.linked || own.link,
                quoted: self.place.quoted || own.quotes,
            },
            unshown: self.unshown || own.unshown,
            inert: self.inert || own.inert,
            sectioned: self.sectioned || own.sectioned,
            figure: self.figure || own.figure,
            mark: own.mark.or(self.mark),
        }
    }
}

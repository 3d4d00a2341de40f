//! Media type and character encoding from hint, name and first bytes.

use crate::item::{Item, Media};

/// The media type of `item`.
pub(super) fn media(item: &Item) -> Media {
    item.media.unwrap_or(Media::Plain)
}

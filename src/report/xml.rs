//! Text for XML 1.0.

use std::borrow::Cow;

/// `text`, which is harmless already, without the characters that XML 1.0 has no way to write.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    if text.contains(['\u{fffe}', '\u{ffff}']) {
        Cow::Owned(text.replace('\u{fffe}', "\\u{fffe}").replace('\u{ffff}', "\\u{ffff}"))
    } else {
        Cow::Borrowed(text)
    }
}

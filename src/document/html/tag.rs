//! Element names that tree construction or reading knows, and what is special about each.

use super::name::Names;

/// Starts and ends a block (the `display: block`, list and table elements of the WHATWG user-agent style sheet).
pub(super) const BLOCK: u32 = 1;
/// Never has content.
pub(super) const VOID: u32 = 1 << 1;
/// "Special" in the sense of WHATWG HTML §13.2.4.2.
pub(super) const SPECIAL: u32 = 1 << 2;
/// Ends the default element scope.
pub(super) const SCOPE: u32 = 1 << 3;
/// A start tag that closes an open `p`.
pub(super) const CLOSES_P: u32 = 1 << 4;
/// Its end may be implied (§13.2.6.3).
pub(super) const IMPLIED: u32 = 1 << 5;
/// Goes into the list of active formatting elements.
pub(super) const FORMATTING: u32 = 1 << 6;
/// Its text is not shown.
pub(super) const UNSHOWN: u32 = 1 << 7;
/// Stands in `head` without opening `body`.
pub(super) const HEAD: u32 = 1 << 8;
/// Its content is raw text.
pub(super) const RAW: u32 = 1 << 9;
/// `h1` to `h6`.
pub(super) const HEADING: u32 = 1 << 10;
/// A start tag that ends SVG or MathML content (§13.2.6.5).
pub(super) const BREAKOUT: u32 = 1 << 11;
/// Part of a table, and ignored outside one.
pub(super) const TABLE_PART: u32 = 1 << 12;
/// In SVG or MathML: a place where HTML content is allowed again.
pub(super) const INTEGRATION: u32 = 1 << 13;
/// A block-level end tag that closes up to the same element in the default scope.
pub(super) const SCOPED_END: u32 = 1 << 14;

const GROUP: u32 = BLOCK | SPECIAL | CLOSES_P | SCOPED_END;
const MARKER: u32 = SPECIAL | SCOPE;

macro_rules! tags {
    ($($variant:ident $name:literal $flags:expr;)+) => {
        /// A known element name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(super) enum Tag { $(#[doc = $name] $variant),+, /// Any other name.
            Other }

        const NAMES: &[&str] = &[$($name),+];
        const FLAGS: &[u32] = &[$($flags),+, 0];

        static TAGS: Names<Tag, 512> = Names::new(&[$(($name, Tag::$variant)),+], Tag::Other);

        impl Tag {
            /// How many variants there are.
            pub(super) const COUNT: usize = FLAGS.len();

            /// The known element of that name, in any case.
            #[inline]
            pub(super) fn named(name: &[u8]) -> Self {
                TAGS.get(name)
            }

            /// The known element whose name, in any case, stands at `start..end` of `bytes`.
            #[inline]
            pub(super) fn named_at(bytes: &[u8], start: usize, end: usize) -> Self {
                TAGS.get_at(bytes, start, end)
            }

            /// What is special about it.
            #[inline]
            pub(super) const fn flags(self) -> u32 {
                FLAGS[self as usize]
            }
        }
    };
}

tags! {
    A "a" FORMATTING;
    Abbr "abbr" 0;
    Address "address" GROUP;
    AnnotationXml "annotation-xml" 0;
    Applet "applet" MARKER;
    Area "area" VOID | SPECIAL;
    Article "article" GROUP;
    Aside "aside" GROUP;
    Audio "audio" UNSHOWN;
    B "b" FORMATTING | BREAKOUT;
    Base "base" VOID | SPECIAL | HEAD;
    Basefont "basefont" VOID | SPECIAL | HEAD;
    Bgsound "bgsound" VOID | SPECIAL | HEAD;
    Big "big" FORMATTING | BREAKOUT;
    Blockquote "blockquote" GROUP | BREAKOUT;
    Body "body" BLOCK | SPECIAL | BREAKOUT;
    Br "br" VOID | SPECIAL | BREAKOUT;
    Button "button" SPECIAL | SCOPED_END;
    Canvas "canvas" UNSHOWN;
    Caption "caption" BLOCK | MARKER | TABLE_PART;
    Center "center" GROUP | BREAKOUT;
    Circle "circle" 0;
    ClipPath "clippath" 0;
    Code "code" FORMATTING | BREAKOUT;
    Col "col" BLOCK | VOID | SPECIAL | TABLE_PART;
    Colgroup "colgroup" BLOCK | SPECIAL | TABLE_PART;
    Dd "dd" BLOCK | SPECIAL | IMPLIED | BREAKOUT;
    Defs "defs" 0;
    Desc "desc" INTEGRATION;
    Details "details" GROUP;
    Dialog "dialog" BLOCK | CLOSES_P | SCOPED_END;
    Dir "dir" GROUP;
    Div "div" GROUP | BREAKOUT;
    Dl "dl" GROUP | BREAKOUT;
    Dt "dt" BLOCK | SPECIAL | IMPLIED | BREAKOUT;
    Em "em" FORMATTING | BREAKOUT;
    Embed "embed" VOID | SPECIAL | BREAKOUT | UNSHOWN;
    Fieldset "fieldset" GROUP;
    Figcaption "figcaption" GROUP;
    Figure "figure" GROUP;
    Font "font" FORMATTING;
    Footer "footer" GROUP;
    ForeignObject "foreignobject" INTEGRATION;
    Form "form" BLOCK | SPECIAL | CLOSES_P;
    Frame "frame" VOID | SPECIAL;
    Frameset "frameset" SPECIAL;
    G "g" 0;
    H1 "h1" GROUP | HEADING | BREAKOUT;
    H2 "h2" GROUP | HEADING | BREAKOUT;
    H3 "h3" GROUP | HEADING | BREAKOUT;
    H4 "h4" GROUP | HEADING | BREAKOUT;
    H5 "h5" GROUP | HEADING | BREAKOUT;
    H6 "h6" GROUP | HEADING | BREAKOUT;
    Head "head" SPECIAL | BREAKOUT;
    Header "header" GROUP;
    Hgroup "hgroup" GROUP;
    Hr "hr" BLOCK | VOID | SPECIAL | CLOSES_P | BREAKOUT;
    Html "html" BLOCK | MARKER;
    I "i" FORMATTING | BREAKOUT;
    Iframe "iframe" SPECIAL | RAW | UNSHOWN;
    Image "image" VOID;
    Img "img" VOID | SPECIAL | BREAKOUT;
    Input "input" VOID | SPECIAL;
    Keygen "keygen" VOID | SPECIAL;
    Label "label" 0;
    Legend "legend" BLOCK;
    Li "li" BLOCK | SPECIAL | IMPLIED | BREAKOUT;
    Line "line" 0;
    Link "link" VOID | SPECIAL | HEAD;
    Listing "listing" GROUP | BREAKOUT;
    Main "main" GROUP;
    Marquee "marquee" MARKER;
    Math "math" 0;
    Menu "menu" GROUP | BREAKOUT;
    Meta "meta" VOID | SPECIAL | HEAD | BREAKOUT;
    Mi "mi" INTEGRATION;
    Mn "mn" INTEGRATION;
    Mo "mo" INTEGRATION;
    Ms "ms" INTEGRATION;
    Mtext "mtext" INTEGRATION;
    Nav "nav" GROUP;
    Nobr "nobr" FORMATTING | BREAKOUT;
    Noembed "noembed" SPECIAL | RAW | UNSHOWN;
    Noframes "noframes" SPECIAL | HEAD | RAW | UNSHOWN;
    Noscript "noscript" SPECIAL | HEAD | RAW | UNSHOWN;
    Object "object" MARKER | UNSHOWN;
    Ol "ol" GROUP | BREAKOUT;
    Optgroup "optgroup" BLOCK | IMPLIED;
    Option "option" BLOCK | IMPLIED;
    P "p" BLOCK | SPECIAL | CLOSES_P | IMPLIED | BREAKOUT;
    Param "param" VOID | SPECIAL;
    Path "path" 0;
    Picture "picture" 0;
    Plaintext "plaintext" BLOCK | SPECIAL | CLOSES_P | RAW;
    Polygon "polygon" 0;
    Pre "pre" GROUP | BREAKOUT;
    Rb "rb" IMPLIED;
    Rect "rect" 0;
    Rp "rp" IMPLIED;
    Rt "rt" IMPLIED;
    Rtc "rtc" IMPLIED;
    Ruby "ruby" BREAKOUT;
    S "s" FORMATTING | BREAKOUT;
    Script "script" SPECIAL | HEAD | RAW | UNSHOWN;
    Search "search" GROUP;
    Section "section" GROUP;
    Select "select" MARKER | SCOPED_END;
    Small "small" FORMATTING | BREAKOUT;
    Source "source" VOID | SPECIAL;
    Span "span" BREAKOUT;
    Strike "strike" FORMATTING | BREAKOUT;
    Strong "strong" FORMATTING | BREAKOUT;
    Style "style" SPECIAL | HEAD | RAW | UNSHOWN;
    Sub "sub" BREAKOUT;
    Summary "summary" GROUP;
    Sup "sup" BREAKOUT;
    Svg "svg" 0;
    Symbol "symbol" 0;
    Table "table" BLOCK | MARKER | CLOSES_P | BREAKOUT;
    Tbody "tbody" BLOCK | SPECIAL | TABLE_PART;
    Td "td" BLOCK | MARKER | TABLE_PART;
    Template "template" MARKER | HEAD | UNSHOWN;
    Textarea "textarea" SPECIAL | RAW;
    Tfoot "tfoot" BLOCK | SPECIAL | TABLE_PART;
    Th "th" BLOCK | MARKER | TABLE_PART;
    Thead "thead" BLOCK | SPECIAL | TABLE_PART;
    Time "time" 0;
    Title "title" SPECIAL | HEAD | RAW | INTEGRATION;
    Tr "tr" BLOCK | SPECIAL | TABLE_PART;
    Track "track" VOID | SPECIAL;
    Tt "tt" FORMATTING | BREAKOUT;
    U "u" FORMATTING | BREAKOUT;
    Ul "ul" GROUP | BREAKOUT;
    Use "use" 0;
    Var "var" BREAKOUT;
    Video "video" UNSHOWN;
    Wbr "wbr" VOID | SPECIAL;
    Xmp "xmp" BLOCK | SPECIAL | CLOSES_P | RAW;
}

impl Tag {
    /// The name in lower case; empty for [`Tag::Other`].
    pub(super) fn name(self) -> &'static str {
        NAMES.get(self as usize).copied().unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_in_any_case_and_nothing_else_is() {
        for (at, name) in NAMES.iter().enumerate() {
            assert_eq!(Tag::named(name.to_uppercase().as_bytes()) as usize, at);
        }
        assert_eq!(Tag::named(b"h\x11"), Tag::Other);
        assert_eq!(Tag::named(b"news-card"), Tag::Other);
        assert_eq!(Tag::named(b"averyveryverylongname"), Tag::Other);
    }
}

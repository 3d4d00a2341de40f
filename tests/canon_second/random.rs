//! Random pages: markup that parsers must repair, and text that rule 5 folds.

use terang::canon::Scope;
use terang::item::Media;

use crate::Case;

const NAMES: &str = "a b i em p p p div div span section article article main h1 h1 h2 ul li ol dl dt dd table tbody tr td th \
                     caption blockquote pre br hr figure figcaption footer header nav aside svg math mi desc foreignObject \
                     script style textarea template form button select option object nobr font x-y title noscript iframe ruby rt";

const TEXTS: [&str; 24] = [
    "one",
    "two ",
    " three",
    "\n",
    "\t\r\n",
    "\u{A0}",
    "\u{2003}",
    "\u{AD}",
    "\u{200B}",
    "\u{FEFF}",
    "e\u{301}",
    "\u{AD}\u{301}",
    "\u{2019}s",
    "\u{201C}q\u{201D}",
    "\u{2014}",
    "--",
    "\u{2026}",
    "&amp;",
    "&nbsp;",
    "&#8203;",
    "&eacute",
    "می\u{200C}خ",
    "\u{85}",
    "&lt;p&gt;",
];

const ATTRIBUTES: [&str; 8] = [
    "hidden",
    "class=x",
    "class='x y'",
    "id=k",
    "itemprop=articleBody",
    "style='display:none'",
    "title='a>b'",
    "HIDDEN=\"\"",
];

const SCOPES: [(Option<&str>, &[&str]); 6] = [
    (None, &[]),
    (None, &[".x"]),
    (Some(".x"), &[]),
    (Some("div, section"), &["p:first-child", "[itemprop]"]),
    (Some("body"), &["h1 ~ p", "li:nth-child(2n+1)"]),
    (Some(":is(article, main) > :not(h1)"), &["#k"]),
];

/// xorshift64*: the same pages in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % limit
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// The random page number `seed`.
pub(crate) fn page(seed: u64) -> Case {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) + 1);
    let names: Vec<&str> = NAMES.split_whitespace().collect();
    let mut source = String::from(random.of(&["", "<!DOCTYPE html>"]));
    for _ in 0..random.below(60) {
        match random.below(10) {
            0..=3 => {
                source += "<";
                source += random.of(&names);
                while random.below(4) == 0 {
                    source += " ";
                    source += random.of(&ATTRIBUTES);
                }
                source += ">";
            }
            4..=5 => source += &format!("</{}>", random.of(&names)),
            6 if random.below(4) == 0 => {
                source += random.of(&["<!-- c -->", "<![CDATA[d]]>", "<?p>", "</br>", "</p>", "<", "n\0"])
            }
            _ => source += random.of(&TEXTS),
        }
    }
    let (selector, drop) = SCOPES[random.below(SCOPES.len())];
    let scope =
        Scope { selector: selector.map(str::to_owned), drop: drop.iter().map(|&d| d.to_owned()).collect() };
    Case { name: format!("random page {seed}"), source, media: Media::Html, scope }
}

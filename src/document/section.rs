//! A section of an article, known by its heading.

use super::model::{Block, BlockKind, Document};
use crate::vocabulary::Zone;

/// A longer text is no heading.
const LONGEST: usize = 400;

/// A section by the headings of which it has one, and those that it has to stand before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    heading: Vec<String>,
    before: Vec<String>,
}

impl Section {
    /// The section under one of `heading`, before each of `before`. Case, numbering and punctuation do not matter.
    pub fn new<'a>(
        heading: impl IntoIterator<Item = &'a str>,
        before: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self {
            heading: heading.into_iter().map(title).collect(),
            before: before.into_iter().map(title).collect(),
        }
    }

    /// The numbers of the paragraphs that stand in it, its headings with them, in order.
    #[must_use]
    pub fn paragraphs(&self, document: &Document) -> Vec<u32> {
        let mut inside = false;
        let mut out = Vec::new();
        for block in shown(document).take_while(|b| !is(document, b, &self.before)) {
            let named = is(document, block, &self.heading);
            inside = named || inside && block.kind != BlockKind::Heading;
            if inside {
                out.push(block.paragraph);
            }
        }
        out
    }

    /// The numbers of the paragraphs that are one of its headings, in order. Where headings are paragraphs, one can read
    /// like a statement.
    #[must_use]
    pub fn headings(&self, document: &Document) -> Vec<u32> {
        shown(document).filter(|b| is(document, b, &self.heading)).map(|b| b.paragraph).collect()
    }

    /// Its heading, where that stands before all that it has to stand before.
    #[must_use]
    pub fn heading<'d>(&self, document: &'d Document) -> Option<&'d Block> {
        shown(document)
            .take_while(|b| !is(document, b, &self.before))
            .find(|b| is(document, b, &self.heading))
    }

    /// The first heading that it has to stand before.
    #[must_use]
    pub fn next<'d>(&self, document: &'d Document) -> Option<&'d Block> {
        shown(document).find(|b| is(document, b, &self.before))
    }
}

/// The blocks that readers of the article meet.
fn shown(document: &Document) -> impl Iterator<Item = &Block> {
    let is_shown =
        |b: &&Block| b.kind != BlockKind::Attribute && !matches!(b.zone, Zone::Footer | Zone::Metadata);
    document.blocks().iter().filter(is_shown)
}

/// Whether a block is a heading of one of these names. In plain text, and where a manuscript sets a heading in bold, a
/// paragraph of nothing else is one.
fn is(document: &Document, block: &Block, names: &[String]) -> bool {
    let heading = match block.kind {
        BlockKind::Heading => true,
        BlockKind::Paragraph => !block.linked && !block.quoted,
        _ => false,
    };
    heading && block.range.len() <= LONGEST && names.contains(&title(document.text(block)))
}

/// A heading without case, numbering and punctuation.
fn title(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let words = words.skip_while(|w| w.bytes().all(|b| b.is_ascii_digit()));
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limits, read};
    use crate::item::{Item, Media};

    fn holds(media: Media, source: &str, words: &str) -> bool {
        let item = Item { media: Some(media), bytes: source.into(), ..Item::default() };
        let document = read(item, Limits::default()).unwrap();
        let section = Section::new(["Declaration of AI"], ["References"]);
        let block = document.blocks().iter().find(|b| document.text(b) == words).unwrap();
        section.paragraphs(&document).contains(&block.paragraph)
    }

    #[test]
    fn headings_match_without_case_and_number() {
        assert_eq!(title("7. Declaration of  AI:"), title("declaration of ai"));
        assert_ne!(title("Declarations"), title("Declaration"));
    }

    #[test]
    fn a_section_ends_at_the_next_heading_and_stands_before_the_references() {
        let text =
            "# T\n\nx\n\n## 4. Declaration of AI\n\nin\n\n## Thanks\n\nbehind\n\n## References\n\nlast\n";
        assert!(holds(Media::Markdown, text, "in"));
        for words in ["x", "behind", "last"] {
            assert!(!holds(Media::Markdown, text, words), "{words}");
        }
        assert!(!holds(Media::Markdown, "# References\n\na\n\n# Declaration of AI\n\nin\n", "in"));
    }

    #[test]
    fn a_paragraph_of_nothing_else_is_a_heading_and_a_line_of_contents_is_none() {
        assert!(holds(Media::Plain, "T\n\nx\n\nDeclaration of AI\n\nin\n\nReferences\n\nlast\n", "in"));
        assert!(!holds(Media::Plain, "T\n\nReferences\n\nDeclaration of AI\n\nin\n", "in"));
        let listed = "<ul><li>References</ul><h2>Declaration of AI</h2><p>in</p><p><b>References</b></p>";
        assert!(holds(Media::Html, listed, "in"));
    }
}

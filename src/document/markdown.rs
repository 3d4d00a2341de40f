//! Markdown: CommonMark with tables, front matter, and HTML inside it.
//!
//! Each construct opens and closes the element that it stands for, so that raw HTML, zones and blocks are read by the
//! same reader as a page.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::flow::Written;
use super::front_matter::{self, Field, FrontMatter};
use super::html::Reader;
use super::{BlockKind, Carrier, Document, DocumentError, Limits, Mark};
use crate::item::Media;
use crate::lang::Lang;
use crate::span::Span;
use crate::vocabulary::Zone;

/// Reads decoded Markdown.
///
/// # Errors
///
/// [`DocumentError::TooDeep`] where more elements are open at once than `limits` allows.
pub(super) fn read(source: String, lang: Option<Lang>, limits: Limits) -> Result<Document, DocumentError> {
    let mut reader = Reader::new(&source, limits);
    reader.begin_body()?;
    let front = front_matter::find(&source);
    let stated = front.and_then(|front| show(&mut reader, &source, front));
    let body = front.map_or(0, |front| front.span.end);
    let mut walk = Walk { reader, source: &source, base: body, html: None, image: None, fence: false };
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM;
    for (event, range) in Parser::new_ext(&source[body..], options).into_offset_iter() {
        walk.event(&event, Span::new(body + range.start, body + range.end))?;
    }
    walk.flush_html()?;
    let read = walk.reader.finish();
    Ok(read.document(Media::Markdown, source, lang.or(stated)))
}

/// Takes front matter as a mark and its readable fields as blocks; gives the language that it states.
fn show(reader: &mut Reader<'_>, source: &str, front: FrontMatter) -> Option<Lang> {
    let text = source[front.text.start..front.text.end].to_owned();
    reader.mark(Mark { carrier: Carrier::FrontMatter(front.kind, text), span: front.span, parent: None });
    let mut lang = None;
    for value in front_matter::values(source, front) {
        match value.field {
            Field::Title => reader.block(Zone::Headline, BlockKind::Heading, &value.text, value.span),
            Field::Author => reader.block(Zone::Byline, BlockKind::Paragraph, &value.text, value.span),
            Field::Description => reader.block(Zone::Metadata, BlockKind::Attribute, &value.text, value.span),
            Field::Lang => lang = lang.or_else(|| Lang::parse(&value.text)),
        }
    }
    lang
}

struct Walk<'s> {
    reader: Reader<'s>,
    source: &'s str,
    base: usize,
    /// Raw HTML that is not read yet: a tag may go over several lines, each an event of its own.
    html: Option<Span>,
    /// The image whose description is being read, and how far the description goes.
    image: Option<Image>,
    /// Whether the rest of this line belongs to a directive fence (`:::note`).
    fence: bool,
}

#[derive(Clone, Copy)]
struct Image {
    depth: usize,
    text: Option<Span>,
}

impl Walk<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) -> Result<(), DocumentError> {
        if let Event::Html(_) | Event::InlineHtml(_) = event {
            if self.image.is_some() {
                return Ok(());
            }
            if let Some(html) = &mut self.html
                && html.end == span.start
            {
                html.end = span.end;
                return Ok(());
            }
            self.flush_html()?;
            self.html = Some(span);
            return Ok(());
        }
        self.flush_html()?;
        if self.image.is_some() {
            self.in_image(event, span);
            return Ok(());
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(*tag, span),
            Event::Text(text) => self.text(text, span),
            Event::Code(text) => self.code(text, span),
            Event::SoftBreak | Event::HardBreak => {
                if std::mem::take(&mut self.fence) {
                    self.reader.boundary();
                }
                self.reader.space(span);
                Ok(())
            }
            Event::Rule => {
                self.reader.boundary();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Reads the raw HTML that waits.
    fn flush_html(&mut self) -> Result<(), DocumentError> {
        self.html.take().map_or(Ok(()), |span| self.reader.html(span))
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) -> Result<(), DocumentError> {
        let name = match tag {
            Tag::Image { title, .. } => {
                self.title(title, span);
                self.image = Some(Image { depth: 0, text: None });
                return Ok(());
            }
            Tag::Link { title, .. } => {
                self.title(title, span);
                "a"
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => "pre",
            other => match element(other.to_end()) {
                Some(name) => name,
                None => return Ok(()),
            },
        };
        self.reader.enter(name, span.start)
    }

    fn end(&mut self, tag: TagEnd, span: Span) -> Result<(), DocumentError> {
        self.fence = false;
        element(tag).map_or(Ok(()), |name| self.reader.leave(name, Span::new(span.end, span.end)))
    }

    fn text(&mut self, text: &str, mut span: Span) -> Result<(), DocumentError> {
        if self.source[span.start..span.end] != *text {
            return self.reader.replaced(text, span);
        }
        if let Some(len) = fence(text)
            && self.begins_line(span.start)
        {
            self.reader.boundary();
            self.fence = true;
            span.start += len;
        }
        self.reader.text(span, Written::Literally)
    }

    fn begins_line(&self, at: usize) -> bool {
        // Only as far back as nothing but indents stands: a line may hold any number of texts.
        let before = self.source[self.base..at].trim_end_matches([' ', '\t', '>']);
        before.is_empty() || before.ends_with('\n')
    }

    /// Code in a line: its text without the ticks.
    fn code(&mut self, text: &str, span: Span) -> Result<(), DocumentError> {
        match self.source[span.start..span.end].find(text) {
            Some(at) => {
                let start = span.start + at;
                self.reader.text(Span::new(start, start + text.len()), Written::Literally)
            }
            None => self.reader.replaced(text, span),
        }
    }

    fn in_image(&mut self, event: &Event<'_>, span: Span) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) if image.depth > 0 => image.depth -= 1,
            Event::End(_) => {
                if let Some(text) = image.text {
                    self.reader.attribute(Zone::Caption, text, Written::WithReferences);
                }
                self.image = None;
            }
            Event::Text(_) | Event::Code(_) => {
                let start = image.text.map_or(span.start, |t| t.start);
                image.text = Some(Span::new(start, span.end));
            }
            _ => {}
        }
    }

    /// The title of a link or picture, where it can be found in the source as it is.
    fn title(&mut self, title: &str, span: Span) {
        // It is the last thing of the link, so only the end is searched: links and pictures nest.
        let end =
            &self.source.as_bytes()[span.end.saturating_sub(title.len() + 64).max(span.start)..span.end];
        if !title.is_empty()
            && let Some(at) = memchr::memmem::rfind(end, title.as_bytes())
        {
            let start = span.end - end.len() + at;
            let zone = self.reader.zone();
            self.reader.attribute(zone, Span::new(start, start + title.len()), Written::Literally);
        }
    }
}

/// The element that a construct stands for.
fn element(tag: TagEnd) -> Option<&'static str> {
    Some(match tag {
        TagEnd::Paragraph => "p",
        TagEnd::Heading(level) => match level {
            HeadingLevel::H1 => "h1",
            HeadingLevel::H2 => "h2",
            HeadingLevel::H3 => "h3",
            HeadingLevel::H4 => "h4",
            HeadingLevel::H5 => "h5",
            HeadingLevel::H6 => "h6",
        },
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::CodeBlock => "pre",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::Table => "table",
        TagEnd::TableHead | TagEnd::TableRow => "tr",
        TagEnd::TableCell => "td",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Link => "a",
        _ => return None,
    })
}

/// How many bytes of a line are the mark of a directive fence: `:::`, a name, attributes in braces.
fn fence(line: &str) -> Option<usize> {
    let colons = line.bytes().take_while(|b| *b == b':').count();
    if colons < 3 {
        return None;
    }
    let rest = line[colons..].trim_start();
    let name = rest.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let after = name.trim_start();
    let braces =
        after.strip_prefix('{').and_then(|inner| inner.split_once('}')).map_or(after, |(_, tail)| tail);
    Some(line.len() - braces.len())
}

#[cfg(test)]
mod tests {
    use super::fence;

    #[test]
    fn a_directive_fence_is_its_colons_its_name_and_its_braces() {
        let rest = |line: &'static str| fence(line).map(|len| &line[len..]);
        assert_eq!(rest(":::message"), Some(""));
        assert_eq!(rest(":::"), Some(""));
        assert_eq!(rest("::: note {.wide} Title"), Some(" Title"));
        assert_eq!(rest(":::details A title"), Some("A title"));
        assert_eq!(rest(":: no"), None);
    }
}

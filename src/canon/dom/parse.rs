//! Source to tree, with limits that keep the tree builder linear.
//!
//! The tree builder looks through its stack of open elements at nearly every tag. Nesting without a limit makes
//! that quadratic, so the stack is measured every few tags and the parse stopped.

use std::cell::{Cell, RefCell};

use html5ever::interface::Tracer;
use html5ever::interface::TreeSink as _;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, State, Tokenizer};

use super::arena::{Dom, NodeId};
use super::sink::Sink;
use crate::canon::CanonError;

/// Bytes of source: text lengths are 32 bits in the tree builder.
const MAX_SIZE: usize = 1 << 30;
/// Open elements and formatting elements to be reopened. Chromium builds no tree deeper than 512.
const MAX_DEPTH: usize = 512;
/// Nodes of the tree.
const MAX_NODES: usize = 4_000_000;
/// Attributes of one tag.
const MAX_ATTRIBUTES: usize = 1024;
/// Attributes of all open elements together.
const MAX_OPEN_ATTRIBUTES: usize = 4096;
/// Attribute comparisons between formatting elements: this many, and four more for each byte.
const MAX_WORK: usize = 10_000_000;
/// Tags between two looks at the stack.
const LOOK_EVERY: u32 = 32;

/// The DOM of `source` (decoded), as a browser with scripting builds it.
///
/// # Errors
///
/// [`CanonError`] where a limit is passed.
pub(in crate::canon) fn parse(source: &str) -> Result<Dom, CanonError> {
    if source.len() > MAX_SIZE {
        return Err(CanonError::TooLarge { size: source.len(), limit: MAX_SIZE });
    }
    let options = TreeBuilderOpts { scripting_enabled: true, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(Sink(RefCell::new(Dom::new())), options);
    let max_work = MAX_WORK + 4 * source.len();
    let mut feed =
        Feed { builder, tag: None, state: None, failure: None, tags: 0, work: 0, max_work, formatting: 0 };
    // A failure is the only token there is, so the first call reads to the end.
    let _ = Tokenizer::new_with_emitter(source, Bridge(CallbackEmitter::new(Hand(&mut feed)))).next();
    match feed.failure {
        Some(failure) => Err(failure),
        None => Ok(feed.builder.sink.finish()),
    }
}

/// What stands between tokenizer and tree builder.
struct Feed {
    builder: TreeBuilder<NodeId, Sink>,
    /// The start tag whose attributes are being read.
    tag: Option<Tag>,
    /// The tokenizer state that the tree builder asked for.
    state: Option<State>,
    failure: Option<CanonError>,
    tags: u32,
    work: usize,
    max_work: usize,
    /// Formatting elements on the stack and in the list of them, when last looked at.
    formatting: usize,
}

impl Feed {
    fn token(&mut self, token: Token) {
        self.state = match self.builder.process_token(token, 1) {
            TokenSinkResult::Continue | TokenSinkResult::EncodingIndicator(_) => return,
            TokenSinkResult::Script(_) => Some(State::Data),
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(RawKind::ScriptData | RawKind::ScriptDataEscaped(_)) => {
                Some(State::ScriptData)
            }
        };
    }

    fn text(&mut self, value: &[u8]) {
        for (i, part) in value.split(|&byte| byte == 0).enumerate() {
            if i > 0 {
                self.token(Token::NullCharacterToken);
            }
            if !part.is_empty() {
                self.token(Token::CharacterTokens(tendril(part)));
            }
        }
    }

    fn attribute(&mut self, name: &[u8]) {
        let Some(tag) = &mut self.tag else { return };
        if tag.attrs.len() == MAX_ATTRIBUTES {
            self.failure = Some(CanonError::TooManyAttributes { limit: MAX_ATTRIBUTES });
            return;
        }
        let name = QualName::new(None, ns!(), name_of(name));
        tag.attrs.push(Attribute { name, value: StrTendril::new() });
    }

    fn start_tag(&mut self, self_closing: bool) {
        let Some(mut tag) = self.tag.take() else { return };
        tag.self_closing = self_closing;
        drop_repeated(&mut tag.attrs);
        if is_formatting(&tag.name) {
            // The tree builder sorts these attributes once for each formatting element that is open.
            self.work += (tag.attrs.len() + 1) * self.formatting;
        }
        self.token(Token::TagToken(tag));
        self.tags += 1;
        if self.tags.is_multiple_of(LOOK_EVERY) {
            self.look();
        }
    }

    /// Measures the stack of open elements and the tree.
    fn look(&mut self) {
        let dom = self.builder.sink.0.borrow();
        let (elements, attributes, formatting) = <(Cell<usize>, Cell<usize>, Cell<usize>)>::default();
        let count = Count { dom: &dom, elements, attributes, formatting };
        self.builder.trace_handles(&count);
        self.formatting = count.formatting.get();
        self.failure = if count.elements.get() > MAX_DEPTH {
            Some(CanonError::TooDeep { limit: MAX_DEPTH })
        } else if dom.len() > MAX_NODES {
            Some(CanonError::TooManyNodes { limit: MAX_NODES })
        } else if count.attributes.get() > MAX_OPEN_ATTRIBUTES {
            Some(CanonError::TooManyAttributes { limit: MAX_OPEN_ATTRIBUTES })
        } else if self.work > self.max_work {
            Some(CanonError::TooTangled)
        } else {
            return;
        };
    }

    fn end(&mut self) {
        self.token(Token::EOFToken);
        self.builder.end();
    }
}

/// Counts what the tree builder holds on to.
struct Count<'a> {
    dom: &'a Dom,
    elements: Cell<usize>,
    attributes: Cell<usize>,
    formatting: Cell<usize>,
}

impl Tracer for Count<'_> {
    type Handle = NodeId;

    fn trace_handle(&self, node: &NodeId) {
        self.elements.set(self.elements.get() + 1);
        if let Some(element) = self.dom.element(*node) {
            self.attributes.set(self.attributes.get() + element.attributes.len());
            self.formatting.set(self.formatting.get() + usize::from(is_formatting(&element.name.local)));
        }
    }
}

/// The callback that the tokenizer drives.
struct Hand<'a>(&'a mut Feed);

impl Callback<(), ()> for Hand<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _span: Span<()>) -> Option<()> {
        let feed = &mut *self.0;
        if feed.failure.is_some() {
            return Some(());
        }
        match event {
            CallbackEvent::OpenStartTag { name } => {
                feed.tag = Some(Tag {
                    kind: TagKind::StartTag,
                    name: name_of(name),
                    self_closing: false,
                    attrs: Vec::new(),
                    had_duplicate_attributes: false,
                });
            }
            CallbackEvent::AttributeName { name } => feed.attribute(name),
            CallbackEvent::AttributeValue { value } => {
                if let Some(attribute) = feed.tag.as_mut().and_then(|tag| tag.attrs.last_mut()) {
                    attribute.value.push_tendril(&tendril(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => feed.start_tag(self_closing),
            CallbackEvent::EndTag { name } => feed.token(Token::TagToken(Tag {
                kind: TagKind::EndTag,
                name: name_of(name),
                self_closing: false,
                attrs: Vec::new(),
                had_duplicate_attributes: false,
            })),
            CallbackEvent::String { value } => feed.text(value),
            CallbackEvent::Comment { .. } => feed.token(Token::CommentToken(StrTendril::new())),
            CallbackEvent::Doctype { name, public_identifier, system_identifier, force_quirks } => {
                feed.token(Token::DoctypeToken(Doctype {
                    name: (!name.is_empty()).then(|| tendril(name)),
                    public_id: public_identifier.map(tendril),
                    system_id: system_identifier.map(tendril),
                    force_quirks,
                }));
            }
            CallbackEvent::Error(_) => {}
        }
        feed.failure.is_some().then_some(())
    }
}

/// The emitter around [`Hand`] that lets the tree builder switch the tokenizer's state.
struct Bridge<'a>(CallbackEmitter<Hand<'a>, ()>);

impl ForwardingEmitter for Bridge<'_> {
    type Token = ();

    fn inner(&mut self) -> &mut impl Emitter<Token = ()> {
        &mut self.0
    }

    fn emit_eof(&mut self) {
        self.0.emit_eof();
        let feed = &mut *self.0.callback_mut().0;
        if feed.failure.is_none() {
            feed.end();
        }
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let _ = self.0.emit_current_tag();
        self.0.callback_mut().0.state.take()
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.0.callback_mut().0.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

fn tendril(bytes: &[u8]) -> StrTendril {
    StrTendril::from_slice(&String::from_utf8_lossy(bytes))
}

fn name_of(bytes: &[u8]) -> LocalName {
    LocalName::from(&*String::from_utf8_lossy(bytes))
}

/// Keeps the first attribute of each name, as the tokenizer of the standard does.
fn drop_repeated(attributes: &mut Vec<Attribute>) {
    let mut kept = 0;
    for at in 0..attributes.len() {
        let (before, rest) = attributes.split_at(at);
        if before[..kept].iter().all(|known| known.name != rest[0].name) {
            attributes.swap(kept, at);
            kept += 1;
        }
    }
    attributes.truncate(kept);
}

/// The formatting elements of the standard: those that are opened again after a misnested end tag.
fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

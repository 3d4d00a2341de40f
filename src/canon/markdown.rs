//! Markdown to paragraphs: CommonMark with tables, rendered to HTML and read as HTML is.

use std::borrow::Cow;

use pulldown_cmark::{Options, Parser, html};

use super::collect;
use super::dom::{self, NodeId};
use super::error::CanonError;
use super::model::{CanonicalText, RootRule, Scope};
use super::root::{Root, survey};
use super::selector::Drops;
use super::{front_matter, normalize, shadow};

/// The canonical text of Markdown. The scope's selector is for pages, so it does not count here.
pub(super) fn text(source: &str, scope: &Scope) -> Result<CanonicalText, CanonError> {
    let (title, body) = front_matter::split(source);
    // CommonMark §2.3: U+0000 is shown as U+FFFD; left to the HTML parser it would vanish.
    let body =
        &if body.contains('\0') { Cow::Owned(body.replace('\0', "\u{FFFD}")) } else { Cow::Borrowed(body) };
    let mut page = String::with_capacity(body.len() + body.len() / 4);
    page.push_str("<!DOCTYPE html><body>");
    html::push_html(&mut page, Parser::new_ext(body, Options::ENABLE_TABLES));
    let dom = dom::parse(&page)?;
    let drops = Drops::find(&dom, &scope.drop)?;
    let survey = survey(&dom, &drops, &[]);
    let root = Root { id: NodeId::DOCUMENT, rule: RootRule::Whole, coverage: survey.whole };
    let title = title.map(|title| normalize::paragraph(&title)).filter(|title| !title.is_empty());
    let article = collect::gather(&dom, &drops, root.id, title);
    shadow::refuse(&dom, &drops, root.id)?;
    collect::finish(&dom, &drops, root, article, scope)
}

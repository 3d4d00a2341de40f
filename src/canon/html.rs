//! A page to paragraphs.

use super::collect;
use super::dom;
use super::error::CanonError;
use super::model::{CanonicalText, Scope};
use super::root;
use super::selector::Drops;
use super::shadow;

/// The canonical text of HTML.
pub(super) fn text(source: &str, scope: &Scope) -> Result<CanonicalText, CanonError> {
    let dom = dom::parse(source)?;
    let drops = Drops::find(&dom, &scope.drop)?;
    let (root, article) = root::find(&dom, &drops, scope.selector.as_deref())?;
    shadow::refuse(&dom, &drops, root.id)?;
    collect::finish(&dom, &drops, root, article, scope)
}

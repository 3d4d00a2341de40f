//! Declarative shadow roots, whose text a browser shows in place of what the page holds.

use html5ever::ns;

use super::dom::{Dom, Element, NodeData, NodeId, Step};
use super::error::CanonError;
use super::root::is_never_shown;
use super::selector::Drops;

/// Refuses a part of the page whose text a declarative shadow root hides or adds to.
///
/// # Errors
///
/// [`CanonError::ShadowRoot`] where the host of one lies in `part`, or `part` in the host.
pub(super) fn refuse(dom: &Dom, drops: &Drops, part: NodeId) -> Result<(), CanonError> {
    let mut inside = part;
    while let Some(host) = dom.parent(inside) {
        let mut child = dom.first_child(host);
        while let Some(id) = child {
            if dom.element(id).is_some_and(is_declared) {
                return Err(CanonError::ShadowRoot);
            }
            child = dom.next(id);
        }
        inside = host;
    }
    let mut walk = dom.walk(part);
    while let Some(step) = walk.next() {
        let Step::Enter(id) = step else { continue };
        if let NodeData::Element(element) = dom.data(id) {
            // Dropping the template does not bring back what it hides.
            if is_declared(element) {
                return Err(CanonError::ShadowRoot);
            }
            if is_never_shown(element) || drops.contains(id) {
                walk.pass_over(id);
            }
        }
    }
    Ok(())
}

/// Whether an element declares a shadow root for its parent (HTML §4.12.3).
fn is_declared(element: &Element) -> bool {
    let mode = || element.attribute("shadowrootmode").unwrap_or_default();
    element.name.ns == ns!(html)
        && &*element.name.local == "template"
        && ["open", "closed"].iter().any(|known| mode().eq_ignore_ascii_case(known))
}

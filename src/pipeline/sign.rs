//! One article and what is declared of it to a statement that can be signed.

use super::observe::observe;
use crate::canon::{self, CanonError, ContentDigests, Scope};
use crate::digest::Digest;
use crate::disclosure::RuleSet;
use crate::document::{DocumentError, Limits, read};
use crate::item::Item;
use crate::record::{
    AiUse, Article, Checked, Contradiction, Editorial, ObservedSignal, Predicate, SchemaVersion, Statement,
    TextDigests, Tool, Words, contradictions,
};
use crate::signal::{self, SignOff};
use crate::time::Timestamp;
use crate::vocabulary::{Involvement, Modality, Review, Scope as Extent};

/// What the signer says of an article. What is left out is taken from its front matter where that says it.
#[derive(Clone, Debug, Default)]
pub struct Declaration {
    /// What AI did.
    pub involvement: Option<Involvement>,
    /// To what kind of content; running text where nothing says it.
    pub modality: Option<Modality>,
    /// To how much of the article; all of it where nothing says it.
    pub extent: Option<Extent>,
    /// Whether a person answers for it; reviewed where a sign-off names somebody.
    pub review: Option<Review>,
    /// The products or models that were used.
    pub tools: Vec<Tool>,
    /// The article as people know it; headline and language are read from the article where they are left out.
    pub article: Article,
    /// Who answers for the text.
    pub editorial: Option<Editorial>,
    /// Which part of a page is the article.
    pub scope: Scope,
    /// Whether to sign although declaration and article contradict each other; the record then says so.
    pub despite_contradictions: bool,
    /// The digest of the policy file in force.
    pub policy: Option<Digest>,
    /// SHA-256 of the envelope that the new record takes the place of.
    pub supersedes: Option<Digest>,
}

/// Why an article is not signed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The article cannot be read.
    #[error("the article cannot be read")]
    Document(#[source] DocumentError),
    /// The article has no canonical text.
    #[error("the article's text cannot be taken")]
    Canon(#[source] CanonError),
    /// There is no text to sign.
    #[error("the article has no text")]
    Empty,
    /// Nothing says what AI did.
    #[error("nothing says what AI did: neither the declaration nor the article's front matter")]
    Undeclared,
    /// Front matter declares what AI did with a word that is none of the known ones.
    #[error("the front matter's `involvement: {0}` is none of the words {words}", words = involvements())]
    Involvement(Words),
    /// Two parts of what is declared cannot both be right, whatever the article says.
    #[error("{0} contradict each other")]
    AtOdds(&'static str),
    /// A sign-off that says when or in what role, and not who.
    #[error("the sign-off has a {0} and no reviewer")]
    NoReviewer(&'static str),
    /// A selector that a record cannot hold.
    #[error("a selector holds a control character")]
    Selector,
    /// What is declared and what stands in the article cannot both be right.
    #[error("declaration and article contradict each other: {}", sentences(.0))]
    Contradicts(Vec<Contradiction>),
}

fn involvements() -> String {
    Involvement::ALL.iter().map(|i| i.word()).collect::<Vec<_>>().join(", ")
}

pub(super) fn sentences(contradictions: &[Contradiction]) -> String {
    contradictions.iter().map(|c| c.sentence()).collect::<Vec<_>>().join("; ")
}

/// Reads `item`, looks for everything in it and puts it into a statement with what is declared.
///
/// # Errors
///
/// [`SignError`]; with contradictions nothing is signed unless the declaration says to sign despite them.
pub fn statement(
    item: Item,
    declaration: &Declaration,
    rules: &RuleSet,
    issued_at: Timestamp,
) -> Result<Statement, SignError> {
    let scope = &declaration.scope;
    if scope.selector.iter().chain(&scope.drop).any(|s| Words::cleaned(s).as_str() != s) {
        return Err(SignError::Selector);
    }
    scope.check().map_err(SignError::Canon)?;
    let name = Words::cleaned(item.origin.rsplit(['/', '\\']).next().unwrap_or_default());
    let sha256 = Digest::of(&item.bytes);
    let uri = item.uri.clone();
    let document = read(item, Limits::default()).map_err(SignError::Document)?;
    let text = canon::text(&document.source, document.media, scope).map_err(SignError::Canon)?;
    if text.paragraphs.is_empty() && text.headline.is_none() {
        return Err(SignError::Empty);
    }
    let observed = observe(&document, &text, rules, &signal::Settings::default());
    let own = signal::sign_off(&document);
    let editorial = editorial(declaration.editorial.as_ref(), &own);
    let signed_off = editorial.as_ref().is_some_and(|e| e.reviewer.is_some());
    let ai_use = declared(declaration, &own, signed_off, &observed.signals)?;
    consistent(&ai_use, editorial.as_ref())?;
    let found =
        contradictions(&ai_use, &observed.disclosures, &observed.signals, observed.conclusive_residue);
    if !found.is_empty() && !declaration.despite_contradictions {
        return Err(SignError::Contradicts(found));
    }
    let stated = &declaration.article;
    let article = Article {
        uri: stated.uri.clone().or_else(|| uri.as_deref().or(own.uri.as_deref()).map(Words::cleaned)),
        publisher: stated.publisher.clone().or_else(|| own.publisher.as_deref().map(Words::cleaned)),
        date_published: stated
            .date_published
            .clone()
            .or_else(|| own.date_published.as_deref().map(Words::cleaned)),
        headline: stated.headline.clone().or_else(|| text.headline.as_deref().map(Words::cleaned)),
        language: stated
            .language
            .clone()
            .or_else(|| document.lang.as_ref().map(|l| Words::cleaned(l.as_str()))),
    };
    let predicate = Predicate {
        schema_version: SchemaVersion::V1_0,
        article,
        text: TextDigests::from(&ContentDigests::of(&text)),
        ai_use,
        disclosures: observed.disclosures,
        signals: observed.signals,
        editorial,
        checked_with: Checked {
            version: Words::cleaned(env!("CARGO_PKG_VERSION")),
            ruleset: rules.digest(),
            policy: declaration.policy,
            overrides: found,
        },
        issued_at,
        supersedes: declaration.supersedes,
    };
    Ok(Statement::new(name, sha256, predicate))
}

pub(super) fn declared(
    declaration: &Declaration,
    own: &SignOff,
    signed_off: bool,
    signals: &[ObservedSignal],
) -> Result<AiUse, SignError> {
    let marked = |s: &&ObservedSignal| s.carrier.as_str() == "front-matter" && s.involvement.is_some();
    // What is said of a picture is no declaration of the text, where anything else is said.
    let mark = signals
        .iter()
        .filter(marked)
        .min_by_key(|s| s.modality.is_some_and(|m| m != Modality::Text) || s.scope != Some(Extent::Article));
    let typed = declaration.involvement.or(own.involvement);
    let involvement = typed.or_else(|| mark?.involvement).ok_or_else(|| {
        own.unknown_involvement
            .as_deref()
            .map_or(SignError::Undeclared, |word| SignError::Involvement(Words::cleaned(word)))
    })?;
    // A mark that says something else speaks of something else.
    let mark = mark.filter(|m| m.involvement == Some(involvement));
    let stated = mark.map(|m| m.review).filter(|r| *r != Review::Unstated);
    let review = declaration.review.or(own.review).or(stated);
    // Where it is typed that none were used, the tools beside what front matter says belong to that.
    let others = involvement == Involvement::None && own.involvement.is_some_and(|i| i != involvement);
    let tools = if !declaration.tools.is_empty() || others {
        declaration.tools.clone()
    } else if !own.tools.is_empty() {
        let tool = |(name, version): &(String, Option<String>)| Tool {
            name: Words::cleaned(name),
            version: version.as_deref().map(Words::cleaned),
        };
        own.tools.iter().map(tool).collect()
    } else {
        mark.and_then(|m| m.tool.clone()).map(|name| Tool { name, version: None }).into_iter().collect()
    };
    let modality = declaration.modality.or(own.modality).or_else(|| mark?.modality);
    let extent = declaration.extent.or(own.scope).or_else(|| mark?.scope);
    Ok(AiUse {
        involvement,
        modality: modality.unwrap_or(Modality::Text),
        scope: extent.unwrap_or(Extent::Article),
        review: review.unwrap_or(if signed_off { Review::Reviewed } else { Review::Unstated }),
        tools,
    })
}

/// Holds that what is declared agrees with itself; no override covers this, since such a record says nothing.
pub(super) fn consistent(ai_use: &AiUse, editorial: Option<&Editorial>) -> Result<(), SignError> {
    if ai_use.involvement == Involvement::None && !ai_use.tools.is_empty() {
        return Err(SignError::AtOdds("involvement `none` and a tool that was used"));
    }
    let Some(editorial) = editorial else { return Ok(()) };
    if ai_use.review == Review::Unreviewed {
        if editorial.reviewer.is_some() {
            return Err(SignError::AtOdds("review `unreviewed` and a reviewer"));
        }
        if editorial.fact_checked == Some(true) {
            return Err(SignError::AtOdds("review `unreviewed` and checked facts"));
        }
    }
    match editorial {
        Editorial { reviewer: None, role: Some(_), .. } => Err(SignError::NoReviewer("role")),
        Editorial { reviewer: None, reviewed_at: Some(_), .. } => {
            Err(SignError::NoReviewer("moment of review"))
        }
        _ => Ok(()),
    }
}

/// Who answers for the text: what is declared, then what the article says of itself.
pub(super) fn editorial(declared: Option<&Editorial>, own: &SignOff) -> Option<Editorial> {
    let declared = declared.cloned().unwrap_or_default();
    let words =
        |text: &Option<String>| text.as_deref().map(Words::cleaned).filter(|w| !w.as_str().is_empty());
    // Role and moment belong to the person who is named with them.
    let same = declared.reviewer.is_none();
    let (role, moment) = if same { (words(&own.role), own.reviewed_at.as_deref()) } else { (None, None) };
    let moment = moment.and_then(|m| Timestamp::parse(m).or_else(|| Timestamp::parse_date(m)));
    let signed_off = Editorial {
        reviewer: declared.reviewer.or_else(|| words(&own.reviewer)),
        role: declared.role.or(role),
        fact_checked: declared.fact_checked.or(own.fact_checked),
        reviewed_at: declared.reviewed_at.or(moment),
        responsible: declared.responsible.or_else(|| words(&own.responsible)),
        contact: declared.contact.or_else(|| words(&own.contact)),
    };
    Some(signed_off).filter(|e| !e.is_empty())
}

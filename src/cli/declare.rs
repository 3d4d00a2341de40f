//! What the signer declares: typed, or in a file.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;
use terang::canon;
use terang::pipeline::Declaration;
use terang::record::{Article, Editorial, Tool, Words};
use terang::store;
use terang::time::Timestamp;
use terang::vocabulary::{Involvement, Modality, Review, Scope};

use super::clock::moment;
use super::failure::Failure;

/// What is declared of the articles. What is left out is taken from the file, then from each article's front matter.
#[derive(Args, Debug)]
pub(crate) struct Declared {
    /// What AI did: generated, assisted, translated, summarized, automated, none or unspecified
    #[arg(long, value_name = "WORD", value_parser = involvement, help_heading = "Declaration")]
    involvement: Option<Involvement>,
    /// To what: text, headline, summary, image, audio, video or data
    #[arg(long, value_name = "WORD", value_parser = modality, help_heading = "Declaration")]
    modality: Option<Modality>,
    /// To how much: article, section, image, audio, video or site
    #[arg(long, value_name = "WORD", value_parser = scope, help_heading = "Declaration")]
    scope: Option<Scope>,
    /// Whether a person answers for it: reviewed, unreviewed or unstated
    #[arg(long, value_name = "WORD", value_parser = review, help_heading = "Declaration")]
    review: Option<Review>,
    /// A product or model that was used; may be given again
    #[arg(long, value_name = "NAME", value_parser = words, help_heading = "Declaration")]
    tool: Vec<Words>,
    /// Take the declaration from this TOML or JSON file; what is typed wins
    #[arg(long, value_name = "FILE", help_heading = "Declaration")]
    declaration: Option<PathBuf>,
    /// Sign although declaration and article contradict each other; the record says so
    #[arg(long, help_heading = "Declaration")]
    despite_contradictions: bool,

    /// Who reviewed exactly this text
    #[arg(long, value_name = "NAME", value_parser = words, help_heading = "Sign-off")]
    reviewer: Option<Words>,
    /// The reviewer's role
    #[arg(long, value_name = "ROLE", value_parser = words, help_heading = "Sign-off")]
    role: Option<Words>,
    /// The facts were checked
    #[arg(long, help_heading = "Sign-off")]
    fact_checked: bool,
    /// When it was reviewed
    #[arg(long, value_name = "TIME", value_parser = moment, help_heading = "Sign-off")]
    reviewed_at: Option<Timestamp>,
    /// Who has editorial responsibility
    #[arg(long, value_name = "NAME", value_parser = words, help_heading = "Sign-off")]
    responsible: Option<Words>,
    /// Where they can be reached
    #[arg(long, value_name = "CONTACT", value_parser = words, help_heading = "Sign-off")]
    contact: Option<Words>,

    /// The article's own address
    #[arg(long, value_name = "URI", value_parser = words, help_heading = "Article")]
    uri: Option<Words>,
    /// Who publishes it
    #[arg(long, value_name = "NAME", value_parser = words, help_heading = "Article")]
    publisher: Option<Words>,
    /// When it was published
    #[arg(long, value_name = "DATE", value_parser = words, help_heading = "Article")]
    date_published: Option<Words>,
    /// The CSS selector of the article in its page
    #[arg(long, value_name = "SELECTOR", help_heading = "Article")]
    selector: Option<String>,
    /// A CSS selector of what is left out; may be given again
    #[arg(long, value_name = "SELECTOR", help_heading = "Article")]
    drop: Vec<String>,
}

/// A declaration in a file, in the words of the record.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct File {
    involvement: Option<Involvement>,
    modality: Option<Modality>,
    scope: Option<Scope>,
    review: Option<Review>,
    tools: Vec<Tool>,
    article: Article,
    editorial: Editorial,
    selector: Option<String>,
    drop: Vec<String>,
}

impl Declared {
    /// Puts together what was typed and what stands in the file.
    pub(crate) fn load(self) -> Result<Declaration, Failure> {
        let file = self.declaration.as_deref().map(read).transpose()?.unwrap_or_default();
        let tools: Vec<Tool> = self.tool.into_iter().map(|name| Tool { name, version: None }).collect();
        let signed_off = Editorial {
            reviewer: self.reviewer.or(file.editorial.reviewer),
            role: self.role.or(file.editorial.role),
            fact_checked: self.fact_checked.then_some(true).or(file.editorial.fact_checked),
            reviewed_at: self.reviewed_at.or(file.editorial.reviewed_at),
            responsible: self.responsible.or(file.editorial.responsible),
            contact: self.contact.or(file.editorial.contact),
        };
        Ok(Declaration {
            involvement: self.involvement.or(file.involvement),
            modality: self.modality.or(file.modality),
            extent: self.scope.or(file.scope),
            review: self.review.or(file.review),
            tools: if tools.is_empty() { file.tools } else { tools },
            article: Article {
                uri: self.uri.or(file.article.uri),
                publisher: self.publisher.or(file.article.publisher),
                date_published: self.date_published.or(file.article.date_published),
                ..file.article
            },
            editorial: (!signed_off.is_empty()).then_some(signed_off),
            scope: canon::Scope {
                selector: self.selector.or(file.selector),
                drop: if self.drop.is_empty() { file.drop } else { self.drop },
            },
            despite_contradictions: self.despite_contradictions,
            ..Declaration::default()
        })
    }

    /// Whether it names the address of one single article.
    pub(crate) const fn names_address(&self) -> bool {
        self.uri.is_some()
    }
}

fn read(path: &Path) -> Result<File, Failure> {
    let text = store::read_text(path).map_err(|e| Failure::because("the declaration cannot be read", &e))?;
    let what = format!("{} is no declaration", path.display());
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json")) {
        serde_json::from_str(&text).map_err(|e| Failure::because(&what, &e))
    } else {
        toml::from_str(&text).map_err(|e| Failure::because(&what, &e))
    }
}

fn words(text: &str) -> Result<Words, String> {
    Words::new(text).filter(|w| !w.as_str().trim().is_empty()).ok_or_else(|| "one line of text".to_owned())
}

fn listed<T: Copy>(word: &str, all: &[T], spell: fn(T) -> &'static str) -> Result<T, String> {
    all.iter().copied().find(|v| spell(*v) == word).ok_or_else(|| {
        format!("the words are {}", all.iter().map(|v| spell(*v)).collect::<Vec<_>>().join(", "))
    })
}

fn involvement(word: &str) -> Result<Involvement, String> {
    listed(word, Involvement::ALL, Involvement::word)
}

fn modality(word: &str) -> Result<Modality, String> {
    listed(word, Modality::ALL, Modality::word)
}

fn scope(word: &str) -> Result<Scope, String> {
    listed(word, Scope::ALL, Scope::word)
}

fn review(word: &str) -> Result<Review, String> {
    listed(word, Review::ALL, Review::word)
}

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

use super::address::{address, published};
use super::clock::moment;
use super::failure::Failure;

/// Every option of [`Declared`] that states something.
pub(crate) const ALL: [&str; 17] = [
    "involvement",
    "modality",
    "scope",
    "review",
    "tool",
    "declaration",
    "reviewer",
    "role",
    "fact_checked",
    "reviewed_at",
    "responsible",
    "contact",
    "uri",
    "publisher",
    "date_published",
    "selector",
    "drop",
];

/// What is declared of the articles. What is left out is taken from the file, then from each article's front matter.
#[derive(Args, Clone, Debug)]
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
    #[arg(long, value_name = "URI", value_parser = address, help_heading = "Article")]
    uri: Option<Words>,
    /// Who publishes it
    #[arg(long, value_name = "NAME", value_parser = words, help_heading = "Article")]
    publisher: Option<Words>,
    /// When it was published
    #[arg(long, value_name = "DATE", value_parser = published, help_heading = "Article")]
    date_published: Option<Words>,
    /// The CSS selector of the article in its page
    #[arg(long, value_name = "SELECTOR", help_heading = "Article")]
    selector: Option<String>,
    /// A CSS selector of what is left out; may be given again
    #[arg(long, value_name = "SELECTOR", help_heading = "Article")]
    drop: Vec<String>,
}

/// A declaration in a file, in the words of the record; the sign-off and what is said of the article may stand in
/// tables of their own (`editorial`, `article`) or beside the rest.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct File {
    involvement: Option<Involvement>,
    modality: Option<Modality>,
    scope: Option<Scope>,
    review: Option<Review>,
    #[serde(alias = "tool")]
    tools: Tools,
    article: About,
    editorial: SignOff,
    reviewer: Option<Words>,
    role: Option<Words>,
    #[serde(alias = "fact_checked", alias = "fact-checked")]
    fact_checked: Option<bool>,
    #[serde(alias = "reviewed_at", alias = "reviewed-at")]
    reviewed_at: Option<Moment>,
    responsible: Option<Words>,
    contact: Option<Words>,
    #[serde(alias = "url")]
    uri: Option<Words>,
    publisher: Option<Words>,
    #[serde(alias = "date_published", alias = "date-published")]
    date_published: Option<Moment>,
    selector: Option<String>,
    drop: Vec<String>,
}

/// The sign-off in a table of its own.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct SignOff {
    reviewer: Option<Words>,
    role: Option<Words>,
    #[serde(alias = "fact_checked", alias = "fact-checked")]
    fact_checked: Option<bool>,
    #[serde(alias = "reviewed_at", alias = "reviewed-at")]
    reviewed_at: Option<Moment>,
    responsible: Option<Words>,
    contact: Option<Words>,
}

/// What is said of the article in a table of its own.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct About {
    #[serde(alias = "url")]
    uri: Option<Words>,
    headline: Option<Words>,
    language: Option<Words>,
    publisher: Option<Words>,
    #[serde(alias = "date_published", alias = "date-published")]
    date_published: Option<Moment>,
}

/// Tools: a name, a table, or a list of either.
#[derive(Default, Deserialize)]
#[serde(untagged, expecting = "a tool is a name, or a table with `name` and perhaps `version`")]
enum Tools {
    #[default]
    None,
    One(Named),
    Many(Vec<Named>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Named {
    Name(Words),
    Tool(Tool),
}

impl Named {
    fn tool(self) -> Tool {
        match self {
            Self::Name(name) => Tool { name, version: None },
            Self::Tool(tool) => tool,
        }
    }
}

impl Tools {
    fn list(self) -> Vec<Tool> {
        match self {
            Self::None => Vec::new(),
            Self::One(tool) => vec![tool.tool()],
            Self::Many(tools) => tools.into_iter().map(Named::tool).collect(),
        }
    }
}

/// A date or a time, as a string or as TOML's own.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a date (2026-12-31) or a time in UTC (2026-12-31T12:00:00Z)")]
enum Moment {
    Toml(toml::value::Datetime),
    Text(Words),
}

impl Moment {
    fn words(&self) -> Words {
        match self {
            Self::Toml(time) => Words::cleaned(&time.to_string()),
            Self::Text(text) => text.clone(),
        }
    }

    fn timestamp(&self) -> Result<Timestamp, Failure> {
        let words = self.words();
        moment(words.as_str()).map_err(|why| Failure::new(format!("`{words}` is no moment")).help(why))
    }
}

impl Declared {
    /// Puts together what was typed and what stands in the file.
    pub(crate) fn load(self) -> Result<Declaration, Failure> {
        let file = self.declaration.as_deref().map(read).transpose()?.unwrap_or_default();
        let tools: Vec<Tool> = self.tool.into_iter().map(|name| Tool { name, version: None }).collect();
        let (apart, about) = (file.editorial, file.article);
        let reviewed_at = apart.reviewed_at.or(file.reviewed_at).map(|m| m.timestamp()).transpose()?;
        let date_published = about.date_published.or(file.date_published).map(|m| {
            let words = m.words();
            published(words.as_str()).map_err(|why| Failure::new(format!("`{words}` is no date")).help(why))
        });
        let date_published = date_published.transpose()?;
        let uri = about.uri.or(file.uri).map(|words| {
            let whole = address(words.as_str());
            whole.map_err(|why| Failure::new(format!("`{words}` is no whole address")).help(why))
        });
        let uri = uri.transpose()?;
        let signed_off = Editorial {
            reviewer: self.reviewer.or(apart.reviewer).or(file.reviewer),
            role: self.role.or(apart.role).or(file.role),
            fact_checked: self.fact_checked.then_some(true).or(apart.fact_checked).or(file.fact_checked),
            reviewed_at: self.reviewed_at.or(reviewed_at),
            responsible: self.responsible.or(apart.responsible).or(file.responsible),
            contact: self.contact.or(apart.contact).or(file.contact),
        };
        Ok(Declaration {
            involvement: self.involvement.or(file.involvement),
            modality: self.modality.or(file.modality),
            extent: self.scope.or(file.scope),
            review: self.review.or(file.review),
            tools: if tools.is_empty() { file.tools.list() } else { tools },
            article: Article {
                uri: self.uri.or(uri),
                publisher: self.publisher.or(about.publisher).or(file.publisher),
                date_published: self.date_published.or(date_published),
                headline: about.headline,
                language: about.language,
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

//! Judging an article in a test.

use std::sync::OnceLock;

use terang::disclosure::RuleSet;
use terang::document::{Limits, read};
use terang::item::{Item, Media};
use terang::policy::{Facts, Finding, Given, Policy, Profile, RecordFact, evaluate, profile};
use terang::report::words::{Tongue, say};
use terang::signal;

/// An article, the profile that it is judged by, and what is given.
pub(crate) struct Judge<'a> {
    pub(crate) profile: Profile,
    pub(crate) facts: &'a [(&'a str, &'a str)],
    pub(crate) record: Option<RecordFact>,
}

fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(RuleSet::builtin)
}

impl<'a> Judge<'a> {
    pub(crate) fn by(name: &str, facts: &'a [(&'a str, &'a str)]) -> Self {
        Self { profile: profile::built_in(name).unwrap(), facts, record: None }
    }

    pub(crate) fn own(text: &str) -> Self {
        Self { profile: Profile::parse(text).unwrap(), facts: &[], record: None }
    }

    pub(crate) fn with(mut self, record: RecordFact) -> Self {
        self.record = Some(record);
        self
    }

    /// All findings that name the profile, and those about the record.
    pub(crate) fn findings(&self, source: &str) -> Vec<Finding> {
        let mut given = Given::default();
        self.facts.iter().for_each(|(name, value)| given.set(name, value).unwrap());
        let policy = Policy { profiles: vec![self.profile.clone()], facts: given, ..Policy::default() };
        let media = if source.starts_with('<') { Media::Html } else { Media::Markdown };
        let item = Item { media: Some(media), bytes: source.as_bytes().to_vec(), ..Item::default() };
        let document = read(item, Limits::default()).unwrap();
        let found = rules().find(&document);
        let signals = signal::read(&document, &signal::Settings::default());
        let facts = Facts {
            origin: "desk/article.html",
            document: &document,
            disclosures: &found.disclosures,
            signals: &signals,
            residue: &found.residue,
            record: self.record.as_ref(),
        };
        let mut all = evaluate(&facts, &policy);
        let about_record =
            |f: &Finding| f.code.word().starts_with("record-") || f.code.word().starts_with("text-");
        all.retain(|f| f.profile.is_some() || about_record(f));
        all
    }

    /// Each finding as `code` and level, worst first.
    pub(crate) fn codes(&self, source: &str) -> Vec<String> {
        self.findings(source).iter().map(|f| format!("{} {}", f.level, f.code)).collect()
    }

    /// The facts that are wanted, as the finding names them.
    pub(crate) fn wants(&self, source: &str) -> String {
        let all = self.findings(source);
        let undecided = all.iter().find(|f| f.code.word() == "cannot-decide");
        undecided.map_or_else(String::new, |f| {
            let said = say(Tongue::En, &f.message);
            said.rsplit(": ").next().unwrap().to_owned()
        })
    }
}

/// A page with a head, a headline and paragraphs.
pub(crate) fn page(lang: &str, head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang={lang}><head>{head}</head><body><article>{body}</article></body></html>"
    )
}

//! What `label` writes, `check` reads back as declared, and every other byte is as it was.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may read files and stop")]

mod articles;
mod cli;
mod hostile;
mod house;
mod marks;
mod places;
mod profiles;
mod sections;
mod words;

use std::sync::LazyLock;

use terang::canon::Scope as Root;
use terang::disclosure::RuleSet;
use terang::item::{Item, Media};
use terang::label::{Carriers, LabelError, Labelled, Position, Use, Wish, label};
use terang::lang::Lang;
use terang::signal::Settings;
use terang::vocabulary::{Involvement, Modality, Review, Scope};

static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);

fn used(involvement: Involvement, review: Review, tools: &[&str]) -> Use {
    let tools = tools.iter().map(|t| (*t).to_owned()).collect();
    Use { involvement, modality: Modality::Text, scope: Scope::Article, review, tools }
}

fn wish(used: Use) -> Wish {
    Wish {
        used,
        lang: None,
        position: Position::Start,
        only_there: false,
        own_words: false,
        sections: Vec::new(),
        only_sections: false,
        also: None,
        carriers: Carriers::Usual,
        root: Root::default(),
    }
}

fn item(media: Media, bytes: impl Into<Vec<u8>>) -> Item {
    Item { media: Some(media), bytes: bytes.into(), ..Item::default() }
}

fn labelled(item: &Item, wish: &Wish) -> Result<Labelled, LabelError> {
    label(item, &RULES, &Settings::default(), wish)
}

/// The text of an article after it was labelled as made by AI, in a language that is declared or English.
fn made(media: Media, source: &str) -> String {
    let wish = Wish { lang: Lang::parse("en"), ..wish(used(Involvement::Generated, Review::Unstated, &[])) };
    labelled(&item(media, source), &wish).unwrap_or_else(|e| panic!("{e}: {source}")).after
}

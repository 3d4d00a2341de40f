//! What the configuration asks of records, as a profile of its own.

use std::collections::BTreeMap;

use super::Code;
use super::condition::When;
use super::profile::{About, Clause, Field, Headings, Profile, Source, Title};
use super::settings::{LevelSetting, RecordSettings, Requirement};
use crate::vocabulary::Involvement;

/// The name of the profile that the configuration makes.
const NAME: &str = "terang.toml";
const AI: [Involvement; 5] = [
    Involvement::Generated,
    Involvement::Assisted,
    Involvement::Translated,
    Involvement::Summarized,
    Involvement::Unspecified,
];

/// The profile that asks for records as `settings` do, or `None` where they ask for none.
pub(super) fn of_settings(settings: &RecordSettings) -> Option<Profile> {
    let record = clause("require", Code::RecordMissing, settings.require, |c| c.editor = settings.editor);
    let sign_off = clause("sign-off", Code::SignOffIncomplete, settings.sign_off, |c| {
        c.sign_off =
            vec![Field::Reviewer, Field::Role, Field::FactChecked, Field::Responsible, Field::Contact];
    });
    let clauses: Vec<Clause> = record.into_iter().chain(sign_off).collect();
    let words = |text: &str| Title { en: text.to_owned(), id: text.to_owned() };
    let source = |cite: &str| Source { cite: cite.to_owned(), url: None };
    (!clauses.is_empty()).then(|| Profile {
        id: NAME.to_owned(),
        title: words("[policy.record]"),
        about: words("[policy.record]"),
        jurisdiction: "house".to_owned(),
        binding: "house rule".to_owned(),
        in_force: None,
        as_of: String::new(),
        reading: String::new(),
        source: ["require", "sign-off"]
            .map(|key| (key.to_owned(), source(&format!("[policy.record] {key}"))))
            .into_iter()
            .collect(),
        applies: When::default(),
        exemption: BTreeMap::new(),
        clause: clauses,
    })
}

fn clause(id: &str, check: Code, asked: Requirement, set: impl FnOnce(&mut Clause)) -> Option<Clause> {
    let when = match asked {
        Requirement::Never => return None,
        Requirement::WhenAi => When { involvement: AI.to_vec(), ..When::default() },
        Requirement::Always => When::default(),
    };
    let mut clause = Clause {
        id: id.to_owned(),
        check,
        level: LevelSetting::Error,
        source: id.to_owned(),
        when,
        unless: None,
        about: About::Text,
        denial: false,
        places: Vec::new(),
        heading: Headings::default(),
        before: Vec::new(),
        words: BTreeMap::new(),
        carriers: None,
        dialects: Vec::new(),
        or_statement: false,
        among: Vec::new(),
        sign_off: Vec::new(),
        editor: false,
    };
    set(&mut clause);
    Some(clause)
}

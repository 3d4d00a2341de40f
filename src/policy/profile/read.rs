//! Reading a profile, and finding what is wrong with it before it judges anything.

use super::{Clause, Profile, ProfileError, Where};
use crate::policy::Code;
use crate::policy::condition::When;
use crate::time::Timestamp;

impl Profile {
    /// Reads a profile file (`docs/spec/profiles.md`).
    ///
    /// # Errors
    ///
    /// [`ProfileError`] with the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        let profile: Self = toml::from_str(text)?;
        let named = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if profile.id.is_empty() || !profile.id.chars().all(named) {
            return Err(ProfileError::Id(profile.id));
        }
        profile.in_force.iter().chain([&profile.as_of]).try_for_each(|d| day(d))?;
        condition(&profile.applies, "applies")?;
        for (name, exemption) in &profile.exemption {
            profile.has_source(name, &exemption.source)?;
        }
        for (n, clause) in profile.clause.iter().enumerate() {
            if profile.clause[..n].iter().any(|before| before.id == clause.id) {
                return Err(ProfileError::Twice(clause.id.clone()));
            }
            profile.has_source(&clause.id, &clause.source)?;
            condition(&clause.when, &clause.id)?;
            if let Some(name) = clause.unless.as_ref().filter(|name| !profile.exemption.contains_key(*name)) {
                let (clause, name) = (clause.id.clone(), name.clone());
                return Err(ProfileError::Dangling { clause, name, what: "exemption" });
            }
            keys(clause)?;
        }
        Ok(profile)
    }

    fn has_source(&self, clause: &str, name: &str) -> Result<(), ProfileError> {
        if self.source.contains_key(name) {
            return Ok(());
        }
        Err(ProfileError::Dangling { clause: clause.to_owned(), name: name.to_owned(), what: "source" })
    }

    /// What findings print of a source: the rule and its article.
    pub(in crate::policy) fn cite(&self, source: &str) -> &str {
        self.source.get(source).map_or("", |s| s.cite.as_str())
    }
}

fn day(text: &str) -> Result<(), ProfileError> {
    Timestamp::parse_date(text).map(|_| ()).ok_or_else(|| ProfileError::Day(text.to_owned()))
}

fn condition(when: &When, clause: &str) -> Result<(), ProfileError> {
    when.from.iter().chain(&when.until).try_for_each(|d| day(d))?;
    for inner in &when.any {
        inner.from.iter().chain(&inner.until).try_for_each(|d| day(d))?;
        if !inner.any.is_empty() {
            return Err(ProfileError::Nested(clause.to_owned()));
        }
    }
    Ok(())
}

/// Whether the clause has the keys that its check reads and no other.
fn keys(clause: &Clause) -> Result<(), ProfileError> {
    use Code as C;
    let at = |key: &'static str| (clause.id.clone(), key, clause.check);
    let unread = |key| {
        let (clause, key, code) = at(key);
        Err(ProfileError::Unread { clause, key, code })
    };
    let lacks = |key| {
        let (clause, key, code) = at(key);
        Err(ProfileError::Lacks { clause, key, code })
    };
    let in_section = clause.places.contains(&Where::Section);
    let there: [(&'static str, bool, &[Code]); 11] = [
        ("denial", clause.denial, &[C::StatementMissing]),
        ("where", !clause.places.is_empty(), &[C::StatementMisplaced]),
        ("heading", !clause.heading.is_empty(), &[C::StatementMisplaced]),
        ("before", !clause.before.is_empty(), &[C::StatementMisplaced]),
        ("words", !clause.words.is_empty(), &[C::StatementWords]),
        ("carriers", clause.carriers.is_some(), &[C::NotMachineMarked]),
        ("dialects", !clause.dialects.is_empty(), &[C::NotMachineMarked]),
        ("or-statement", clause.or_statement, &[C::NotMachineMarked]),
        ("editor", clause.editor, &[C::RecordMissing]),
        ("among", !clause.among.is_empty(), &[C::CarriersDisagree]),
        ("sign-off", !clause.sign_off.is_empty(), &[C::SignOffIncomplete]),
    ];
    for (key, is_there, read_by) in there {
        if is_there && !read_by.contains(&clause.check) {
            return unread(key);
        }
    }
    match clause.check {
        C::StatementMisplaced if clause.places.is_empty() => lacks("where"),
        C::StatementMisplaced if in_section && clause.heading.is_empty() => lacks("heading"),
        C::StatementWords if clause.words.is_empty() => lacks("words"),
        C::CarriersDisagree if clause.among.len() < 2 => lacks("among"),
        C::SignOffIncomplete if clause.sign_off.is_empty() => lacks("sign-off"),
        C::StatementMissing
        | C::StatementMisplaced
        | C::StatementLanguage
        | C::StatementWords
        | C::ToolNotNamed
        | C::NotMachineMarked
        | C::CarriersDisagree
        | C::ReviewUnproven
        | C::AiAsAuthor
        | C::RecordMissing
        | C::SignOffIncomplete => Ok(()),
        code => Err(ProfileError::NoClause { clause: clause.id.clone(), code }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::profile::{built_in, names};

    const HEAD: &str = "id = 'desk'\njurisdiction = 'house'\nbinding = 'house rule'\nas-of = '2026-11-01'\n\
        title = {en = 'Desk', id = 'Meja'}\nabout = {en = 'x', id = 'y'}\nsource.rule = {cite = 'House rule 1'}\n";

    fn wrong(clause: &str) -> String {
        Profile::parse(&format!("{HEAD}[[clause]]\nid = 'a'\nlevel = 'error'\n{clause}"))
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn built_in_profiles_are_read_and_bear_the_name_of_their_file() {
        for name in names() {
            assert_eq!(built_in(name).unwrap().id, name);
        }
        assert!(built_in("nothing").is_none());
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(wrong("source = 'rule'\ncheck = 'signal-invalid'").contains("no check of a profile"));
        assert!(wrong("source = 'rule'\ncheck = 'statement-missing'\nwhere = ['end']").contains("`where`"));
        assert!(wrong("source = 'rule'\ncheck = 'statement-misplaced'").contains("lacks `where`"));
        assert!(
            wrong("source = 'rule'\ncheck = 'statement-misplaced'\nwhere = ['section']")
                .contains("lacks `heading`")
        );
        assert!(wrong("source = 'law'\ncheck = 'ai-as-author'").contains("no source of that name"));
        assert!(wrong("source = 'rule'\ncheck = 'ai-as-author'\nunless = 'x'").contains("no exemption"));
        assert!(
            wrong("source = 'rule'\ncheck = 'ai-as-author'\nwhen = {from = '2026-02-30'}").contains("no day")
        );
        assert!(
            wrong("source = 'rule'\ncheck = 'ai-as-author'\nwhen = {any = [{any = [{}]}]}")
                .contains("within")
        );
        assert!(wrong("source = 'rule'\ncheck = 'ai-as-author'\nwen = {}").contains("wen"));
    }
}

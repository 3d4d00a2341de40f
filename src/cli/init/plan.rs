//! Which files are written, and what stands in them.

use terang::report::words::Tongue;

use super::content::{expression, globs};
use crate::cli::failure::Failure;

/// A pipeline that a workflow can be written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Ci {
    /// GitHub Actions: .github/workflows/terang.yml
    Github,
    /// GitLab CI: .gitlab-ci.yml and .gitlab/terang.gitlab-ci.yml
    Gitlab,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) ci: &'a [Ci],
    pub(super) pre_commit: bool,
    pub(super) source: Option<&'a str>,
    pub(super) rev: &'a str,
    /// The language of the comments.
    pub(super) tongue: Tongue,
    /// The language that articles are taken to be in.
    pub(super) lang: Option<Tongue>,
    pub(super) folders: &'a [&'a str],
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    /// Where, with `/`, below the folder that is set up.
    pub(super) path: &'static str,
    /// What stands in it.
    pub(super) text: String,
    /// Whether others write into it too, so that it is never replaced.
    pub(super) shared: bool,
}

const GITLAB_JOB: &str = include_str!("../../../templates/terang.gitlab-ci.yml");

/// A template in the language of the reader.
macro_rules! template {
    ($tongue:expr, $name:literal) => {
        match $tongue {
            Tongue::En => include_str!(concat!("en/", $name)),
            Tongue::Id => include_str!(concat!("id/", $name)),
        }
    };
}

/// Every file that `wanted` asks for.
///
/// # Errors
///
/// Where a pipeline has to fetch terang and nothing says from where.
pub(super) fn plan(wanted: &Wanted) -> Result<Vec<File>, Failure> {
    let own = |path, text| File { path, text, shared: false };
    let shared = |path, text| File { path, text, shared: true };
    let tongue = wanted.tongue;
    let mut files = vec![own("terang.toml", configuration(wanted))];
    for ci in wanted.ci {
        let source = wanted.source.ok_or_else(missing)?;
        match ci {
            Ci::Github => {
                let repository = on_github(source)?;
                let text = template!(tongue, "github.yml")
                    .replace("@REPOSITORY@", repository)
                    .replace("@REV@", wanted.rev);
                files.push(own(".github/workflows/terang.yml", text));
            }
            Ci::Gitlab => {
                files.push(own(".gitlab/terang.gitlab-ci.yml", GITLAB_JOB.to_owned()));
                files
                    .push(shared(".gitlab-ci.yml", fetched(template!(tongue, "gitlab.yml"), source, wanted)));
            }
        }
    }
    if wanted.pre_commit {
        let text = match wanted.source {
            Some(source) => fetched(template!(tongue, "pre-commit.yml"), source, wanted),
            None => template!(tongue, "pre-commit-local.yml").to_owned(),
        };
        let text = text.replace("@FILES@", &format!("'{}'", expression(wanted.folders)));
        files.push(shared(".pre-commit-config.yaml", text));
    }
    Ok(files)
}

fn configuration(wanted: &Wanted) -> String {
    let include = match wanted.folders {
        [] => "# include = [\"content/**\"]".to_owned(),
        folders => format!("include = [{}]", globs(folders)),
    };
    let lang = match wanted.lang {
        Some(lang) => format!("lang = \"{}\"", lang.word()),
        None => format!("# lang = \"{}\"", wanted.tongue.word()),
    };
    template!(wanted.tongue, "terang.toml").replace("@INCLUDE@", &include).replace("@LANG@", &lang)
}

fn fetched(template: &str, source: &str, wanted: &Wanted) -> String {
    template.replace("@URL@", &address(source)).replace("@REV@", wanted.rev)
}

/// The address of a repository as git takes it.
pub(super) fn address(source: &str) -> String {
    match on_github(source) {
        Ok(repository) => format!("https://github.com/{repository}"),
        Err(_) => source.to_owned(),
    }
}

/// `OWNER/NAME` of a repository on GitHub, typed so or as an address.
fn on_github(source: &str) -> Result<&str, Failure> {
    let name = source.strip_prefix("https://github.com/").unwrap_or(source);
    let name = name.strip_suffix(".git").unwrap_or(name).trim_end_matches('/');
    let part = |p: &str| {
        !p.is_empty()
            && !p.starts_with(['.', '-'])
            && p.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    match name.split_once('/') {
        Some((owner, repository)) if part(owner) && part(repository) => Ok(name),
        _ => Err(Failure::new(format!("a workflow of GitHub cannot take terang from {source}"))
            .help("write OWNER/NAME, a repository on GitHub")),
    }
}

fn missing() -> Failure {
    Failure::new("a pipeline has to fetch terang, and nothing says from where")
        .help("add --source OWNER/NAME (on GitHub) or --source URL: the repository that you had terang from")
}

/// Whether `text` can stand in a template without ending the value that it stands in.
pub(super) fn plain(text: &str) -> Result<String, String> {
    let good = |b: u8| b.is_ascii_alphanumeric() || b"._-/:@+~".contains(&b);
    let begins = text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/' || c == '.');
    if begins && text.bytes().all(good) {
        Ok(text.to_owned())
    } else {
        Err("write letters, digits and . _ - / : @ + ~ only".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted<'a>(ci: &'a [Ci], source: Option<&'a str>, tongue: Tongue) -> Wanted<'a> {
        let folders = &["content", "_posts"];
        Wanted { ci, pre_commit: true, source, rev: "v0.1.0", tongue, lang: Some(tongue), folders }
    }

    const BOTH: [Ci; 2] = [Ci::Github, Ci::Gitlab];

    #[test]
    fn every_mark_of_every_template_is_filled() {
        let mark = regex::Regex::new("@[A-Z]+@").unwrap();
        for tongue in Tongue::ALL {
            for source in [Some("someone/terang"), Some("https://git.example/terang.git"), None] {
                let ci = if source == Some("someone/terang") { &BOTH[..] } else { &[] };
                for file in plan(&wanted(ci, source, tongue)).unwrap() {
                    assert!(!mark.is_match(&file.text), "{}: {}", file.path, file.text);
                }
            }
        }
    }

    /// The text without its comments and blank lines.
    fn bare(text: &str) -> Vec<String> {
        let lines = text.lines().filter(|l| !l.trim_start().starts_with('#'));
        let lines = lines.map(|l| l.split(" #").next().unwrap_or_default().trim_end().to_owned());
        lines.filter(|l| !l.is_empty() && !l.trim_start().starts_with("name: ")).collect()
    }

    #[test]
    fn the_languages_differ_in_words_for_people_alone() {
        let files = |tongue| {
            let wanted = Wanted { lang: None, ..wanted(&BOTH, Some("someone/terang"), tongue) };
            plan(&wanted).unwrap()
        };
        for (en, id) in files(Tongue::En).iter().zip(&files(Tongue::Id)) {
            assert_eq!(bare(&en.text), bare(&id.text), "{}", en.path);
            assert!(en.path.starts_with(".gitlab/") || en.text != id.text, "{} is in one language", en.path);
        }
    }

    #[test]
    fn a_pipeline_is_not_written_where_terang_could_not_be_fetched() {
        assert!(plan(&wanted(&[Ci::Github], None, Tongue::En)).is_err());
        assert!(plan(&wanted(&[Ci::Github], Some("https://git.example/terang"), Tongue::En)).is_err());
        assert!(plan(&wanted(&[Ci::Gitlab], Some("https://git.example/terang"), Tongue::En)).is_ok());
    }

    #[test]
    fn a_repository_on_github_is_typed_in_two_ways() {
        for source in
            ["someone/terang", "https://github.com/someone/terang.git", "https://github.com/someone/terang/"]
        {
            assert_eq!(on_github(source).unwrap(), "someone/terang");
        }
        for source in ["terang", "/terang", "a/b/c", "../terang", "https://git.example/a/b"] {
            assert!(on_github(source).is_err(), "{source}");
        }
    }

    #[test]
    fn what_is_typed_cannot_end_the_value_that_it_stands_in() {
        for text in ["v0.1.0", "https://git.example/~me/terang.git", "0123abc", "/srv/git/terang"] {
            assert!(plain(text).is_ok(), "{text}");
        }
        for text in ["", "a b", "a\nrun: x", "${{ x }}", "'", "# x", "-x"] {
            assert!(plain(text).is_err(), "{text}");
        }
    }
}

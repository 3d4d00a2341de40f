//! The articles under `fixtures/articles` and the files beside them that say what must be found.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use terang::lang::Lang;
use terang::vocabulary::{Involvement, Modality, Review, Scope, Strength, Zone};

/// The file beside an article; `fixtures/README.md` describes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sidecar {
    about: String,
    lang: String,
    nothing: Option<String>,
    #[serde(default, rename = "disclosure")]
    disclosures: Vec<Statement>,
    #[serde(default, rename = "signal")]
    signals: Vec<Carried>,
    #[serde(default, rename = "residue")]
    residues: Vec<Leftover>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Statement {
    text: String,
    involvement: Involvement,
    modality: Modality,
    scope: Scope,
    review: Review,
    tool: Option<String>,
    zone: Zone,
    why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Carried {
    carrier: String,
    value: Option<String>,
    involvement: Option<Involvement>,
    why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Leftover {
    text: String,
    strength: Strength,
    why: String,
}

/// One article with its sidecar.
struct Article {
    /// `<lang>/<file>`.
    name: String,
    path: PathBuf,
    sidecar: Sidecar,
}

const CARRIERS: &[&str] = &[
    "json-ld",
    "meta",
    "attribute",
    "microdata",
    "rdfa",
    "front-matter",
    "header",
    "comment",
    "script",
    "link",
    "text-wrapper",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles")
}

/// Every file two levels down, in order of its path.
fn files() -> Vec<PathBuf> {
    let mut all = Vec::new();
    for folder in fs::read_dir(root()).expect("the fixtures are there") {
        let folder = folder.expect("a folder that can be listed").path();
        all.extend(fs::read_dir(&folder).expect("one folder a language").map(|f| f.expect("a file").path()));
    }
    all.sort();
    all
}

fn is_sidecar(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "toml")
}

fn articles() -> Vec<Article> {
    files()
        .into_iter()
        .filter(|p| !is_sidecar(p))
        .map(|path| {
            let name =
                path.strip_prefix(root()).expect("under the root").display().to_string().replace('\\', "/");
            let beside = path.with_extension("toml");
            let text = fs::read_to_string(&beside).unwrap_or_else(|e| panic!("{}: {e}", beside.display()));
            let sidecar = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", beside.display()));
            Article { name, path, sidecar }
        })
        .collect()
}

fn extension(article: &Article) -> &str {
    article.path.extension().and_then(|e| e.to_str()).unwrap_or_default()
}

#[test]
fn every_article_has_one_file_beside_it_and_the_other_way_round() {
    let mut seen: BTreeMap<PathBuf, (usize, usize)> = BTreeMap::new();
    for path in files() {
        let count = seen.entry(path.with_extension("")).or_default();
        if is_sidecar(&path) {
            count.1 += 1;
        } else {
            count.0 += 1;
        }
    }
    let odd: Vec<_> = seen.iter().filter(|(_, count)| **count != (1, 1)).collect();
    assert!(odd.is_empty(), "{odd:?}");
}

#[test]
fn a_file_says_what_is_found_or_why_nothing_is_and_never_both() {
    for Article { name, sidecar, .. } in articles() {
        let found = sidecar.disclosures.len() + sidecar.signals.len() + sidecar.residues.len();
        assert_eq!(sidecar.nothing.is_none(), found > 0, "{name}");
        let reasons = sidecar.disclosures.iter().map(|d| &d.why);
        let reasons = reasons.chain(sidecar.signals.iter().map(|s| &s.why));
        let reasons = reasons.chain(sidecar.residues.iter().map(|r| &r.why)).chain(&sidecar.nothing);
        for reason in reasons.chain([&sidecar.about]) {
            assert!(reason.split_whitespace().count() >= 5, "{name}: {reason:?} is no reason");
        }
        for signal in &sidecar.signals {
            assert!(CARRIERS.contains(&signal.carrier.as_str()), "{name}: {}", signal.carrier);
        }
    }
}

#[test]
fn the_language_is_a_tag_and_names_the_folder() {
    for Article { name, sidecar, .. } in articles() {
        assert!(Lang::parse(&sidecar.lang).is_some(), "{name}: {}", sidecar.lang);
        assert_eq!(name.split('/').next(), Some(sidecar.lang.as_str()), "{name}");
    }
}

#[test]
fn there_are_enough_articles_languages_and_formats() {
    let all = articles();
    let languages: BTreeSet<_> = all.iter().map(|a| a.sidecar.lang.as_str()).collect();
    assert!(all.len() >= 60, "{} articles", all.len());
    assert!(languages.len() >= 20, "{languages:?}");
    for wanted in ["html", "md", "txt"] {
        let count = all.iter().filter(|a| extension(a) == wanted).count();
        assert!(count * 5 >= all.len(), "{count} of {} are {wanted}", all.len());
    }
    for article in &all {
        let size = fs::metadata(&article.path).expect("it was listed").len();
        assert!((600..12 * 1024).contains(&size), "{}: {size} bytes", article.name);
    }
}

#[test]
fn a_third_of_the_articles_hold_nothing() {
    let all = articles();
    let nothing = all.iter().filter(|a| a.sidecar.nothing.is_some()).count();
    assert!(nothing * 3 >= all.len(), "{nothing} of {}", all.len());
}

#[test]
fn every_word_of_the_vocabulary_is_met() {
    let all = articles();
    let statements: Vec<_> = all.iter().flat_map(|a| &a.sidecar.disclosures).collect();
    for word in Involvement::ALL {
        assert!(statements.iter().any(|d| d.involvement == *word), "involvement {word}");
    }
    for word in Modality::ALL.iter().filter(|m| **m != Modality::Data) {
        assert!(statements.iter().any(|d| d.modality == *word), "modality {word}");
    }
    for word in Scope::ALL {
        assert!(statements.iter().any(|d| d.scope == *word), "scope {word}");
    }
    for word in Review::ALL {
        assert!(statements.iter().any(|d| d.review == *word), "review {word}");
    }
    for word in Zone::ALL {
        assert!(statements.iter().any(|d| d.zone == *word), "zone {word}");
    }
}

#[test]
fn the_story_of_the_mission_is_told_in_indonesian() {
    let line = "Konten ini disempurnakan menggunakan Kecerdasan Buatan (AI).";
    let found = articles().into_iter().any(|a| {
        let [only] = a.sidecar.disclosures.as_slice() else { return false };
        a.sidecar.lang == "id"
            && only.text == line
            && (only.involvement, only.review) == (Involvement::Assisted, Review::Unstated)
            && fs::read_to_string(&a.path).is_ok_and(|page| page.contains(line))
    });
    assert!(found);
}

#[test]
fn what_a_file_lists_agrees_with_itself() {
    for Article { name, path, sidecar } in articles() {
        let source = String::from_utf8_lossy(&fs::read(&path).expect("it was listed")).into_owned();
        for s in &sidecar.signals {
            assert!(
                s.value.is_some() || s.involvement.is_none(),
                "{name}: a {} that claims without a value",
                s.carrier
            );
            assert!(
                s.value.as_ref().is_none_or(|v| source.contains(v.as_str())),
                "{name}: {:?} is not there",
                s.value
            );
        }
        for d in &sidecar.disclosures {
            let pair = (d.modality, d.scope);
            let fits = match d.modality {
                Modality::Image => d.scope == Scope::Image,
                Modality::Audio => d.scope == Scope::Audio,
                Modality::Video => d.scope == Scope::Video,
                Modality::Summary | Modality::Headline => d.scope == Scope::Section,
                _ => !matches!(d.scope, Scope::Image | Scope::Audio | Scope::Video),
            };
            assert!(fits, "{name}: {pair:?} in {:?}", d.text);
            if let Some(tool) = &d.tool {
                assert!(d.text.contains(tool.as_str()), "{name}: {tool} is not named in {:?}", d.text);
            }
        }
        for r in &sidecar.residues {
            assert!(!r.text.trim().is_empty() && Strength::ALL.contains(&r.strength), "{name}");
        }
    }
}

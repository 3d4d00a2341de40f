//! The articles under `fixtures/articles` and the files beside them that say what must be found.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test may read its fixtures and stop"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use terang::disclosure::{Disclosure, RuleSet, source};
use terang::document::{self, Document, Limits};
use terang::item::{Item, Media};
use terang::lang::Lang;
use terang::signal;
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
    review: Option<Review>,
    why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Leftover {
    text: String,
    strength: Strength,
    why: String,
}

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

/// Articles on which the program is known to be wrong, and where. One that comes right is taken off.
const OPEN: &[(&str, &str)] = &[
    ("it/vendemmia-anticipata.html", "è stata usata is read as assisted, not as unspecified"),
    ("es/lonja-subasta-digital.html", "the date beside the byline counts as part of the statement"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles")
}

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

/// The article as `check` reads it: no hint but what the file name says.
fn read(article: &Article) -> Document {
    let media = match extension(article) {
        "html" => Media::Html,
        "md" => Media::Markdown,
        _ => Media::Plain,
    };
    let bytes = fs::read(&article.path).expect("it was listed");
    let item = Item { origin: article.name.clone(), media: Some(media), bytes, ..Item::default() };
    document::read(item, Limits::default()).unwrap_or_else(|e| panic!("{}: {e}", article.name))
}

/// A text as it is compared: white space folded, invisible letters and the marks at both ends gone.
fn plain(text: &str) -> String {
    let visible = text.replace(['\u{AD}', '\u{200B}', '\u{2060}', '\u{FEFF}'], "");
    let folded = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Takes from `found` what `wanted` names, pair by pair, and says what is left on either side.
fn differences<W, F>(
    wanted: &[W],
    found: &[F],
    same: impl Fn(&W, &F) -> bool,
    want: impl Fn(&W) -> String,
    have: impl Fn(&F) -> String,
) -> Vec<String> {
    let mut left: Vec<&F> = found.iter().collect();
    let mut out = Vec::new();
    for w in wanted {
        match left.iter().position(|f| same(w, f)) {
            Some(at) => drop(left.remove(at)),
            None => out.push(format!("missing {}", want(w))),
        }
    }
    out.extend(left.into_iter().map(|f| format!("unexpected {}", have(f))));
    out
}

/// Whether the text of each statement stands in one block, and that in its zone.
fn zone_differences(article: &Article, document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for statement in &article.sidecar.disclosures {
        let text = plain(&statement.text);
        let holds = document.blocks().iter().filter(|b| plain(document.text(b)).contains(&text));
        // A headline stands in the head of the page once more.
        let zones: Vec<_> =
            holds.map(|b| b.zone).filter(|z| *z == statement.zone || *z != Zone::Metadata).collect();
        if zones != [statement.zone] {
            out.push(format!("zone {} wanted, {zones:?} read | {text}", statement.zone));
        }
    }
    out
}

fn signal_differences(article: &Article, document: &Document) -> Vec<String> {
    differences(
        &article.sidecar.signals,
        &signal::read(document, &signal::Settings::default()),
        |w, f| {
            w.carrier == f.carrier
                && w.value.as_ref().is_none_or(|v| *v == f.value)
                && w.involvement == f.involvement
                && w.review.unwrap_or(Review::Unstated) == f.review
        },
        |w| format!("{} {:?} {:?} {:?}", w.carrier, w.value, w.involvement, w.review),
        |f| format!("{} {:?} {:?} {} {:?}", f.carrier, f.value, f.involvement, f.review, f.problem),
    )
}

fn text_differences(article: &Article, document: &Document, rules: &RuleSet) -> Vec<String> {
    let found = rules.find(document);
    let want = |d: &Statement| {
        let tool = d.tool.as_deref().unwrap_or("-");
        let text = plain(&d.text);
        format!("{} {} {} {} {} {tool} | {text}", d.involvement, d.modality, d.scope, d.review, d.zone)
    };
    let have = |d: &Disclosure| {
        let tool = d.tool.as_deref().unwrap_or("-");
        let text = plain(&d.text);
        format!("{} {} {} {} {} {tool} | {text}", d.involvement, d.modality, d.scope, d.review, d.zone)
    };
    let mut out = differences(
        &article.sidecar.disclosures,
        &found.disclosures,
        |w, f| want(w) == have(f),
        want,
        |f| format!("{} [{}]", have(f), f.rule),
    );
    out.extend(differences(
        &article.sidecar.residues,
        &found.residue,
        |w, f| {
            let (wanted, taken) = (plain(&w.text), plain(&f.text));
            w.strength == f.strength && (wanted.contains(&taken) || taken.contains(&wanted))
        },
        |w| format!("residue {} | {}", w.strength, w.text),
        |f| format!("residue {} | {} [{}]", f.strength, f.text, f.rule),
    ));
    // A language without rules of its own finds nothing, but it may not find what is not there.
    let lang = &article.sidecar.lang;
    if source(lang).or_else(|| source(lang.split('-').next()?)).is_none() {
        out.retain(|line| line.starts_with("unexpected"));
    }
    out
}

#[test]
fn the_program_finds_exactly_what_the_files_list() {
    let rules = RuleSet::builtin();
    let mut open: BTreeSet<&str> = OPEN.iter().map(|(name, _)| *name).collect();
    let mut wrong = Vec::new();
    for article in articles() {
        let document = read(&article);
        let mut lines = zone_differences(&article, &document);
        lines.extend(signal_differences(&article, &document));
        lines.extend(text_differences(&article, &document, &rules));
        if !lines.is_empty() && !open.remove(article.name.as_str()) {
            wrong.push(format!("{}\n  {}", article.name, lines.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{} articles\n{}", wrong.len(), wrong.join("\n"));
    assert!(open.is_empty(), "these have come right, take them off the list: {open:?}");
}

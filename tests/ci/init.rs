//! `terang init`.

use super::{MENDED, PASTED, code, site, terang, text, write};

const ALL: [&str; 9] = [
    "init",
    "--ci",
    "github",
    "--ci",
    "gitlab",
    "--pre-commit",
    "--source",
    "someone/terang",
    "--rev=v9.9.9",
];
const FILES: [&str; 5] = [
    "terang.toml",
    ".github/workflows/terang.yml",
    ".gitlab/terang.gitlab-ci.yml",
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
];

#[test]
fn what_is_asked_for_is_written_once() {
    let folder = site(MENDED);
    let at = folder.path();
    let said = terang(at, &ALL);
    assert_eq!(code(&said), 0, "{}", text(&said));
    for file in FILES {
        assert!(text(&said).contains(&format!("wrote {file}")), "{file}: {}", text(&said));
        assert!(at.join(file).exists());
    }
    let config = std::fs::read_to_string(at.join("terang.toml")).unwrap();
    assert!(config.contains("include = [\"content/**\"]"), "{config}");
    let workflow = std::fs::read_to_string(at.join(FILES[1])).unwrap();
    assert!(workflow.contains("uses: someone/terang@v9.9.9"), "{workflow}");
    let again = terang(at, &ALL);
    assert_eq!(code(&again), 0);
    assert_eq!(text(&again).matches("is as it would be written").count(), FILES.len(), "{}", text(&again));
}

#[test]
fn what_is_there_stays_and_the_difference_is_shown() {
    let folder = site(MENDED);
    let at = folder.path();
    write(at, "terang.toml", "version = 1\n");
    write(at, ".pre-commit-config.yaml", "repos: []\n");
    let said = terang(at, &["init", "--pre-commit"]);
    assert_eq!(code(&said), 1, "{}", text(&said));
    assert!(
        text(&said).contains("+fail-on = \"warning\"") && text(&said).contains("-repos: []"),
        "{}",
        text(&said)
    );
    let read = |name: &str| std::fs::read_to_string(at.join(name)).unwrap();
    assert_eq!(read("terang.toml"), "version = 1\n");
    // What others write into as well is not replaced by force either.
    assert_eq!(code(&terang(at, &["init", "--pre-commit", "--force"])), 1);
    assert!(read("terang.toml").contains("fail-on"));
    assert_eq!(read(".pre-commit-config.yaml"), "repos: []\n");
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = site(MENDED);
    let said = terang(folder.path(), &[&ALL[..], &["--dry-run", "--force"]].concat());
    assert_eq!(code(&said), 0, "{}", text(&said));
    assert_eq!(text(&said).matches("would write ").count(), FILES.len());
    assert!(FILES.iter().all(|file| !folder.path().join(file).exists()));
}

#[test]
fn a_pipeline_that_could_not_fetch_terang_is_not_written() {
    let folder = site(MENDED);
    let said = terang(folder.path(), &["init", "--ci", "github"]);
    assert_eq!(code(&said), 2);
    assert!(text(&said).contains("--source"), "{}", text(&said));
    assert!(!folder.path().join("terang.toml").exists());
    let said = terang(folder.path(), &["init", "--ci", "github", "--source", "a/b\n  - run: x"]);
    assert_eq!(code(&said), 2);
}

#[test]
fn comments_and_words_are_in_the_language_that_is_asked_for() {
    let folder = site(MENDED);
    let said = terang(folder.path(), &["init", "--lang", "id"]);
    assert!(text(&said).contains("terang.toml ditulis"), "{}", text(&said));
    let config = std::fs::read_to_string(folder.path().join("terang.toml")).unwrap();
    assert!(config.contains("lang = \"id\"") && config.contains("menggagalkan"), "{config}");
    let said = terang(folder.path(), &["--ui-lang", "id", "init", "nowhere"]);
    assert_eq!(code(&said), 2);
    assert!(text(&said).starts_with("kesalahan: "), "{}", text(&said));
}

#[test]
fn the_configuration_that_is_written_fails_and_then_passes() {
    for lang in ["en", "id"] {
        let folder = site(PASTED);
        let at = folder.path();
        assert_eq!(code(&terang(at, &["init", "--lang", lang])), 0);
        let said = terang(at, &["check", "."]);
        assert_eq!(code(&said), 1, "{}", text(&said));
        write(at, "content/jembatan.md", MENDED);
        let said = terang(at, &["check", "."]);
        assert_eq!(code(&said), 0, "{}", text(&said));
    }
}

/// Lines that are shown as comments and can be taken into use by taking the `# ` away.
fn taken_into_use(config: &str) -> String {
    let shown = regex::Regex::new(r"^# (\[{1,2}[a-z.-]+\]{1,2}|[a-z-]+ = .*)$").unwrap();
    config.lines().map(|line| format!("{}\n", shown.replace(line, "$1"))).collect()
}

#[test]
fn what_the_configuration_shows_as_comments_can_be_taken_into_use() {
    for lang in ["en", "id"] {
        let folder = site(MENDED);
        let at = folder.path();
        assert_eq!(code(&terang(at, &["init", "--lang", lang])), 0);
        let config = std::fs::read_to_string(at.join("terang.toml")).unwrap();
        let used = taken_into_use(&config);
        for line in ["\n[[ignore]]\n", "\nexclude = ", "\n[policy]\n", "\nprofiles = ", "\n[baseline]\n"] {
            assert!(used.contains(line), "{used}");
        }
        write(at, "terang.toml", &used);
        let said = terang(at, &["config", "show", "."]);
        assert_eq!(code(&said), 0, "{}", text(&said));
    }
}

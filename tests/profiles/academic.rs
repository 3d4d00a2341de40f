//! `academic-elsevier`.

use super::judge::Judge;

const FRONT: &str = "---\nlang: en\nauthor: Ana Prado\nai_assisted: true\nsubstantial: true\n---\n# Sediment in the bay\n\n\
    We measured sediment.\n\n";
const DECLARATION: &str = "## Declaration of generative AI and AI-assisted technologies in the writing process\n\n\
    During the preparation of this work the authors used ChatGPT in order to improve readability. After using this tool, \
    the authors reviewed and edited the content as needed and take full responsibility for the content.\n\n";
const REFERENCES: &str = "## References\n\nPrado, A. 2024.\n";

fn academic() -> Judge<'static> {
    Judge::by("academic-elsevier", &[])
}

#[test]
fn a_declaration_before_the_references_keeps_it() {
    assert_eq!(academic().codes(&format!("{FRONT}{DECLARATION}{REFERENCES}")), [""; 0]);
}

#[test]
fn a_declaration_is_found_behind_however_many_other_statements() {
    let panels: String = (1..=300).map(|n| format!("Panel {n}: This text was written by AI.\n\n")).collect();
    let text = format!("{FRONT}{panels}{DECLARATION}{REFERENCES}").replace("ai_assisted: true\n", "");
    let codes = academic().codes(&text);
    assert!(codes.iter().all(|c| !c.contains("statement-") && !c.contains("tool-")), "{codes:?}");
}

#[test]
fn a_declaration_after_the_references_or_without_its_heading_is_misplaced() {
    let after = academic().codes(&format!("{FRONT}{REFERENCES}\n{DECLARATION}"));
    assert_eq!(after, ["error statement-misplaced"]);
    let (_, words) = DECLARATION.split_once("\n\n").unwrap();
    let bare = academic().codes(&format!("{FRONT}## Acknowledgements\n\n{words}{REFERENCES}"));
    assert_eq!(bare, ["error statement-misplaced"]);
}

#[test]
fn a_declaration_names_the_tool_and_takes_responsibility() {
    let bare =
        DECLARATION.replace("ChatGPT", "AI").replace(" and take full responsibility for the content", "");
    let codes = academic().codes(&format!("{FRONT}{bare}{REFERENCES}"));
    assert_eq!(codes, ["error tool-not-named", "warning statement-words"]);
}

#[test]
fn no_declaration_breaks_it_and_spelling_alone_needs_none() {
    let silent = format!("{FRONT}{REFERENCES}");
    let codes = academic().codes(&silent);
    assert_eq!(codes, ["error statement-missing", "error tool-not-named"]);
    assert_eq!(academic().codes(&silent.replace("substantial: true", "substantial: false")), [""; 0]);
    assert_eq!(academic().wants(&silent.replace("substantial: true\n", "")), "substantial");
    assert_eq!(academic().wants(&silent.replace("ai_assisted: true\n", "")), "involvement");
}

#[test]
fn a_program_is_no_author() {
    let listed = FRONT.replace("author: Ana Prado", "author: [Ana Prado, ChatGPT]");
    assert_eq!(academic().codes(&format!("{listed}{DECLARATION}{REFERENCES}")), ["error ai-as-author"]);
    let claude = FRONT.replace("Ana Prado", "Claude Martin");
    assert_eq!(academic().codes(&format!("{claude}{DECLARATION}{REFERENCES}")), [""; 0]);
}

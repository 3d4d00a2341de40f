//! Why an article is not labelled, and what to do about it, in the words of whoever reads it.

use terang::label::{LabelError, Note};
use terang::pipeline::{Refused, SignError};

use super::failure::chain;
use super::term::Term;

/// Why.
pub(crate) fn why(refused: &Refused, term: Term) -> String {
    let says = |key, gaps: &[(&str, &str)]| term.said(key, gaps);
    match refused {
        Refused::Declaration(SignError::Undeclared) => says("label.why-undeclared", &[]),
        Refused::Declaration(SignError::Empty) | Refused::Label(LabelError::Empty) => {
            says("label.why-empty", &[])
        }
        Refused::Declaration(SignError::Involvement(word)) => {
            says("label.why-involvement", &[("word", word.as_str())])
        }
        Refused::Label(LabelError::NoLanguage) => says("label.why-no-language", &[]),
        Refused::Label(LabelError::NoWords(lang)) => says("label.why-no-words", &[("lang", lang)]),
        Refused::Label(LabelError::NoWording(involvement, modality)) => {
            let gaps = [("involvement", involvement.word()), ("modality", modality.word())];
            says("label.why-no-wording", &gaps)
        }
        Refused::Label(LabelError::Several(n)) => says("label.why-several", &[("n", &n.to_string())]),
        Refused::Label(LabelError::Otherwise { line, text }) => {
            says("label.why-otherwise", &[("line", &line.to_string()), ("text", text)])
        }
        Refused::Label(LabelError::FrontMatter) => says("label.why-front-matter", &[]),
        Refused::Label(LabelError::Encoding(name)) => says("label.why-encoding", &[("encoding", name)]),
        other => chain(other),
    }
}

/// What can be done about a refusal.
pub(crate) fn help(refused: &Refused, term: Term) -> &'static str {
    match refused {
        Refused::Declaration(SignError::Undeclared) => term.words("label.help-undeclared"),
        Refused::Declaration(SignError::Involvement(_)) => term.words("label.help-involvement"),
        Refused::Label(LabelError::NoLanguage) => term.words("label.help-no-language"),
        Refused::Label(LabelError::NoWords(_)) => term.words("label.help-no-words"),
        Refused::Label(LabelError::Otherwise { .. }) => term.words("label.help-otherwise"),
        Refused::Label(LabelError::Encoding(_)) => term.words("label.help-encoding"),
        Refused::Label(LabelError::Several(_)) => term.words("label.help-several"),
        _ => "",
    }
}

/// What was left out of a label, and why.
pub(crate) const fn note(note: Note) -> &'static str {
    match note {
        Note::NoMetaValue => "label.note-no-meta-value",
        Note::OtherMeta => "label.note-other-meta",
        Note::NoSourceType => "label.note-no-source-type",
        Note::NoHead => "label.note-no-head",
        Note::NotOfText => "label.note-not-of-text",
        Note::SaysLess => "label.note-says-less",
        Note::ToolLeftOut => "label.note-tool-left-out",
    }
}

//! The HTML page, read by the tree builder of html5ever.

use base64::Engine as _;
use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use sha2::{Digest as _, Sha256};

use super::run::{command, text};

/// Every element: its name, its attributes, the text in it.
fn elements(html: &str) -> (Vec<(String, Vec<(String, String)>, String)>, usize) {
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    let errors = dom.errors.borrow().len();
    let mut out = Vec::new();
    let mut open: Vec<Handle> = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attributes =
                attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
            let inside: String = node
                .children
                .borrow()
                .iter()
                .filter_map(|c| match &c.data {
                    NodeData::Text { contents } => Some(contents.borrow().to_string()),
                    _ => None,
                })
                .collect();
            out.push((name.local.to_string(), attributes, inside));
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    (out, errors)
}

fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
}

#[test]
fn the_page_is_well_made_and_holds_all_it_needs() {
    let (all, errors) = elements(&text("html"));
    assert_eq!(errors, 0, "the tree builder met faults");
    let of = |name: &str| all.iter().filter(|(n, _, _)| n == name).collect::<Vec<_>>();
    assert_eq!(attribute(&of("html")[0].1, "lang"), Some("en"));
    assert_eq!((of("h1").len(), of("main").len(), of("title").len()), (1, 1, 1));
    for name in ["script", "iframe", "img", "link", "object", "form", "base", "svg", "a"] {
        assert!(of(name).is_empty(), "{name}");
    }
    for (name, attributes, _) in &all {
        for (attribute, _) in attributes {
            let fetches = ["src", "href", "style", "srcset", "action"].contains(&attribute.as_str());
            assert!(!fetches && !attribute.starts_with("on"), "{name} {attribute}");
        }
    }
    let policy = of("meta");
    let policy =
        policy.iter().find(|m| attribute(&m.1, "http-equiv") == Some("Content-Security-Policy")).unwrap();
    let policy = attribute(&policy.1, "content").unwrap();
    let style = &of("style")[0].2;
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style.as_bytes()));
    assert!(policy.starts_with(&format!("default-src 'none'; style-src 'sha256-{hash}'")), "{policy}");
    assert!(!policy.contains("unsafe"));
    for fetching in ["url(", "@import", "@font-face"] {
        assert!(!style.contains(fetching));
    }
    // Each table has a heading that names it and column headings that say they are.
    let headings: Vec<&str> = of("h2").iter().filter_map(|h| attribute(&h.1, "id")).collect();
    for section in of("section") {
        assert!(headings.contains(&attribute(&section.1, "aria-labelledby").unwrap()));
    }
    assert!(!of("th").is_empty() && of("th").iter().all(|th| attribute(&th.1, "scope") == Some("col")));
}

#[test]
fn the_summary_counts_what_the_page_lists() {
    let (all, _) = elements(&text("html"));
    let summary =
        &all.iter().find(|(n, a, _)| n == "p" && attribute(a, "class") == Some("summary")).unwrap().2;
    let (facts, unreadable) = super::run::facts();
    assert!(summary.contains(&format!("{} findings", facts.len())), "{summary}");
    assert!(summary.contains(&format!("{unreadable} could not be read")), "{summary}");
    let rows = all.iter().filter(|(n, _, _)| n == "tr").count();
    assert_eq!(rows, facts.len() + unreadable + 2, "and two rows of headings");
}

#[test]
fn colours_of_words_can_be_read_on_both_backgrounds() {
    let css = include_str!("../../src/report/html/style.css");
    let colours = |line: &str| -> Vec<[f64; 3]> {
        line.split('#')
            .skip(1)
            .map(|hex| {
                let channel =
                    |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
                [channel(0), channel(2), channel(4)]
            })
            .collect()
    };
    // WCAG 2.2, relative luminance and contrast ratio.
    let luminance = |c: &[f64; 3]| {
        let linear = c.map(|v| if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let lines: Vec<&str> = css.lines().take(2).collect();
    for (line, background) in [(lines[0], 1.0), (lines[1], 0.01)] {
        let found = colours(line);
        assert_eq!(found.len(), 4);
        for colour in &found[1..] {
            let (a, b) = (luminance(colour) + 0.05, background + 0.05);
            assert!(f64::max(a, b) / f64::min(a, b) >= 4.5, "{colour:?}");
        }
    }
}

#[test]
fn an_indonesian_page_says_so() {
    let output = command()
        .env("LC_ALL", "id_ID.UTF-8")
        .args(["check", "--require-disclosure", "--format", "html", "tests/cmd/findings.in"])
        .output()
        .unwrap();
    let (all, errors) = elements(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(errors, 0);
    assert_eq!(attribute(&all[0].1, "lang"), Some("id"));
    assert!(all.iter().any(|(n, _, text)| n == "h2" && text == "Temuan"));
}

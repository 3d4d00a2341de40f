//! SARIF 2.1.0, as GitHub code scanning takes it.
//!
//! Findings that are set aside stay in the file and are marked: a result that is left out counts as mended.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};
use serde_sarif::sarif::{
    ArtifactContent, ArtifactLocation, Invocation, Location as SarifLocation, LogicalLocation, Message,
    MultiformatMessageString, Notification, PhysicalLocation, PropertyBag, Region, ReportingConfiguration,
    ReportingDescriptor, Result, ResultLevel, RunAutomationDetails, Suppression, Tool, ToolComponent,
};

use super::layout::{Layout, Limit, Row, Section, Totals};
use super::location::Location;
use super::words::{Tongue, text};
use super::{Entry, Remark, safe};
use crate::policy::{Code, Level, Suppressed, SuppressedBy};

/// Where the schema stands; it is named and never fetched.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Where the pages of the codes are.
const PAGES: &str = "https://w3id.org/terang/findings";
/// The base of relative references: the folder that terang ran in.
const BASE: &str = "SRCROOT";

/// Results that GitHub takes of one run; with more it refuses the file.
const RESULTS: u64 = 25_000;
/// Results that GitHub shows.
const SHOWN: u64 = 5_000;
/// Notifications that are worth reading.
const UNREADABLE: u64 = 1_000;
/// Bytes that GitHub takes, packed; a part is kept free for what follows the results.
const PACKED: u64 = 10_000_000 - 500_000;

/// The slots: findings of each level, then those that are set aside, then what could not be read.
const ASIDE: usize = Level::ALL.len();
const NOTICES: usize = 2 * Level::ALL.len();
const SECTIONS: [Section; 2] =
    [Section::new(0, NOTICES, RESULTS, ",\n"), Section::new(NOTICES, NOTICES + 1, UNREADABLE, ",\n")];

/// The layout of SARIF.
pub(super) struct Sarif {
    /// The language of the messages.
    pub(super) tongue: Tongue,
    /// Whether findings are held against a baseline, so that each is new or was there before.
    pub(super) baseline: bool,
    /// The job that this is a run of; empty where none is known.
    pub(super) job: String,
}

impl Layout for Sarif {
    fn sections(&self) -> &[Section] {
        &SECTIONS
    }

    fn rows(&self, entry: &Entry<'_>) -> Vec<Row> {
        if let Some(why) = &entry.unreadable {
            return vec![Row::new(NOTICES, json(&self.unreadable(entry, why)))];
        }
        entry.remarks.iter().map(|r| Row::new(slot(r), json(&self.result(entry, r)))).collect()
    }

    fn room(&self, section: usize, _: &Totals) -> u64 {
        if section == 0 { RESULTS } else { UNREADABLE }
    }

    fn limit(&self) -> Limit {
        Limit { bytes: u64::MAX, packed: Some(PACKED) }
    }

    fn open(&self, section: usize, totals: &Totals) -> Vec<u8> {
        if section == 0 {
            return self.head();
        }
        let mut out = self.cuts(totals).iter().map(json).collect::<Vec<_>>().join(&b",\n"[..]);
        if !out.is_empty() && totals.seen_in(NOTICES, NOTICES + 1) > 0 {
            out.extend_from_slice(b",\n");
        }
        out
    }

    fn close(&self, section: usize, totals: &Totals) -> Vec<u8> {
        if section == 0 {
            let ran = totals.summary.unreadable == 0;
            let invocation = Invocation::builder().execution_successful(ran).build();
            let mut out = b"\n],\n\"invocations\":[".to_vec();
            out.extend_from_slice(&json(&invocation));
            out.pop();
            out.extend_from_slice(b",\"toolExecutionNotifications\":[\n");
            return out;
        }
        let more = totals.seen_in(NOTICES, NOTICES + 1) - totals.written_in(1);
        let mut out = Vec::new();
        if more > 0 {
            out.extend_from_slice(b",\n");
            out.extend_from_slice(&json(&self.notice("error", "sheet.more-unreadable", more)));
        }
        out.extend_from_slice(b"\n]}]}]}\n");
        out
    }
}

impl Sarif {
    fn head(&self) -> Vec<u8> {
        let rules: Vec<ReportingDescriptor> = Code::ALL.iter().map(|code| rule(*code)).collect();
        let driver = ToolComponent::builder()
            .name("terang")
            .version(env!("CARGO_PKG_VERSION"))
            .semantic_version(env!("CARGO_PKG_VERSION"))
            .information_uri("https://w3id.org/terang")
            .language(self.tongue.word())
            .rules(rules)
            .build();
        let tool = Tool::builder().driver(driver).build();
        let id =
            if self.job.is_empty() { "terang/".to_owned() } else { format!("terang/{}/", safe(&self.job)) };
        let details = RunAutomationDetails::builder().id(id).build();
        let base =
            ArtifactLocation::builder().description(message(text(self.tongue, "sheet.base", &[]))).build();
        let bases = BTreeMap::from([(BASE, base)]);
        let mut out = format!("{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n").into_bytes();
        for (key, value) in [
            ("tool", json(&tool)),
            ("automationDetails", json(&details)),
            ("columnKind", json(&"unicodeCodePoints")),
            ("originalUriBaseIds", json(&bases)),
        ] {
            out.extend_from_slice(format!("\"{key}\":").as_bytes());
            out.extend_from_slice(&value);
            out.extend_from_slice(b",\n");
        }
        out.extend_from_slice(b"\"results\":[\n");
        out
    }

    fn result(&self, entry: &Entry<'_>, remark: &Remark) -> Result {
        let mut result = Result::builder()
            .rule_id(remark.code)
            .level(match remark.level {
                Level::Error => ResultLevel::Error,
                Level::Warning => ResultLevel::Warning,
                Level::Note => ResultLevel::Note,
            })
            .message(message(sentence(remark)))
            .locations(vec![location(entry, remark.at, Some(remark), "")])
            .partial_fingerprints(BTreeMap::from([
                ("terang/v1".to_owned(), remark.fingerprint.clone()),
                // GitHub looks at this one only, and reckons one by line where it is missing.
                ("primaryLocationLineHash".to_owned(), format!("{}:1", &remark.fingerprint[..16])),
            ]))
            .build();
        result.rule_index =
            Code::ALL.iter().position(|c| c.word() == remark.code).and_then(|n| i64::try_from(n).ok());
        if !remark.related.is_empty() {
            let related = remark.related.iter().map(|(at, label)| location(entry, *at, None, label));
            result.related_locations = Some(related.collect());
        }
        result.suppressions = remark.suppressed.as_ref().map(|s| vec![suppression(s)]);
        if self.baseline {
            let known = remark.suppressed.as_ref().is_some_and(|s| s.kind == SuppressedBy::Baseline);
            result.baseline_state = Some(json!(if known { "unchanged" } else { "new" }));
        }
        if !remark.profile.is_empty() {
            let more = BTreeMap::from([("profile".to_owned(), json!(remark.profile))]);
            result.properties = Some(PropertyBag::builder().additional_properties(more).build());
        }
        result
    }

    fn unreadable(&self, entry: &Entry<'_>, why: &str) -> Notification {
        let at = Location::of(entry.origin);
        let said = text(self.tongue, "sheet.unreadable", &[("origin", &entry.shown), ("why", why)]);
        let mut place = PhysicalLocation::builder().artifact_location(artifact(&at)).build();
        place.region = at.record.map(|line| Region::builder().start_line(signed(line)).build());
        let place = SarifLocation::builder().physical_location(place).build();
        Notification::builder().level(json!("error")).message(message(said)).locations(vec![place]).build()
    }

    fn notice(&self, level: &str, key: &'static str, n: u64) -> Notification {
        let said = text(self.tongue, key, &[("n", &n.to_string())]);
        Notification::builder().level(json!(level)).message(message(said)).build()
    }

    /// What to say of results that are left out, or in vain.
    fn cuts(&self, totals: &Totals) -> Vec<Notification> {
        let (seen, written) = (totals.seen_in(0, NOTICES), totals.written_in(0));
        let mut out = Vec::new();
        if seen > written {
            out.push(self.notice("warning", "sheet.cut", seen - written));
        }
        if written > SHOWN {
            out.push(self.notice("note", "sheet.shown", SHOWN));
        }
        out
    }
}

fn slot(remark: &Remark) -> usize {
    let aside = if remark.suppressed.is_some() { ASIDE } else { 0 };
    aside + remark.level as usize
}

/// One line of JSON without control characters.
fn json(value: &impl Serialize) -> Vec<u8> {
    super::safe::json(value)
}

fn message(text: impl Into<String>) -> Message {
    Message::builder().text(text.into()).build()
}

/// What was seen and what to do. What would be a link in a message of SARIF (3.11.6) is escaped.
fn sentence(remark: &Remark) -> String {
    let whole = if remark.help.is_empty() {
        remark.message.clone()
    } else {
        format!("{}. {}", remark.message.trim_end_matches('.'), capitalised(&remark.help))
    };
    let links = whole.contains("](");
    let mut out = String::with_capacity(whole.len());
    let mut chars = whole.chars().peekable();
    while let Some(c) = chars.next() {
        // A number in curly brackets would stand for an argument.
        let gap = c == '{' && chars.peek().is_some_and(char::is_ascii_digit);
        if gap || (links && matches!(c, '[' | ']' | '\\')) {
            out.push(if gap { '{' } else { '\\' });
        }
        out.push(c);
    }
    out
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn artifact(at: &Location<'_>) -> ArtifactLocation {
    let (uri, relative) = at.uri();
    let mut artifact = ArtifactLocation::builder().uri(uri).build();
    artifact.uri_base_id = relative.then(|| BASE.to_owned());
    artifact
}

fn location(
    entry: &Entry<'_>,
    from: crate::span::Position,
    marked: Option<&Remark>,
    label: &str,
) -> SarifLocation {
    let at = Location::of(entry.origin);
    let mut region = Region::builder().start_line(signed(at.line(from.line))).build();
    if at.record.is_none() {
        region.start_column = Some(signed(from.column));
        if let Some(end) = marked.and_then(|r| r.end) {
            region.end_line = Some(signed(end.line));
            region.end_column = Some(signed(end.column));
        }
    }
    if let Some(quote) = marked.map(|r| &r.quote).filter(|q| !q.is_empty()) {
        region.snippet = Some(ArtifactContent::builder().text(quote.clone()).build());
    }
    let place = PhysicalLocation::builder().artifact_location(artifact(&at)).region(region).build();
    let mut location = SarifLocation::builder().physical_location(place).build();
    if at.record.is_some() {
        let name = if entry.id.is_empty() { &entry.shown } else { &entry.id };
        let record =
            LogicalLocation::builder().name(name.clone()).fully_qualified_name(entry.shown.clone()).build();
        location.logical_locations = Some(vec![record]);
    }
    if !label.is_empty() {
        location.message = Some(message(label));
    }
    location
}

fn signed(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn suppression(s: &Suppressed) -> Suppression {
    let kind = match s.kind {
        SuppressedBy::Inline => "inSource",
        SuppressedBy::Config | SuppressedBy::Baseline => "external",
    };
    let mut suppression = Suppression::builder().kind(json!(kind)).status(json!("accepted")).build();
    suppression.justification = (!s.reason.is_empty()).then(|| s.reason.clone());
    if let Some(until) = &s.until {
        let more: BTreeMap<String, Value> = BTreeMap::from([("until".to_owned(), json!(until))]);
        suppression.properties = Some(PropertyBag::builder().additional_properties(more).build());
    }
    suppression
}

fn rule(code: Code) -> ReportingDescriptor {
    let page = code.page();
    let short = lead(&page);
    let level = json!(code.level().word());
    let tags = vec!["ai-disclosure".to_owned()];
    ReportingDescriptor::builder()
        .id(code.word())
        .name(code.word())
        .short_description(plain(short.clone()))
        .full_description(plain(short))
        .help(MultiformatMessageString::builder().text(page.clone()).markdown(page).build())
        .help_uri(format!("{PAGES}#{code}"))
        .default_configuration(ReportingConfiguration::builder().level(level).build())
        .properties(PropertyBag::builder().tags(tags).additional_properties(BTreeMap::new()).build())
        .build()
}

/// The first paragraph of a page below its headings.
fn lead(page: &str) -> String {
    let lines = page.lines().skip_while(|l| l.is_empty() || l.starts_with('#'));
    let lines: Vec<&str> = lines.take_while(|l| !l.is_empty()).collect();
    lines.join(" ").replace('`', "")
}

fn plain(text: String) -> MultiformatMessageString {
    MultiformatMessageString::builder().text(text).build()
}

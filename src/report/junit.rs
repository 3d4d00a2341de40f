//! JUnit XML: one test case an article.
//!
//! A case that fails has one `failure` that lists all its findings: the schemas in use allow one, and Jenkins shows one.
//! No time is written, so that the same input gives the same bytes.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::layout::{Layout, Row, Section, Totals};
use super::words::{Tongue, text};
use super::xml::allowed;
use super::{Entry, Remark};

const SECTIONS: [Section; 1] = [Section::new(0, 1, u64::MAX, "")];
/// What the library writes around the cases of a suite.
const CASE: (&str, &str) = ("        <testcase ", "    </testsuite>");

/// The layout of JUnit.
pub(super) struct Junit {
    /// The language of the messages.
    pub(super) tongue: Tongue,
}

impl Layout for Junit {
    fn sections(&self) -> &[Section] {
        &SECTIONS
    }

    fn rows(&self, entry: &Entry<'_>) -> Vec<Row> {
        let drawn = drawn(&report([0; 3], vec![self.case(entry)]));
        vec![Row::new(0, &drawn[cases(&drawn)])]
    }

    fn open(&self, _: usize, totals: &Totals) -> Vec<u8> {
        let frame = frame(totals);
        frame[..cases(&frame).start].into()
    }

    fn close(&self, _: usize, totals: &Totals) -> Vec<u8> {
        let frame = frame(totals);
        frame[cases(&frame).end..].into()
    }
}

impl Junit {
    fn case(&self, entry: &Entry<'_>) -> TestCase {
        let open: Vec<&Remark> = entry.open().collect();
        let status = if let Some(why) = &entry.unreadable {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
            let message = format!("{}: {why}", text(self.tongue, "sheet.not-read", &[]));
            status.set_type("input-unreadable").set_message(allowed(&message));
            status
        } else if let Some(first) = open.first() {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            let message = if open.len() == 1 {
                first.message.clone()
            } else {
                let more = (open.len() - 1).to_string();
                text(self.tongue, "sheet.and-more", &[("message", &first.message), ("n", &more)])
            };
            let lines: Vec<String> = open.iter().map(|r| line(entry, r)).collect();
            status
                .set_type(first.code)
                .set_message(allowed(&message))
                .set_description(allowed(&lines.join("\n")));
            status
        } else {
            TestCaseStatus::success()
        };
        let mut case = TestCase::new(allowed(&entry.shown), status);
        case.set_classname("terang");
        let aside: Vec<String> = entry.remarks.iter().filter_map(|r| self.aside(entry, r)).collect();
        if !aside.is_empty() {
            case.set_system_out(allowed(&aside.join("\n")));
        }
        case
    }

    fn aside(&self, entry: &Entry<'_>, remark: &Remark) -> Option<String> {
        let s = remark.suppressed.as_ref()?;
        let gaps = [("finding", &*line(entry, remark)), ("reason", s.reason.as_str())];
        Some(text(self.tongue, "sheet.set-aside", &gaps))
    }
}

/// `file:line:column: level code: message (help)`.
fn line(entry: &Entry<'_>, r: &Remark) -> String {
    let help = if r.help.is_empty() { String::new() } else { format!(" ({})", r.help) };
    format!("{}:{}:{}: {} {}: {}{help}", entry.shown, r.at.line, r.at.column, r.level, r.code, r.message)
}

/// A report of one suite. The counts are tests, failures and errors.
fn report([tests, failures, errors]: [usize; 3], cases: Vec<TestCase>) -> Report {
    let mut suite = TestSuite::new("terang");
    suite.test_cases = cases;
    (suite.tests, suite.failures, suite.errors) = (tests, failures, errors);
    let mut report = Report::new("terang");
    report.test_suites = vec![suite];
    (report.tests, report.failures, report.errors) = (tests, failures, errors);
    report
}

/// A report with the counts of the run and one case in place of all.
fn frame(totals: &Totals) -> String {
    let s = &totals.summary;
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let counts = [count(totals.seen_in(0, 1)), count(s.faulty), count(s.unreadable)];
    drawn(&report(counts, vec![TestCase::new("", TestCaseStatus::success())]))
}

fn drawn(report: &Report) -> String {
    report.to_string().expect("a string takes all that is written")
}

/// Where the cases of a drawn report stand.
fn cases(drawn: &str) -> std::ops::Range<usize> {
    let from = drawn.find(CASE.0).unwrap_or(drawn.len());
    let to = drawn.rfind(CASE.1).unwrap_or(drawn.len());
    from..to.max(from)
}

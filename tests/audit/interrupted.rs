//! Kills at random moments cost nothing but time.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::archive::{AT, build, ends, run, terang, text};

/// The moments come from a fixed row of numbers, so that a failure comes again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// `TERANG_KILLS=200` for more than six moments, and a larger archive.
#[test]
fn a_killed_audit_ends_with_the_report_of_one_that_was_left_alone() {
    let kills: u64 = std::env::var("TERANG_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(6);
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    build(folder, if kills > 20 { 1_200 } else { 200 });
    let arguments = |name: &str| {
        let outputs = ["jsonl", "csv", "html"].map(|f| format!("--output={f}={name}.{f}"));
        let fixed = ["audit", "archive", "--at", AT, "--jobs", "2", "--no-progress"].map(str::to_owned);
        [fixed.to_vec(), vec![format!("--db={name}.sqlite")], outputs.to_vec()].concat()
    };
    let alone = arguments("alone");
    let alone: Vec<&str> = alone.iter().map(String::as_str).collect();
    let began = Instant::now();
    // Lines that cannot be read are in the archive.
    ends(&run(folder, &alone), 2);
    let whole = u64::try_from(began.elapsed().as_micros()).unwrap();

    let mut dice = Dice(7);
    let mut done = 0;
    for round in 0.. {
        let name = format!("killed{round}");
        let killed = arguments(&name);
        let killed: Vec<&str> = killed.iter().map(String::as_str).collect();
        loop {
            let mut child =
                terang(folder, &killed).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            // Some of them before anything is open, some while reports are written.
            std::thread::sleep(Duration::from_micros(dice.below(whole)));
            child.kill().unwrap();
            done += u64::from(child.wait().unwrap().code().is_none());
            if done >= kills || folder.join(format!("{name}.html")).exists() {
                break;
            }
        }
        // The same command goes on, or where the kill came too late, has the whole report there already.
        let finished = folder.join(format!("{name}.html")).exists();
        if !finished {
            ends(&run(folder, &killed), 2);
        }
        for form in ["jsonl", "csv", "html"] {
            let (want, have) =
                (text(folder, &format!("alone.{form}")), text(folder, &format!("{name}.{form}")));
            assert!(want == have, "round {round}: the {form} is another");
        }
        if done >= kills {
            break;
        }
    }
}

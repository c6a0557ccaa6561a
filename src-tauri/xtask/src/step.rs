//! Steps: each says what it does, does it, and knows what to say when it cannot be done.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// What a step found to do.
pub(crate) enum Outcome {
    /// It did its work.
    Done,
    /// Nothing had to be done, and why.
    Nothing(String),
}

/// One thing to do.
pub(crate) struct Step<'a> {
    title: &'static str,
    advice: String,
    needed: bool,
    action: Box<dyn Fn() -> Result<Outcome> + 'a>,
}

impl<'a> Step<'a> {
    /// A step that others build on: when it fails, the task ends. `advice` is what to do then.
    pub(crate) fn needed(
        title: &'static str,
        advice: impl Into<String>,
        action: impl Fn() -> Result<Outcome> + 'a,
    ) -> Self {
        Self { title, advice: advice.into(), needed: true, action: Box::new(action) }
    }

    /// A check that nothing builds on: when it fails, the others still run.
    pub(crate) fn check(title: &'static str, advice: impl Into<String>, action: impl Fn() -> Result<()> + 'a) -> Self {
        let action = Box::new(move || action().map(|()| Outcome::Done));
        Self { title, advice: advice.into(), needed: false, action }
    }
}

/// Does the steps, says what each took, and fails when one of them did.
///
/// # Errors
/// The steps that failed, by name.
pub(crate) fn run_checks(steps: Vec<Step<'_>>) -> Result<ExitCode> {
    let mut log = Log::default();
    let ran = log.run(steps);
    log.print_times();
    ran?;
    log.passed()?;
    println!("Everything passed.");
    Ok(ExitCode::SUCCESS)
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Ok,
    Skipped,
    Failed,
}

impl Verdict {
    fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Skipped => "nothing to do",
            Self::Failed => "FAILED",
        }
    }
}

/// What was done so far, with the time it took.
#[derive(Default)]
pub(crate) struct Log {
    entries: Vec<(&'static str, Verdict, Duration)>,
}

impl Log {
    /// Does the steps in order, and stops at a needed one that fails.
    ///
    /// # Errors
    /// The needed step that failed.
    pub(crate) fn run(&mut self, steps: Vec<Step<'_>>) -> Result<()> {
        for step in steps {
            println!("▸ {}", step.title);
            let begin = Instant::now();
            let result = (step.action)();
            self.entries.push((step.title, verdict(&result), begin.elapsed()));
            match result {
                Ok(Outcome::Done) => {}
                Ok(Outcome::Nothing(why)) => println!("  {why}"),
                Err(error) => {
                    println!("✗ {}: {error:#}\n  What to do: {}", step.title, step.advice);
                    if step.needed {
                        bail!("the step “{}” could not be done; see above for what to do", step.title);
                    }
                }
            }
        }
        Ok(())
    }

    /// # Errors
    /// The steps that failed, by name.
    pub(crate) fn passed(&self) -> Result<()> {
        let failed = self.failed();
        if !failed.is_empty() {
            bail!("failed: {}", failed.join(", "));
        }
        Ok(())
    }

    fn failed(&self) -> Vec<&'static str> {
        self.entries.iter().filter(|(_, verdict, _)| *verdict == Verdict::Failed).map(|(title, ..)| *title).collect()
    }

    /// Prints what each step took.
    pub(crate) fn print_times(&self) {
        let total: Duration = self.entries.iter().map(|(.., time)| *time).sum();
        println!("\n{:>9}  step", "time");
        for (title, verdict, time) in &self.entries {
            println!("{:>9}  {title}: {}", shown(*time), verdict.word());
        }
        println!("{:>9}  in all", shown(total));
    }
}

fn verdict(result: &Result<Outcome>) -> Verdict {
    match result {
        Ok(Outcome::Done) => Verdict::Ok,
        Ok(Outcome::Nothing(_)) => Verdict::Skipped,
        Err(_) => Verdict::Failed,
    }
}

fn shown(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{:.0} m {:02.0} s", (seconds / 60.0).floor(), seconds % 60.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fails() -> Result<()> {
        bail!("no")
    }

    #[test]
    fn a_failed_check_lets_the_others_run_and_is_remembered() {
        let mut log = Log::default();
        let nothing = || Ok(Outcome::Nothing("all there".into()));
        log.run(vec![Step::check("a", "x", fails), Step::needed("b", "x", nothing)]).unwrap();
        assert_eq!(log.failed(), ["a"]);
        assert_eq!(log.entries[1].1, Verdict::Skipped);
    }

    #[test]
    fn a_failed_needed_step_ends_the_task() {
        let mut log = Log::default();
        let steps = vec![Step::needed("a", "x", || bail!("no")), Step::check("b", "x", || panic!("it must not run"))];
        assert!(log.run(steps).unwrap_err().to_string().contains("“a”"));
        assert_eq!(log.failed(), ["a"]);
    }

    #[test]
    fn times() {
        assert_eq!(shown(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(shown(Duration::from_secs(125)), "2 m 05 s");
    }
}

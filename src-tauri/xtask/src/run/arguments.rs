//! The arguments of `cargo xtask run`.

use anyhow::{Result, bail};

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// Start `outcropd` even where there is a display.
    pub(crate) headless: bool,
    /// Build with optimisations.
    pub(crate) release: bool,
    /// What goes to the program.
    pub(crate) program: Vec<String>,
}

const USAGE: &str =
    "usage: cargo xtask run [--headless] [--release] [--port PORT] [--demo] [-- ARGUMENTS OF THE PROGRAM]";

impl Arguments {
    /// Reads them. `--port` and `--demo` are the program's, and common enough to do without the `--`.
    ///
    /// # Errors
    /// An argument before `--` that nobody knows.
    pub(crate) fn parse(args: Vec<String>) -> Result<Self> {
        let mut arguments = Self::default();
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--" => arguments.program.extend(args.by_ref()),
                "--headless" => arguments.headless = true,
                "--release" => arguments.release = true,
                "--port" => {
                    arguments.program.push(arg);
                    arguments.program.extend(args.next());
                }
                "--demo" => arguments.program.push(arg),
                port if port.starts_with("--port=") => arguments.program.push(arg),
                _ => bail!("`{arg}` is not known here; {USAGE}"),
            }
        }
        Ok(arguments)
    }

    /// The port that the program was given.
    pub(crate) fn port(&self) -> Option<u16> {
        self.value_of("--port")?.parse().ok()
    }

    /// Whether demo mode is the answer to missing credentials: not when it is on already, and not when the program
    /// was told where on AWS to go.
    pub(crate) fn wants_demo(&self) -> bool {
        let given = |flag| self.program.iter().any(|arg| arg == flag) || self.value_of(flag).is_some();
        !["--demo", "--profile", "--region"].into_iter().any(given)
    }

    fn value_of(&self, flag: &str) -> Option<&str> {
        self.program.iter().enumerate().rev().find_map(|(place, arg)| match arg.strip_prefix(flag)? {
            "" => self.program.get(place + 1).map(String::as_str),
            rest => rest.strip_prefix('='),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Arguments {
        Arguments::parse(line.split_whitespace().map(str::to_owned).collect()).unwrap()
    }

    #[test]
    fn ports() {
        for (line, port) in [
            ("", None),
            ("--port 1", Some(1)),
            ("--port=2", Some(2)),
            ("-- --port 3", Some(3)),
            ("--release -- --port=4", Some(4)),
            ("--port 5 -- --port 6", Some(6)),
            ("-- --port", None),
        ] {
            assert_eq!(parse(line).port(), port, "{line}");
        }
    }

    #[test]
    fn demo_is_offered_unless_the_program_was_told_where_to_go() {
        for (line, wanted) in [
            ("", true),
            ("--port 1", true),
            ("--demo", false),
            ("-- --demo", false),
            ("-- --profile work", false),
            ("-- --region=eu-west-1", false),
        ] {
            assert_eq!(parse(line).wants_demo(), wanted, "{line}");
        }
    }

    #[test]
    fn everything_after_the_dashes_is_the_programs() {
        let arguments = parse("--headless --release -- --log json --headless");
        assert!(arguments.headless && arguments.release);
        assert_eq!(arguments.program, ["--log", "json", "--headless"]);
        assert!(Arguments::parse(vec!["--log".into()]).is_err());
    }
}

//! The arguments of `cargo xtask dist`.

use anyhow::{Context as _, Result, bail};

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The Tauri CLI's names of what to make.
    pub(crate) bundles: Vec<String>,
    /// Install and measure what was made, as `cargo xtask test` does.
    pub(crate) check: bool,
    /// What goes to the Tauri CLI: signing, as a rule.
    pub(crate) tauri: Vec<String>,
}

const USAGE: &str = "usage: cargo xtask dist [--bundle KIND]… [--check] [-- ARGUMENTS OF `tauri bundle`]";

impl Default for Arguments {
    /// The package that this system's people expect, and nothing else.
    fn default() -> Self {
        let bundle = match std::env::consts::OS {
            "macos" => "dmg",
            "windows" => "msi",
            _ => "deb",
        };
        Self { bundles: vec![bundle.into()], check: false, tauri: Vec::new() }
    }
}

impl Arguments {
    /// Reads them.
    ///
    /// # Errors
    /// An argument before `--` that nobody knows, or `--bundle` without a kind.
    pub(crate) fn parse(args: Vec<String>) -> Result<Self> {
        let (mut bundles, mut check, mut tauri) = (Vec::new(), false, Vec::new());
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--" => tauri.extend(args.by_ref()),
                "--check" => check = true,
                "--bundle" => bundles.push(args.next().with_context(|| format!("`--bundle` wants a kind; {USAGE}"))?),
                _ => bail!("`{arg}` is not known here; {USAGE}"),
            }
        }
        if bundles.is_empty() {
            bundles = Self::default().bundles;
        }
        Ok(Self { bundles, check, tauri })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Arguments> {
        Arguments::parse(line.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn without_arguments_it_is_the_systems_own_package() {
        assert_eq!(parse("").unwrap(), Arguments::default());
    }

    #[test]
    fn kinds_and_the_clis_own_arguments() {
        let arguments = parse("--bundle deb --bundle appimage --check -- --config sign.json --check").unwrap();
        assert_eq!(arguments.bundles, ["deb", "appimage"]);
        assert!(arguments.check);
        assert_eq!(arguments.tauri, ["--config", "sign.json", "--check"]);
        assert!(parse("--bundle").is_err());
        assert!(parse("deb").is_err());
    }
}

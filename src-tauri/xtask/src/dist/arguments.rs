//! The arguments of `cargo xtask dist`.

use anyhow::{Result, bail};

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

/// The Tauri CLI's kinds that are files to hand out.
const KINDS: [&str; 6] = ["deb", "rpm", "appimage", "dmg", "msi", "nsis"];

const USAGE: &str = "usage: cargo xtask dist [--bundle deb|rpm|appimage|dmg|msi|nsis]… [--check] \
                     [-- ARGUMENTS OF `tauri bundle`]";

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
    /// An argument before `--` that nobody knows, or a kind.
    pub(crate) fn parse(args: Vec<String>) -> Result<Self> {
        let (mut bundles, mut check, mut tauri) = (Vec::new(), false, Vec::new());
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--" => tauri.extend(args.by_ref()),
                "--check" => check = true,
                "--bundle" => match args.next().filter(|kind| KINDS.contains(&kind.as_str())) {
                    Some(kind) => bundles.push(kind),
                    None => bail!("`--bundle` wants a kind that it knows; {USAGE}"),
                },
                _ => bail!("`{arg}` is not known here; {USAGE}"),
            }
        }
        // What is checked is the system's own package.
        let own = Self::default().bundles;
        if bundles.is_empty() || (check && !own.iter().all(|bundle| bundles.contains(bundle))) {
            bundles.extend(own);
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
        let checked = parse("--bundle rpm --check").unwrap().bundles;
        assert_eq!(checked, [vec!["rpm".to_owned()], Arguments::default().bundles].concat());
        assert!(parse("--bundle").is_err());
        assert!(parse("--bundle zip").is_err());
        assert!(parse("deb").is_err());
    }
}

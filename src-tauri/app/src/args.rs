//! What the command line and the environment ask for.

use std::path::PathBuf;

use clap::Parser;
use clap::builder::FalseyValueParser;

/// Amazon Bedrock on localhost as an OpenAI-compatible API, from the tray.
#[derive(Debug, Clone, Parser)]
#[command(name = "outcrop", version)]
pub(crate) struct Args {
    /// The port to listen on; 0 takes a free one [default: as the settings say, else 8642]
    #[arg(long, env = "OUTCROP_PORT")]
    pub(crate) port: Option<u16>,

    /// The AWS profile; it beats credentials in the environment.
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,

    /// The AWS region.
    #[arg(long, value_name = "NAME")]
    pub(crate) region: Option<String>,

    /// Answer from a simulator instead of AWS.
    #[arg(long, env = "OUTCROP_DEMO", value_parser = FalseyValueParser::new())]
    pub(crate) demo: bool,

    /// The settings file; it need not be there yet [default: settings.toml in the platform's folder for settings]
    #[arg(long, env = "OUTCROP_CONFIG", value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Open the window at once.
    #[arg(long, conflicts_with = "hidden")]
    pub(crate) open: bool,

    /// Stay in the tray, as at login: no window, not even where there is no tray.
    #[arg(long)]
    pub(crate) hidden: bool,
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_defaults_are_the_products() {
        let args = Args::try_parse_from(["outcrop"]).expect("no argument is needed");
        assert_eq!((args.port, args.demo, args.open, args.profile), (None, false, false, None));
    }

    #[test]
    fn flags_are_read() {
        let line = [
            "outcrop",
            "--port",
            "0",
            "--demo",
            "--open",
            "--profile",
            "work",
            "--region",
            "eu-west-1",
            "--config",
            "x",
        ];
        let args = Args::try_parse_from(line).expect("these are the flags");
        assert_eq!((args.port, args.demo, args.open), (Some(0), true, true));
        assert_eq!(args.config.as_deref(), Some(Path::new("x")));
        assert_eq!((args.profile.as_deref(), args.region.as_deref()), (Some("work"), Some("eu-west-1")));
    }
}

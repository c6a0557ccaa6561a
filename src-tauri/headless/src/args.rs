//! The command line.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Puts Amazon Bedrock on localhost as an OpenAI-compatible API.
#[derive(Debug, Parser)]
#[command(name = "outcropd", version, after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// The address to listen on [default: 127.0.0.1]
    #[arg(long, value_parser = parse_host, value_name = "ADDRESS")]
    pub(crate) host: Option<IpAddr>,

    /// The port to listen on; 0 takes a free one [default: 8642]
    #[arg(long)]
    pub(crate) port: Option<u16>,

    /// The profile of ~/.aws to use
    #[arg(long, global = true, value_name = "NAME", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(crate) profile: Option<String>,

    /// The AWS region to use
    #[arg(long, global = true, value_name = "NAME", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(crate) region: Option<String>,

    /// Answer from a simulated Bedrock: no AWS account, no cost, made-up answers
    #[arg(long, global = true, conflicts_with_all = ["profile", "region"])]
    pub(crate) demo: bool,

    /// Read settings that are no secrets from this TOML file
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Read the key that clients present from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) api_key_file: Option<PathBuf>,

    /// How the log on stderr is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = LogFormat::Text)]
    pub(crate) log: LogFormat,
}

/// What to do instead of serving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub(crate) enum Command {
    /// Walk the way to Bedrock step by step, and say what is wrong and what to do. It makes one small call
    Doctor,
    /// Sign the profile in to IAM Identity Center with a code, for every AWS tool on this machine
    Login,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// A line to read.
    Text,
    /// A JSON object per line.
    Json,
}

const AFTER_HELP: &str = "\
Environment:
  OUTCROP_API_KEY   The key that clients present. Without it and --api-key-file, one is made and shown once.
  RUST_LOG          What to log; the default is `info`. Libraries never go beyond `warn`.
  AWS_*             As in every AWS tool; flags win.

When it listens, it prints one line of JSON on stdout: {\"listening\":\"http://127.0.0.1:8642\",\"version\":\"…\"}
Exit codes: 0 stopped cleanly, 1 failed or the doctor found something, 2 usage, 3 port taken.";

/// An address, or the one name that everybody knows.
fn parse_host(text: &str) -> Result<IpAddr, String> {
    if text == "localhost" {
        return Ok(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    bare.parse().map_err(|_| "give an IP address, such as 127.0.0.1 or ::1, or `localhost`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Args::command().debug_assert();
    }

    #[test]
    fn hosts() {
        for (text, address) in
            [("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1"), ("::1", "::1"), ("[::1]", "::1")]
        {
            assert_eq!(parse_host(text).unwrap(), address.parse::<IpAddr>().unwrap(), "{text}");
        }
        assert!(parse_host("example.com").is_err());
    }
}

//! The log on stderr.

use std::io::IsTerminal;

use tracing::{Level, Metadata};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

use crate::args::LogFormat;

/// What may say more than warnings. Everything else is capped, whatever `RUST_LOG` asks for: at TRACE the AWS SDK and
/// hyper print request bodies and headers, and a new dependency must not be able to begin doing so unnoticed.
const OURS: [&str; 3] = ["outcropd", "outcrop_gateway", "bedrock_simulator"];

/// Starts logging to stderr, at `info` unless `RUST_LOG` says otherwise.
pub(crate) fn start(format: LogFormat) {
    let wanted = EnvFilter::builder().with_default_directive(Level::INFO.into()).from_env_lossy();
    let lines = match format {
        LogFormat::Text => fmt::layer()
            .with_writer(std::io::stderr)
            .with_ansi(std::io::stderr().is_terminal())
            .with_target(false)
            .boxed(),
        LogFormat::Json => fmt::layer().with_writer(std::io::stderr).json().flatten_event(true).boxed(),
    };
    tracing_subscriber::registry().with(lines.with_filter(wanted).with_filter(filter_fn(may_speak))).init();
}

fn may_speak(metadata: &Metadata<'_>) -> bool {
    *metadata.level() <= Level::WARN || is_ours(metadata.target())
}

fn is_ours(target: &str) -> bool {
    let crate_name = target.split("::").next().unwrap_or(target);
    OURS.contains(&crate_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_crates_may_say_more_than_warnings() {
        for (target, ours) in [
            ("outcropd", true),
            ("outcrop_gateway::http::serve", true),
            ("aws_smithy_runtime::client", false),
            ("hyper_util::client", false),
            ("outcropd_like", false),
        ] {
            assert_eq!(is_ours(target), ours, "{target}");
        }
    }
}

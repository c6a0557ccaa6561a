//! Why `outcropd` stopped, and the exit code that says so.

use std::process::ExitCode;

use outcrop_gateway::StartError;
use outcrop_gateway::config::ConfigError;

/// Why `outcropd` did not start, or did not end well.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The settings file does not say what it should.
    #[error(transparent)]
    Settings(#[from] outcrop_settings::Error),
    /// The key cannot be had or used.
    #[error("{0}")]
    Key(String),
    /// The gateway did not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The simulated Bedrock did not start.
    #[error("the demo's simulated Bedrock did not start: {0}")]
    Demo(String),
    /// The system gave no runtime, no signals or no stdout.
    #[error("the system refused: {0}")]
    Runtime(std::io::Error),
    /// A second signal came while requests were still running.
    #[error("stopped at once by a second signal; requests were still running")]
    Impatient,
    /// Nobody has signed in.
    #[error("{0}")]
    SignIn(String),
    /// The doctor found something.
    #[error("something is wrong: see the lines above that begin with WRONG")]
    Unwell,
}

impl Failure {
    /// 2 for what the caller can put right in the invocation, 3 for a taken port, 1 for the rest.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Settings(_) | Self::Key(_) | Self::Start(StartError::Config(_)) => 2,
            Self::Start(StartError::PortTaken { .. }) => 3,
            Self::Start(_) | Self::Demo(_) | Self::Runtime(_) | Self::Impatient | Self::Unwell | Self::SignIn(_) => 1,
        })
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Start(StartError::Config(error))
    }
}

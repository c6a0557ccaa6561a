//! Demo mode: a simulated Bedrock in this very process.

use bedrock_simulator::{ACCESS_KEY_ID, Options, SECRET_ACCESS_KEY, Simulator};
use outcrop_gateway::config::{Aws, Credentials};
use secrecy::SecretString;

use crate::failure::Failure;

/// The region that the simulated Bedrock is asked in.
const REGION: &str = "us-east-1";

/// Starts the simulated Bedrock. It lives as long as what is returned.
///
/// # Errors
/// It finds no port.
pub(crate) async fn start() -> Result<Simulator, Failure> {
    Simulator::start(Options::demo()).await.map_err(|error| Failure::Demo(error.to_string()))
}

/// The way to it. Nothing is left for AWS's own chain to find, so no real credentials can be sent there.
pub(crate) fn aws(simulator: &Simulator) -> Aws {
    Aws {
        profile: None,
        region: Some(REGION.to_owned()),
        endpoint: Some(simulator.url()),
        credentials: Credentials::Static {
            access_key_id: ACCESS_KEY_ID.to_owned(),
            secret_access_key: SecretString::from(SECRET_ACCESS_KEY),
        },
    }
}

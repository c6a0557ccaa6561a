//! A simulator and the two SDK clients that talk to it.

use aws_config::retry::RetryConfig;
use aws_config::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_sdk_bedrockruntime::types::{ContentBlock, ConversationRole, Message};
use bedrock_simulator::{ACCESS_KEY_ID, Options, SECRET_ACCESS_KEY, Simulator};

pub(crate) const NOVA: &str = "amazon.nova-lite-v1:0";

pub(crate) struct Bench {
    pub(crate) simulator: Simulator,
    pub(crate) runtime: aws_sdk_bedrockruntime::Client,
    pub(crate) control: aws_sdk_bedrock::Client,
}

impl Bench {
    pub(crate) async fn start() -> Self {
        Self::with(Options::default(), ACCESS_KEY_ID, SECRET_ACCESS_KEY).await
    }

    pub(crate) async fn with(options: Options, id: &str, secret: &str) -> Self {
        let simulator = Simulator::start(options).await.unwrap();
        let config = config(&simulator.url(), id, secret).await;
        Self {
            runtime: aws_sdk_bedrockruntime::Client::new(&config),
            control: aws_sdk_bedrock::Client::new(&config),
            simulator,
        }
    }

    pub(crate) fn script(&self, text: &str) {
        self.simulator.enqueue(text.parse().unwrap());
    }
}

async fn config(url: &str, id: &str, secret: &str) -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest())
        .credentials_provider(Credentials::new(id, secret, None, None, "test"))
        .region(Region::new("eu-west-1"))
        .endpoint_url(url)
        .retry_config(RetryConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .load()
        .await
}

pub(crate) fn user(text: &str) -> Message {
    Message::builder().role(ConversationRole::User).content(ContentBlock::Text(text.to_owned())).build().unwrap()
}

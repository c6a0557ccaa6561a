//! A simulator and the two SDK clients that talk to it.

use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_config::{BehaviorVersion, Region};
use aws_credential_types::Credentials;
use aws_sdk_bedrockruntime::types::{
    ContentBlock, ConversationRole, Message, Tool, ToolConfiguration, ToolInputSchema, ToolSpecification,
};
use aws_smithy_types::Document;
use bedrock_simulator::{ACCESS_KEY_ID, Options, SECRET_ACCESS_KEY, Simulator};

pub(crate) const NOVA: &str = "amazon.nova-lite-v1:0";

pub(crate) struct Bench {
    pub(crate) simulator: Simulator,
    pub(crate) runtime: aws_sdk_bedrockruntime::Client,
    pub(crate) control: aws_sdk_bedrock::Client,
}

impl Bench {
    pub(crate) async fn start() -> Self {
        Self::with_options(Options::default()).await
    }

    pub(crate) async fn with_options(options: Options) -> Self {
        Self::with(options, ACCESS_KEY_ID, SECRET_ACCESS_KEY).await
    }

    pub(crate) async fn with(options: Options, id: &str, secret: &str) -> Self {
        Self::build(options, Credentials::new(id, secret, None, None, "test"), RetryConfig::disabled()).await
    }

    pub(crate) async fn with_retries(attempts: u32) -> Self {
        let retries = RetryConfig::standard()
            .with_max_attempts(attempts)
            .with_initial_backoff(Duration::from_millis(1))
            .with_max_backoff(Duration::from_millis(5));
        let credentials = Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None, None, "test");
        Self::build(Options::default(), credentials, retries).await
    }

    async fn build(options: Options, credentials: Credentials, retries: RetryConfig) -> Self {
        let simulator = Simulator::start(options).await.unwrap();
        let config = aws_config::defaults(BehaviorVersion::latest())
            .credentials_provider(credentials)
            .region(Region::new("eu-west-1"))
            .endpoint_url(simulator.url())
            .retry_config(retries)
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .load()
            .await;
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

/// One tool, `get_weather(city)`.
pub(crate) fn tool_config() -> ToolConfiguration {
    let text = |value: &str| Document::String(value.to_owned());
    let object = |name: &str, value: Document| Document::Object([(name.to_owned(), value)].into());
    let mut schema = std::collections::HashMap::from([("type".to_owned(), text("object"))]);
    schema.insert("properties".to_owned(), object("city", object("type", text("string"))));
    let spec = ToolSpecification::builder()
        .name("get_weather")
        .input_schema(ToolInputSchema::Json(Document::Object(schema)))
        .build()
        .unwrap();
    ToolConfiguration::builder().tools(Tool::ToolSpec(spec)).build().unwrap()
}

pub(crate) fn user(text: &str) -> Message {
    Message::builder().role(ConversationRole::User).content(ContentBlock::Text(text.to_owned())).build().unwrap()
}

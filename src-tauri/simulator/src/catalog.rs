//! The models and profiles that exist here, read from `data/models.toml`.

use serde::Deserialize;

use crate::exception::Exception;

const DATA: &str = include_str!("../data/models.toml");
/// The account that all ARNs name.
pub(crate) const ACCOUNT: &str = "123456789012";

/// One model, as its row says.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Model {
    pub(crate) id: String,
    pub(crate) name: String,
    reach: String,
    /// Input tokens that fit.
    pub(crate) context: u64,
    /// The most output tokens that a request may ask for.
    pub(crate) output: u64,
    caps: String,
    pub(crate) ends: Option<String>,
    #[serde(default)]
    pub(crate) ended: bool,
}

impl Model {
    pub(crate) fn has(&self, cap: char) -> bool {
        self.caps.contains(cap)
    }

    /// Whether the bare id can be called.
    pub(crate) fn on_demand(&self) -> bool {
        self.reach.contains('b')
    }

    /// The prefixes of its system-defined profiles.
    pub(crate) fn prefixes(&self) -> impl Iterator<Item = &'static str> {
        self.reach.chars().filter_map(prefix)
    }

    /// Whether it answers Converse.
    pub(crate) fn converses(&self) -> bool {
        !['E', 'K', 'P'].iter().any(|cap| self.has(*cap))
    }

    pub(crate) fn provider(&self) -> &'static str {
        match self.id.split('.').next().unwrap_or_default() {
            "amazon" => "Amazon",
            "anthropic" => "Anthropic",
            "cohere" => "Cohere",
            "deepseek" => "DeepSeek",
            "google" => "Google",
            "meta" => "Meta",
            "minimax" => "MiniMax",
            "mistral" => "Mistral AI",
            "moonshot" | "moonshotai" => "Moonshot AI",
            "nvidia" => "NVIDIA",
            "openai" => "OpenAI",
            "qwen" => "Qwen",
            "stability" => "Stability AI",
            "twelvelabs" => "TwelveLabs",
            "writer" => "Writer",
            "xai" => "xAI",
            _ => "Z.AI",
        }
    }

    pub(crate) fn arn(&self, region: &str) -> String {
        format!("arn:aws:bedrock:{region}::foundation-model/{}", self.id)
    }
}

fn prefix(code: char) -> Option<&'static str> {
    match code {
        'u' => Some("us"),
        'e' => Some("eu"),
        'p' => Some("apac"),
        'a' => Some("au"),
        'j' => Some("jp"),
        'i' => Some("in"),
        'c' => Some("ca"),
        'g' => Some("us-gov"),
        'G' => Some("global"),
        _ => None,
    }
}

/// An application profile: an opaque id that stands for a model.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ApplicationProfile {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) model: String,
}

/// Something else that can be invoked: a deployment, provisioned throughput, an import, a router.
#[derive(Clone, Debug, Deserialize)]
struct Resource {
    arn: String,
    model: String,
}

/// All rows.
#[derive(Debug, Deserialize)]
pub(crate) struct Catalog {
    #[serde(rename = "model")]
    pub(crate) models: Vec<Model>,
    #[serde(rename = "profile")]
    pub(crate) profiles: Vec<ApplicationProfile>,
    #[serde(rename = "resource")]
    resources: Vec<Resource>,
}

impl Catalog {
    /// The rows that come with the crate.
    pub(crate) fn bundled() -> Result<Self, toml::de::Error> {
        toml::from_str(DATA)
    }

    pub(crate) fn model(&self, id: &str) -> Option<&Model> {
        self.models.iter().find(|model| model.id == id)
    }

    /// The model behind an id, profile id or ARN, if it can be invoked that way.
    pub(crate) fn resolve(&self, id: &str) -> Result<&Model, Exception> {
        let target = Target::of(id).ok_or_else(invalid_id)?;
        let model = match target {
            Target::Model(id) => {
                let model = self.model(id).ok_or_else(invalid_id)?;
                if !model.on_demand() && !model.ended {
                    return Err(needs_profile(&model.id));
                }
                model
            }
            Target::Profile(id) => self.behind_profile(id).ok_or_else(invalid_id)?,
            Target::ApplicationProfile(id) => self
                .profiles
                .iter()
                .find(|profile| profile.id == id)
                .and_then(|profile| self.model(&profile.model))
                .ok_or_else(invalid_id)?,
            Target::Resource(arn) => self
                .resources
                .iter()
                .find(|resource| resource.arn == arn)
                .and_then(|resource| self.model(&resource.model))
                .ok_or_else(invalid_id)?,
        };
        if model.ended {
            return Err(Exception::not_found(
                "This model version has reached the end of its life. Please refer to the AWS documentation for more \
                 details.",
            ));
        }
        Ok(model)
    }

    /// The model of a system-defined profile's id, such as `us.anthropic.…`.
    pub(crate) fn behind_profile(&self, id: &str) -> Option<&Model> {
        self.models.iter().find(|model| {
            model
                .prefixes()
                .any(|prefix| id.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('.')) == Some(&model.id))
        })
    }
}

/// What an identifier points to.
enum Target<'a> {
    Model(&'a str),
    Profile(&'a str),
    ApplicationProfile(&'a str),
    /// The part of an ARN behind the account.
    Resource(&'a str),
}

impl<'a> Target<'a> {
    fn of(id: &'a str) -> Option<Self> {
        if id.is_empty() || id.len() > 2048 {
            return None;
        }
        if let Some(rest) = id.strip_prefix("arn:") {
            // arn:{partition}:bedrock:{region}:{account}:{kind}/{name}
            let parts: Vec<&str> = rest.splitn(5, ':').collect();
            let [_, "bedrock", _, _, resource] = parts.as_slice() else { return None };
            return match resource.split_once('/')? {
                ("foundation-model", name) => Some(Self::Model(name)),
                ("inference-profile", name) => Some(Self::Profile(name)),
                ("application-inference-profile", name) => Some(Self::ApplicationProfile(name)),
                _ => Some(Self::Resource(resource)),
            };
        }
        let prefixes = ["us", "eu", "apac", "au", "jp", "in", "ca", "us-gov", "global"];
        let first = id.split('.').next().unwrap_or_default();
        Some(if prefixes.contains(&first) { Self::Profile(id) } else { Self::Model(id) })
    }
}

fn invalid_id() -> Exception {
    Exception::validation("The provided model identifier is invalid.")
}

fn needs_profile(id: &str) -> Exception {
    Exception::validation(format!(
        "Invocation of model ID {id} with on-demand throughput isn’t supported. Retry your request with the ID or ARN \
         of an inference profile that contains this model."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(id: &str, expected: Result<&str, &str>) {
        let catalog = Catalog::bundled().unwrap();
        match (catalog.resolve(id), expected) {
            (Ok(model), Ok(base)) => assert_eq!(model.id, base),
            (Err(exception), Err(part)) => assert!(exception.message.contains(part), "{}", exception.message),
            (actual, _) => panic!("{id}: {actual:?}"),
        }
    }

    #[test]
    fn ids_profiles_and_arns_resolve() {
        let haiku = "anthropic.claude-haiku-4-5-20251001-v1:0";
        check("amazon.nova-pro-v1:0", Ok("amazon.nova-pro-v1:0"));
        check("us.anthropic.claude-haiku-4-5-20251001-v1:0", Ok(haiku));
        check("global.anthropic.claude-haiku-4-5-20251001-v1:0", Ok(haiku));
        check("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0", Ok("amazon.nova-pro-v1:0"));
        check(
            "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0",
            Ok(haiku),
        );
        check(
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6",
            Ok("anthropic.claude-sonnet-5"),
        );
    }

    #[test]
    fn what_an_account_made_itself_resolves() {
        check("arn:aws:bedrock:us-east-1:123456789012:provisioned-model/prov1234abcd", Ok("amazon.nova-lite-v1:0"));
        check(
            "arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/amazon.nova:1",
            Ok("amazon.nova-lite-v1:0"),
        );
        check("arn:aws:bedrock:us-east-1:123456789012:provisioned-model/other", Err("identifier is invalid"));
    }

    #[test]
    fn what_cannot_be_invoked_says_why() {
        check("no.such-model", Err("identifier is invalid"));
        check("ca.anthropic.claude-haiku-4-5-20251001-v1:0", Err("identifier is invalid"));
        check("anthropic.claude-haiku-4-5-20251001-v1:0", Err("on-demand throughput"));
        check("amazon.nova-canvas-v1:0", Err("end of its life"));
        check("arn:aws:s3:::bucket/key", Err("identifier is invalid"));
    }

    #[test]
    fn ids_are_unique() {
        let catalog = Catalog::bundled().unwrap();
        for (at, model) in catalog.models.iter().enumerate() {
            assert!(catalog.models[..at].iter().all(|other| other.id != model.id), "{}", model.id);
        }
    }
}

//! Which Bedrock id a model name means.

use super::catalog::Catalog;
use super::family::base_id;
use crate::config::ModelNames;
use crate::ir::{Model, ModelKind, ModelSource};

/// What `gpt-*` means where the settings do not say: the first of these that the account lists. Models that can both
/// think and be forced to call a tool stand first, for that is what OpenAI's models can.
const CHAT: &[&str] = &[
    "anthropic.claude-sonnet-5",
    "anthropic.claude-sonnet-4-6",
    "anthropic.claude-sonnet-4-5",
    "anthropic.claude-haiku-5-5",
    "anthropic.claude-haiku-4-5",
    "amazon.nova-2-lite",
    "amazon.nova-pro",
    "amazon.nova-lite",
    "openai.gpt-oss-120b",
];
const EMBEDDING: &[&str] = &["cohere.embed-v4", "amazon.titan-embed-text-v2", "cohere.embed-multilingual-v3"];

/// Where not even the list can be had.
const CHAT_UNLISTED: &str = "global.anthropic.claude-sonnet-5";
const EMBEDDING_UNLISTED: &str = "amazon.titan-embed-text-v2:0";

/// What a name is, before the list is looked at.
#[derive(Debug, PartialEq, Eq)]
enum Name<'a> {
    /// A Bedrock id already, or something that AWS shall judge.
    Id(&'a str),
    /// Any chat model.
    Chat,
    /// Any embedding model.
    Embedding,
    /// Anthropic's own name for a model: `claude-sonnet-5`.
    Claude(&'a str),
}

pub(super) async fn resolve(name: &str, names: &ModelNames, region: &str, catalog: &Catalog) -> String {
    match read(name, names) {
        Name::Id(id) => id.to_owned(),
        Name::Chat => match &names.default_chat {
            Some(id) => id.clone(),
            None => listed(catalog, |models| first_of(CHAT, ModelKind::Chat, region, models))
                .await
                .unwrap_or_else(|| CHAT_UNLISTED.to_owned()),
        },
        Name::Embedding => match &names.default_embedding {
            Some(id) => id.clone(),
            None => listed(catalog, |models| first_of(EMBEDDING, ModelKind::Embedding, region, models))
                .await
                .unwrap_or_else(|| EMBEDDING_UNLISTED.to_owned()),
        },
        Name::Claude(short) => {
            let base = format!("anthropic.{}", short.replace('.', "-").trim_end_matches("-latest"));
            listed(catalog, |models| best(&base, region, models).map(|model| model.id.clone()))
                .await
                .unwrap_or_else(|| format!("global.{base}"))
        }
    }
}

fn read<'a>(name: &'a str, names: &'a ModelNames) -> Name<'a> {
    let name = name.trim();
    if let Some(id) = names.aliases.get(name) {
        return Name::Id(id);
    }
    // Tools that know many providers put theirs in front.
    let bare = ["openai/", "bedrock/converse/", "bedrock/"].iter().find_map(|p| name.strip_prefix(p)).unwrap_or(name);
    let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| bare.starts_with(prefix));
    if begins(&["text-embedding-"]) {
        Name::Embedding
    } else if begins(&["gpt-", "chatgpt-", "o1", "o3", "o4"]) {
        Name::Chat
    } else if begins(&["claude-"]) {
        Name::Claude(bare)
    } else {
        Name::Id(bare)
    }
}

/// Whether this could be an id at all: what only the path of a URL can make sense of never leaves.
pub(super) fn is_id(name: &str) -> bool {
    let letters = name.chars().any(char::is_alphanumeric);
    letters
        && name.len() <= 2048
        && !name.split('/').any(|part| matches!(part, "." | ".."))
        && !name.chars().any(char::is_control)
}

async fn listed(catalog: &Catalog, pick: impl FnOnce(&[Model]) -> Option<String>) -> Option<String> {
    catalog.lookup().await.and_then(|listing| pick(&listing.models))
}

fn first_of(wishes: &[&str], kind: ModelKind, region: &str, models: &[Model]) -> Option<String> {
    let wished = wishes.iter().find_map(|base| best(base, region, models));
    wished.or_else(|| models.iter().find(|model| model.kind == kind)).map(|model| model.id.clone())
}

/// The way to a model that keeps the data nearest: its own region, its geography, anywhere.
fn best<'a>(base: &str, region: &str, models: &'a [Model]) -> Option<&'a Model> {
    let distance = |model: &&Model| match (model.source, model.id.split('.').next().unwrap_or_default()) {
        (ModelSource::Foundation, _) => Some(0),
        (ModelSource::SystemProfile, "global") => Some(3),
        (ModelSource::SystemProfile, prefix) if is_near(prefix, region) => Some(1),
        (ModelSource::SystemProfile, _) => Some(2),
        // What an account made for a purpose of its own is not taken for the model itself.
        (
            ModelSource::ApplicationProfile
            | ModelSource::Imported
            | ModelSource::CustomDeployment
            | ModelSource::Provisioned,
            _,
        ) => None,
    };
    let fits = |model: &&Model| distance(model).is_some() && is_version_of(base_id(&model.id), base);
    models.iter().filter(fits).min_by_key(distance)
}

/// Whether a profile's prefix names the geography of this region.
fn is_near(prefix: &str, region: &str) -> bool {
    match prefix {
        "apac" => region.starts_with("ap-"),
        "au" => region.starts_with("ap-southeast-2") || region.starts_with("ap-southeast-4"),
        "jp" => region.starts_with("ap-northeast-1") || region.starts_with("ap-northeast-3"),
        "in" => region.starts_with("ap-south-"),
        "us" => region.starts_with("us-") && !region.starts_with("us-gov"),
        _ => region.starts_with(prefix),
    }
}

/// `anthropic.claude-haiku-4-5-20251001-v1:0` is a version of `anthropic.claude-haiku-4-5`;
/// `anthropic.claude-sonnet-5-5` is none of `anthropic.claude-sonnet-5`.
fn is_version_of(id: &str, base: &str) -> bool {
    match id.strip_prefix(base) {
        Some(rest) => rest.is_empty() || rest.starts_with("-v") || rest.starts_with("-20") || rest.starts_with(':'),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Abilities, Facts, Lifecycle};

    fn model(id: &str, source: ModelSource) -> Model {
        Model {
            id: id.into(),
            name: id.into(),
            provider: String::new(),
            kind: ModelKind::Chat,
            source,
            base: None,
            input: Vec::new(),
            output: Vec::new(),
            streams: true,
            lifecycle: Lifecycle::Active,
            created: None,
            ends: None,
            abilities: Abilities::default(),
            facts: Facts::default(),
        }
    }

    #[test]
    fn names_are_read_by_their_beginnings() {
        let names = ModelNames { aliases: [("gpt-4o".to_owned(), "x.y".to_owned())].into(), ..ModelNames::default() };
        for (name, expected) in [
            ("gpt-4o", Name::Id("x.y")),
            ("gpt-4.1-mini", Name::Chat),
            ("o3-mini", Name::Chat),
            ("text-embedding-3-small", Name::Embedding),
            ("claude-sonnet-5", Name::Claude("claude-sonnet-5")),
            ("us.anthropic.claude-sonnet-5", Name::Id("us.anthropic.claude-sonnet-5")),
            ("openai.gpt-oss-20b-1:0", Name::Id("openai.gpt-oss-20b-1:0")),
            (
                "arn:aws:bedrock:us-east-1:1:application-inference-profile/x",
                Name::Id("arn:aws:bedrock:us-east-1:1:application-inference-profile/x"),
            ),
            ("bedrock/amazon.nova-lite-v1:0", Name::Id("amazon.nova-lite-v1:0")),
        ] {
            assert_eq!(read(name, &names), expected, "{name}");
        }
    }

    #[test]
    fn the_nearest_way_to_a_model_is_taken() {
        let models = [
            model("global.anthropic.claude-sonnet-5", ModelSource::SystemProfile),
            model("apac.anthropic.claude-sonnet-5", ModelSource::SystemProfile),
            model("us.anthropic.claude-sonnet-5", ModelSource::SystemProfile),
            model("us.anthropic.claude-sonnet-5-5", ModelSource::SystemProfile),
            model("us.anthropic.claude-haiku-4-5-20251001-v1:0", ModelSource::SystemProfile),
        ];
        let id = |base: &str| best(base, "us-west-2", &models).map(|model| model.id.as_str());
        assert_eq!(id("anthropic.claude-sonnet-5"), Some("us.anthropic.claude-sonnet-5"));
        assert_eq!(id("anthropic.claude-haiku-4-5"), Some("us.anthropic.claude-haiku-4-5-20251001-v1:0"));
        assert_eq!(id("anthropic.claude-opus-9"), None);
    }
}

//! Embeddings as JSON: OpenAI's members, Cohere's `input_type` and `truncate`, and inputs with pictures.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Request {
    pub model: Option<String>,
    pub input: Option<Input>,
    pub dimensions: Option<u32>,
    pub encoding_format: Option<String>,
    pub input_type: Option<String>,
    pub truncate: Option<String>,
}

/// One input, or several: a lone string or object reads as a list of one.
#[derive(Debug)]
pub(super) struct Input(pub Vec<Item>);

/// What may be embedded.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a string, an array of token ids, or an object with text or image_url")]
pub(super) enum Item {
    Text(String),
    /// An id of a text that stands in `input` itself.
    Token(u32),
    Tokens(Vec<u32>),
    Object(Object),
}

/// Text, a picture, or both: flat, as one content part of Chat, or as a list of such parts as Cohere's v4 has it.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Object {
    pub text: Option<String>,
    pub image_url: Option<ImageUrl>,
    /// A data URL, or bare base64.
    pub image: Option<String>,
    pub content: Option<Vec<Object>>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a URL, or an object with a url")]
pub(super) enum ImageUrl {
    Bare(String),
    Object { url: String },
}

impl ImageUrl {
    pub(super) fn into_url(self) -> String {
        match self {
            Self::Bare(url) | Self::Object { url } => url,
        }
    }
}

impl<'de> Deserialize<'de> for Input {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items;
        impl<'de> Visitor<'de> for Items {
            type Value = Input;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string, an array of strings, or arrays of token ids")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Input, E> {
                Ok(Input(vec![Item::Text(text.to_owned())]))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Input, A::Error> {
                Object::deserialize(MapAccessDeserializer::new(map)).map(|object| Input(vec![Item::Object(object)]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Input, A::Error> {
                let mut items = Vec::with_capacity(seq.size_hint().unwrap_or(0));
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Input(items))
            }
        }
        deserializer.deserialize_any(Items)
    }
}

#[derive(Debug, Serialize)]
pub(super) struct List<'a> {
    pub object: &'static str,
    pub data: Vec<Entry<'a>>,
    pub model: &'a str,
    pub usage: Usage,
}

#[derive(Debug, Serialize)]
pub(super) struct Entry<'a> {
    pub object: &'static str,
    pub index: usize,
    pub embedding: Numbers<'a>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Numbers<'a> {
    Floats(&'a [f32]),
    Base64(String),
}

#[derive(Debug, Serialize)]
pub(super) struct Usage {
    pub prompt_tokens: u64,
    pub total_tokens: u64,
    /// Ours: the model did not count.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub estimated: bool,
}

//! An embeddings request to `ir::Embedding`.

use super::wire::{Input, Item, Object, Request};
use super::{Encoding, Form};
use crate::doors::Order;
use crate::doors::media::{data_url, media};
use crate::doors::openai::missing;
use crate::doors::tokens::text_of_tokens;
use crate::error::{Error, Result};
use crate::ir::{Embedding, EmbeddingInput, Media, MediaKind, Picture, Purpose, Remote, Truncate};

/// OpenAI's own limit, which clients batch to.
const MAX_INPUTS: usize = 2048;

pub(super) fn parse(request: Request) -> Result<Order<Embedding, Form>> {
    let model = request.model.filter(|model| !model.trim().is_empty()).ok_or_else(|| missing("model"))?;
    let job = Embedding {
        model: model.clone(),
        inputs: inputs(request.input.ok_or_else(|| missing("input"))?)?,
        dimensions: request.dimensions,
        purpose: request.input_type.as_deref().and_then(|word| purpose(word).transpose()).transpose()?,
        truncate: request.truncate.as_deref().and_then(|word| truncate(word).transpose()).transpose()?,
    };
    let encoding = request.encoding_format.as_deref().map_or(Ok(Encoding::Float), encoding)?;
    Ok(Order { job, complaints: Vec::new(), form: Form { model, encoding } })
}

fn inputs(Input(items): Input) -> Result<Vec<EmbeddingInput>> {
    if items.is_empty() {
        return Err(empty("input".to_owned()));
    }
    if items.iter().all(|item| matches!(item, Item::Token(_))) {
        let tokens = items.iter().filter_map(|item| if let Item::Token(id) = item { Some(*id) } else { None });
        return Ok(vec![tokens_input(&tokens.collect::<Vec<_>>(), "input".to_owned())?]);
    }
    if items.len() > MAX_INPUTS {
        let message = format!("Invalid value for 'input': {} inputs; at most {MAX_INPUTS} fit a request.", items.len());
        return Err(Error::invalid("input", message).code("invalid_value"));
    }
    let single = items.len() == 1;
    let path = |at: usize| if single { "input".to_owned() } else { format!("input[{at}]") };
    items.into_iter().enumerate().map(|(at, item)| input(item, path(at))).collect()
}

fn input(item: Item, path: String) -> Result<EmbeddingInput> {
    match item {
        Item::Text(text) => text_input(text, path),
        Item::Tokens(tokens) => tokens_input(&tokens, path),
        Item::Object(object) => object_input(object, path),
        Item::Token(_) => {
            let message = format!("Invalid value for '{path}': a token id among other inputs; send ids as an array.");
            Err(Error::invalid(path, message).code("invalid_value"))
        }
    }
}

fn text_input(text: String, path: String) -> Result<EmbeddingInput> {
    if text.is_empty() { Err(empty(path)) } else { Ok(EmbeddingInput::text(text)) }
}

fn tokens_input(tokens: &[u32], path: String) -> Result<EmbeddingInput> {
    match text_of_tokens(tokens) {
        Ok(text) => text_input(text, path),
        Err(unknown) => {
            let message =
                format!("Invalid value for '{path}': {unknown} is no token of cl100k_base; send text instead.");
            Err(Error::invalid(path, message).code("invalid_value"))
        }
    }
}

fn object_input(object: Object, path: String) -> Result<EmbeddingInput> {
    let mut gathered = Gathered::default();
    gathered.add(object, &path)?;
    let text = if gathered.texts.is_empty() { None } else { Some(gathered.texts.join("\n")) };
    match (text, gathered.picture) {
        (None, None) => Err(empty(path)),
        (text, picture) => Ok(EmbeddingInput { text, picture }),
    }
}

/// What the parts of one input amount to.
#[derive(Debug, Default)]
struct Gathered {
    texts: Vec<String>,
    picture: Option<Picture>,
}

impl Gathered {
    fn add(&mut self, object: Object, path: &str) -> Result<()> {
        self.texts.extend(object.text.filter(|text| !text.is_empty()));
        if let Some(url) = object.image_url {
            self.add_picture(picture(url.into_url(), format!("{path}.image_url"))?, path)?;
        }
        if let Some(image) = object.image {
            self.add_picture(bare_picture(image, format!("{path}.image"))?, path)?;
        }
        for (at, part) in object.content.into_iter().flatten().enumerate() {
            self.add(part, &format!("{path}.content[{at}]"))?;
        }
        Ok(())
    }

    fn add_picture(&mut self, picture: Picture, path: &str) -> Result<()> {
        if self.picture.replace(picture).is_some() {
            let message = format!("Invalid value for '{path}': more than one picture; give each an input of its own.");
            return Err(Error::invalid(path, message).code("invalid_value"));
        }
        Ok(())
    }
}

/// An address is fetched later.
fn picture(url: String, param: String) -> Result<Picture> {
    if url.starts_with("https://") || url.starts_with("http://") {
        return Ok(Picture::Remote(Remote { kind: MediaKind::Image, url, name: None, param }));
    }
    inline(&url, param)
}

fn bare_picture(image: String, param: String) -> Result<Picture> {
    if image.contains(':') {
        return picture(image, param);
    }
    inline(&format!("data:image/png;base64,{image}"), param)
}

fn inline(url: &str, param: String) -> Result<Picture> {
    let media = data_url(url).and_then(|url| media(MediaKind::Image, url.mime, &url.data, None));
    match media {
        Ok(media) => Ok(Picture::Inline(Media { param, ..media })),
        Err(why) => {
            let message = format!("Invalid value for '{param}': it {why}.");
            Err(Error::invalid(param, message).code("invalid_value"))
        }
    }
}

fn empty(path: String) -> Error {
    let message = format!("Invalid value for '{path}': it cannot be empty.");
    Error::invalid(path, message).code("invalid_value")
}

/// Cohere's words. `image` says what the input shows anyhow.
fn purpose(word: &str) -> Result<Option<Purpose>> {
    match word {
        "search_document" => Ok(Some(Purpose::Document)),
        "search_query" => Ok(Some(Purpose::Query)),
        "classification" => Ok(Some(Purpose::Classification)),
        "clustering" => Ok(Some(Purpose::Clustering)),
        "image" => Ok(None),
        other => {
            Err(unknown_word("input_type", other, "search_document, search_query, classification, clustering or image"))
        }
    }
}

/// Cohere's words, of both versions.
fn truncate(word: &str) -> Result<Option<Truncate>> {
    match word.to_ascii_uppercase().as_str() {
        "NONE" => Ok(None),
        "START" | "LEFT" => Ok(Some(Truncate::Start)),
        "END" | "RIGHT" => Ok(Some(Truncate::End)),
        _ => Err(unknown_word("truncate", word, "NONE, START or END")),
    }
}

fn encoding(word: &str) -> Result<Encoding> {
    match word {
        "float" => Ok(Encoding::Float),
        "base64" => Ok(Encoding::Base64),
        other => Err(unknown_word("encoding_format", other, "float or base64")),
    }
}

fn unknown_word(param: &'static str, word: &str, takes: &str) -> Error {
    Error::invalid(param, format!("Invalid value for '{param}': '{word}'; it takes {takes}.")).code("invalid_value")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::doors::openai::read_json;

    const PNG: &str =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    fn parsed(input: Value) -> Result<Vec<EmbeddingInput>> {
        let request = json!({"model": "m", "input": input}).to_string();
        read_json(request.as_bytes()).and_then(parse).map(|order| order.job.inputs)
    }

    #[track_caller]
    fn check(input: Value, texts: &[&str]) {
        let expected: Vec<_> = texts.iter().map(|text| EmbeddingInput::text(*text)).collect();
        assert_eq!(parsed(input.clone()).unwrap_or_else(|e| panic!("{input}: {e}")), expected, "{input}");
    }

    #[test]
    fn texts_and_tokens_are_read() {
        check(json!("a"), &["a"]);
        check(json!(["a", "b"]), &["a", "b"]);
        check(json!([9906, 11, 1917, 0]), &["Hello, world!"]);
        check(json!([[9906], [1917]]), &["Hello", " world"]);
        check(json!({"text": "a"}), &["a"]);
        check(json!([{"type": "text", "text": "a"}, "b"]), &["a", "b"]);
        check(json!([{"content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}]), &["a\nb"]);
    }

    #[test]
    fn pictures_are_read_in_every_habit() {
        let url = format!("data:image/png;base64,{PNG}");
        for input in [
            json!({"image_url": url}),
            json!([{"type": "image_url", "image_url": {"url": url}}]),
            json!([{"image": url}]),
            json!([{"image": PNG}]),
            json!([{"content": [{"type": "image_url", "image_url": {"url": url}}]}]),
        ] {
            let inputs = parsed(input.clone()).unwrap_or_else(|e| panic!("{input}: {e}"));
            assert!(matches!(inputs[0].picture, Some(Picture::Inline(ref media)) if media.base64 == PNG), "{input}");
        }
        let remote = parsed(json!([{"image_url": "https://x.example/y.png"}])).expect("an address");
        assert!(matches!(remote[0].picture, Some(Picture::Remote(_))));
    }

    #[test]
    fn what_is_empty_or_odd_is_named() {
        for (input, param) in [
            (json!([]), "input"),
            (json!(""), "input"),
            (json!(["a", ""]), "input[1]"),
            (json!([[9906], []]), "input[1]"),
            (json!(["a", {}]), "input[1]"),
            (json!(["a", 5]), "input[1]"),
            (json!(["a", true]), "input[1]"),
            (json!([[1, 900_000]]), "input"),
            (json!([{"image": "!"}]), "input.image"),
            (json!(7), "input"),
        ] {
            let error = parsed(input.clone()).err().unwrap_or_else(|| panic!("{input} was taken"));
            assert_eq!((error.location(), error.reason()), (Some(param), Some("invalid_value")), "{input}: {error}");
        }
        let error = read_json(br#"{"model":"m"}"#).and_then(parse).expect_err("a refusal");
        assert_eq!((error.location(), error.reason()), (Some("input"), Some("missing_required_parameter")));
    }

    #[test]
    fn words_are_known_or_refused() {
        for member in ["input_type", "truncate", "encoding_format"] {
            let request = json!({"model": "m", "input": "a", member: "odd"}).to_string();
            let error = read_json(request.as_bytes()).and_then(parse).expect_err("a refusal");
            assert_eq!(error.location(), Some(member));
        }
        let request =
            br#"{"model":"m","input":"a","input_type":"search_query","truncate":"RIGHT","encoding_format":"base64"}"#;
        let order = read_json(request).and_then(parse).expect("an order");
        assert_eq!((order.job.purpose, order.job.truncate), (Some(Purpose::Query), Some(Truncate::End)));
        assert_eq!(order.form.encoding, Encoding::Base64);
    }
}
